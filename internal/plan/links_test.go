package plan_test

import (
	"strings"
	"sync"
	"testing"

	"parvis/internal/fault"
	"parvis/internal/plan"
)

func TestALoopIsRefusedInASentenceThatNamesItInOrder(t *testing.T) {
	t.Parallel()
	h := open(t)
	a, b, c := h.task("A"), h.task("B"), h.task("C")
	h.chain(a, b, c) // B waits for A, C waits for B
	err := h.AddNeed(ctx, h.Head.At(now), a, c, 0)
	h.Refused(err, fault.Invalid, plan.FieldNeed)
	problems, _ := fault.ProblemsOf(err)
	want := "Cette dépendance formerait une boucle\u00a0: «\u00a0A\u00a0» attendrait «\u00a0C\u00a0», qui attend «\u00a0B\u00a0», " +
		"qui attend «\u00a0A\u00a0». Retirez d’abord l’une de ces dépendances."
	if got := problems.For(plan.FieldNeed); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	h.Refused(h.AddNeed(ctx, h.Head.At(now), a, a, 0), fault.Invalid, plan.FieldNeed)
	if len(h.row(a).Needs) != 0 {
		t.Error("the loop was written")
	}
}

func TestCandidatesMarkWhatWouldCloseALoop(t *testing.T) {
	t.Parallel()
	h := open(t)
	a, b, c, d := h.task("A"), h.task("B"), h.task("C"), h.task("D")
	h.chain(a, b, c)
	marks := map[int64]bool{}
	for _, one := range h.detail(b).Candidates {
		marks[one.ID] = one.Cycle != ""
		if one.ID == c && !strings.Contains(one.Cycle, "«\u00a0B\u00a0» attendrait «\u00a0C\u00a0», qui attend «\u00a0B\u00a0»") {
			t.Errorf("got %s", one.Cycle)
		}
	}
	if len(marks) != 2 || !marks[c] || marks[d] {
		t.Errorf("candidates %v (a=%d already needed)", marks, a)
	}
}

func TestTwoHalvesOfALoopCannotBeAddedAtOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	a, b := h.task("A"), h.task("B")
	var group sync.WaitGroup
	errs := make([]error, 2)
	group.Go(func() { errs[0] = h.AddNeed(ctx, h.Head.At(now), a, b, 0) })
	group.Go(func() { errs[1] = h.AddNeed(ctx, h.Team.At(now), b, a, 0) })
	group.Wait()
	if (errs[0] == nil) == (errs[1] == nil) {
		t.Errorf("got %v and %v", errs[0], errs[1])
	}
	h.view(h.project)
}

func TestADependencyChangesItsLagAndGoes(t *testing.T) {
	t.Parallel()
	h := open(t)
	a, b := h.task("A"), h.task("B")
	h.Must(h.AddNeed(ctx, h.Head.At(now), b, a, 0))
	h.Must(h.AddNeed(ctx, h.Head.At(now), b, a, -2))
	if needs := h.row(b).Needs; len(needs) != 1 || needs[0].Lag != -2 {
		t.Errorf("got %+v", needs)
	}
	h.lastEntry("Claire Fontaine a fait dépendre la tâche «\u00a0B\u00a0» d’une autre tâche", "Attend:  → A")
	h.Must(h.RemoveNeed(ctx, h.Intern.At(now), b, a))
	h.lastEntry("Zoé Petit a libéré la tâche «\u00a0B\u00a0» d’une autre tâche", "Attend: A → ")
	lines := len(h.journal(h.project))
	h.Must(h.RemoveNeed(ctx, h.Intern.At(now), b, a))
	if len(h.row(b).Needs) != 0 || len(h.journal(h.project)) != lines {
		t.Error("removing twice did something")
	}
}

func TestOnlyTasksOfTheSameProjectCanBeNeeded(t *testing.T) {
	t.Parallel()
	h := open(t)
	a := h.task("A")
	elsewhere := h.taskIn(h.elsewhere, "Ailleurs")
	for _, need := range []int64{elsewhere, 999} {
		h.Refused(h.AddNeed(ctx, h.Head.At(now), a, need, 0), fault.Invalid, plan.FieldNeed)
	}
	h.Refused(h.AddNeed(ctx, h.Head.At(now), a, h.task("B"), 501), fault.Invalid, plan.FieldLag)
	gone := h.task("C")
	h.Must(h.DeleteTask(ctx, h.Head.At(now), gone))
	h.Refused(h.AddNeed(ctx, h.Head.At(now), a, gone, 0), fault.Invalid, plan.FieldNeed)
}

func TestTasksOfOneDayChangePlaces(t *testing.T) {
	t.Parallel()
	h := open(t)
	a, b := h.task("A", due("J-21")), h.task("B", due("J-21"))
	c := h.task("C", due("J-21"))
	later := h.task("D", due("J-10"))
	h.Must(h.MoveUp(ctx, h.Intern.At(now), c))
	equal(t, "after up", titles(h.view(h.project).Rows), []string{"A", "C", "B", "D"})
	h.Must(h.MoveDown(ctx, h.Head.At(now), a))
	equal(t, "after down", titles(h.view(h.project).Rows), []string{"C", "A", "B", "D"})
	h.Refused(h.MoveUp(ctx, h.Head.At(now), later), fault.Invalid, "")
	h.Refused(h.MoveUp(ctx, h.Head.At(now), c), fault.Invalid, "")
	first, last := h.row(c), h.row(b)
	if first.CanMoveUp || !first.CanMoveDown || !last.CanMoveUp || last.CanMoveDown {
		t.Errorf("offers %+v %+v", first, last)
	}
}

func TestReorderTakesOnlyTheProjectsOwnTasks(t *testing.T) {
	t.Parallel()
	h := open(t)
	a, b, c := h.task("A"), h.task("B"), h.task("C")
	elsewhere := h.taskIn(h.elsewhere, "Ailleurs")
	h.Must(h.Reorder(ctx, h.Team.At(now), h.project, []int64{c, a}))
	equal(t, "order", titles(h.view(h.project).Rows), []string{"C", "A", "B"})
	for _, ids := range [][]int64{{a, a}, {elsewhere}, {999}} {
		h.Refused(h.Reorder(ctx, h.Head.At(now), h.project, ids), fault.Invalid, "")
	}
	lines := len(h.journal(h.project))
	h.Must(h.Reorder(ctx, h.Team.At(now), h.project, []int64{c, a, b}))
	if len(h.journal(h.project)) != lines {
		t.Error("the same order was written")
	}
}
