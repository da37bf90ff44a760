package plan_test

import (
	"strings"
	"testing"
	"time"

	"parvis/internal/fault"
	"parvis/internal/plan"
	"parvis/internal/workcal"
)

func TestTheServicesWeekIsKeptDayByDay(t *testing.T) {
	t.Parallel()
	h := open(t)
	c, err := h.Calendars(ctx, h.head)
	h.must(err)
	if c.Week.Days != workcal.MondayToFriday || c.Week.SchoolZone != "C" || len(c.People) != 4 || c.People[0].Own {
		t.Errorf("at first %+v", c)
	}
	want := plan.Week{Days: workcal.WeekOf(time.Sunday, time.Tuesday, time.Saturday), AlsaceMoselle: true, SchoolZone: "A"}
	h.must(h.SetWeek(ctx, h.head, want, c.Week.Version))
	h.refused(h.SetWeek(ctx, h.head, c.Week, c.Week.Version), fault.Conflict, "")
	after, err := h.Calendars(ctx, h.head)
	h.must(err)
	want.Version = c.Week.Version + 1
	if after.Week != want {
		t.Errorf("got %+v", after.Week)
	}
	cal := h.view(h.project).Calendar
	if !cal.IsWorked(workcal.Of(2025, 6, 15)) || cal.IsWorked(workcal.Of(2025, 6, 16)) || cal.IsWorked(workcal.Of(2025, 4, 18)) {
		t.Error("the plan does not follow the week")
	}
}

func TestAClosureMovesThePlan(t *testing.T) {
	t.Parallel()
	h := open(t)
	task := h.task("A", due("J-21"), lasting(1)) // Friday 23 May
	id, err := h.AddClosure(ctx, h.head, plan.Closure{First: workcal.Of(2025, 5, 23), Label: " Inventaire "}, key)
	h.must(err)
	again, err := h.AddClosure(ctx, h.head, plan.Closure{First: workcal.Of(2025, 5, 23), Label: "Inventaire"}, key)
	h.must(err)
	c, err := h.Calendars(ctx, h.intern)
	h.must(err)
	if again != id || len(c.Closures) != 1 || c.Closures[0].Last != workcal.Of(2025, 5, 23) || c.Closures[0].Label != "Inventaire" {
		t.Errorf("got %+v", c.Closures)
	}
	r := h.row(task)
	if r.LatestFinish != workcal.Of(2025, 5, 22) || !strings.Contains(r.Why, "Inventaire") {
		t.Errorf("%s: %s", r.LatestFinish, r.Why)
	}
	h.must(h.RemoveClosure(ctx, h.head, id))
	h.refused(h.RemoveClosure(ctx, h.head, id), fault.NotFound, "")
	if r := h.row(task); r.LatestFinish != workcal.Of(2025, 5, 23) {
		t.Errorf("reopened: %s", r.LatestFinish)
	}
}

func TestLeavesAreHersAndGoBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	id, err := h.AddLeave(ctx, h.head, plan.Leave{PersonID: h.intern.ID, First: today, Last: today + 4}, key)
	h.must(err)
	h.must(h.SetPersonWeek(ctx, h.head, h.intern.ID, workcal.TuesdayToSaturday))
	find := func() plan.PersonCalendar {
		c, err := h.Calendars(ctx, h.head)
		h.must(err)
		for _, p := range c.People {
			if p.PersonID == h.intern.ID {
				return p
			}
		}
		return plan.PersonCalendar{}
	}
	if p := find(); !p.Own || p.Days != workcal.TuesdayToSaturday || len(p.Leaves) != 1 || p.Leaves[0].ID != id || p.Leaves[0].Last != today+4 {
		t.Errorf("got %+v", p)
	}
	h.must(h.SetPersonWeek(ctx, h.head, h.intern.ID, 0))
	h.must(h.RemoveLeave(ctx, h.head, id))
	h.refused(h.RemoveLeave(ctx, h.head, id), fault.NotFound, "")
	if p := find(); p.Own || p.Days != workcal.MondayToFriday || len(p.Leaves) != 0 {
		t.Errorf("got %+v", p)
	}
}

func TestImpossibleDaysOffAreProblems(t *testing.T) {
	t.Parallel()
	h := open(t)
	for field, c := range map[string]plan.Closure{
		plan.FieldFirst: {Label: "A"},
		plan.FieldLast:  {Label: "A", First: today, Last: today - 1},
		plan.FieldLabel: {First: today, Label: "nul \x00"},
	} {
		_, err := h.AddClosure(ctx, h.head, c, "")
		h.refused(err, fault.Invalid, field)
	}
	_, err := h.AddClosure(ctx, h.head, plan.Closure{Label: "A", First: today, Last: today + 366}, "")
	h.refused(err, fault.Invalid, plan.FieldLast)
	_, err = h.AddClosure(ctx, h.head, plan.Closure{First: today}, "")
	h.refused(err, fault.Invalid, plan.FieldLabel)
	_, err = h.AddLeave(ctx, h.head, plan.Leave{PersonID: 999, First: today}, "")
	h.refused(err, fault.Invalid, plan.FieldPerson)
	h.refused(h.SetPersonWeek(ctx, h.head, 999, workcal.MondayToFriday), fault.Invalid, plan.FieldPerson)
	h.refused(h.SetWeek(ctx, h.head, plan.Week{SchoolZone: "D"}, 1), fault.Invalid, plan.FieldWeek)
	h.refused(h.SetWeek(ctx, h.head, plan.Week{Days: 1, SchoolZone: "D"}, 1), fault.Invalid, plan.FieldZone)
}
