package thread

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/journal"
	"parvis/internal/notice"
	"parvis/internal/postgres"
	"parvis/internal/trash"
)

// Which texts: those of threads, or those that were removed.
const (
	stands  = ` AND t.removed_at IS NULL`
	removed = ` AND t.removed_at IS NOT NULL`
)

const textColumns = `t.id, t.subject_kind, t.subject_id, t.author_id, author.name AS author, t.body, t.created_at, t.edited_at, t.removed_at,
	COALESCE(t.removed_by, 0) AS removed_by, t.version,
	COALESCE((SELECT json_object_agg(m.person_id, who.name) FROM thread_mentions m JOIN people_named who ON who.id = m.person_id
		WHERE m.text_id = t.id), '{}') AS names`

const textFrom = ` FROM thread_texts t JOIN people_named author ON author.id = t.author_id `

// stored is a text as it is kept.
type stored struct {
	ID          int64
	SubjectKind journal.Kind
	SubjectID   int64
	AuthorID    int64
	Author      string
	Body        string
	CreatedAt   time.Time
	EditedAt    *time.Time
	RemovedAt   *time.Time
	RemovedBy   int64
	Version     int
	Names       map[int64]string
}

func (s stored) text() Text {
	return Text{ID: s.ID, About: journal.Subject{Kind: s.SubjectKind, ID: s.SubjectID}, AuthorID: s.AuthorID, Author: s.Author, Parts: partsOf(s.Body, s.Names),
		At: s.CreatedAt, EditedAt: s.EditedAt, RemovedAt: s.RemovedAt, RemovedBy: s.RemovedBy, Version: s.Version}
}

// Topics are the texts about these topics, as things that files are attached to: whoever reads what a text is about reads it, and
// a text that was removed is in the trash.
func Topics(about []notice.Topic) []notice.Topic {
	list := make([]notice.Topic, len(about))
	for i, t := range about {
		list[i] = notice.Topic{Kind: journal.Text, MayRead: t.MayRead, SQL: `SELECT x.id, 'Fil · ' || of.name AS name, of.project_id, of.project, of.living AND x.removed_at IS NULL AS living, of.open
			FROM thread_texts x JOIN (` + t.SQL + `) of ON of.id = x.subject_id WHERE x.subject_kind = '` + string(t.Kind) + `'`}
	}
	return list
}

// about is a thing, and who may be named in its thread.
type about struct {
	found  notice.Found
	people []account.Choice
}

// page is what is read of a thread.
type page struct {
	about
	texts  []Text // latest first
	total  int
	unread bool
}

func (r *Room) read(ctx context.Context, by account.By, kind journal.Kind, id int64, number int, also []account.Also) (page, error) {
	topic, known := r.topics.For(by).Of(kind)
	if !known {
		return page{}, fault.Missing(nil)
	}
	var (
		p    page
		rows []stored
		args = pgx.NamedArgs{"kind": string(kind), "id": id, "offset": (min(number, maxPage) - 1) * PageSize, "limit": PageSize}
		b    = &pgx.Batch{}
		err  error
	)
	if p.about, err = r.kept.Of(by.Changes, fmt.Sprint(kind, id), func() (about, error) { return r.readAbout(ctx, topic, kind, id) }); err != nil {
		return page{}, err
	}
	postgres.Queue(b, &rows, `SELECT `+textColumns+textFrom+`WHERE t.subject_kind = @kind AND t.subject_id = @id`+stands+`
		ORDER BY t.id DESC OFFSET @offset LIMIT @limit`, args)
	b.Queue(`SELECT count(*) FROM thread_texts t WHERE t.subject_kind = @kind AND t.subject_id = @id`+stands, args).QueryRow(func(row pgx.Row) error { return row.Scan(&p.total) })
	notice.QueueUnread(b, &p.unread, by, kind, id)
	for _, add := range also {
		add(b)
	}
	if err := r.db.SendBatch(ctx, b).Close(); err != nil {
		return page{}, postgres.Translate(err)
	}
	for _, row := range rows {
		p.texts = append(p.texts, row.text())
	}
	return p, nil
}

// readAbout reads a living thing: what is thrown away has no thread.
func (r *Room) readAbout(ctx context.Context, topic notice.Topic, kind journal.Kind, id int64) (about, error) {
	var a about
	var found []notice.Found
	b := &pgx.Batch{}
	notice.QueueFind(b, &found, notice.Topics{topic}, kind, id)
	postgres.Queue(b, &a.people, readersSQL, readersArgs(topic, nil))
	if err := r.db.SendBatch(ctx, b).Close(); err != nil {
		return a, postgres.Translate(err)
	}
	if len(found) == 0 || !found[0].Living {
		return a, fault.Missing(nil)
	}
	a.found = found[0]
	return a, nil
}

// maxPage bounds what a hand-written page number can ask for.
const maxPage = 100_000

// Whoever reads a topic may be named in its threads, and whoever already was.
const readersSQL = `SELECT id, name, role FROM people_named WHERE active AND role = ANY(@readers) OR id = ANY(@already) ORDER BY name COLLATE "fr-x-icu", id`

func readersArgs(topic notice.Topic, already []int64) pgx.NamedArgs {
	return pgx.NamedArgs{"readers": topic.Readers(), "already": append([]int64{}, already...)}
}

func listReaders(ctx context.Context, q postgres.Querier, topic notice.Topic, already []int64) ([]account.Choice, error) {
	return postgres.List[account.Choice](ctx, q, readersSQL, readersArgs(topic, already))
}

