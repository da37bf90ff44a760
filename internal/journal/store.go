package journal

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/field"
	"parvis/internal/postgres"
)

const columns = `j.id, j.at, COALESCE(j.person_id, 0) AS person_id, j.person_name, j.verb, j.subject_kind, j.subject_id, j.subject_name,
	COALESCE(j.within_kind, '') AS within_kind, COALESCE(j.within_id, 0) AS within_id, j.within_name, j.changes, j.said,
	COALESCE(j.act::text, '') AS act`

const ofSubject = `WHERE (j.subject_kind = @kind AND j.subject_id = @id OR j.within_kind = @kind AND j.within_id = @id)`

const ofSubjects = `WHERE (j.subject_kind = @kind AND j.subject_id = ANY(@ids) OR j.within_kind = @kind AND j.within_id = ANY(@ids))`

// seen leaves out what is kept from some, for readers who do not see all.
const seen = ` AND (@all OR NOT j.kept_from_some)`

const newestFirst = ` ORDER BY j.at DESC, j.id DESC`

// row is an entry as it is stored.
type row struct {
	ID                      int64
	At                      time.Time
	PersonID                int64
	PersonName              string
	Verb                    Verb
	SubjectKind, WithinKind Kind
	SubjectID, WithinID     int64
	SubjectName, WithinName string
	Changes                 []field.Change
	Said                    string
	Act                     string
}

// entry reads an entry from a row of columns.
func entry(from pgx.CollectableRow) (Entry, error) {
	r, err := pgx.RowToStructByName[row](from)
	return r.entry(), err
}

func (r row) entry() Entry {
	return Entry{ID: r.ID, At: r.At, PersonID: r.PersonID, Person: r.PersonName, Verb: r.Verb,
		Subject: Subject{r.SubjectKind, r.SubjectID, r.SubjectName}, Within: Subject{r.WithinKind, r.WithinID, r.WithinName},
		Changes: r.Changes, Said: r.Said, Act: r.Act}
}

// list reads a page of the entries that which chooses.
func list(ctx context.Context, q postgres.Querier, which string, args pgx.NamedArgs, page int) (Page, error) {
	page = max(1, min(page, maxPage))
	args["offset"], args["limit"] = (page-1)*PageSize, PageSize+1
	rows, err := q.Query(ctx, `SELECT `+columns+` FROM journal j `+which+newestFirst+` OFFSET @offset LIMIT @limit`, args)
	if err != nil {
		return Page{}, fmt.Errorf("read the journal: %w", postgres.Translate(err))
	}
	entries, err := pgx.CollectRows(rows, entry)
	if err != nil {
		return Page{}, fmt.Errorf("read the journal: %w", postgres.Translate(err))
	}
	return Page{Entries: entries[:min(len(entries), PageSize)], Number: page, More: len(entries) > PageSize}, nil
}

// QueueOf adds the latest entries about a thing, and about what it holds, to a page's batch.
func QueueOf(b *pgx.Batch, sight Sight, into *[]Entry, kind Kind, id int64, most int) {
	args := pgx.NamedArgs{"kind": string(kind), "id": id, "most": most, "all": sight.All}
	b.Queue(`SELECT `+columns+` FROM journal j `+ofSubject+seen+newestFirst+` LIMIT @most`, args).Query(func(rows pgx.Rows) (err error) {
		*into, err = pgx.CollectRows(rows, entry)
		return err
	})
}

