package notice

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/journal"
	"parvis/internal/postgres"
)

// What a topic's query gives.
const (
	columnsOf = `SELECT s.id, s.name, s.project_id, s.project, s.living, s.open FROM LATERAL `
	noTopic   = `SELECT 0::bigint AS id, '' AS name, 0::bigint AS project_id, '' AS project, false AS living, false AS open WHERE false`
)

// Where a row stands already, what was not read is counted on; what was begins anew.
const tellSQL = `INSERT INTO notices (person_id, subject_kind, subject_id, what, times, by_id, first_at, last_at)
	SELECT who.id, n.kind, n.id, n.what, n.times, NULLIF(@by, 0::bigint), @at, @at
	FROM unnest(@people::bigint[], @kinds::text[], @ids::bigint[], @whats::text[], @switches::text[], @times::int[], @roles::text[])
		AS n (person, kind, id, what, switch, times, roles)
	JOIN people_named who ON who.id = n.person
	WHERE who.active AND who.role = ANY(string_to_array(n.roles, ','))
	AND NOT EXISTS (SELECT FROM notices_off o WHERE o.person_id = who.id AND o.kind = n.switch)
	ORDER BY who.id, n.kind COLLATE "C", n.id, n.what COLLATE "C"
	ON CONFLICT (person_id, subject_kind, subject_id, what) DO UPDATE SET
		times = CASE WHEN notices.read_at IS NULL THEN LEAST(notices.times, 1000000) ELSE 0 END + excluded.times,
		first_at = CASE WHEN notices.read_at IS NULL THEN notices.first_at ELSE excluded.first_at END,
		last_at = excluded.last_at, by_id = excluded.by_id, read_at = NULL`

func queueTold(b *pgx.Batch, by account.By, rows []told) {
	n := len(rows)
	people, ids, times := make([]int64, n), make([]int64, n), make([]int, n)
	kinds, whats, switches, roles := make([]string, n), make([]string, n), make([]string, n), make([]string, n)
	for i, row := range rows {
		people[i], ids[i], times[i] = row.person, row.about.ID, row.times
		kinds[i], whats[i], switches[i], roles[i] = string(row.about.Kind), string(row.what), string(row.what.Kind()), row.roles
	}
	b.Queue(tellSQL, pgx.NamedArgs{"by": by.ID, "at": by.At, "people": people, "kinds": kinds, "ids": ids, "whats": whats,
		"switches": switches, "times": times, "roles": roles})
}

func untell(ctx context.Context, tx pgx.Tx, what What, about journal.Subject, people []int64, times int) ([]int64, error) {
	return postgres.Scalars[int64](ctx, tx, `WITH held AS (SELECT person_id, times FROM notices WHERE person_id = ANY(@people) AND subject_kind = @kind AND subject_id = @id
			AND what = @what AND read_at IS NULL ORDER BY person_id FOR UPDATE),
		fewer AS (UPDATE notices n SET times = n.times - @times FROM held h WHERE n.person_id = h.person_id AND h.times > @times
			AND n.subject_kind = @kind AND n.subject_id = @id AND n.what = @what),
		gone AS (DELETE FROM notices n USING held h WHERE n.person_id = h.person_id AND h.times <= @times AND n.subject_kind = @kind AND n.subject_id = @id AND n.what = @what)
		SELECT person_id FROM held ORDER BY person_id`,
		pgx.NamedArgs{"people": people, "kind": string(about.Kind), "id": about.ID, "what": string(what), "times": times})
}

func notTold(ctx context.Context, tx pgx.Tx, what What, about journal.Subject, people []int64) ([]int64, error) {
	return postgres.Scalars[int64](ctx, tx, `SELECT id FROM unnest(@people::bigint[]) AS id WHERE NOT EXISTS (SELECT FROM notices n
			WHERE n.person_id = id AND n.subject_kind = @kind AND n.subject_id = @id AND n.what = @what) ORDER BY id`,
		pgx.NamedArgs{"people": people, "kind": string(about.Kind), "id": about.ID, "what": string(what)})
}

