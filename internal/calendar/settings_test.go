package calendar_test

import (
	"testing"
	"time"

	"parvis/internal/account"
	"parvis/internal/calendar"
	"parvis/internal/fault"
	"parvis/internal/workcal"
)

func TestTheServicesWeekIsKeptDayByDay(t *testing.T) {
	t.Parallel()
	h := open(t)
	c, err := h.Settings(ctx, h.head.On(today))
	h.must(err)
	if c.Week.Days != workcal.MondayToFriday || c.Week.SchoolZone != "C" || len(c.People) != 3 || c.People[0].Own {
		t.Errorf("at first %+v", c)
	}
	want := calendar.Week{Days: workcal.WeekOf(time.Sunday, time.Tuesday, time.Saturday), AlsaceMoselle: true, SchoolZone: "A"}
	h.must(h.SetWeek(ctx, h.head.On(today), want, c.Week.Version))
	h.refused(h.SetWeek(ctx, h.head.On(today), c.Week, c.Week.Version), fault.Conflict, "")
	after, err := h.Settings(ctx, h.head.On(today))
	h.must(err)
	want.Version = c.Week.Version + 1
	if after.Week != want {
		t.Errorf("got %+v", after.Week)
	}
	cal := h.since(today).Build().Service()
	if !cal.IsWorked(workcal.Of(2025, 6, 15)) || cal.IsWorked(workcal.Of(2025, 6, 16)) || cal.IsWorked(workcal.Of(2025, 4, 18)) {
		t.Error("what is read for plans does not follow the week")
	}
}

func TestAClosureIsAddedOnceAndTakenBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	id, err := h.AddClosure(ctx, h.head.On(today), calendar.Closure{First: workcal.Of(2025, 5, 23), Label: " Inventaire "}, key)
	h.must(err)
	again, err := h.AddClosure(ctx, h.head.On(today), calendar.Closure{First: workcal.Of(2025, 5, 23), Label: "Inventaire"}, key)
	h.must(err)
	c, err := h.Settings(ctx, h.intern.On(today))
	h.must(err)
	if again != id || len(c.Closures) != 1 || c.Closures[0].Last != workcal.Of(2025, 5, 23) || c.Closures[0].Label != "Inventaire" {
		t.Errorf("got %+v", c.Closures)
	}
	h.must(h.RemoveClosure(ctx, h.head.On(today), id))
	h.refused(h.RemoveClosure(ctx, h.head.On(today), id), fault.NotFound, "")
}

func TestLeavesAreHersAndGoBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	id, err := h.AddLeave(ctx, h.head.On(today), calendar.Leave{PersonID: h.intern.ID, First: today, Last: today + 4}, key)
	h.must(err)
	h.must(h.SetPersonWeek(ctx, h.head.On(today), h.intern.ID, workcal.TuesdayToSaturday))
	find := func() calendar.PersonCalendar {
		c, err := h.Settings(ctx, h.head.On(today))
		h.must(err)
		for _, p := range c.People {
			if p.PersonID == h.intern.ID {
				return p
			}
		}
		return calendar.PersonCalendar{}
	}
	if p := find(); !p.Own || p.Days != workcal.TuesdayToSaturday || len(p.Leaves) != 1 || p.Leaves[0].ID != id || p.Leaves[0].Last != today+4 {
		t.Errorf("got %+v", p)
	}
	h.must(h.SetPersonWeek(ctx, h.head.On(today), h.intern.ID, 0))
	h.must(h.RemoveLeave(ctx, h.head.On(today), id))
	h.refused(h.RemoveLeave(ctx, h.head.On(today), id), fault.NotFound, "")
	if p := find(); p.Own || p.Days != workcal.MondayToFriday || len(p.Leaves) != 0 {
		t.Errorf("got %+v", p)
	}
}

func TestImpossibleDaysOffAreProblems(t *testing.T) {
	t.Parallel()
	h := open(t)
	for field, c := range map[string]calendar.Closure{
		calendar.FieldClosureFirst: {Label: "A"},
		calendar.FieldClosureLast:  {Label: "A", First: today, Last: today - 1},
		calendar.FieldClosureLabel: {First: today, Label: "nul \x00"},
	} {
		_, err := h.AddClosure(ctx, h.head.On(today), c, "")
		h.refused(err, fault.Invalid, field)
	}
	_, err := h.AddClosure(ctx, h.head.On(today), calendar.Closure{Label: "A", First: today, Last: today + 366}, "")
	h.refused(err, fault.Invalid, calendar.FieldClosureLast)
	_, err = h.AddClosure(ctx, h.head.On(today), calendar.Closure{First: today}, "")
	h.refused(err, fault.Invalid, calendar.FieldClosureLabel)
	_, err = h.AddLeave(ctx, h.head.On(today), calendar.Leave{PersonID: 999, First: today}, "")
	h.refused(err, fault.Invalid, calendar.FieldLeavePerson)
	h.refused(h.SetPersonWeek(ctx, h.head.On(today), 999, workcal.MondayToFriday), fault.Invalid, calendar.FieldLeavePerson)
	h.refused(h.SetWeek(ctx, h.head.On(today), calendar.Week{SchoolZone: "D"}, 1), fault.Invalid, calendar.FieldWeek)
	h.refused(h.SetWeek(ctx, h.head.On(today), calendar.Week{Days: 1, SchoolZone: "D"}, 1), fault.Invalid, calendar.FieldZone)
}

func TestADisabledPersonFindsNoCalendar(t *testing.T) {
	t.Parallel()
	h := open(t)
	gone := h.team
	gone.DisabledAt = &now
	_, err := h.Settings(ctx, gone.On(today))
	h.refused(err, fault.NotFound, "")
	h.refused(h.SetWeek(ctx, gone.On(today), calendar.Week{}, 1), fault.Forbidden, "")
}

func TestOnlyTheHeadEditsTheCalendar(t *testing.T) {
	t.Parallel()
	h := open(t)
	for _, who := range []account.Person{h.head, h.team, h.intern} {
		may := who.ID == h.head.ID
		c, err := h.Settings(ctx, who.On(today))
		h.must(err)
		if c.CanEdit != may || (len(c.People) > 0) != may {
			t.Errorf("%s: edit %v, sees %d people", who.Name, c.CanEdit, len(c.People))
		}
		day := calendar.Closure{First: today, Label: "Pont"}
		h.allowed(who, "week", h.SetWeek(ctx, who.On(today), c.Week, c.Week.Version), may)
		_, err = h.AddClosure(ctx, who.On(today), day, "")
		h.allowed(who, "closure", err, may)
		_, err = h.AddLeave(ctx, who.On(today), calendar.Leave{PersonID: h.intern.ID, First: today}, "")
		h.allowed(who, "leave", err, may)
		h.allowed(who, "person’s week", h.SetPersonWeek(ctx, who.On(today), h.intern.ID, workcal.MondayToFriday), may)
		if !may {
			h.allowed(who, "open", h.RemoveClosure(ctx, who.On(today), 1), may)
			h.allowed(who, "back", h.RemoveLeave(ctx, who.On(today), 1), may)
		}
	}
}
