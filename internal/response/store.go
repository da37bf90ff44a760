package response

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/attendance"
	"parvis/internal/fault"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/slot"
	"parvis/internal/survey"
	"parvis/internal/trash"
	"parvis/internal/undo"
	"parvis/internal/workcal"
)

// mostListed bounds what a list shows.
const mostListed = 1_000

// row is a collection as the database gives it.
type row struct {
	ID                int64
	FormID            int64
	Form              string
	Purpose           survey.Purpose
	Published         int
	SlotID            int64
	Slot              string
	StartsAt          *time.Time
	AudienceID        int64
	Audience          string
	Label, Token      string
	Wanted            int
	AskerID           int64
	Asker             string
	AskedWhen         string
	OpensOn, ClosesOn *workcal.Date
	ClosedAt          *time.Time
	UpdatedAt         time.Time
	DeletedAt         *time.Time
	Version           int
	slot.ProjectRow
}

func (r row) collection() Collection {
	c := Collection{ID: r.ID, Project: r.Named(), Purpose: r.Purpose, Published: r.Published, Token: r.Token, ClosedAt: r.ClosedAt, UpdatedAt: r.UpdatedAt, DeletedAt: r.DeletedAt, Version: r.Version,
		Draft: Draft{Form: Ref{r.FormID, r.Form}, Slot: slotRef(r.SlotID, r.Slot, r.StartsAt), Audience: Ref{r.AudienceID, r.Audience}, Label: r.Label, Wanted: r.Wanted, Asker: Ref{r.AskerID, r.Asker}, When: r.AskedWhen}}
	if r.OpensOn != nil {
		c.Opens = *r.OpensOn
	}
	if r.ClosesOn != nil {
		c.Closes = *r.ClosesOn
	}
	return c
}

// slotRef names a slot with its day and its hour.
func slotRef(id int64, title string, starts *time.Time) Ref {
	if id == 0 || starts == nil {
		return Ref{ID: id, Name: title}
	}
	at := starts.In(postgres.Paris)
	return Ref{ID: id, Name: title + ", " + workcal.FromTime(at).FrenchDay() + ", " + slot.Clock(60*at.Hour()+at.Minute())}
}

const columns = `c.id, c.form_id, f.title AS form, f.purpose, f.published, COALESCE(c.slot_id, 0) AS slot_id, COALESCE(s.title, '') AS slot, s.starts_at, COALESCE(c.audience_id, 0) AS audience_id,
	COALESCE(a.name, '') AS audience, c.label, c.token, COALESCE(c.wanted, 0) AS wanted, COALESCE(c.asker_id, 0) AS asker_id, COALESCE(k.name, '') AS asker, c.asked_when, c.opens_on, c.closes_on, c.closed_at,
	c.updated_at, c.deleted_at, c.version, ` + slot.ProjectColumns + `
	FROM collections c JOIN forms_named f ON f.id = c.form_id JOIN project_anchors p ON p.id = c.project_id LEFT JOIN slots_named s ON s.id = c.slot_id
		LEFT JOIN audiences_named a ON a.id = c.audience_id LEFT JOIN people_named k ON k.id = c.asker_id `

func one(ctx context.Context, q postgres.Querier, by account.By, id int64) (Collection, error) {
	r, err := postgres.One[row](ctx, q, `SELECT `+columns+`WHERE c.id = @id`, pgx.NamedArgs{"id": id, "person": by.ID})
	return r.collection(), err
}

// byToken finds what an address asks: neither a collection nor a form in the trash, and nothing that only the service fills in. It reads what answering needs, and no name but its own:
// it is asked with every page of the public.
func byToken(ctx context.Context, q postgres.Querier, token string) (Collection, error) {
	r, err := postgres.One[struct {
		ID, FormID, ProjectID int64
		Label                 string
		Purpose               survey.Purpose
		Published             int
		SlotID, AudienceID    int64
		Status                programme.Status
		OpensOn, ClosesOn     *workcal.Date
		ClosedAt              *time.Time
	}](ctx, q, `SELECT c.id, c.form_id, c.project_id, c.label, f.purpose, f.published, COALESCE(c.slot_id, 0) AS slot_id, COALESCE(c.audience_id, 0) AS audience_id, p.status, c.opens_on, c.closes_on, c.closed_at
		FROM collections c JOIN forms_named f ON f.id = c.form_id JOIN project_anchors p ON p.id = c.project_id
		WHERE c.token = @token AND c.deleted_at IS NULL AND f.living AND f.published > 0 AND f.purpose <> 'observation'`, pgx.NamedArgs{"token": token})
	c := Collection{ID: r.ID, Project: slot.Project{ID: r.ProjectID, Status: r.Status}, Purpose: r.Purpose, Published: r.Published, Token: token, ClosedAt: r.ClosedAt,
		Draft: Draft{Form: Ref{ID: r.FormID}, Label: r.Label, Slot: Ref{ID: r.SlotID}, Audience: Ref{ID: r.AudienceID}}}
	if r.OpensOn != nil {
		c.Opens = *r.OpensOn
	}
	if r.ClosesOn != nil {
		c.Closes = *r.ClosesOn
	}
	return c, err
}

