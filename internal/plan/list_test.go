package plan_test

import (
	"fmt"
	"testing"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/plan"
	"parvis/internal/postgres"
	"parvis/internal/workcal"
)

func (h house) list(who account.Person, f plan.Filter) []string {
	h.T.Helper()
	l, err := h.MyList(ctx, who.On(today), f)
	h.Must(err)
	var lines []string
	for _, s := range l.Sections {
		for _, r := range s.Rows {
			lines = append(lines, fmt.Sprint(s.When, ": ", r.Title))
		}
	}
	return lines
}

func on(day workcal.Date) func(*plan.Draft) {
	return func(d *plan.Draft) { d.Deadline, d.Duration = day, 1 }
}

func TestAListIsCutByPlannedDates(t *testing.T) {
	t.Parallel()
	h := open(t)
	mine := assignedTo(h.Intern)
	h.task("vendredi dernier", on(workcal.Of(2025, 4, 4)), mine)
	h.task("aujourd’hui", on(today), mine)
	h.task("vendredi", on(workcal.Of(2025, 4, 11)), mine)
	h.task("lundi", on(workcal.Of(2025, 4, 14)), mine)
	begun := h.task("entamée", on(workcal.Of(2025, 5, 30)), mine)
	h.Must(h.Start(ctx, h.Intern.At(now), begun))
	done := h.task("faite", mine)
	h.Must(h.Finish(ctx, h.Intern.At(now), done, workcal.Of(2025, 4, 1)))
	old := h.task("faite il y a longtemps", mine)
	h.Must(h.Finish(ctx, h.Intern.At(now), old, workcal.Of(2025, 3, 30)))
	dropped := h.task("abandonnée", mine)
	h.Must(h.Drop(ctx, h.Intern.At(now), dropped))
	equal(t, "list", h.list(h.Intern, plan.Filter{}), []string{"late: vendredi dernier", "today: aujourd’hui",
		"today: entamée", "week: vendredi", "month: lundi", "done: faite"})
}

func TestATaskThatHasToBeginNowIsForToday(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.task("longue", lasting(20), due("J-45"), assignedTo(h.Intern)) // due 29 April, ready on 6 May
	l, err := h.MyList(ctx, h.Intern.On(today), plan.Filter{})
	h.Must(err)
	r := l.Sections[0].Rows[0]
	if l.Sections[0].When != plan.WhenToday || r.Late != 4 || r.PlannedStart != today || l.Count() != 1 {
		t.Errorf("%s, late by %d, from %s", l.Sections[0].When, r.Late, r.PlannedStart)
	}
}

func TestAListHoldsHersAndWhatIsFreeInHerProjects(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.task("à elle", assignedTo(h.Intern))
	free := h.task("libre")
	h.task("à Inès", assignedTo(h.Team))
	h.taskIn(h.elsewhere, "à elle, ailleurs", assignedTo(h.Intern), func(d *plan.Draft) { d.Category = plan.Budget })
	h.taskIn(h.elsewhere, "libre, ailleurs")
	_, err := h.AddItem(ctx, h.Head.At(now), free, "Point", "")
	h.Must(err)
	both := []string{"later: à elle", "later: libre", "later: à elle, ailleurs"}
	equal(t, "the intern’s", h.list(h.Intern, plan.Filter{}), both)
	equal(t, "hers", h.list(h.Intern, plan.Filter{Whose: plan.WhoseMine}), []string{both[0], both[2]})
	equal(t, "free", h.list(h.Intern, plan.Filter{Whose: plan.WhoseFree}), both[1:2])
	equal(t, "of a project", h.list(h.Intern, plan.Filter{Project: h.elsewhere}), both[2:])
	equal(t, "of a category", h.list(h.Intern, plan.Filter{Category: plan.Budget}), both[2:])
	equal(t, "Inès’s", h.list(h.Team, plan.Filter{}), []string{"later: à Inès"})
	equal(t, "Inès’s and free", h.list(h.Team, plan.Filter{Whose: plan.WhoseBoth}), []string{"later: libre", "later: à Inès"})
	l, err := h.MyList(ctx, h.Intern.On(today), plan.Filter{Category: plan.Budget})
	h.Must(err)
	if len(l.Projects) != 2 {
		t.Errorf("the filter offers %d projects", len(l.Projects))
	}
	l, err = h.MyList(ctx, h.Intern.On(today), plan.Filter{Whose: plan.WhoseFree})
	h.Must(err)
	r := l.Sections[0].Rows[0]
	if !r.Free || len(r.Checklist) != 1 || r.Project.Title != "Fouilles ouvertes" || !r.CanTick {
		t.Errorf("got %+v", r)
	}
}

