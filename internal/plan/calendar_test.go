package plan_test

import (
	"strings"
	"testing"
	"time"

	"parvis/internal/calendar"
	"parvis/internal/workcal"
)

func TestThePlanFollowsTheServicesWeek(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.Must(h.calendar.SetWeek(ctx, h.Head.At(now), calendar.Week{Days: workcal.WeekOf(time.Sunday, time.Tuesday, time.Saturday), AlsaceMoselle: true, SchoolZone: "A"}, 1))
	v := h.view(h.project)
	if cal := v.Calendar; !cal.IsWorked(workcal.Of(2025, 6, 15)) || cal.IsWorked(workcal.Of(2025, 6, 16)) || cal.IsWorked(workcal.Of(2025, 4, 18)) || v.SchoolZone != "A" {
		t.Error("the plan does not follow the week")
	}
}

func TestAClosureMovesThePlan(t *testing.T) {
	t.Parallel()
	h := open(t)
	task := h.task("A", due("J-21"), lasting(1)) // Friday 23 May
	id, err := h.calendar.AddClosure(ctx, h.Head.At(now), calendar.Closure{First: workcal.Of(2025, 5, 23), Label: "Inventaire"}, key)
	h.Must(err)
	r := h.row(task)
	if r.LatestFinish != workcal.Of(2025, 5, 22) || !strings.Contains(r.Why(), "Inventaire") {
		t.Errorf("%s: %s", r.LatestFinish, r.Why())
	}
	h.Must(h.calendar.RemoveClosure(ctx, h.Head.At(now), id))
	if r := h.row(task); r.LatestFinish != workcal.Of(2025, 5, 23) {
		t.Errorf("reopened: %s", r.LatestFinish)
	}
}