func projectOf(ctx context.Context, q postgres.Querier, id int64) (int64, error) {
	return postgres.Scalar[int64](ctx, q, `SELECT project_id FROM collections WHERE id = @id`, pgx.NamedArgs{"id": id})
}

// lock keeps a collection from changing until the transaction ends, and reads it as it stands then.
func lock(ctx context.Context, tx pgx.Tx, by account.By, id int64) (Collection, error) {
	if _, err := postgres.Scalar[int64](ctx, tx, `SELECT id FROM collections WHERE id = @id FOR NO KEY UPDATE`, pgx.NamedArgs{"id": id}); err != nil {
		return Collection{}, err
	}
	return one(ctx, tx, by, id)
}

func stands(ctx context.Context) func(pgx.Tx, int64) (bool, error) {
	return func(tx pgx.Tx, id int64) (bool, error) {
		return postgres.Scalar[bool](ctx, tx, `SELECT EXISTS (SELECT FROM collections WHERE id = @id AND deleted_at IS NULL)`, pgx.NamedArgs{"id": id})
	}
}

// found is what one batch tells of the collections of a project, or of one.
type found struct {
	collections []Collection
	tallies     map[int64]Tally
	slots       []int64 // living and held, whose visitors are counted
}

type tallyRow struct {
	CollectionID int64
	Channel      Channel
	N            int
}

func (f *found) count(rows []tallyRow) {
	f.tallies = map[int64]Tally{}
	for _, t := range rows {
		if f.tallies[t.CollectionID] == nil {
			f.tallies[t.CollectionID] = Tally{}
		}
		f.tallies[t.CollectionID][t.Channel] = t.N
	}
}

const (
	tallies   = `SELECT r.collection_id, r.channel, sum(r.n)::int AS n FROM response_counts r JOIN collections c ON c.id = r.collection_id WHERE r.n > 0 AND `
	slotsHeld = `SELECT id FROM slots_named WHERE living AND status <> 'cancelled' AND `
)

type idRow struct{ ID int64 }

func ids(rows []idRow) []int64 {
	list := make([]int64, len(rows))
	for i, r := range rows {
		list[i] = r.ID
	}
	return list
}

func ofProject(ctx context.Context, q postgres.Querier, by account.By, project int64) (slot.Project, found, error) {
	args := pgx.NamedArgs{"of": project, "person": by.ID, "most": mostListed}
	var projects []slot.ProjectRow
	var rows []row
	var counts []tallyRow
	var slots []idRow
	b := &pgx.Batch{}
	postgres.Queue(b, &projects, `SELECT `+slot.ProjectColumns+` FROM project_anchors p WHERE p.id = @of`, args)
	postgres.Queue(b, &rows, `SELECT `+columns+`WHERE c.project_id = @of AND c.deleted_at IS NULL ORDER BY c.created_at, c.id LIMIT @most`, args)
	postgres.Queue(b, &counts, tallies+`c.project_id = @of AND c.deleted_at IS NULL GROUP BY 1, 2`, args)
	postgres.Queue(b, &slots, slotsHeld+`project_id = @of ORDER BY id LIMIT @most`, args)
	if err := q.SendBatch(ctx, b).Close(); err != nil {
		return slot.Project{}, found{}, postgres.Translate(err)
	}
	if len(projects) == 0 {
		return slot.Project{}, found{}, fault.Missing(nil)
	}
	f := found{slots: ids(slots)}
	for _, r := range rows {
		f.collections = append(f.collections, r.collection())
	}
	f.count(counts)
	return projects[0].Named(), f, nil
}

// gathered reads what one collection gathered, and whose visitors it asked.
func gathered(ctx context.Context, q postgres.Querier, c Collection) (found, error) {
	args := pgx.NamedArgs{"of": c.ID, "project": c.Project.ID, "slot": c.Slot.ID, "most": mostListed}
	var counts []tallyRow
	var slots []idRow
	b := &pgx.Batch{}
	postgres.Queue(b, &counts, tallies+`c.id = @of GROUP BY 1, 2`, args)
	postgres.Queue(b, &slots, slotsHeld+`project_id = @project AND (@slot::bigint = 0 OR id = @slot) ORDER BY id LIMIT @most`, args)
	if err := q.SendBatch(ctx, b).Close(); err != nil {
		return found{}, postgres.Translate(err)
	}
	f := found{slots: ids(slots)}
	f.count(counts)
	return f, nil
}

