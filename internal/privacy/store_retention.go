package privacy

import (
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/postgres"
	"parvis/internal/undo"
)

type chosen struct {
	Key             string
	Months, Version int
}

func listRetentions(ctx context.Context, q postgres.Querier) (map[string]chosen, error) {
	rows, err := postgres.List[chosen](ctx, q, `SELECT key, months, version FROM retentions ORDER BY key`, nil)
	byKey := make(map[string]chosen, len(rows))
	for _, row := range rows {
		byKey[row.Key] = row
	}
	return byKey, err
}

// lockRetention holds what was chosen of a kind until the transaction ends; a version of 0 says that nothing was.
func lockRetention(ctx context.Context, tx pgx.Tx, key string) (chosen, error) {
	if _, err := tx.Exec(ctx, `LOCK TABLE retentions IN SHARE ROW EXCLUSIVE MODE`); err != nil {
		return chosen{}, postgres.Translate(err)
	}
	all, err := listRetentions(ctx, tx)
	return all[key], err
}

func writeRetention(ctx context.Context, tx pgx.Tx, by account.By, key string, months int) error {
	_, err := tx.Exec(ctx, `INSERT INTO retentions (key, months, updated_at, version) VALUES (@key, @months, @now, 2)
		ON CONFLICT (key) DO UPDATE SET months = @months, updated_at = @now, version = retentions.version + 1`, pgx.NamedArgs{"key": key, "months": months, "now": by.At})
	return postgres.Translate(err)
}

// Undoable is how durations that were chosen are taken back. What was erased is not.
type Undoable struct{}

var _ undo.Owner = Undoable{}

// Tables implements undo.Owner.
func (Undoable) Tables() []undo.Table {
	return []undo.Table{{Name: "retentions", Keys: []string{"key"}, KeyOf: "text", Thing: "la durée de conservation", Of: "de la durée de conservation",
		Touch: "version = t.version + 1, updated_at = @now", Labels: map[string]string{"months": "la durée"}}}
}

// Lock implements undo.Owner: the rows themselves are enough.
func (Undoable) Lock(context.Context, pgx.Tx, []undo.Row) error { return nil }

// Judge implements undo.Owner.
func (Undoable) Judge(_ context.Context, _ postgres.Querier, by account.By, rows []undo.Row) (map[string]error, error) {
	refused := map[string]error{}
	for _, row := range rows {
		if err := by.Check(MayManage, access.Tie{}); err != nil {
			refused[row.Act] = err
		}
	}
	return refused, nil
}

// Settle implements undo.Owner: the constraints hold what must.
func (Undoable) Settle(context.Context, pgx.Tx, account.By, []undo.Row) error { return nil }
