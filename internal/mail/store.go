package mail

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/outbox"
	"parvis/internal/postgres"
)

// names gives what those are called whom letters are to.
func names(ctx context.Context, q postgres.Querier, letters []outbox.Failure) (map[int64]string, error) {
	ids := make([]int64, len(letters))
	for i, l := range letters {
		ids[i] = l.PersonID
	}
	rows, err := postgres.List[struct {
		ID   int64
		Name string
	}](ctx, q, `SELECT id, name FROM people_named WHERE id = ANY(@ids)`, pgx.NamedArgs{"ids": ids})
	called := map[int64]string{}
	for _, row := range rows {
		called[row.ID] = row.Name
	}
	return called, err
}

// doing is what is done to a letter; it tells whether there was one to do it to.
type doing func(ctx context.Context, q postgres.Querier, id int64, now time.Time) (bool, error)

// change does something to a letter in a transaction of its author's, so that nobody who was disabled meanwhile does.
func change(ctx context.Context, db postgres.Beginner, found *bool, id int64, now time.Time, do doing) error {
	return postgres.InTx(ctx, db, func(tx pgx.Tx) (err error) {
		*found, err = do(ctx, tx, id, now)
		return err
	})
}