// QueueRecent adds to a page's batch the latest entries of what others than a person did since a moment in some projects. These
// are SQL, written in the store of the room that owns them: their id, title and short_name, with @person for her. Each entry
// tells in which of them, the first where several tell it.
func QueueRecent(b *pgx.Batch, sight Sight, into *[]Recent, projects string, person int64, since time.Time, most int) {
	args := postgres.Named{"person": person, "since": since, "most": most, "all": sight.All}
	// The projects are few, and found once; entries are looked at one by one until enough were found. Only the latest are
	// looked at, whoever did nothing among them: else a page would read all that happened in between.
	b.Queue(`WITH told AS MATERIALIZED (`+projects+`)
		SELECT `+columns+`, a.id AS project_id, a.title AS project, a.short_name FROM (SELECT * FROM journal
			WHERE at >= (SELECT @since::timestamptz) AND ((SELECT @all::bool) OR NOT kept_from_some) AND person_id IS DISTINCT FROM (SELECT @person::bigint) ORDER BY at DESC, id DESC LIMIT 40) j
			CROSS JOIN LATERAL (SELECT t.* FROM journal_projects p JOIN told t ON t.id = p.project_id WHERE p.entry_id = j.id ORDER BY t.id LIMIT 1) a`+
		newestFirst+` LIMIT (SELECT @most::int)`, args).Query(func(rows pgx.Rows) error {
		found, err := pgx.CollectRows(rows, pgx.RowToStructByName[recentRow])
		for _, r := range found {
			*into = append(*into, Recent{Entry: r.row.entry(), ProjectID: r.ProjectID, Project: cmp.Or(r.ShortName, r.Project)})
		}
		return err
	})
}

// recentRow is a Recent as it is stored.
type recentRow struct {
	row
	ProjectID          int64
	Project, ShortName string
}

// QueueLastAtOf adds to a page's batch when the history of each of some projects was last added to; one that has none is left out.
func QueueLastAtOf(b *pgx.Batch, into map[int64]time.Time, projects []int64) {
	b.Queue(`SELECT p.id, j.at FROM unnest(@projects::bigint[]) AS p (id) CROSS JOIN LATERAL (SELECT e.at FROM journal_projects t JOIN journal e ON e.id = t.entry_id
		WHERE t.project_id = p.id ORDER BY t.entry_id DESC LIMIT 1) j`, postgres.Named{"projects": projects}).Query(func(rows pgx.Rows) error {
		var id int64
		var at time.Time
		_, err := pgx.ForEachRow(rows, []any{&id, &at}, func() error {
			into[id] = at
			return nil
		})
		return err
	})
}

// LastBy tells who last changed the text of a thing; "" when nobody is known to have.
func LastBy(ctx context.Context, q postgres.Querier, kind Kind, id int64) (string, error) {
	names, err := postgres.List[struct{ PersonName string }](ctx, q, `SELECT j.person_name FROM journal j
		WHERE j.subject_kind = @kind AND j.subject_id = @id AND j.verb <> ALL(@beside)`+newestFirst+` LIMIT 1`,
		pgx.NamedArgs{"kind": string(kind), "id": id, "beside": append([]Verb{}, beside[kind]...)})
	if err != nil || len(names) == 0 {
		return "", err
	}
	return names[0].PersonName, nil
}

// Write keeps an entry, in the transaction of its act.
func Write(ctx context.Context, tx pgx.Tx, e Entry) error {
	if _, err := tx.Exec(ctx, writeSQL, e.args()); err != nil {
		return fmt.Errorf("write the journal: %w", postgres.Translate(err))
	}
	return nil
}

// Queue keeps an entry in a batch of the transaction of its act, for one that is done to many things at once.
func Queue(b *pgx.Batch, e Entry) { b.Queue(writeSQL, e.args()) }

const writeSQL = `WITH entry AS (
		INSERT INTO journal (at, person_id, person_name, verb, subject_kind, subject_id, subject_name,
			within_kind, within_id, within_name, changes, kept_from_some)
		VALUES (@at, NULLIF(@person, 0::bigint), @name, @verb, @kind, @id, @subject,
			NULLIF(@within_kind, ''), NULLIF(@within, 0::bigint), @within_name, @changes,
			EXISTS (SELECT FROM journal before WHERE before.subject_kind = @kind AND before.subject_id = @id AND before.kept_from_some)
				OR EXISTS (SELECT FROM journal undone WHERE undone.act = NULLIF(@undoes, '')::uuid AND undone.kept_from_some))
		RETURNING id)
	INSERT INTO journal_projects (project_id, entry_id) SELECT unnest(@projects::bigint[]), id FROM entry`

