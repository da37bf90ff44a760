package response

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/postgres"
	"parvis/internal/slot"
	"parvis/internal/survey"
	"parvis/internal/survey/question"
	"parvis/internal/workcal"
)

// insertResponse keeps an answer and what was typed in it, in one statement, which is a transaction where there is none; 0 is that its key is known, or that
// its collection takes no answers any more.
func insertResponse(ctx context.Context, q postgres.Querier, r response) (int64, error) {
	questions, bodies, folded := columnsOf(r.texts)
	kept, err := postgres.Scalars[int64](ctx, q, `WITH kept AS (
			INSERT INTO responses (key, digest, form_id, number, collection_id, project_id, slot_id, audience_id, day, channel, language, easy, help, choices, entered_by)
			SELECT @key, @digest, @form, @number, c.id, @project, NULLIF(@slot::bigint, 0), NULLIF(@audience::bigint, 0), @day, @channel, @language, @easy, @help, @choices, NULLIF(@by::bigint, 0)
			FROM collections c JOIN project_anchors p ON p.id = c.project_id
			WHERE c.id = @collection AND c.deleted_at IS NULL AND (@by::bigint <> 0 OR p.status <> 'archived' AND (c.opens_on IS NULL OR c.opens_on <= @day) AND (c.closes_on IS NULL OR c.closes_on >= @day)
				AND (c.closed_at IS NULL OR @channel = 'kiosk' AND (c.closed_at AT TIME ZONE 'Europe/Paris')::date >= @day))
			ON CONFLICT (key) DO NOTHING RETURNING id),
		said AS (INSERT INTO response_texts (response_id, question, body, body_folded)
			SELECT k.id, t.question, t.body, t.folded FROM kept k, unnest(@questions::text[], @bodies::text[], @folded::text[]) t(question, body, folded))
		SELECT id FROM kept`, pgx.NamedArgs{"key": r.Key, "digest": r.digest, "form": r.version.FormID, "number": r.version.Number, "collection": r.collection.ID, "project": r.collection.Project.ID,
		"slot": r.collection.Slot.ID, "audience": r.collection.Audience.ID, "day": r.Day, "channel": string(r.Channel), "language": string(r.Language), "easy": r.easy, "help": string(r.Help), "choices": r.choices,
		"by": r.by, "questions": questions, "bodies": bodies, "folded": folded})
	if err != nil || len(kept) == 0 {
		return 0, err
	}
	return kept[0], nil
}

type keyedRow struct {
	ID, CollectionID int64
	Digest           []byte
}

func findKeyed(ctx context.Context, q postgres.Querier, key string) ([]keyedRow, error) {
	return postgres.List[keyedRow](ctx, q, `SELECT id, collection_id, digest FROM responses WHERE key = @key`, pgx.NamedArgs{"key": key})
}

// keyed is the answer that a key was used for.
func keyed(ctx context.Context, q postgres.Querier, key string) (keyedRow, error) {
	known, err := findKeyed(ctx, q, key)
	if err == nil && len(known) == 0 {
		err = shut() // meanwhile
	}
	if err != nil {
		return keyedRow{}, err
	}
	return known[0], nil
}

// Answered counts what was answered to forms, by their numbers, for the room that holds the forms.
func Answered(ctx context.Context, q postgres.Querier, forms []int64) (map[int64]int, error) {
	rows, err := postgres.List[struct {
		FormID int64
		N      int
	}](ctx, q, `SELECT r.form_id, sum(r.n)::int AS n FROM response_counts r JOIN collections c ON c.id = r.collection_id AND c.deleted_at IS NULL WHERE r.form_id = ANY(@forms) GROUP BY 1`, pgx.NamedArgs{"forms": forms})
	counts := make(map[int64]int, len(rows))
	for _, r := range rows {
		counts[r.FormID] = r.N
	}
	return counts, err
}

// Where finds the projects in which versions of forms were answered, for the room that holds the forms: of each collection, whether there is an answer, not how many.
func Where(ctx context.Context, q postgres.Querier, versions []survey.Asked) ([]survey.Answering, error) {
	forms, numbers := make([]int64, len(versions)), make([]int, len(versions))
	for i, v := range versions {
		forms[i], numbers[i] = v.Form, v.Number
	}
	return postgres.List[survey.Answering](ctx, q, `SELECT c.form_id, p.id, COALESCE(NULLIF(p.short_name, ''), p.title) AS project, extract(year FROM COALESCE(p.first, min(c.created_at)::date))::int AS year
		FROM (SELECT form, array_agg(number) AS numbers FROM unnest(@forms::bigint[], @numbers::int[]) u(form, number) GROUP BY form) a
			JOIN collections c ON c.form_id = a.form AND c.deleted_at IS NULL JOIN project_anchors p ON p.id = c.project_id
		WHERE EXISTS (SELECT FROM responses r WHERE r.collection_id = c.id AND r.number = ANY(a.numbers))
		GROUP BY c.form_id, p.id, p.short_name, p.title, p.first ORDER BY 4 DESC, COALESCE(NULLIF(p.short_name, ''), p.title) COLLATE "fr-x-icu", p.id LIMIT 500`, pgx.NamedArgs{"forms": forms, "numbers": numbers})
}