// visitors are how many came to slots, as far as somebody counted.
type visitors struct {
	slots  []int64
	counts map[int64]attendance.Count
}

func (r *Room) counted(ctx context.Context, slots []int64) (visitors, error) {
	reading, b := attendance.Reading{}, &pgx.Batch{}
	reading.Queue(b, slots)
	if err := r.db.SendBatch(ctx, b).Close(); err != nil {
		return visitors{}, postgres.Translate(err)
	}
	return visitors{slots, reading.Counts(slots)}, nil
}

// rate is how many of the visitors of the slots that were asked about answered.
func (v visitors) rate(a Asked) Rate {
	sum, known, missing := 0, 0, 0
	for _, id := range v.slots {
		c, there := v.counts[id]
		switch {
		case a.Slot.ID != 0 && a.Slot.ID != id:
		case !there || !c.Present.Known:
			missing++
		default:
			known++
			sum += c.Present.N
			if a.Audience.ID != 0 {
				sum += c.Of(a.Audience.ID) - c.Present.N
			}
		}
	}
	return rate(a.Answers.All(), sum, known, missing)
}

func choices(ctx context.Context, q postgres.Querier, by account.By, project int64) (Choices, error) {
	args := pgx.NamedArgs{"of": project, "person": by.ID, "most": mostListed}
	var projects []slot.ProjectRow
	var slots []slotRow
	var c Choices
	b := &pgx.Batch{}
	postgres.Queue(b, &projects, `SELECT `+slot.ProjectColumns+` FROM project_anchors p WHERE p.id = @of`, args)
	postgres.Queue(b, &c.Forms, `SELECT id, title AS name FROM forms_named WHERE living AND active AND published > 0 AND purpose <> 'observation' AND (project_id IS NULL OR project_id = @of)
		ORDER BY title COLLATE "fr-x-icu", id LIMIT @most`, args)
	postgres.Queue(b, &slots, `SELECT id, title, starts_at FROM slots_named WHERE living AND project_id = @of ORDER BY starts_at, id LIMIT @most`, args)
	postgres.Queue(b, &c.Audiences, `SELECT id, name FROM audiences_named WHERE active ORDER BY position, id LIMIT @most`, args)
	postgres.Queue(b, &c.People, `SELECT id, name FROM people_named WHERE active ORDER BY name COLLATE "fr-x-icu", id LIMIT @most`, args)
	if err := q.SendBatch(ctx, b).Close(); err != nil {
		return Choices{}, postgres.Translate(err)
	}
	if len(projects) == 0 {
		return Choices{}, fault.Missing(nil)
	}
	c.Project, c.Slots = projects[0].Named(), slotRefs(slots)
	return c, nil
}

type slotRow struct {
	ID       int64
	Title    string
	StartsAt time.Time
}

func slotRefs(rows []slotRow) []Ref {
	list := make([]Ref, len(rows))
	for i, r := range rows {
		list[i] = slotRef(r.ID, r.Title, &r.StartsAt)
	}
	return list
}

func (d Draft) args(by account.By, id int64) pgx.NamedArgs {
	return pgx.NamedArgs{"id": id, "by": by.ID, "now": by.At, "form": d.Form.ID, "slot": d.Slot.ID, "audience": d.Audience.ID, "label": d.Label, "wanted": d.Wanted, "asker": d.Asker.ID, "asked_when": d.When,
		"opens": dayOrNull(d.Opens), "closes": dayOrNull(d.Closes)}
}

func dayOrNull(d workcal.Date) *workcal.Date {
	if d.IsZero() {
		return nil
	}
	return &d
}

func insert(ctx context.Context, tx pgx.Tx, by account.By, project int64, d Draft) (int64, error) {
	args := d.args(by, 0)
	args["project"], args["token"] = project, newToken()
	return postgres.Scalar[int64](ctx, tx, `INSERT INTO collections (form_id, project_id, slot_id, audience_id, label, token, wanted, asker_id, asked_when, opens_on, closes_on, created_by, created_at, updated_at)
		VALUES (@form, @project, NULLIF(@slot::bigint, 0), NULLIF(@audience::bigint, 0), @label, @token, NULLIF(@wanted::int, 0), NULLIF(@asker::bigint, 0), @asked_when, @opens, @closes, @by, @now, @now) RETURNING id`, args)
}

