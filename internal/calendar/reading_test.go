package calendar_test

import (
	"testing"

	"parvis/internal/calendar"
	"parvis/internal/workcal"
)

func TestAReadingHoldsTheDaysOffThatEndFromItsDayOn(t *testing.T) {
	t.Parallel()
	h := open(t)
	for _, days := range [][2]workcal.Date{{today - 30, today - 20}, {today - 3, today}, {today + 10, today + 11}} {
		_, err := h.AddClosure(ctx, h.Head.On(today), calendar.Closure{First: days[0], Last: days[1], Label: "Travaux"}, "")
		h.Must(err)
		_, err = h.AddLeave(ctx, h.Head.On(today), calendar.Leave{PersonID: h.Intern.ID, First: days[0] + 1, Last: days[1] + 1}, "")
		h.Must(err)
	}
	for since, want := range map[workcal.Date]int{today - 19: 5, today - 18: 4, today: 4, today + 2: 2, today + 100: 0, workcal.MinDate: 6} {
		if got := h.since(since).Rows(); got != want {
			t.Errorf("%d closures and leaves since %s, want %d", got, since, want)
		}
	}
	c := h.since(today).Build()
	service, hers := c.Service(), c.Of(&h.Intern.ID)
	if c.Of(nil) != nil || c.Of(&h.Team.ID) != nil || hers == nil || c.SchoolZone() != "C" {
		t.Errorf("%v, %v, %v in zone %q", c.Of(nil), c.Of(&h.Team.ID), hers, c.SchoolZone())
	}
	if service.IsWorked(today) || !service.IsWorked(today+1) || hers.IsWorked(today+1) || hers.WhyOff(today) != "Travaux" {
		t.Error("a closure and a leave that touch the day are not both known")
	}
	if c.Crossed() {
		t.Error("nothing before the day was asked about")
	}
	if hers.Add(today+2, -1); !c.Crossed() {
		t.Error("her last worked day lies before the day, and nobody noted it")
	}
}

func TestAReadingWithoutADayOffStillHasItsHorizon(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.Must(h.SetPersonWeek(ctx, h.Head.On(today), h.Intern.ID, workcal.TuesdayToSaturday))
	c := h.since(today).Build()
	if c.Need(today); c.Crossed() {
		t.Error("its own day is before its horizon")
	}
	if c.Of(&h.Intern.ID).IsWorked(today - 1); !c.Crossed() {
		t.Error("the day before is not")
	}
}

func TestTheWholeCalendarHasEveryDayBehindIt(t *testing.T) {
	t.Parallel()
	h := open(t)
	_, err := h.AddClosure(ctx, h.Head.On(today), calendar.Closure{First: workcal.Of(1985, 4, 1), Label: "Travaux"}, "")
	h.Must(err)
	c, err := calendar.Whole(ctx, h.DB)
	h.Must(err)
	if c.Service().IsWorked(workcal.Of(1985, 4, 1)) || c.Service().Add(workcal.Of(1985, 4, 1), -100_000) == 0 || c.Crossed() {
		t.Error("it does not know its oldest closure, or says so")
	}
	if never := (&calendar.Reading{}).Build(); never.Service().Week() != workcal.MondayToFriday || never.Crossed() {
		t.Error("a reading that was never queued is no service without settings")
	}
}