// paperRow is a sheet of paper as it was typed first.
type paperRow struct {
	Number    int
	Choices   string
	EnteredBy int64
}

func paperOf(ctx context.Context, q postgres.Querier, collection, sheet int64) (paperRow, error) {
	return postgres.One[paperRow](ctx, q, `SELECT number, choices, entered_by FROM responses WHERE id = @id AND collection_id = @of AND channel = 'paper'`, pgx.NamedArgs{"id": sheet, "of": collection})
}

func insertCheck(ctx context.Context, tx pgx.Tx, by account.By, sheet int64, choices string) error {
	_, err := tx.Exec(ctx, `INSERT INTO response_checks (response_id, choices, entered_by, entered_on) VALUES (@id, @choices, @by, @day)
		ON CONFLICT (response_id) DO UPDATE SET choices = excluded.choices, entered_by = excluded.entered_by, entered_on = excluded.entered_on`,
		pgx.NamedArgs{"id": sheet, "choices": choices, "by": by.ID, "day": by.Today()})
	return postgres.Translate(err)
}

// oneIn is how many sheets there are for each that is typed again.
const oneIn = 10

func checksOf(ctx context.Context, q postgres.Querier, by account.By, collection int64) (Checks, error) {
	args := pgx.NamedArgs{"of": collection, "by": by.ID, "in": oneIn, "most": mostListed, "all": by.Can(MayCorrect, access.Tie{})}
	var pairs []struct{ First, Second string }
	var next, last []idRow
	var typed []struct{ N int }
	b := &pgx.Batch{}
	postgres.Queue(b, &pairs, `SELECT r.choices AS first, k.choices AS second FROM response_checks k JOIN responses r ON r.id = k.response_id WHERE r.collection_id = @of ORDER BY r.id LIMIT @most`, args)
	postgres.Queue(b, &next, `SELECT id FROM (SELECT r.id, r.entered_by, row_number() OVER (ORDER BY r.id) AS n FROM responses r WHERE r.collection_id = @of AND r.channel = 'paper') s
		WHERE n % @in::int = 1 AND entered_by <> @by AND NOT EXISTS (SELECT FROM response_checks k WHERE k.response_id = s.id) ORDER BY id LIMIT 10`, args)
	postgres.Queue(b, &typed, `SELECT COALESCE(sum(n), 0)::int AS n FROM response_counts WHERE collection_id = @of AND channel = 'paper'`, args)
	postgres.Queue(b, &last, `SELECT id FROM responses WHERE collection_id = @of AND channel = 'paper' AND (@all OR entered_by = @by) ORDER BY id DESC LIMIT 10`, args)
	if err := q.SendBatch(ctx, b).Close(); err != nil {
		return Checks{}, postgres.Translate(err)
	}
	c := Checks{Next: ids(next), Typed: typed[0].N, Last: ids(last)}
	for _, pair := range pairs {
		differ, compared := compare(pair.First, pair.Second)
		c.Sheets, c.Compared, c.Same = c.Sheets+1, c.Compared+compared, c.Same+compared-len(differ)
	}
	return c, nil
}

// observedRow is a filled grid as the database gives it.
type observedRow struct {
	ID, FormID int64
	Form       string
	Number     int
	SlotID     int64
	Slot       string
	StartsAt   *time.Time
	Day        workcal.Date
	Observer   string
	Choices    string
	slot.ProjectRow
}

func (r observedRow) observed() Observed {
	o := Observed{ID: r.ID, Form: Ref{r.FormID, r.Form}, Number: r.Number, Slot: slotRef(r.SlotID, r.Slot, r.StartsAt), Project: r.Named(), Day: r.Day, By: r.Observer}
	if r.StartsAt != nil {
		o.StartsAt = *r.StartsAt
	}
	return o
}

func observedOf(rows []observedRow) []Observed {
	list := make([]Observed, len(rows))
	for i, r := range rows {
		list[i] = r.observed()
	}
	return list
}

// queueObserved reads the grids r that a condition with @of takes.
func queueObserved(b *pgx.Batch, into *[]observedRow, by account.By, where string, of int64) {
	postgres.Queue(b, into, `SELECT r.id, r.form_id, f.title AS form, r.number, COALESCE(r.slot_id, 0) AS slot_id, COALESCE(s.title, '') AS slot, s.starts_at, r.day, k.name AS observer, r.choices, `+slot.ProjectColumns+`
		FROM responses r JOIN collections c ON c.id = r.collection_id AND c.deleted_at IS NULL JOIN forms_named f ON f.id = r.form_id JOIN project_anchors p ON p.id = r.project_id
			JOIN people_named k ON k.id = r.entered_by LEFT JOIN slots_named s ON s.id = r.slot_id
		WHERE r.channel = 'observation' AND `+where+` ORDER BY s.starts_at DESC NULLS LAST, r.day DESC, r.id DESC LIMIT @most`, pgx.NamedArgs{"of": of, "person": by.ID, "most": mostListed})
}

