package slot

import (
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/undo"
)

// Undoable is how what was done to slots is taken back.
type Undoable struct{}

var _ undo.Owner = Undoable{}

// Tables implements undo.Owner.
func (Undoable) Tables() []undo.Table {
	return []undo.Table{
		{Name: "slots", Keys: []string{"id"}, Thing: "la séance", Of: "de la séance", Gone: "deleted_at",
			Touch: "version = t.version + 1, updated_at = @now", Beside: []string{"created_at"},
			Groups: [][]string{{"starts_at", "ends_at"}, {"space_id", "elsewhere"}, {"status", "because"}},
			Labels: map[string]string{"activity_id": "l’activité", "starts_at": "les heures", "ends_at": "les heures", "space_id": "le lieu", "elsewhere": "le lieu", "set_up": "le temps de montage",
				"tidy": "le temps de rangement", "capacity": "la jauge", "filled": "la jauge", "notes": "le texte des notes", "status": "le statut", "because": "le statut", "deleted_at": "la mise à la corbeille"}},
		{Name: "registrations", Keys: []string{"id"}, Thing: "le groupe", Of: "du groupe", Title: "name", Gone: "deleted_at",
			Touch: "version = t.version + 1, updated_at = @now", Beside: []string{"created_at"},
			Labels: map[string]string{"slot_id": "la séance", "organisation_id": "la structure", "name": "le nom", "headcount": "l’effectif", "companions": "les accompagnateurs", "needs": "les besoins",
				"contact": "qui appeler", "notes": "les remarques", "waiting": "la liste d’attente", "deleted_at": "la mise à la corbeille"}},
	}
}

// at names a row of this room.
type at struct {
	OfGroup bool
	ID      int64
}

func atOf(row undo.Row) at { return at{row.Table == "registrations", row.ID("id")} }

// place is the project of a slot as it stands, for whoever would write it, or one of its groups, again.
type place struct {
	SlotID, ProjectID int64
	Now               Status            // of the slot; "": it is not there
	Status            *programme.Status // nil: the project is in the trash
	Member            bool
}

// Lock implements undo.Owner: the projects, then the slots, as for every change of them.
func (Undoable) Lock(ctx context.Context, tx pgx.Tx, rows []undo.Row) error {
	found, err := placesOf(ctx, tx, rows, 0)
	if err != nil {
		return err
	}
	var projects, ids []int64
	for _, p := range found {
		projects, ids = append(projects, p.ProjectID), append(ids, p.SlotID)
	}
	slices.Sort(projects)
	if err := programme.Hold(ctx, tx, slices.Compact(projects)); err != nil {
		return err
	}
	return holdSlots(ctx, tx, ids)
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
	if now.Status == nil {
		return fault.New(fault.Conflict, "Ce geste ne s’annule plus\u00a0: le projet est dans la corbeille.", nil)
	}
	tie := access.Tie{Member: now.Member}
	action := MayRegister
	if row.Table == "slots" {
		action = toEdit(now.Now)
		if now.Now == "" {
			action = toEdit(Status(undo.Text(row.Before, "status")))
		}
		if row.Wrote("status") && Status(undo.Text(row.Before, "status")) != Proposed {
			action = MayPlan
		}
		if row.Wrote("deleted_at") {
			action = MayDelete
		}
	}
	if err := by.Check(action, tie); err != nil {
		return err
	}
	return now.Status.CheckOpen()
}

// Settle implements undo.Owner: a slot takes no more groups than it has places for, whoever takes their leaving back.
func (Undoable) Settle(ctx context.Context, tx pgx.Tx, _ account.By, rows []undo.Row) error {
	found, err := placesOf(ctx, tx, rows, 0)
	if err != nil {
		return err
	}
	var ids []int64
	for at, p := range found {
		if at.OfGroup {
			ids = append(ids, p.SlotID)
		}
	}
	over, err := overbooked(ctx, tx, ids)
	if err != nil || over == "" {
		return err
	}
	return fault.New(fault.Conflict, "Ce geste ne s’annule plus\u00a0: les places de la séance ("+over+") ont été données entre-temps.", nil)
}
