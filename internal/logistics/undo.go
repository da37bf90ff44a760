package logistics

import (
	"cmp"
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/logistics/next"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/undo"
)

// Undoable is how what was done to files is taken back.
type Undoable struct{}

var _ undo.Owner = Undoable{}

// Tables implements undo.Owner.
func (Undoable) Tables() []undo.Table {
	return []undo.Table{
		{Name: "file_entries", Keys: []string{"id"}, Thing: "la pièce habituelle", Of: "de la pièce habituelle", Title: "title", Gone: "deleted_at",
			Touch: "version = t.version + 1, updated_at = @now", Beside: []string{"created_at"}, Groups: [][]string{{"offset_side", "offset_count"}},
			Labels: map[string]string{"title": "le nom", "kind": "le type", "part": "la partie du dossier", "direction": "le sens", "project_kind": "les projets", "switch": "la question", "offset_side": "le délai",
				"offset_count": "le délai", "statutory": "le délai légal", "source": "la source", "verified_on": "la vérification", "notes": "le texte des notes", "deleted_at": "la mise à la corbeille"}},
		{Name: "pieces", Keys: []string{"id"}, Thing: "la pièce", Of: "de la pièce", Title: "title", Gone: "deleted_at",
			Touch: "version = t.version + 1, updated_at = @now", Beside: []string{"created_at"},
			Groups: [][]string{{"state", "state_on"}, {"task_id", "offset_side", "offset_count", "due_on"}, {"organisation_id", "contact_id"}},
			Labels: map[string]string{"entry_id": "l’origine", "title": "le nom", "kind": "le type", "part": "la partie du dossier", "direction": "le sens", "state": "l’état", "state_on": "l’état", "task_id": "l’échéance",
				"offset_side": "l’échéance", "offset_count": "l’échéance", "due_on": "l’échéance", "statutory": "le délai légal", "source": "la source", "person_id": "qui s’en occupe", "organisation_id": "la structure",
				"contact_id": "le contact", "agreement_id": "la convention", "reference": "la référence", "amount": "le montant", "notes": "le texte des notes", "deleted_at": "la mise à la corbeille"}},
		{Name: "piece_needs", Keys: []string{"piece_id", "need_id"}, Thing: "ce qu’attend une pièce", Of: "de ce qu’attend une pièce"},
		{Name: "deliveries", Keys: []string{"id"}, Thing: "la livraison", Of: "de la livraison", Title: "title", Gone: "deleted_at",
			Touch: "version = t.version + 1, updated_at = @now", Beside: []string{"created_at"}, Groups: [][]string{{"state", "received_on"}, {"day", "hours"}},
			Labels: map[string]string{"title": "ce qui est livré", "organisation_id": "le fournisseur", "transport": "le transport", "day": "le jour", "hours": "les heures", "place": "le lieu", "state": "l’état",
				"person_id": "qui la reçoit", "received_on": "l’état", "piece_id": "le bon de commande", "notes": "le texte des notes", "deleted_at": "la mise à la corbeille"}},
	}
}

// at names what a row of this room belongs to: a delivery, or a piece.
type at struct {
	OfDelivery bool
	ID         int64
}

func atOf(row undo.Row) at {
	switch row.Table {
	case "deliveries":
		return at{true, row.ID("id")}
	case "piece_needs":
		return at{false, row.ID("piece_id")}
	}
	return at{false, row.ID("id")}
}

// place is the project of such a thing as it stands, for whoever would write it again.
type place struct {
	ID, ProjectID int64
	Status        *programme.Status // nil: the project is in the trash
	Member        bool
}

// Lock implements undo.Owner: the projects, as for every change of their files.
func (Undoable) Lock(ctx context.Context, tx pgx.Tx, rows []undo.Row) error {
	found, err := placesOf(ctx, tx, rows, 0)
	if err != nil {
		return err
	}
	return programme.Hold(ctx, tx, projectsOf(found))
}

func projectsOf(found map[at]place) []int64 {
	var ids []int64
	for _, p := range found {
		ids = append(ids, p.ProjectID)
	}
	slices.Sort(ids)
	return slices.DeleteFunc(slices.Compact(ids), func(id int64) bool { return id == 0 })
}

// Judge implements undo.Owner.
func (Undoable) Judge(ctx context.Context, q postgres.Querier, by account.By, rows []undo.Row) (map[string]error, error) {
	found, err := placesOf(ctx, q, rows, by.ID)
	if err != nil {
		return nil, err
	}
	refused := map[string]error{}
	for _, row := range rows {
		if refused[row.Act] != nil {
			continue
		}
		if err := mayWrite(by, row, found[atOf(row)]); err != nil {
			refused[row.Act] = err
		}
	}
	return refused, nil
}

// mayWrite asks what the operation asks that writes a row so.
func mayWrite(by account.By, row undo.Row, now place) error {
	if row.Table == "file_entries" {
		return by.Check(MayCorrect, access.Tie{})
	}
	if now.Status == nil {
		return fault.New(fault.Conflict, "Ce geste ne s’annule plus\u00a0: le projet est dans la corbeille.", nil)
	}
	if row.Table == "pieces" && row.Wrote("amount") {
		if err := by.Check(account.MaySeeAmounts, access.Tie{}); err != nil {
			return err
		}
	}
	return cmp.Or(by.Check(MayEdit, tieOf(now.Member)), now.Status.CheckOpen())
}

// Settle implements undo.Owner: no piece waits for itself, whoever takes back that it waited for another one.
func (Undoable) Settle(ctx context.Context, tx pgx.Tx, _ account.By, rows []undo.Row) error {
	found, err := placesOf(ctx, tx, undo.Of(rows, "piece_needs"), 0)
	if err != nil {
		return err
	}
	for _, project := range projectsOf(found) {
		list, err := listWaiting(ctx, tx, project)
		if err != nil {
			return err
		}
		var things []next.Thing
		for _, w := range list {
			things = append(things, next.Thing{ID: w.ID, Needs: w.Needs})
		}
		for _, w := range list {
			for _, need := range w.Needs {
				if next.Closes(things, w.ID, need) {
					return fault.New(fault.Conflict, "Ce geste ne s’annule plus\u00a0: des pièces s’attendraient l’une l’autre.", nil)
				}
			}
		}
	}
	return nil
}
