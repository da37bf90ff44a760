package plan_test

import (
	"reflect"
	"testing"

	"github.com/jackc/pgx/v5"

	"parvis/internal/plan"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

func TestMorningIsTheOverviewAndTheListReadOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.task("Hers", due("J-30"), assignedTo(h.Intern))
	h.task("Nobody’s", due("J-10"))
	h.taskIn(h.elsewhere, "Elsewhere", assignedTo(h.Intern))
	h.fill(h.project, 10)
	standings, list, err := h.Morning(ctx, h.Intern.On(today), 100)
	h.Must(err)
	overview, err := h.Overview(ctx, h.Intern.On(today))
	h.Must(err)
	mine, err := h.MyList(ctx, h.Intern.On(today), plan.Filter{})
	h.Must(err)
	mine.Person, mine.Addable, mine.People = "", nil, nil // what only the list's page needs
	counted := 0
	for _, s := range mine.Sections {
		for i := range s.Rows { // the morning says how far checklists have come, without their items
			counted += len(s.Rows[i].Checklist)
			s.Rows[i].Checklist = nil
		}
	}
	if counted == 0 {
		t.Error("nothing to count")
	}
	if len(standings) != 2 || !reflect.DeepEqual(standings, overview) {
		t.Errorf("standings: %+v, want %+v", standings, overview)
	}
	if got, want := saying(list), saying(mine); list.Count() == 0 || !reflect.DeepEqual(got, want) || !reflect.DeepEqual(list, mine) {
		t.Errorf("list: %+v, want %+v, saying %q, want %q", list, mine, got, want)
	}
}

// saying gives what the rows of a list say, and takes away their reasons, which hold the calendars that
// were read.
func saying(l plan.List) (said [][]string) {
	for _, s := range l.Sections {
		for i := range s.Rows {
			said = append(said, texts(s.Rows[i].Row))
			s.Rows[i].Reason = retroplan.Reason{}
		}
	}
	return said
}

func TestAFinishedProjectLeavesTheOverviewAWeekAfterItsLastTask(t *testing.T) {
	t.Parallel()
	h := open(t)
	task := h.taskIn(h.elsewhere, "Rendre le bilan", assignedTo(h.Other))
	h.exec(`UPDATE projects SET status = 'finished' WHERE id = @id`, pgx.NamedArgs{"id": h.elsewhere})
	seen := func(day workcal.Date, named ...int64) bool {
		t.Helper()
		standings, err := h.Overview(ctx, h.Head.On(day), named...)
		h.Must(err)
		for _, s := range standings {
			if s.Project.ID == h.elsewhere {
				return true
			}
		}
		return false
	}
	if !seen(today.AddDays(100)) {
		t.Error("it is left out while a task is to do")
	}
	h.Must(h.TickTask(ctx, h.Other.At(now), task))
	if !seen(today.AddDays(7)) {
		t.Error("it is left out in the week after its last task")
	}
	if seen(today.AddDays(8)) {
		t.Error("it stays longer than a week after its last task")
	}
	if !seen(today.AddDays(8), h.elsewhere) {
		t.Error("it is left out when it is named")
	}
}

func TestAListReadsOnlyTheProjectsThatHaveATaskForIt(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.task("Someone else’s", assignedTo(h.Team))
	elsewhere := h.taskIn(h.elsewhere, "Nobody’s in a project that is not hers")
	projects := func(day workcal.Date) int {
		t.Helper()
		l, err := h.MyList(ctx, h.Intern.On(day), plan.Filter{Whose: plan.WhoseBoth})
		h.Must(err)
		return len(l.Projects)
	}
	if n := projects(today); n != 0 {
		t.Errorf("%d projects without a task for her", n)
	}
	h.task("Nobody’s")
	h.Must(h.Assign(ctx, h.Head.At(now), elsewhere, &h.Intern.ID))
	if n := projects(today); n != 2 {
		t.Errorf("%d projects, want hers and the one of her task", n)
	}
	h.Must(h.TickTask(ctx, h.Intern.At(now), elsewhere))
	if n := projects(today.AddDays(7)); n != 2 {
		t.Errorf("%d projects a week after she did the task, want 2", n)
	}
	if n := projects(today.AddDays(8)); n != 1 {
		t.Errorf("%d projects eight days after she did the task, want 1", n)
	}
}
