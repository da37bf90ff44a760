package notice

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/postgres"
)

// takeTurns gives those who are to be written to, and notes that they are: of several instances that ask at once, one gets
// each of them.
func takeTurns(ctx context.Context, tx pgx.Tx, now time.Time) ([]int64, error) {
	return postgres.Scalars[int64](ctx, tx, `INSERT INTO notices_mailed AS m (person_id, at)
		SELECT who.id, @now FROM people_named who LEFT JOIN notices_mailed before ON before.person_id = who.id
		WHERE who.active AND (before.at IS NULL OR before.at <= @apart)
		AND NOT EXISTS (SELECT FROM notices_off o WHERE o.person_id = who.id AND o.kind = @kind)
		AND EXISTS (SELECT FROM notices n WHERE n.person_id = who.id AND n.read_at IS NULL AND n.last_at <= @settled AND n.last_at > @newest
			AND n.last_at > COALESCE(before.at, '-infinity'))
		ORDER BY who.id
		ON CONFLICT (person_id) DO UPDATE SET at = excluded.at WHERE m.at <= @apart RETURNING person_id`,
		pgx.NamedArgs{"now": now, "apart": now.Add(-gathered), "settled": now.Add(-settles), "newest": now.Add(-newest), "kind": string(ByMail)})
}

func wanting(ctx context.Context, tx pgx.Tx, kind Kind) ([]int64, error) {
	return postgres.Scalars[int64](ctx, tx, `SELECT id FROM people_named who WHERE active
		AND NOT EXISTS (SELECT FROM notices_off o WHERE o.person_id = who.id AND o.kind = @kind) ORDER BY id`, pgx.NamedArgs{"kind": string(kind)})
}

func wants(ctx context.Context, q postgres.Querier, person int64, kind Kind) (bool, error) {
	return postgres.Scalar[bool](ctx, q, `SELECT NOT EXISTS (SELECT FROM notices_off WHERE person_id = @person AND kind = @kind)`,
		pgx.NamedArgs{"person": person, "kind": string(kind)})
}