// queueGrids reads the grids that may be filled in a project.
func queueGrids(b *pgx.Batch, into *[]Ref, project int64) {
	postgres.Queue(b, into, `SELECT id, title AS name FROM forms_named WHERE living AND active AND published > 0 AND purpose = 'observation' AND (project_id IS NULL OR project_id = @of)
		ORDER BY title COLLATE "fr-x-icu", id LIMIT 50`, pgx.NamedArgs{"of": project})
}

func queueTexts(b *pgx.Batch, into *[]question.Said, response int64) {
	postgres.Queue(b, into, `SELECT question AS key, body AS text FROM responses_said WHERE response_id = @of ORDER BY id`, pgx.NamedArgs{"of": response})
}

func observations(ctx context.Context, q postgres.Querier, by account.By, project int64) (Observations, error) {
	var o Observations
	var projects []slot.ProjectRow
	var rows []observedRow
	var slots []slotRow
	args := pgx.NamedArgs{"of": project, "person": by.ID, "now": by.At, "until": by.At.AddDate(0, 0, 1), "most": mostListed}
	b := &pgx.Batch{}
	postgres.Queue(b, &projects, `SELECT `+slot.ProjectColumns+` FROM project_anchors p WHERE p.id = @of`, args)
	queueObserved(b, &rows, by, `r.project_id = @of`, project)
	queueGrids(b, &o.Grids, project)
	postgres.Queue(b, &slots, `SELECT id, title, starts_at FROM slots_named WHERE living AND status <> 'cancelled' AND project_id = @of AND starts_at < @until
		ORDER BY starts_at > @now, CASE WHEN starts_at <= @now THEN starts_at END DESC, starts_at, id LIMIT @most`, args) // the last begun, then the next ones
	if err := q.SendBatch(ctx, b).Close(); err != nil {
		return o, postgres.Translate(err)
	}
	if len(projects) == 0 {
		return o, fault.Missing(nil)
	}
	o.Project, o.List, o.Slots = projects[0].Named(), observedOf(rows), slotRefs(slots)
	return o, nil
}

// ofGrid finds the collection of a grid's observations in a project, or opens it. The project is locked: there is one.
func ofGrid(ctx context.Context, tx pgx.Tx, by account.By, p slot.Project, v survey.Version) (Collection, error) {
	found, err := postgres.Scalars[int64](ctx, tx, `SELECT id FROM collections WHERE form_id = @form AND project_id = @project AND deleted_at IS NULL ORDER BY id LIMIT 1`,
		pgx.NamedArgs{"form": v.FormID, "project": p.ID})
	if err != nil {
		return Collection{}, err
	}
	c := Collection{Project: p, Draft: Draft{Form: Ref{ID: v.FormID}, Label: french.Shorten(v.Form.Title.In(question.French), MaxLabel)}}
	if len(found) > 0 {
		c.ID = found[0]
		return c, nil
	}
	c.ID, err = insert(ctx, tx, by, p.ID, c.Draft)
	return c, err
}

// queueWatched reads the collections that somebody has to look at: those that close first come first, then those that closed last.
func queueWatched(b *pgx.Batch, into *[]Gathering, by account.By, most int) {
	postgres.Queue(b, into, `SELECT * FROM (SELECT c.id, c.label, c.form_id AS form, c.project_id AS project, COALESCE(NULLIF(a.short_name, ''), a.title) AS title, COALESCE(c.wanted, 0) AS wanted,
				COALESCE((c.closed_at AT TIME ZONE 'Europe/Paris')::date, c.closes_on) AS last, c.closed_at IS NOT NULL OR COALESCE(c.closes_on < @today, false) AS closed,
				(SELECT count(*)::int FROM responses r WHERE r.collection_id = c.id) AS answers
			FROM collections c JOIN project_anchors a ON a.id = c.project_id JOIN forms_named f ON f.id = c.form_id
			WHERE c.deleted_at IS NULL AND f.living AND f.published > 0 AND f.purpose <> 'observation' AND a.status NOT IN ('archived', 'cancelled') AND (c.opens_on IS NULL OR c.opens_on <= @today)
				AND (c.closed_at IS NOT NULL OR c.closes_on < @today OR c.closes_on <= @soon OR a.last < @today)
				AND COALESCE((c.closed_at AT TIME ZONE 'Europe/Paris')::date, c.closes_on, a.last) >= @since
				AND (@all OR EXISTS (SELECT FROM members_named m WHERE m.project_id = a.id AND m.person_id = @person))) w
		WHERE CASE WHEN w.closed THEN w.answers > 0 ELSE w.answers < w.wanted END
		ORDER BY w.closed, CASE WHEN w.closed THEN @today::date - w.last ELSE w.last - @today::date END, w.id LIMIT @most`,
		pgx.NamedArgs{"today": by.Today(), "soon": by.Today().AddDays(shortWithin), "since": by.Today().AddDays(-readFor), "all": by.Role == access.Head, "person": by.ID, "most": most})
}
