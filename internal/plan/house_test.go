package plan_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/account/accounttest"
	"parvis/internal/calendar"
	"parvis/internal/journal"
	"parvis/internal/plan"
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
	accounttest.Service
	calendar           *calendar.Room
	project, elsewhere int64
}

func open(t *testing.T) house {
	t.Helper()
	s := accounttest.Open(t)
	h := house{Room: plan.New(s.DB), Service: s, calendar: calendar.New(s.DB)}
	h.project = h.newProject("Fouilles ouvertes", h.Team)
	h.elsewhere = h.newProject("Jumelage", h.Other)
	h.exec(`INSERT INTO project_members (project_id, person_id) VALUES (@project, @person)`,
		pgx.NamedArgs{"project": h.project, "person": h.Intern.ID})
	return h
}

func (h house) newProject(title string, pilot account.Person) int64 {
	h.T.Helper()
	id, err := programme.New(h.DB).Create(ctx, pilot.At(now), "", programme.ProjectDraft{Kind: programme.EventProgramme, Title: title,
		PilotID: pilot.ID, First: workcal.Of(2025, 6, 13), Last: workcal.Of(2025, 6, 15)})
	h.Must(err)
	return id
}

// join makes somebody a member of a project.
func (h house) join(project int64, who account.Person) error {
	return programme.New(h.DB).AddMember(ctx, h.Head.At(now), project, who.ID)
}

// put sets a project's status directly.
func (h house) put(project int64, status string) {
	h.T.Helper()
	h.exec(`UPDATE projects SET status = @status,
		archived_at = CASE WHEN @status = 'archived' THEN now() END,
		status_before_archive = CASE WHEN @status = 'archived' THEN 'finished' END
		WHERE id = @id`, pgx.NamedArgs{"id": project, "status": status})
}

// exec changes tables by hand, which counts no change: the room forgets what it kept.
func (h house) exec(sql string, args pgx.NamedArgs) {
	h.T.Helper()
	defer h.Forget()
	if args == nil {
		args = pgx.NamedArgs{}
	}
	if _, err := h.DB.Exec(ctx, sql, args); err != nil {
		h.T.Fatal(err)
	}
}

func scalar[V any](h house, sql string, args pgx.NamedArgs) V {
	h.T.Helper()
	return accounttest.Scalar[V](h.Service, sql, args)
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
	h.T.Helper()
	return h.taskIn(h.project, title, change...)
}

func (h house) taskIn(project int64, title string, change ...func(*plan.Draft)) int64 {
	h.T.Helper()
	id, err := h.CreateTask(ctx, h.Head.At(now), project, draft(title, change...), "")
	h.Must(err)
	return id
}

// chain makes each task wait for the one before it.
func (h house) chain(ids ...int64) {
	h.T.Helper()
	for i := 1; i < len(ids); i++ {
		h.Must(h.AddNeed(ctx, h.Head.At(now), ids[i], ids[i-1], 0))
	}
}

func (h house) view(project int64) plan.View {
	h.T.Helper()
	v, err := h.Plan(ctx, h.Head.On(today), project)
	h.Must(err)
	return v
}

func (h house) row(id int64) plan.Row {
	h.T.Helper()
	return h.detail(id).Row
}

func (h house) detail(id int64) plan.Detail {
	h.T.Helper()
	d, err := h.Task(ctx, h.Head.On(today), id)
	h.Must(err)
	return d
}

// journal gives the latest entries of a project's history, newest first.
func (h house) journal(project int64) []journal.Entry {
	h.T.Helper()
	page, err := programme.New(h.DB).History(ctx, h.Head.At(now), project, 1)
	h.Must(err)
	return page.Entries
}

// lastEntry checks what the project's history says last, and the fields it shows beside.
func (h house) lastEntry(want string, changes ...string) {
	h.T.Helper()
	e := h.journal(h.project)[0]
	if got := e.Sentence(journal.Subject{Kind: journal.Project, ID: h.project}); got != want {
		h.T.Errorf("the history says %q, want %q", got, want)
	}
	equal(h.T, "what changed", accounttest.Said(e.Changes), changes)
}

// trash gives what somebody sees of the deleted tasks.
func (h house) trash(by account.By) []trash.Item {
	h.T.Helper()
	items, err := h.Bins()[0].List(ctx, by)
	h.Must(err)
	return items
}

// purge removes for good what can no longer be put back at this moment.
func (h house) purge(now time.Time) {
	h.T.Helper()
	h.Must(h.Bins()[0].Purge(ctx, trash.Since(now)))
}

func titles(rows []plan.Row) []string {
	var list []string
	for _, r := range rows {
		list = append(list, r.Title)
	}
	return list
}

func equal[T comparable](t testing.TB, what string, got, want []T) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}
