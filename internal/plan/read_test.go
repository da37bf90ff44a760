package plan_test

import (
	"fmt"
	"testing"

	"github.com/jackc/pgx/v5"

	"parvis/internal/calendar"
	"parvis/internal/fault"
	"parvis/internal/plan"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/workcal"
)

// The worked example of the scheduling rules, through the database.
func (h house) workedExample() (a, b, c, d, e, f int64) {
	a = h.task("Programme validé", lasting(5))
	b = h.task("Textes et visuels", lasting(10))
	c = h.task("BAT signé", lasting(3))
	d = h.task("Impression", lasting(7))
	e = h.task("Livraison", lasting(0), due("J-21"))
	f = h.task("Diffusion", lasting(5))
	h.chain(a, b, c, d, e, f)
	return a, b, c, d, e, f
}

func TestThePlanHoldsTheWorkedExampleToTheDay(t *testing.T) {
	t.Parallel()
	h := open(t)
	a, _, c, _, e, f := h.workedExample()
	v := h.view(h.project)
	for id, want := range map[int64]string{
		a: "2025-04-16 2025-04-23 2025-04-07 2025-04-11 7 J-51 avant «\u00a0Textes et visuels\u00a0»",
		c: "2025-05-12 2025-05-14 2025-04-29 2025-05-02 7 J-30 avant «\u00a0Impression\u00a0»",
		e: "2025-05-23 2025-05-23 2025-05-14 2025-05-14 7 J-21 J-21",
		f: "2025-06-05 2025-06-12 2025-05-15 2025-05-21 14 J-1 veille de l’événement",
	} {
		r, ok := v.Row(id)
		got := fmt.Sprintf("%s %s %s %s %d %s %s", r.LatestStart, r.LatestFinish, r.EarliestStart, r.EarliestFinish, r.Slack, r.J, r.Reason.Label())
		if !ok || got != want {
			t.Errorf("%s: got %s, want %s", r.Title, got, want)
		}
	}
	if v.Summary.Health != plan.OnTrack || v.Summary.Total != 6 || v.Summary.Open != 6 {
		t.Errorf("summary %+v", v.Summary)
	}
	equal(t, "order", titles(v.Rows), []string{"Programme validé", "Textes et visuels", "BAT signé", "Impression", "Livraison", "Diffusion"})

	late, err := h.Plan(ctx, h.Intern.On(workcal.Of(2025, 5, 5)), h.project)
	h.Must(err)
	if late.Summary.Sentence != "Le rétroplanning commence 11\u00a0jours trop tard." || late.Summary.Health != plan.Overdue || late.Summary.LateBy != 11 {
		t.Errorf("late summary %+v", late.Summary)
	}
}

func TestRowsNameTheirNeighboursAndMonths(t *testing.T) {
	t.Parallel()
	h := open(t)
	_, b, c, _, _, _ := h.workedExample()
	v := h.view(h.project)
	row, _ := v.Row(b)
	if len(row.Needs) != 1 || row.Needs[0].Title != "Programme validé" || row.Needs[0].Number != 1 {
		t.Errorf("needs %+v", row.Needs)
	}
	if len(row.Successors) != 1 || row.Successors[0].ID != c || row.Successors[0].Number != 3 || row.Number != 2 {
		t.Errorf("successors %+v of %d", row.Successors, row.Number)
	}
	var months []string
	for _, m := range v.Months() {
		months = append(months, fmt.Sprintf("%s %d", m.Label, len(m.Rows)))
	}
	equal(t, "months", months, []string{"avril 2025 1", "mai 2025 4", "juin 2025 1"})
}

func TestDroppedTasksComeLastWithoutDates(t *testing.T) {
	t.Parallel()
	h := open(t)
	a := h.task("A")
	h.task("B")
	h.Must(h.Drop(ctx, h.Head.At(now), a))
	v := h.view(h.project)
	months := v.Months()
	if len(months) != 2 || months[1].Label != "Abandonnées" || months[1].Rows[0].ID != a || months[1].Rows[0].J != "" {
		t.Errorf("months %+v", months)
	}
	if v.Summary.Total != 1 || v.Summary.Dropped != 1 {
		t.Errorf("summary %+v", v.Summary)
	}
}

func TestPlanGroupsByPersonWithNobodyLast(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.task("libre", due("J-40"))
	h.task("à Zoé", due("J-30"), assignedTo(h.Intern))
	h.task("à Inès", due("J-20"), assignedTo(h.Team))
	var groups []string
	for _, g := range h.view(h.project).ByPerson() {
		groups = append(groups, fmt.Sprint(g.Name, " ", titles(g.Rows)))
	}
	equal(t, "groups", groups, []string{"Zoé Petit [à Zoé]", "Inès Marchand [à Inès]", "À attribuer [libre]"})
}

func TestOffsetsSayWhereADayStands(t *testing.T) {
	t.Parallel()
	first, last := workcal.Of(2025, 6, 13), workcal.Of(2025, 6, 15)
	for day, want := range map[workcal.Date]string{
		workcal.Of(2025, 5, 23): "J-21", first: "pendant", last: "pendant", workcal.Of(2025, 6, 22): "E+7", 0: "",
	} {
		if got := plan.PlaceOf(day, first, last); got != want {
			t.Errorf("%s: %q, want %q", day, got, want)
		}
	}
	if got := plan.PlaceOf(first, first, first); got != "Jour J" {
		t.Errorf("a single day: %q", got)
	}
}

