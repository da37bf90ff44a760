package slot

import (
	"slices"
	"time"

	"parvis/internal/activity/clash"
	"parvis/internal/calendar"
	"parvis/internal/workcal"
	"parvis/internal/written"
)

// opening is when the museum is open, as it is kept: on each day of a week, and on each day of the project's event where that is not as usual.
// "": not known.
type opening struct{ usual, event string }

// wholeDay is where it is not known: nothing is said of what is held then.
var wholeDay = []written.Range{{From: 0, To: Day}}

// on gives when the museum is open on each day.
func (o opening) on(p Project) func(workcal.Date) []written.Range {
	usual := calendar.OpeningOf(o.usual)
	event, _ := written.Opening(o.event) // it is kept as it is read
	return func(day workcal.Date) []written.Range {
		switch {
		case o.event != "" && p.First <= day && day <= p.Last:
			return event
		case usual.Known():
			return usual.On(day)
		}
		return wholeDay
	}
}

// openings are when the museum is open on the days of the slots and after them, in order, none touching the next; nil where it is not known.
func (s scene) openings() []clash.Span {
	if s.open == (opening{}) {
		return nil
	}
	var days []workcal.Date
	for _, one := range s.slots {
		days = append(days, one.Day.AddDays(-1), one.Day, one.Day.AddDays(1)) // a night belongs to the day before
	}
	slices.Sort(days)
	on, list := s.open.on(s.project), []clash.Span{}
	for _, day := range slices.Compact(days) {
		for _, r := range on(day) {
			span := clash.Span{Start: moment(day, r.From), End: moment(day, r.To)}
			if n := len(list); n > 0 && !span.Start.After(list[n-1].End) {
				list[n-1].End = later(list[n-1].End, span.End)
				continue
			}
			list = append(list, span)
		}
	}
	return list
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
