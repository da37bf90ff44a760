package calendar

import (
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/postgres"
	"parvis/internal/undo"
)

// Undoable is how what was done to the days worked is taken back.
type Undoable struct{}

var _ undo.Owner = Undoable{}

// Tables implements undo.Owner.
func (Undoable) Tables() []undo.Table {
	days := map[string]string{"first_day": "les dates", "last_day": "les dates", "label": "le nom"}
	return []undo.Table{
		{Name: "closures", Keys: []string{"id"}, Thing: "la fermeture", Of: "de la fermeture", Title: "label", Labels: days},
		{Name: "leaves", Keys: []string{"id"}, Thing: "l’absence", Of: "de l’absence", Labels: days},
		{Name: "person_weeks", Keys: []string{"person_id"}, Thing: "la semaine de travail", Of: "de la semaine de travail", Labels: map[string]string{"week": "les jours travaillés"}},
		{Name: "service_calendar", Keys: []string{"only_one"}, KeyOf: "boolean", Thing: "le calendrier du service", Of: "du calendrier du service", Touch: "version = t.version + 1",
			Labels: map[string]string{"week": "les jours travaillés", "alsace_moselle": "les fériés d’Alsace-Moselle", "school_zone": "la zone scolaire", "opening": "les heures d’ouverture"}},
	}
}

// Lock implements undo.Owner: the rows themselves are enough.
func (Undoable) Lock(context.Context, pgx.Tx, []undo.Row) error { return nil }

// Judge implements undo.Owner.
func (Undoable) Judge(_ context.Context, _ postgres.Querier, by account.By, rows []undo.Row) (map[string]error, error) {
	refused := map[string]error{}
	for _, row := range rows {
		err := CheckEdit(by)
		if row.Table == "leaves" || row.Table == "person_weeks" {
			err = checkOwn(by, row.ID("person_id"))
		}
		if err != nil && refused[row.Act] == nil {
			refused[row.Act] = err
		}
	}
	return refused, nil
}

// Settle implements undo.Owner.
func (Undoable) Settle(ctx context.Context, tx pgx.Tx, _ account.By, _ []undo.Row) error {
	return postgres.Bump(ctx, tx, room, 0)
}
