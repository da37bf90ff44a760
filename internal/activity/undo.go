package activity

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

// Undoable is how what was done to activities is taken back.
type Undoable struct{}

var _ undo.Owner = Undoable{}

// Tables implements undo.Owner.
func (Undoable) Tables() []undo.Table {
	return []undo.Table{
		{Name: "activities", Keys: []string{"id"}, Thing: "l’activité", Of: "de l’activité", Title: "title", Gone: "deleted_at",
			Touch: "version = t.version + 1, updated_at = @now", Beside: []string{"created_at"},
			Groups: [][]string{{"state", "because"}, {"free", "price"}, {"age_from", "age_to"}},
			Labels: map[string]string{"kind": "le type", "title": "le titre", "summary": "le texte court", "body": "le texte long", "audiences": "les publics", "age_from": "les âges", "age_to": "les âges",
				"duration": "la durée", "languages": "les langues", "access_motor": "l’accessibilité", "access_visual": "l’accessibilité", "access_hearing": "l’accessibilité",
				"access_mental": "l’accessibilité", "access_psychic": "l’accessibilité", "offers_signs": "les aménagements", "offers_loop": "les aménagements", "offers_told": "les aménagements",
				"offers_easy": "les aménagements", "offers_rest": "les aménagements", "free": "le tarif", "price": "le tarif", "booking": "la réservation", "booking_text": "la réservation",
				"group_most": "la taille du groupe", "per_staff": "l’encadrement", "speakers": "les intervenants", "materials": "le matériel", "credits": "les crédits de l’image", "notes": "le texte des notes",
				"state": "l’état", "because": "l’état", "project_id": "le projet", "taken_from": "la reprise", "deleted_at": "la mise à la corbeille"}},
		{Name: "activity_organisations", Keys: []string{"activity_id", "organisation_id"}, Thing: "la structure d’une activité", Of: "de la structure d’une activité"},
	}
}

// place is the project of an activity as it stands, for whoever would write it again.
type place struct {
	ID, ProjectID int64
	State         State             // of the activity now; "": it is not there
	Status        *programme.Status // nil: the project is in the trash
	Member        bool
}

// Lock implements undo.Owner: the projects, as for every change of their activities.
func (Undoable) Lock(ctx context.Context, tx pgx.Tx, rows []undo.Row) error {
	found, err := placesOf(ctx, tx, rows, 0)
	if err != nil {
		return err
	}
	var ids []int64
	for _, p := range found {
		ids = append(ids, p.ProjectID)
	}
	slices.Sort(ids)
	return programme.Hold(ctx, tx, slices.Compact(ids))
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
		if err := mayWrite(by, row, found[activityOf(row)]); err != nil {
			refused[row.Act] = err
		}
	}
	return refused, nil
}

// activityOf is the activity that a row is of.
func activityOf(row undo.Row) int64 {
	if row.Table == "activities" {
		return row.ID("id")
	}
	return row.ID("activity_id")
}

// mayWrite asks what the operation asks that writes a row so: whoever may only propose takes back what is, and was, no more than that.
func mayWrite(by account.By, row undo.Row, at place) error {
	if at.Status == nil {
		return fault.New(fault.Conflict, "Ce geste ne s’annule plus\u00a0: le projet est dans la corbeille.", nil)
	}
	tie := access.Tie{Member: at.Member}
	action := toEdit(at.State)
	if at.State == "" {
		action = toEdit(State(undo.Text(row.Before, "state")))
	}
	if row.Wrote("state") && !State(undo.Text(row.Before, "state")).draft() {
		action = MayRetain
	}
	if row.Wrote("deleted_at") {
		action = MayDelete
	}
	if err := by.Check(action, tie); err != nil {
		return err
	}
	return at.Status.CheckOpen()
}

// Settle implements undo.Owner: the constraints hold what must.
func (Undoable) Settle(context.Context, pgx.Tx, account.By, []undo.Row) error { return nil }
