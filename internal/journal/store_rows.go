package journal

import (
	"context"
	"encoding/json"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/postgres"
)

// Values are columns of a row, as PostgreSQL writes them in JSON with its times in UTC.
type Values map[string]json.RawMessage

// RowChange is what an act did to one row, once. Before is nil for a row that came, After for one that went; else both have
// the columns that differ.
type RowChange struct {
	ID       int64
	Act      string
	Relation string
	Key      Values
	Before   Values
	After    Values
	Erased   bool // both are empty: they told something of somebody who was erased
}

// Act is what one gesture of a person did, as far as it may be told and taken back.
type Act struct {
	ID       string
	At       time.Time
	PersonID int64 // who did it; 0: nobody in particular, or somebody who was erased
	Undone   bool
	Entries  []Entry // in the order in which they were written
	Rows     []RowChange
	Projects []int64 // whose histories tell it
}

// KeptDays is for how long an act may be taken back; what it takes is kept a day longer.
const KeptDays = 7

// Acts reads acts, in one batch; those that nothing tells of are left out.
func Acts(ctx context.Context, q postgres.Querier, ids []string) (map[string]*Act, error) {
	var rows []RowChange
	var entries []Entry
	var undone []string
	var projects []struct {
		Act       string
		ProjectID int64
	}
	args := pgx.NamedArgs{"acts": ids}
	b := &pgx.Batch{}
	b.Queue(`SELECT `+columns+` FROM journal j WHERE j.act = ANY(@acts::uuid[]) ORDER BY j.id`, args).Query(func(from pgx.Rows) (err error) {
		entries, err = pgx.CollectRows(from, entry)
		return err
	})
	postgres.Queue(b, &rows, `SELECT id, act::text, relation, key, before, after, erased FROM row_changes WHERE act = ANY(@acts::uuid[]) ORDER BY id`, args)
	b.Queue(`SELECT act::text FROM undone WHERE act = ANY(@acts::uuid[])`, args).Query(func(from pgx.Rows) (err error) {
		undone, err = pgx.CollectRows(from, pgx.RowTo[string])
		return err
	})
	postgres.Queue(b, &projects, `SELECT DISTINCT j.act::text AS act, p.project_id FROM journal j JOIN journal_projects p ON p.entry_id = j.id
		WHERE j.act = ANY(@acts::uuid[]) ORDER BY 1, 2`, args)
	if err := q.SendBatch(ctx, b).Close(); err != nil {
		return nil, postgres.Translate(err)
	}
	acts := map[string]*Act{}
	for _, e := range entries {
		if acts[e.Act] == nil {
			acts[e.Act] = &Act{ID: e.Act, At: e.At, PersonID: e.PersonID}
		}
		acts[e.Act].Entries = append(acts[e.Act].Entries, e)
	}
	for _, r := range rows {
		if a := acts[r.Act]; a != nil {
			a.Rows = append(a.Rows, r)
		}
	}
	for _, p := range projects {
		acts[p.Act].Projects = append(acts[p.Act].Projects, p.ProjectID)
	}
	for _, id := range undone {
		if a := acts[id]; a != nil {
			a.Undone = true
		}
	}
	return acts, nil
}

// QueueRow notes in a batch what the transaction's act did to a row whose table notes nothing by itself: its columns before, nil for
// one that came, and after.
func QueueRow(b *pgx.Batch, table string, id int64, before, after map[string]any) {
	if after != nil && before == nil {
		after["id"] = id
	}
	b.Queue(`INSERT INTO row_changes (act, relation, key, before, after) VALUES (current_setting('parvis.act')::uuid, @table, jsonb_build_object('id', @id::bigint), @before, @after)`,
		pgx.NamedArgs{"table": table, "id": id, "before": before, "after": after})
}

// IsUndone tells whether an act was taken back, however much it wrote.
func IsUndone(ctx context.Context, q postgres.Querier, act string) (bool, error) {
	return postgres.Scalar[bool](ctx, q, `SELECT EXISTS (SELECT 1 FROM undone WHERE act = @act::uuid)`, pgx.NamedArgs{"act": act})
}