func TestALeaveMovesOnlyThatPersonsTasks(t *testing.T) {
	t.Parallel()
	h := open(t)
	hers := h.task("à Zoé", lasting(3), due("J-21"), assignedTo(h.Intern))
	theirs := h.task("à Inès", lasting(3), due("J-21"), assignedTo(h.Team))
	_, err := h.calendar.AddLeave(ctx, h.Head.At(now), calendar.Leave{PersonID: h.Intern.ID, First: workcal.Of(2025, 5, 21), Last: workcal.Of(2025, 5, 23)}, "")
	h.Must(err)
	if got := h.row(hers).LatestFinish; got != workcal.Of(2025, 5, 20) {
		t.Errorf("hers ends %s", got)
	}
	if got := h.row(theirs).LatestFinish; got != workcal.Of(2025, 5, 23) {
		t.Errorf("theirs ends %s", got)
	}
	h.Must(h.calendar.SetPersonWeek(ctx, h.Head.At(now), h.Intern.ID, workcal.TuesdayToSaturday))
	if got := h.row(hers).LatestStart; got != workcal.Of(2025, 5, 16) {
		t.Errorf("without Mondays, hers starts %s", got)
	}
}

func TestWhatIsNotThereIsNotFound(t *testing.T) {
	t.Parallel()
	h := open(t)
	task := h.task("A")
	_, err := h.Plan(ctx, h.Head.On(today), 999)
	h.Refused(err, fault.NotFound, "")
	_, err = h.Task(ctx, h.Head.On(today), 999)
	h.Refused(err, fault.NotFound, "")
	h.Must(programme.New(h.DB).Delete(ctx, h.Head.At(now), h.project))
	_, err = h.Plan(ctx, h.Head.On(today), h.project)
	h.Refused(err, fault.NotFound, "")
	_, err = h.Task(ctx, h.Head.On(today), task)
	h.Refused(err, fault.NotFound, "")
	h.Refused(h.TickTask(ctx, h.Head.At(now), task), fault.NotFound, "")
	_, err = h.CreateTask(ctx, h.Head.At(now), h.project, draft("B"), "")
	h.Refused(err, fault.NotFound, "")
}

func TestADisabledPersonSeesNothing(t *testing.T) {
	t.Parallel()
	h := open(t)
	task := h.task("A")
	gone := h.Team
	gone.DisabledAt = &now
	_, err := h.Plan(ctx, gone.On(today), h.project)
	h.Refused(err, fault.NotFound, "")
	_, err = h.MyList(ctx, gone.On(today), plan.Filter{})
	h.Refused(err, fault.NotFound, "")
	h.Refused(h.TickTask(ctx, gone.At(now), task), fault.NotFound, "")
}

func TestQueriesDoNotGrowWithRows(t *testing.T) {
	t.Parallel()
	h := open(t)
	ask := func(name string) int64 {
		t.Helper()
		counted, n := postgres.CountQueries(ctx)
		var err error
		switch name {
		case "plan":
			_, err = h.Plan(counted, h.Intern.On(today), h.project)
		case "task":
			_, err = h.Task(counted, h.Intern.On(today), scalar[int64](h, `SELECT min(id) FROM tasks`, nil))
		case "list":
			_, err = h.MyList(counted, h.Intern.On(today), plan.Filter{})
		case "overview":
			_, err = h.Overview(counted, h.Intern.On(today))
		}
		h.Must(err)
		return n.Load()
	}
	// count asks twice: when the plans are to be worked out, and when they are kept.
	count := func(name string) [2]int64 {
		t.Helper()
		h.Forget()
		return [2]int64{ask(name), ask(name)}
	}
	h.task("première", assignedTo(h.Intern))
	names := []string{"plan", "task", "list", "overview"}
	most := map[string][2]int64{"plan": {2, 1}, "task": {2, 1}, "list": {3, 2}, "overview": {2, 1}}
	before := map[string][2]int64{}
	for _, name := range names {
		before[name] = count(name)
	}
	for range 5 {
		project := h.newProject("Un projet de plus", h.Team)
		h.exec(`INSERT INTO project_members (project_id, person_id) VALUES (@p, @who)`, pgx.NamedArgs{"p": project, "who": h.Intern.ID})
		h.fill(project, 20)
	}
	h.fill(h.project, 100)
	for _, name := range names {
		if after := count(name); after != before[name] || after != most[name] {
			t.Errorf("%s: %d queries, then %d, want %d", name, before[name], after, most[name])
		}
	}
}

// fill adds n tasks, each needing the one before, with two items each, one in three the intern's.
func (h house) fill(project int64, n int) {
	h.T.Helper()
	h.exec(fillSQL, pgx.NamedArgs{"project": project, "n": n, "who": h.Intern.ID})
}

const fillSQL = `WITH made AS (
			INSERT INTO tasks (project_id, number, position, title, category, duration, responsible_id, offset_side, offset_count)
			SELECT @project, (SELECT COALESCE(max(number), 1000) FROM tasks WHERE project_id = @project) + g, g, 'Tâche ' || g, 'logistics', 1, CASE WHEN g % 3 = 0 THEN @who::bigint END,
				CASE WHEN g % 10 = 0 THEN 'E' END, CASE WHEN g % 10 = 0 THEN 30 END
			FROM generate_series(1, @n::int) g RETURNING id, position),
		linked AS (
			INSERT INTO task_needs (project_id, task_id, need_id)
			SELECT @project, b.id, a.id FROM made a JOIN made b ON b.position = a.position + 1 WHERE a.position % 10 <> 0)
		INSERT INTO checklist_items (task_id, position, label)
		SELECT id, i, 'Point ' || i FROM made, generate_series(1, 2) i`