// Found is a thing as its topic finds it.
type Found struct {
	ID, ProjectID int64
	Name, Project string
	Living, Open  bool
}

// Find gives the thing that a kind and an id name among these topics; NotFound where there is none.
func Find(ctx context.Context, q postgres.Querier, topics Topics, kind journal.Kind, id int64) (Found, error) {
	return postgres.One[Found](ctx, q, findSQL(topics), findArgs(kind, id))
}

// QueueFind is Find in a batch: one thing, or none.
func QueueFind(b *pgx.Batch, into *[]Found, topics Topics, kind journal.Kind, id int64) {
	postgres.Queue(b, into, findSQL(topics), findArgs(kind, id))
}

func findSQL(topics Topics) string {
	return `SELECT s.* FROM LATERAL ` + topics.Found("@kind::text", "@id::bigint") + ` s`
}

func findArgs(kind journal.Kind, id int64) pgx.NamedArgs {
	return pgx.NamedArgs{"kind": string(kind), "id": id}
}

// queueCount counts the subjects that a person did not look at, of those that her role may read.
func queueCount(b *pgx.Batch, into *int, topics Topics, person int64) {
	b.Queue(`SELECT count(*)::int FROM (SELECT FROM notices n JOIN people_named who ON who.id = n.person_id
			JOIN LATERAL `+topics.found("n.subject_kind", "n.subject_id", "who.role")+` s ON s.living
			WHERE n.person_id = (SELECT @person::bigint) AND n.read_at IS NULL GROUP BY n.subject_kind, n.subject_id LIMIT (SELECT @most::bigint)) told`,
		postgres.Named{"person": person, "most": MostCounted}).QueryRow(func(row pgx.Row) error { return row.Scan(into) })
}

// queueStamp reads a text that differs with the subjects that a person did not look at.
func queueStamp(b *pgx.Batch, into *string, person int64) {
	b.Queue(`SELECT count(*) || ' ' || COALESCE(sum(hashtextextended(subject_kind, subject_id)), 0) FROM notices WHERE person_id = (SELECT @person::bigint) AND read_at IS NULL`,
		postgres.Named{"person": person}).QueryRow(func(row pgx.Row) error { return row.Scan(into) })
}

func countUnread(ctx context.Context, q postgres.Querier, topics Topics, person int64, also []account.Also) (n int, err error) {
	b := &pgx.Batch{}
	queueCount(b, &n, topics, person)
	for _, add := range also {
		add(b)
	}
	return n, postgres.Translate(q.SendBatch(ctx, b).Close())
}

// storedLine is a line with what it is about.
type storedLine struct {
	SubjectKind   journal.Kind
	SubjectID     int64
	Name, Project string
	Line
}

// readSheet gives a person's lines, those that she did not read first, and what she switched off.
func readSheet(ctx context.Context, q postgres.Querier, topics Topics, person int64) (lines []storedLine, off []Kind, err error) {
	b := &pgx.Batch{}
	postgres.Queue(b, &lines, `SELECT n.subject_kind, n.subject_id, s.name, s.project, n.what, n.times, COALESCE(who.name, '') AS by,
			n.first_at, n.last_at, n.read_at
		FROM notices n JOIN LATERAL `+topics.Found("n.subject_kind", "n.subject_id")+` s ON s.living
		LEFT JOIN people_named who ON who.id = n.by_id
		WHERE n.person_id = @person ORDER BY n.read_at IS NOT NULL, n.last_at DESC, n.subject_kind, n.subject_id, n.what LIMIT @most`,
		pgx.NamedArgs{"person": person, "most": most + 1})
	var rows []struct{ Kind Kind }
	postgres.Queue(b, &rows, `SELECT kind FROM notices_off WHERE person_id = @person ORDER BY kind`, pgx.NamedArgs{"person": person})
	err = postgres.Translate(q.SendBatch(ctx, b).Close())
	for _, row := range rows {
		off = append(off, row.Kind)
	}
	return lines, off, err
}