func update(ctx context.Context, tx pgx.Tx, by account.By, id int64, d Draft) error {
	_, err := tx.Exec(ctx, `UPDATE collections SET slot_id = NULLIF(@slot::bigint, 0), audience_id = NULLIF(@audience::bigint, 0), label = @label, wanted = NULLIF(@wanted::int, 0), asker_id = NULLIF(@asker::bigint, 0),
			asked_when = @asked_when, opens_on = @opens, closes_on = @closes, updated_at = @now, version = version + 1 WHERE id = @id`, d.args(by, id))
	return postgres.Translate(err)
}

func closeAt(ctx context.Context, tx pgx.Tx, by account.By, id int64, at *time.Time) error {
	_, err := tx.Exec(ctx, `UPDATE collections SET closed_at = @at, updated_at = @now, version = version + 1 WHERE id = @id`, pgx.NamedArgs{"id": id, "at": at, "now": by.At})
	return postgres.Translate(err)
}

func mark(ctx context.Context, tx pgx.Tx, by account.By, id int64, at *time.Time) error {
	_, err := tx.Exec(ctx, `UPDATE collections SET deleted_at = @at, updated_at = @now, version = version + 1 WHERE id = @id`, pgx.NamedArgs{"id": id, "at": at, "now": by.At})
	return postgres.Translate(err)
}

// keepAnswers refuses that collections which were answered stand in the trash, from which they would go with their answers.
func keepAnswers(ctx context.Context, tx pgx.Tx, ids []int64) error {
	answered, err := postgres.Scalar[bool](ctx, tx, `SELECT EXISTS (SELECT FROM collections c WHERE c.id = ANY(@ids) AND c.deleted_at IS NOT NULL AND EXISTS (SELECT FROM responses r WHERE r.collection_id = c.id))`, pgx.NamedArgs{"ids": ids})
	if err == nil && answered {
		err = fault.New(fault.Conflict, "Ce recueil a reçu des réponses, qui ne s’effacent pas\u00a0: fermez-le s’il n’en prend plus, et mettez de côté celles qui ne comptent pas.", nil)
	}
	return err
}

// trashed lists what this person can still restore.
func (r *Room) trashed(ctx context.Context, by account.By) ([]trash.Item, error) {
	if visible(by) != nil {
		return nil, nil
	}
	rows, err := postgres.List[struct {
		trash.Item
		Status programme.Status
	}](ctx, r.db, `SELECT c.id, c.label AS name, p.id AS project_id, p.title AS project, c.deleted_at, EXISTS (SELECT FROM members_named m WHERE m.project_id = p.id AND m.person_id = @person) AS may, p.status
		FROM collections c JOIN project_anchors p ON p.id = c.project_id WHERE c.deleted_at >= @since ORDER BY c.deleted_at DESC, c.id`, pgx.NamedArgs{"since": trash.Since(by.At), "person": by.ID})
	var items []trash.Item
	for _, r := range rows {
		if !by.Can(MayCollect, access.Tie{Member: r.May}) {
			continue
		}
		r.Item.May = r.Status.Open()
		items = append(items, r.Item)
	}
	return items, err
}

// purge removes for good what can no longer be restored, but what an answer reached at the moment when it was thrown away.
func (r *Room) purge(ctx context.Context, before time.Time) error {
	_, err := r.db.Exec(ctx, `DELETE FROM collections c WHERE c.deleted_at < @before AND NOT EXISTS (SELECT FROM responses r WHERE r.collection_id = c.id)`, pgx.NamedArgs{"before": before})
	return postgres.Translate(err)
}

// place is the project of a row as it stands, for whoever would write it again.
type place struct {
	Status *programme.Status // nil: the project is in the trash
	Member bool
}

// placesOf finds the projects of rows, by their ids; of what went, the project that its row tells.
func placesOf(ctx context.Context, q postgres.Querier, rows []undo.Row, person int64) (map[int64]place, error) {
	var numbers, projects []int64
	for _, row := range rows {
		numbers, projects = append(numbers, row.ID("id")), append(projects, row.ID("project_id"))
	}
	list, err := postgres.List[struct {
		ID int64
		place
	}](ctx, q, `SELECT x.id, p.status, EXISTS (SELECT FROM members_named m WHERE m.project_id = p.id AND m.person_id = @person) AS member
		FROM (SELECT id, max(project) AS project FROM unnest(@ids::bigint[], @projects::bigint[]) u(id, project) GROUP BY id) x LEFT JOIN collections c ON c.id = x.id
			LEFT JOIN project_anchors p ON p.id = COALESCE(c.project_id, x.project)`, pgx.NamedArgs{"ids": numbers, "projects": projects, "person": person})
	at := make(map[int64]place, len(list))
	for _, one := range list {
		at[one.ID] = one.place
	}
	return at, err
}