func TestRestingProjectsAskForNothing(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.task("à elle", assignedTo(h.Intern))
	for _, status := range []string{"archived", "cancelled"} {
		h.put(h.project, status)
		equal(t, status, h.list(h.Intern, plan.Filter{}), nil)
		standings, err := h.Overview(ctx, h.Intern.On(today))
		h.Must(err)
		if len(standings) != 1 || standings[0].Project.ID != h.elsewhere {
			t.Errorf("%s: %d standings", status, len(standings))
		}
	}
}

func TestOverviewTellsHowEachPlanStands(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.workedExample()
	h.taskIn(h.elsewhere, "en retard", on(workcal.Of(2025, 4, 4)))
	h.taskIn(h.elsewhere, "critique", on(today))
	done := h.taskIn(h.elsewhere, "faite")
	h.Must(h.TickTask(ctx, h.Head.At(now), done))
	standings, err := h.Overview(ctx, h.Intern.On(today))
	h.Must(err)
	if len(standings) != 2 {
		t.Fatalf("%d standings", len(standings))
	}
	first, second := standings[0], standings[1]
	if first.Summary.Health != plan.OnTrack || first.Next == nil || first.Next.Title != "Livraison" || !first.Project.Member {
		t.Errorf("first %+v", first.Summary)
	}
	if second.Summary.Health != plan.Overdue || second.Summary.Percent() != 33 || second.Project.Member {
		t.Errorf("second %+v", second.Summary)
	}
	equal(t, "late", titles(rows(second.Late)), []string{"en retard"})
	equal(t, "critical", titles(rows(second.Critical)), []string{"critique"})
	one, err := h.Overview(ctx, h.Intern.On(today), h.elsewhere, 999)
	h.Must(err)
	if len(one) != 1 || one[0].Project.Title != "Jumelage" {
		t.Errorf("asked for one, got %d", len(one))
	}
}

func rows(places []plan.Place) (list []plan.Row) {
	for _, p := range places {
		list = append(list, p.Row())
	}
	return list
}

func TestEmptyPlansAndLists(t *testing.T) {
	t.Parallel()
	h := open(t)
	v := h.view(h.project)
	if len(v.Rows) != 0 || len(v.Months()) != 0 || v.Summary.Percent() != 0 || v.Summary.Health != plan.OnTrack {
		t.Errorf("got %+v", v.Summary)
	}
	equal(t, "list", h.list(h.Head, plan.Filter{}), nil)
}

func TestProgressCountsTasksByProject(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.exec(`INSERT INTO tasks (project_id, number, position, title, category, duration, state, actual_finish, deleted_at) VALUES
		(@p, 1, 1, 'a', 'budget', 1, 'done', '2025-04-01', NULL), (@p, 2, 2, 'b', 'budget', 1, 'todo', NULL, NULL),
		(@p, 3, 3, 'c', 'budget', 1, 'dropped', NULL, NULL), (@p, 4, 4, 'd', 'budget', 1, 'todo', NULL, now()),
		(@other, 1, 1, 'e', 'budget', 1, 'todo', NULL, NULL)`, pgx.NamedArgs{"p": h.project, "other": h.elsewhere})
	counted, n := postgres.CountQueries(ctx)
	got, err := h.Progress(counted, h.Intern.At(now), []int64{h.project, h.elsewhere, 999})
	h.Must(err)
	if len(got) != 2 || got[h.project] != (plan.Progress{Total: 2, Done: 1}) || got[h.elsewhere] != (plan.Progress{Total: 1}) || n.Load() != 1 {
		t.Errorf("got %v in %d queries", got, n.Load())
	}
	got, err = h.Progress(ctx, h.Head.At(now), nil)
	if err != nil || len(got) != 0 {
		t.Errorf("of no project: %v, %v", got, err)
	}
}