func (e Entry) args() pgx.NamedArgs {
	if e.Changes == nil {
		e.Changes = []field.Change{}
	}
	return pgx.NamedArgs{"at": e.At, "person": e.PersonID, "name": e.Person, "verb": string(e.Verb),
		"kind": string(e.Subject.Kind), "id": e.Subject.ID, "subject": e.Subject.Name,
		"within_kind": string(e.Within.Kind), "within": e.Within.ID, "within_name": e.Within.Name,
		"changes": e.Changes, "undoes": e.Undoes, "projects": e.Projects}
}

// Keep keeps all that was and will be written of things of a kind from readers who do not see all (Sight), or gives it back to
// them.
func Keep(ctx context.Context, tx pgx.Tx, kind Kind, ids []int64, from bool) error {
	_, err := tx.Exec(ctx, `UPDATE journal SET kept_from_some = @from WHERE subject_kind = @kind AND subject_id = ANY(@ids) AND kept_from_some <> @from`,
		pgx.NamedArgs{"kind": string(kind), "ids": ids, "from": from})
	return postgres.Translate(err)
}

// keptYears is how long an entry is kept: as long as a service answers for what it did.
const keptYears = 10

// Purge removes the entries that are kept no longer, and what it takes to take older acts back.
func Purge(ctx context.Context, q postgres.Querier, now time.Time) error {
	if _, err := q.Exec(ctx, `DELETE FROM journal WHERE at < @before`, pgx.NamedArgs{"before": now.AddDate(-keptYears, 0, 0)}); err != nil {
		return postgres.Translate(err)
	}
	return purgeRows(ctx, q)
}

// Nameless stands where a person's name was erased.
const Nameless = "un ancien membre du service"

// Erase takes a person's name, and those she had before, out of every entry: as who acted, as whom it
// was about, and in what was said and changed. What was done stays.
func Erase(ctx context.Context, tx pgx.Tx, person int64, name string) error {
	args := pgx.NamedArgs{"person": person, "name": name, "nameless": Nameless, "about": people}
	names, err := postgres.Scalars[string](ctx, tx, `SELECT name FROM (
			SELECT @name AS name UNION SELECT person_name FROM journal WHERE person_id = @person
			UNION SELECT subject_name FROM journal WHERE subject_kind = ANY(@about) AND subject_id = @person) had
		WHERE name NOT IN ('', @nameless) ORDER BY length(name) DESC`, args)
	if err != nil {
		return fmt.Errorf("erase a person from the journal: %w", err)
	}
	b := &pgx.Batch{}
	b.Queue(`UPDATE journal SET person_name = @nameless, person_id = NULL WHERE person_id = @person`, args)
	b.Queue(`UPDATE journal SET subject_name = @nameless, changes = '[]' WHERE subject_kind = ANY(@about) AND subject_id = @person`, args)
	for _, one := range names {
		args := pgx.NamedArgs{"name": one, "nameless": Nameless}
		b.Queue(`UPDATE journal SET said = replace(said, @name, @nameless) WHERE strpos(said, @name) > 0`, args)
		// Within JSON a name is written as JSON writes it, for instance a quotation mark in it.
		b.Queue(`UPDATE journal SET changes = replace(changes::text, written.name, @nameless)::jsonb
			FROM (SELECT right(left(to_jsonb(@name::text)::text, -1), -1) AS name) written WHERE strpos(changes::text, written.name) > 0`, args)
	}
	queueErasedRows(b, person, names)
	if err := tx.SendBatch(ctx, b).Close(); err != nil {
		return fmt.Errorf("erase a person from the journal: %w", postgres.Translate(err))
	}
	return nil
}
