package plan_test

import (
	"testing"

	"parvis/internal/fault"
	"parvis/internal/workcal"
)

func TestChosenTasksAreShownWithWhatTheyMayWaitFor(t *testing.T) {
	t.Parallel()
	h := open(t)
	a, b, c, d := h.task("A", due("J-40")), h.task("B", due("J-30")), h.task("C", due("J-20")), h.task("D", due("J-10"))
	h.chain(a, b, c)
	chosen, err := h.Chosen(ctx, h.Intern.On(workcal.Of(2025, 4, 7)), h.project, []int64{b, a})
	h.Must(err)
	marks := map[string]bool{}
	for _, one := range chosen.Candidates {
		marks[one.Title] = one.Cycle != ""
	}
	if len(marks) != 2 || !marks["C"] || marks["D"] || len(chosen.Waiting()) != 1 {
		t.Errorf("candidates %v, %d wait", marks, len(chosen.Waiting()))
	}
	if len(chosen.People) != 1 || chosen.People[0].ID != h.Intern.ID {
		t.Errorf("an intern gives to %+v", chosen.People)
	}
	_, err = h.Chosen(ctx, h.Team.At(now), h.project, []int64{d, h.taskIn(h.elsewhere, "Ailleurs")})
	h.Refused(err, fault.NotFound, "")
	none, err := h.Chosen(ctx, h.Team.At(now), h.project, nil)
	if err != nil || len(none.Rows) != 0 {
		t.Errorf("%+v, %v", none, err)
	}
}