// MarkUndone notes that the transaction's act takes another back; false where somebody did already, or does at this moment. The act that the
// other had taken back is not any more.
func MarkUndone(ctx context.Context, tx pgx.Tx, act string) (bool, error) {
	args := pgx.NamedArgs{"act": act}
	done, err := tx.Exec(ctx, `INSERT INTO undone (act, by) VALUES (@act, current_setting('parvis.act')::uuid) ON CONFLICT (act) DO NOTHING`, args)
	if err != nil || done.RowsAffected() == 0 {
		return false, postgres.Translate(err)
	}
	_, err = tx.Exec(ctx, `DELETE FROM undone WHERE by = @act`, args)
	return true, postgres.Translate(err)
}

// Touched names who wrote a column of a row last, after an act did.
type Touched struct {
	Relation string
	Key      Values
	Column   string
	Person   string          // "" for nobody in particular
	Left     json.RawMessage // what it was when others first wrote it; nil where they brought the row
}

// TouchedSince tells, for rows that an act wrote, which of their columns other acts wrote after it, who did so last, and what the
// act had left.
func TouchedSince(ctx context.Context, q postgres.Querier, act string) ([]Touched, error) {
	return postgres.List[Touched](ctx, q, `SELECT DISTINCT ON (c.relation, c.key, k.field) c.relation, c.key, k.field AS "column",
			COALESCE((SELECT j.person_name FROM journal j WHERE j.act = c.act ORDER BY j.id DESC LIMIT 1), '') AS person,
			first_value(c.before -> k.field) OVER (PARTITION BY c.relation, c.key, k.field ORDER BY c.id) AS "left"
		FROM (SELECT relation, key, max(id) AS last FROM row_changes WHERE act = @act GROUP BY relation, key) mine
		JOIN row_changes c ON c.relation = mine.relation AND c.key = mine.key AND c.id > mine.last AND c.act <> @act
		CROSS JOIN LATERAL jsonb_object_keys(COALESCE(c.after, c.before)) k (field)
		ORDER BY c.relation, c.key, k.field, c.id DESC`, pgx.NamedArgs{"act": act})
}

// Added is a row that came.
type Added struct {
	Under  string // the value of a column, as JSON writes it
	Person string // who brought it; "" for nobody in particular
}

// AddedSince tells what other acts added to a relation since an act began, by the value of a column.
func AddedSince(ctx context.Context, q postgres.Querier, act, relation, column string) ([]Added, error) {
	return postgres.List[Added](ctx, q, `SELECT DISTINCT ON (c.after -> @column::text) (c.after -> @column::text)::text AS under,
			COALESCE((SELECT j.person_name FROM journal j WHERE j.act = c.act ORDER BY j.id DESC LIMIT 1), '') AS person
		FROM row_changes c WHERE c.relation = @relation AND c.before IS NULL AND c.act <> @act
			AND c.id > (SELECT min(id) FROM row_changes WHERE act = @act)
		ORDER BY c.after -> @column::text, c.id DESC`, pgx.NamedArgs{"act": act, "relation": relation, "column": column})
}

// purgeRows forgets what acts wrote that may not be taken back any more. Rows bear the database's own time.
func purgeRows(ctx context.Context, q postgres.Querier) error {
	for _, sql := range []string{`DELETE FROM row_changes WHERE at < now() - make_interval(days => @days)`, `DELETE FROM undone WHERE at < now() - make_interval(days => @days)`} {
		if _, err := q.Exec(ctx, sql, pgx.NamedArgs{"days": KeptDays + 1}); err != nil {
			return postgres.Translate(err)
		}
	}
	return nil
}

// queueErasedRows takes somebody out of what acts wrote: her own rows, and whatever names her.
func queueErasedRows(b *pgx.Batch, person int64, names []string) {
	b.Queue(`UPDATE row_changes SET before = '{}', after = '{}', erased = true
		WHERE @person::bigint::text IN (key ->> 'person_id', before ->> 'person_id', after ->> 'person_id', before ->> 'responsible_id', before ->> 'ticked_by', before ->> 'pilot_id')
			OR EXISTS (SELECT FROM unnest(@names::text[]) n WHERE strpos(COALESCE(before::text, '') || COALESCE(after::text, ''), right(left(to_jsonb(n)::text, -1), -1)) > 0)`,
		pgx.NamedArgs{"person": person, "names": names})
}
