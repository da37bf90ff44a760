package thread

import (
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/journal"
	"parvis/internal/postgres"
	"parvis/internal/undo"
)

// Move gives what is said of a thing to another one, which it becomes.
func Move(ctx context.Context, tx pgx.Tx, _ account.By, from, to journal.Subject) error {
	return moveTexts(ctx, tx, from, to)
}

// Undoable is how texts go back to the thing that they were about. What is written is never kept row by row.
type Undoable struct{}

var _ undo.Owner = Undoable{}

// Tables implements undo.Owner.
func (Undoable) Tables() []undo.Table {
	return []undo.Table{{Name: "thread_texts", Keys: []string{"id"}, Thing: "un message", Of: "d’un message", Labels: map[string]string{"subject_id": "sa place"}}}
}

// Lock implements undo.Owner: the rows themselves are enough.
func (Undoable) Lock(context.Context, pgx.Tx, []undo.Row) error { return nil }

// Judge implements undo.Owner: whoever may take back what moved them may.
func (Undoable) Judge(context.Context, postgres.Querier, account.By, []undo.Row) (map[string]error, error) {
	return nil, nil
}

// Settle implements undo.Owner: nothing depends on them.
func (Undoable) Settle(context.Context, pgx.Tx, account.By, []undo.Row) error { return nil }
