package partner

import (
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/journal"
	"parvis/internal/postgres"
)

// moveOfOrganisation gives the people and the exchanges of an organisation to another one. What both have already is kept once.
func moveOfOrganisation(ctx context.Context, tx pgx.Tx, _ account.By, from, to journal.Subject) error {
	args := pgx.NamedArgs{"from": from.ID, "to": to.ID}
	b := &pgx.Batch{}
	b.Queue(`DELETE FROM posts p USING posts other WHERE p.organisation_id = @from AND other.organisation_id = @to AND other.contact_id = p.contact_id
		AND other.role = p.role AND other.since IS NOT DISTINCT FROM p.since AND other.until IS NOT DISTINCT FROM p.until`, args)
	b.Queue(`UPDATE posts SET organisation_id = @to WHERE organisation_id = @from`, args)
	// Rows whose key changes go and come: what notes them knows a row by its key.
	b.Queue(`INSERT INTO interaction_organisations (interaction_id, organisation_id) SELECT interaction_id, @to FROM interaction_organisations WHERE organisation_id = @from ON CONFLICT DO NOTHING`, args)
	b.Queue(`DELETE FROM interaction_organisations WHERE organisation_id = @from`, args)
	return postgres.Translate(tx.SendBatch(ctx, b).Close())
}

// moveOfContact gives the posts and the exchanges of a contact to another one.
func moveOfContact(ctx context.Context, tx pgx.Tx, _ account.By, from, to journal.Subject) error {
	args := pgx.NamedArgs{"from": from.ID, "to": to.ID}
	b := &pgx.Batch{}
	b.Queue(`DELETE FROM posts p USING posts other WHERE p.contact_id = @from AND other.contact_id = @to AND other.organisation_id = p.organisation_id
		AND other.role = p.role AND other.since IS NOT DISTINCT FROM p.since AND other.until IS NOT DISTINCT FROM p.until`, args)
	b.Queue(`UPDATE posts SET contact_id = @to WHERE contact_id = @from`, args)
	b.Queue(`INSERT INTO interaction_contacts (interaction_id, contact_id) SELECT interaction_id, @to FROM interaction_contacts WHERE contact_id = @from ON CONFLICT DO NOTHING`, args)
	b.Queue(`DELETE FROM interaction_contacts WHERE contact_id = @from`, args)
	return postgres.Translate(tx.SendBatch(ctx, b).Close())
}

// markMerged says what became of a record; table is ours.
func markMerged(ctx context.Context, tx pgx.Tx, by account.By, table string, lose, keep int64) error {
	sql := map[string]string{
		"organisations": `UPDATE organisations SET merged_into = @keep, updated_at = @now, version = version + 1 WHERE id = @lose`,
		"contacts":      `UPDATE contacts SET merged_into = @keep, updated_at = @now, version = version + 1 WHERE id = @lose`,
	}
	_, err := tx.Exec(ctx, sql[table], pgx.NamedArgs{"keep": keep, "lose": lose, "now": by.At})
	return postgres.Translate(err)
}

// mostAlike is how many records one key leads to at most: what more than that share tells none apart.
const mostAlike = 20

// pairsAlike gives the numbers of records that share a key and stand, each pair once, but those that were said not to be the same.
func pairsAlike(ctx context.Context, q postgres.Querier, kind string, most int) ([][2]int64, error) {
	from := map[string]string{
		"organisation": `SELECT k.key, i.organisation_id AS id FROM organisation_index i, unnest(i.alike) k(key) WHERE i.standing`,
		"contact":      `SELECT k.key, i.contact_id AS id FROM contact_index i, unnest(i.alike) k(key) WHERE i.standing`,
	}
	rows, err := postgres.List[struct{ A, B int64 }](ctx, q, `WITH shared AS (
			SELECT array_agg(id ORDER BY id) AS ids FROM (`+from[kind]+`) keyed GROUP BY key HAVING count(*) BETWEEN 2 AND @alike
		), pairs AS (
			SELECT DISTINCT a.id AS a, b.id AS b FROM shared s, unnest(s.ids) a(id), unnest(s.ids) b(id) WHERE a.id < b.id
		)
		SELECT a, b FROM pairs p WHERE NOT EXISTS (SELECT FROM not_duplicates n WHERE n.kind = @kind AND n.one_id = p.a AND n.other_id = p.b) ORDER BY a, b LIMIT @most`,
		pgx.NamedArgs{"kind": kind, "alike": mostAlike, "most": most})
	pairs := make([][2]int64, len(rows))
	for i, row := range rows {
		pairs[i] = [2]int64{row.A, row.B}
	}
	return pairs, err
}

// likeOne gives the numbers of records that share a key with one and stand.
func likeOne(ctx context.Context, q postgres.Querier, kind string, id int64) ([]int64, error) {
	sql := map[string]string{
		"organisation": `SELECT i.organisation_id AS other FROM organisation_index i
			WHERE i.alike && (SELECT me.alike FROM organisation_index me WHERE me.organisation_id = @id) AND i.organisation_id <> @id AND i.standing`,
		"contact": `SELECT i.contact_id AS other FROM contact_index i
			WHERE i.alike && (SELECT me.alike FROM contact_index me WHERE me.contact_id = @id) AND i.contact_id <> @id AND i.standing`,
	}
	// Found first, by the index: for the first in their order, PostgreSQL would look through all of them.
	return postgres.Scalars[int64](ctx, q, `WITH found AS MATERIALIZED (`+sql[kind]+`) SELECT other FROM found
		WHERE NOT EXISTS (SELECT FROM not_duplicates n WHERE n.kind = @kind AND n.one_id = least(other, @id::bigint) AND n.other_id = greatest(other, @id::bigint)) ORDER BY other LIMIT @most`,
		pgx.NamedArgs{"kind": kind, "id": id, "most": mostAlike})
}

func insertApart(ctx context.Context, tx pgx.Tx, by account.By, kind string, one, other int64) error {
	_, err := tx.Exec(ctx, `INSERT INTO not_duplicates (kind, one_id, other_id, created_by, created_at) VALUES (@kind, least(@one::bigint, @other::bigint), greatest(@one::bigint, @other::bigint), @by, @now) ON CONFLICT DO NOTHING`,
		pgx.NamedArgs{"kind": kind, "one": one, "other": other, "by": by.ID, "now": by.At})
	return postgres.Translate(err)
}

// lives tells whether a record of a table, which is ours, still stands.
func lives(ctx context.Context, table string) func(pgx.Tx, int64) (bool, error) {
	sql := map[string]string{
		"organisations": `SELECT EXISTS (SELECT FROM organisations o WHERE o.id = @id AND ` + standing + `)`,
		"contacts":      `SELECT EXISTS (SELECT FROM contacts c WHERE c.id = @id AND ` + contactStanding + `)`,
		"interactions":  `SELECT EXISTS (SELECT FROM interactions WHERE id = @id AND deleted_at IS NULL)`,
	}
	return func(tx pgx.Tx, id int64) (bool, error) {
		return postgres.Scalar[bool](ctx, tx, sql[table], pgx.NamedArgs{"id": id})
	}
}

// LoggedStands tells whether an exchange still stands, for a form that is sent again.
func LoggedStands(ctx context.Context) func(pgx.Tx, int64) (bool, error) {
	return lives(ctx, "interactions")
}
