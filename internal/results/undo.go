package results

import (
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/postgres"
	"parvis/internal/undo"
)

// Undoable is how what was done about results is taken back.
type Undoable struct{}

var _ undo.Owner = Undoable{}

// Tables implements undo.Owner.
func (Undoable) Tables() []undo.Table {
	return []undo.Table{
		{Name: "responses_set_aside", Keys: []string{"response_id"}, Thing: "la mise de côté d’une réponse", Of: "de la mise de côté d’une réponse", Beside: []string{"created_at", "created_by"},
			Groups: [][]string{{"reason", "note"}}, Labels: map[string]string{"reason": "le motif", "note": "le motif"}},
		{Name: "result_tasks", Keys: []string{"task_id"}, Thing: "l’origine d’une tâche", Of: "de l’origine d’une tâche", Beside: []string{"created_at", "created_by"},
			Labels: map[string]string{"text_id": "le verbatim"}},
	}
}

// Lock implements undo.Owner: the rows themselves are enough.
func (Undoable) Lock(context.Context, pgx.Tx, []undo.Row) error { return nil }

// Judge implements undo.Owner. The task that was made is its plan's to judge.
func (Undoable) Judge(_ context.Context, _ postgres.Querier, by account.By, rows []undo.Row) (map[string]error, error) {
	refused := map[string]error{}
	for _, row := range rows {
		if row.Table != "responses_set_aside" {
			continue
		}
		if err := by.Check(MaySetAside, access.Tie{}); err != nil && refused[row.Act] == nil {
			refused[row.Act] = err
		}
	}
	return refused, nil
}

// Settle implements undo.Owner: the constraints hold what must.
func (Undoable) Settle(context.Context, pgx.Tx, account.By, []undo.Row) error { return nil }
