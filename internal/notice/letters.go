package notice

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/outbox"
	"parvis/internal/postgres"
)

const (
	// gathered is how long somebody is not written to again.
	gathered = time.Hour
	// settles is how long a notice waits to be looked at before it is written by mail.
	settles = 10 * time.Minute
	// newest is how old a notice may be to be written of: who was away for longer, or whose service begins to send mail, is not
	// written to about what is long past.
	newest = 7 * 24 * time.Hour
)

// Gather writes to those who did not look at what they were told since they were last written to: one letter each, an
// hour apart at least. What it says is read when it leaves: what is still unread then.
func (r *Room) Gather(ctx context.Context, now time.Time) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		people, err := takeTurns(ctx, tx, now)
		if err != nil || len(people) == 0 {
			return err
		}
		letters := make([]outbox.Letter, len(people))
		for i, id := range people {
			letters[i] = outbox.Letter{Kind: outbox.Notices, PersonID: id, Period: outbox.Minute(now), At: now}
		}
		return outbox.Queue(ctx, tx, letters...)
	})
}

// Weekly writes to everybody about her week, once, on the day it begins.
func (r *Room) Weekly(ctx context.Context, monday string, now time.Time) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		people, err := wanting(ctx, tx, Week)
		if err != nil {
			return err
		}
		letters := make([]outbox.Letter, len(people))
		for i, id := range people {
			letters[i] = outbox.Letter{Kind: outbox.Week, PersonID: id, Period: monday, At: now}
		}
		return outbox.Queue(ctx, tx, letters...)
	})
}

// Wants tells whether somebody did not switch a kind off.
func (r *Room) Wants(ctx context.Context, person int64, kind Kind) (bool, error) {
	return wants(ctx, r.db, person, kind)
}