func queueMentions(b *pgx.Batch, list *[]Notice, topics Topics, person int64) {
	b.Queue(`SELECT n.subject_kind, n.subject_id, s.name, s.project, n.what, n.times, COALESCE(who.name, '') AS by, n.first_at, n.last_at, n.read_at
		FROM notices n JOIN LATERAL `+topics.Found("n.subject_kind", "n.subject_id")+` s ON s.living LEFT JOIN people_named who ON who.id = n.by_id
		WHERE n.person_id = (SELECT @person::bigint) AND n.read_at IS NULL AND n.what = 'named'
		ORDER BY n.first_at, n.subject_kind, n.subject_id LIMIT (SELECT @most::bigint)`,
		pgx.NamedArgs{"person": person, "most": mostRead}).Query(func(rows pgx.Rows) error {
		lines, err := pgx.CollectRows(rows, pgx.RowToStructByName[storedLine])
		*list = gather(lines, nil)
		return err
	})
}

// QueueUnread adds to a page's batch whether a person was told something of a subject that she did not look at.
func QueueUnread(b *pgx.Batch, into *bool, by account.By, kind journal.Kind, id int64) {
	b.Queue(`SELECT EXISTS (SELECT FROM notices WHERE person_id = @person AND subject_kind = @kind AND subject_id = @id AND read_at IS NULL)`,
		pgx.NamedArgs{"person": by.ID, "kind": string(kind), "id": id}).QueryRow(func(row pgx.Row) error { return row.Scan(into) })
}

// markRead notes that a person's notices are read, of one subject or of all; rows are locked in the order in which they
// are told.
func markRead(ctx context.Context, tx pgx.Tx, by account.By, kind journal.Kind, id int64) error {
	_, err := tx.Exec(ctx, `WITH held AS (SELECT person_id, subject_kind, subject_id, what FROM notices
			WHERE person_id = @person AND read_at IS NULL AND (@kind = '' OR subject_kind = @kind AND subject_id = @id)
			ORDER BY subject_kind COLLATE "C", subject_id, what COLLATE "C" FOR UPDATE)
		UPDATE notices n SET read_at = @at FROM held h
		WHERE n.person_id = h.person_id AND n.subject_kind = h.subject_kind AND n.subject_id = h.subject_id AND n.what = h.what`,
		pgx.NamedArgs{"person": by.ID, "kind": string(kind), "id": id, "at": by.At})
	return postgres.Translate(err)
}

// setOff switches kinds off or on, among some; who does it twice at once ends with the last.
func setOff(ctx context.Context, tx pgx.Tx, person int64, among, wanted []Kind) error {
	b := &pgx.Batch{}
	args := pgx.NamedArgs{"person": person, "among": among, "wanted": append([]Kind{}, wanted...)}
	b.Queue(`DELETE FROM notices_off WHERE person_id = @person AND kind = ANY(@wanted)`, args)
	b.Queue(`INSERT INTO notices_off (person_id, kind) SELECT @person, kind FROM unnest(@among::text[]) AS kind
		WHERE kind <> ALL(@wanted) ORDER BY kind ON CONFLICT DO NOTHING`, args)
	return postgres.Translate(tx.SendBatch(ctx, b).Close())
}

func purge(ctx context.Context, q postgres.Querier, topics Topics, read, told time.Time) error {
	_, err := q.Exec(ctx, `DELETE FROM notices n WHERE n.read_at < @read OR n.last_at < @told
		OR NOT EXISTS (SELECT FROM LATERAL `+topics.Found("n.subject_kind", "n.subject_id")+` s)`, pgx.NamedArgs{"read": read, "told": told})
	return postgres.Translate(err)
}
