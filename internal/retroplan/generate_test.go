package retroplan_test

import (
	"pgregory.net/rapid"

	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

// shape says what a random plan may contain.
type shape struct {
	holidays  bool // public holidays, leave, and other weeks than Monday to Friday
	fixed     bool // dates that do not follow the event: deadlines, not before
	pins      bool
	states    bool // other states than to do and done
	done      bool
	maxMargin int
	tasks     int
}

func anyPlan(t *rapid.T, s shape) (retroplan.Plan, workcal.Date) {
	event := workcal.Of(2025, 6, 13).AddDays(rapid.IntRange(-10, 10).Draw(t, "event"))
	today := event.AddDays(-rapid.IntRange(-20, 70).Draw(t, "days ahead"))
	near := func(name string) workcal.Date {
		return event.AddDays(rapid.IntRange(-60, 40).Draw(t, name))
	}
	config := workcal.Config{NoHolidays: !s.holidays}
	calendars := []*workcal.Calendar{nil}
	if s.holidays {
		config.Week = rapid.SampledFrom([]workcal.Week{workcal.MondayToFriday, workcal.TuesdayToSaturday, 0b0001000}).Draw(t, "week")
		from := near("leave")
		calendars = append(calendars,
			workcal.NewCalendar(config).WithLeave([]workcal.Range{{From: from, To: from.AddDays(9)}}),
			workcal.NewCalendar(workcal.Config{Week: workcal.TuesdayToSaturday}))
	}
	p := retroplan.Plan{
		Anchor:   retroplan.Anchor{First: event, Last: event.AddDays(rapid.IntRange(0, 4).Draw(t, "length"))},
		Calendar: workcal.NewCalendar(config),
		Margin:   rapid.IntRange(0, s.maxMargin).Draw(t, "margin"),
	}
	sometimes := func(name string, oneIn int) bool { return rapid.IntRange(1, oneIn).Draw(t, name) == 1 }
	for i := range rapid.IntRange(1, s.tasks).Draw(t, "tasks") {
		task := retroplan.Task{
			ID:           taskID(i),
			Duration:     rapid.IntRange(0, 6).Draw(t, "duration"),
			CalendarDays: sometimes("calendar days", 4),
			Calendar:     rapid.SampledFrom(calendars).Draw(t, "calendar"),
			Statutory:    sometimes("statutory", 6),
		}
		for k := range i {
			if sometimes("need", 3) {
				task.Needs = append(task.Needs, retroplan.Need{ID: taskID(k), Lag: rapid.IntRange(-4, 4).Draw(t, "lag")})
			}
		}
		if sometimes("has offset", 3) {
			task.Offset = retroplan.Offset{Side: retroplan.Side(rapid.IntRange(1, 2).Draw(t, "side")),
				Count: rapid.IntRange(0, 30).Draw(t, "offset"), Unit: retroplan.Unit(rapid.IntRange(0, 1).Draw(t, "unit"))}
		}
		if s.fixed && sometimes("has deadline", 5) {
			task.Deadline = near("deadline")
		}
		if s.fixed && sometimes("has not before", 5) {
			task.NotBefore = near("not before")
		}
		if s.pins && sometimes("pinned", 5) {
			task.PinnedStart = near("pinned start")
		}
		if s.pins && sometimes("pinned at its end", 6) {
			task.PinnedFinish = near("pinned finish")
		}
		switch {
		case s.done && sometimes("done", 4):
			task.State = retroplan.Done
			task.Start = today.AddDays(-rapid.IntRange(8, 20).Draw(t, "started"))
			task.Finish = task.Start.AddDays(rapid.IntRange(0, 7).Draw(t, "took"))
		case s.states && sometimes("other state", 3):
			task.State = retroplan.State(rapid.IntRange(1, 4).Draw(t, "state"))
			if rapid.Bool().Draw(t, "dated") {
				task.Start, task.Finish = near("start"), near("finish")
				task.Remaining = rapid.IntRange(0, 3).Draw(t, "remaining")
			}
		}
		p.Tasks = append(p.Tasks, task)
	}
	return p, today
}

// everything is a plan with all there is.
var everything = shape{holidays: true, fixed: true, pins: true, states: true, done: true, maxMargin: 6, tasks: 12}
