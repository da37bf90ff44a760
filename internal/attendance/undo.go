package attendance

import (
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/postgres"
	"parvis/internal/undo"
)

// Undoable is how what was done to audiences, and to why a number is not known, is taken back. A tap is taken back by its contrary.
type Undoable struct{}

var _ undo.Owner = Undoable{}

// Tables implements undo.Owner.
func (Undoable) Tables() []undo.Table {
	return []undo.Table{
		{Name: "count_audiences", Keys: []string{"id"}, Thing: "le public", Of: "du public", Title: "name",
			Touch: "version = t.version + 1, updated_at = @now", Beside: []string{"created_at"}, Groups: [][]string{{"name", "name_folded"}},
			Labels: map[string]string{"name": "le nom", "name_folded": "le nom", "heading": "la colonne", "usual": "la place sur le téléphone", "active": "l’état", "position": "la place dans la liste"}},
		{Name: "attendance_reasons", Keys: []string{"slot_id"}, Thing: "la raison d’une fréquentation non renseignée", Of: "de la raison d’une fréquentation non renseignée",
			Beside: []string{"created_at", "created_by"}, Labels: map[string]string{"reason": "la raison"}},
	}
}

// Lock implements undo.Owner: the rows themselves are enough.
func (Undoable) Lock(context.Context, pgx.Tx, []undo.Row) error { return nil }

// Judge implements undo.Owner.
func (Undoable) Judge(_ context.Context, _ postgres.Querier, by account.By, rows []undo.Row) (map[string]error, error) {
	refused := map[string]error{}
	for _, row := range rows {
		action := MayCount
		if row.Table == "count_audiences" {
			action = MaySet
		}
		if err := by.Check(action, access.Tie{}); err != nil && refused[row.Act] == nil {
			refused[row.Act] = err
		}
	}
	return refused, nil
}

// Settle implements undo.Owner: the constraints hold what must.
func (Undoable) Settle(context.Context, pgx.Tx, account.By, []undo.Row) error { return nil }