// text finds a text whose thing a person may read.
func (r *Room) text(ctx context.Context, q postgres.Querier, by account.By, id int64, which string) (Text, notice.Found, error) {
	return r.find(ctx, q, by, `SELECT `+textColumns+textFrom+`WHERE t.id = @id`+which, id)
}

// hold is text for a transaction that will change it.
func (r *Room) hold(ctx context.Context, tx pgx.Tx, by account.By, id int64, which string) (Text, notice.Found, error) {
	return r.find(ctx, tx, by, `SELECT `+textColumns+textFrom+`WHERE t.id = @id`+which+` FOR UPDATE OF t`, id)
}

func (r *Room) find(ctx context.Context, q postgres.Querier, by account.By, sql string, id int64) (Text, notice.Found, error) {
	row, err := postgres.One[stored](ctx, q, sql, pgx.NamedArgs{"id": id})
	if err != nil {
		return Text{}, notice.Found{}, err
	}
	about, err := r.about(ctx, q, by, row.SubjectKind, row.SubjectID)
	return row.text(), about, err
}

func insert(ctx context.Context, tx pgx.Tx, by account.By, kind journal.Kind, id int64, body string) (int64, error) {
	return postgres.Scalar[int64](ctx, tx, `INSERT INTO thread_texts (subject_kind, subject_id, author_id, body, created_at)
		VALUES (@kind, @id, @by, @body, @now) RETURNING id`, pgx.NamedArgs{"kind": string(kind), "id": id, "by": by.ID, "body": body, "now": by.At})
}

func update(ctx context.Context, tx pgx.Tx, by account.By, id int64, body string) error {
	_, err := tx.Exec(ctx, `UPDATE thread_texts SET body = @body, edited_at = @now, version = version + 1 WHERE id = @id`,
		pgx.NamedArgs{"id": id, "body": body, "now": by.At})
	return postgres.Translate(err)
}

func markRemoved(ctx context.Context, tx pgx.Tx, by account.By, id int64, gone bool) error {
	_, err := tx.Exec(ctx, `UPDATE thread_texts SET removed_at = CASE WHEN @gone THEN @now::timestamptz END, removed_by = CASE WHEN @gone THEN @by::bigint END,
		version = version + 1 WHERE id = @id`, pgx.NamedArgs{"id": id, "gone": gone, "by": by.ID, "now": by.At})
	return postgres.Translate(err)
}

// insertMentions notes whom a text names, and gives those whom it did not name before, by id.
func insertMentions(ctx context.Context, tx pgx.Tx, text int64, people []int64) ([]int64, error) {
	return postgres.Scalars[int64](ctx, tx, `WITH fresh AS (
			INSERT INTO thread_mentions (text_id, person_id) SELECT @text, id FROM unnest(@people::bigint[]) AS id ORDER BY id
			ON CONFLICT DO NOTHING RETURNING person_id)
		SELECT person_id FROM fresh ORDER BY person_id`, pgx.NamedArgs{"text": text, "people": people})
}

func deleteMentions(ctx context.Context, tx pgx.Tx, text int64, people []int64) error {
	_, err := tx.Exec(ctx, `DELETE FROM thread_mentions WHERE text_id = @text AND person_id = ANY(@people)`, pgx.NamedArgs{"text": text, "people": people})
	return postgres.Translate(err)
}

func listMentioned(ctx context.Context, tx pgx.Tx, text int64) ([]int64, error) {
	return postgres.Scalars[int64](ctx, tx, `SELECT person_id FROM thread_mentions WHERE text_id = @text ORDER BY person_id`, pgx.NamedArgs{"text": text})
}

// storedInTrash is a removed text with what it is about.
type storedInTrash struct {
	stored
	About, Project string
	ProjectID      int64
}

// trashed lists the texts of things that stand which a person may put back.
func (r *Room) trashed(ctx context.Context, by account.By) ([]trash.Item, error) {
	rows, err := postgres.List[storedInTrash](ctx, r.db, `SELECT `+textColumns+`, s.name AS about, s.project, s.project_id`+textFrom+`
		JOIN LATERAL `+r.topics.For(by).Found("t.subject_kind", "t.subject_id")+` s ON s.living
		WHERE t.removed_at >= @since AND (t.removed_by = @person OR @all) ORDER BY t.removed_at DESC, t.id LIMIT 500`,
		pgx.NamedArgs{"since": trash.Since(by.At), "person": by.ID, "all": by.Can(MayRemove, access.Tie{})})
	items := make([]trash.Item, 0, len(rows))
	for _, row := range rows {
		t := row.text()
		where := row.About
		if row.Project != "" {
			where += ", " + row.Project
		}
		items = append(items, trash.Item{ID: t.ID, Name: t.Author + "\u00a0: " + t.Excerpt(), ProjectID: row.ProjectID, Project: where, DeletedAt: *t.RemovedAt, May: true})
	}
	return items, err
}

// purge removes for good the texts that were removed before a moment, and those about what is gone.
func (r *Room) purge(ctx context.Context, before time.Time) error {
	_, err := r.db.Exec(ctx, `DELETE FROM thread_texts t WHERE t.removed_at < @before
		OR NOT EXISTS (SELECT FROM LATERAL `+r.topics.Found("t.subject_kind", "t.subject_id")+` s)`, pgx.NamedArgs{"before": before})
	return postgres.Translate(err)
}

// moveTexts gives the texts about a thing to another of its kind.
func moveTexts(ctx context.Context, tx pgx.Tx, from, to journal.Subject) error {
	_, err := tx.Exec(ctx, `UPDATE thread_texts SET subject_id = @to WHERE subject_kind = @kind AND subject_id = @from`,
		pgx.NamedArgs{"kind": string(from.Kind), "from": from.ID, "to": to.ID})
	return postgres.Translate(err)
}
