package postgres

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Bump counts a change to what is worked out from a room's facts, in the transaction that makes it: whoever
// kept what was worked out under another number works it out again. id is that of the thing the facts
// belong to, or 0 where they concern everything.
func Bump(ctx context.Context, tx pgx.Tx, room string, id int64) error {
	_, err := tx.Exec(ctx, `INSERT INTO revisions (room, id, number) VALUES (@room, @id, 1)
		ON CONFLICT (room, id) DO UPDATE SET number = revisions.number + 1`, pgx.NamedArgs{"room": room, "id": id})
	if err != nil {
		return fmt.Errorf("count a change of %s: %w", room, Translate(err))
	}
	return nil
}

// Revision is the SQL of the number that Bump counted last, 0 when it never did. Both arguments are SQL of
// the program's own: a room's name in letters, and what gives the id.
func Revision(room, id string) string {
	return `COALESCE((SELECT number FROM revisions WHERE revisions.room = '` + room + `' AND revisions.id = ` + id + `), 0)`
}

// Revisions is the SQL of how many changes were counted in all: while it stays, nothing that is counted changed.
const Revisions = `(SELECT COALESCE(sum(number), 0)::bigint FROM revisions)`

// Snapshot runs a batch whose queries all see the same moment, in one round trip. They may not write.
func Snapshot(ctx context.Context, db *pgxpool.Pool, b *pgx.Batch) error {
	whole := &pgx.Batch{}
	whole.Queue(`BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY`)
	whole.QueuedQueries = append(whole.QueuedQueries, b.QueuedQueries...)
	whole.Queue(`COMMIT`)
	// Where a query fails, the rest is not run: the pool closes a connection that is left in a transaction.
	return Translate(db.SendBatch(ctx, whole).Close())
}
