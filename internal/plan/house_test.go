package plan_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/calendar"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/journal"
	"parvis/internal/plan"
	"parvis/internal/postgres"
	"parvis/internal/postgres/pgtest"
	"parvis/internal/programme"
	"parvis/internal/trash"
	"parvis/internal/workcal"
)

// The service's day: Monday 7 April 2025; the event is 13–15 June.
var (
	ctx   = context.Background()
	now   = time.Date(2025, 4, 7, 9, 0, 0, 0, time.UTC)
	today = workcal.Of(2025, 4, 7)
)

const key = "a-fresh-submission-key"

// house is a database with the people of a service and two projects: the intern and a team member
// work on the first, neither on the second.
type house struct {
	*plan.Room
	calendar                  *calendar.Room
	t                         *testing.T
	db                        *pgxpool.Pool
	head, team, other, intern account.Person
	project, elsewhere        int64
}

func open(t *testing.T) house {
	t.Helper()
	db := pgtest.New(t)
	h := house{Room: plan.New(db), calendar: calendar.New(db), t: t, db: db}
	h.head = h.person("Claire Fontaine", access.Head)
	h.team = h.person("Inès Marchand", access.Team)
	h.other = h.person("Paul Renaud", access.Team)
	h.intern = h.person("Zoé Petit", access.Intern)
	h.project = h.newProject("Fouilles ouvertes", h.team)
	h.elsewhere = h.newProject("Jumelage", h.other)
	h.exec(`INSERT INTO project_members (project_id, person_id) VALUES (@project, @person)`,
		pgx.NamedArgs{"project": h.project, "person": h.intern.ID})
	return h
}

func (h house) person(name string, role access.Role) account.Person {
	h.t.Helper()
	id := scalar[int64](h, `INSERT INTO people (email, name, role, password_hash) VALUES (@name || '@parvis.test', @name, @role, 'x') RETURNING id`,
		pgx.NamedArgs{"name": name, "role": string(role)})
	return account.Person{ID: id, Name: name, Role: role, Version: 1}
}

func (h house) newProject(title string, pilot account.Person) int64 {
	h.t.Helper()
	id, err := programme.New(h.db).Create(ctx, pilot.At(now), "", programme.ProjectDraft{Kind: programme.EventProgramme, Title: title,
		PilotID: pilot.ID, First: workcal.Of(2025, 6, 13), Last: workcal.Of(2025, 6, 15)})
	h.must(err)
	return id
}

// put sets a project's status directly.
func (h house) put(project int64, status string) {
	h.t.Helper()
	h.exec(`UPDATE projects SET status = @status,
		archived_at = CASE WHEN @status = 'archived' THEN now() END,
		status_before_archive = CASE WHEN @status = 'archived' THEN 'finished' END
		WHERE id = @id`, pgx.NamedArgs{"id": project, "status": status})
}

// exec changes tables by hand, which counts no change: the room forgets what it kept.
func (h house) exec(sql string, args pgx.NamedArgs) {
	h.t.Helper()
	defer h.Forget()
	if args == nil {
		args = pgx.NamedArgs{}
	}
	if _, err := h.db.Exec(ctx, sql, args); err != nil {
		h.t.Fatal(err)
	}
}

func scalar[T any](h house, sql string, args pgx.NamedArgs) T {
	h.t.Helper()
	v, err := postgres.Scalar[T](ctx, h.db, sql, args)
	h.must(err)
	return v
}

func draft(title string, change ...func(*plan.Draft)) plan.Draft {
	d := plan.Draft{Title: title, Category: plan.Logistics, Duration: 2}
	for _, c := range change {
		c(&d)
	}
	return d
}

// lasting, due and by make drafts readable.
func lasting(days int) func(*plan.Draft) { return func(d *plan.Draft) { d.Duration = days } }

func due(offset string) func(*plan.Draft) {
	return func(d *plan.Draft) { d.Offset, _ = plan.ParseOffset(offset) }
}

func assignedTo(p account.Person) func(*plan.Draft) {
	return func(d *plan.Draft) { d.ResponsibleID = &p.ID }
}

// task creates a task in the first project.
func (h house) task(title string, change ...func(*plan.Draft)) int64 {
	h.t.Helper()
	return h.taskIn(h.project, title, change...)
}

func (h house) taskIn(project int64, title string, change ...func(*plan.Draft)) int64 {
	h.t.Helper()
	id, err := h.CreateTask(ctx, h.head.At(now), project, draft(title, change...), "")
	h.must(err)
	return id
}

// chain makes each task wait for the one before it.
func (h house) chain(ids ...int64) {
	h.t.Helper()
	for i := 1; i < len(ids); i++ {
		h.must(h.AddNeed(ctx, h.head.At(now), ids[i], ids[i-1], 0))
	}
}

func (h house) view(project int64) plan.View {
	h.t.Helper()
	v, err := h.Plan(ctx, h.head.On(today), project)
	h.must(err)
	return v
}

func (h house) row(id int64) plan.Row {
	h.t.Helper()
	return h.detail(id).Row
}

func (h house) detail(id int64) plan.Detail {
	h.t.Helper()
	d, err := h.Task(ctx, h.head.On(today), id)
	h.must(err)
	return d
}

// journal gives the latest entries of a project's history, newest first.
func (h house) journal(project int64) []journal.Entry {
	h.t.Helper()
	page, err := programme.New(h.db).History(ctx, h.head.At(now), project, 1)
	h.must(err)
	return page.Entries
}

// lastEntry checks what the project's history says last, and the fields it shows beside.
func (h house) lastEntry(want string, changes ...string) {
	h.t.Helper()
	e := h.journal(h.project)[0]
	if got := e.Sentence(journal.Subject{Kind: journal.Project, ID: h.project}); got != want {
		h.t.Errorf("the history says %q, want %q", got, want)
	}
	equal(h.t, "what changed", said(e.Changes), changes)
}

// said writes changes as « Titre : A → B ».
func said(changes []field.Change) []string {
	var lines []string
	for _, c := range changes {
		lines = append(lines, c.Label+": "+c.Before+" → "+c.After)
	}
	return lines
}

// met checks that an edit met another, and gives both texts.
func (h house) met(err error) fault.Stale {
	h.t.Helper()
	h.refused(err, fault.Conflict, "")
	stale, ok := fault.StaleOf(err)
	if !ok {
		h.t.Fatalf("%v carries no texts", err)
	}
	return stale
}

func (h house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

func (h house) refused(err error, kind fault.Kind, field string) {
	h.t.Helper()
	if !fault.Is(err, kind) {
		h.t.Fatalf("got %v (kind %d), want kind %d", err, fault.KindOf(err), kind)
	}
	problems, _ := fault.ProblemsOf(err)
	if field != "" && problems.For(field) == "" {
		h.t.Fatalf("no problem beside %q: %v", field, problems)
	}
}

// trash gives what somebody sees of the deleted tasks.
func (h house) trash(by account.By) []trash.Item {
	h.t.Helper()
	items, err := h.Bins()[0].List(ctx, by)
	h.must(err)
	return items
}

// purge removes for good what can no longer be put back at this moment.
func (h house) purge(now time.Time) {
	h.t.Helper()
	h.must(h.Bins()[0].Purge(ctx, trash.Since(now)))
}

func titles(rows []plan.Row) []string {
	var list []string
	for _, r := range rows {
		list = append(list, r.Title)
	}
	return list
}

func equal[T comparable](t *testing.T, what string, got, want []T) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}
