package retroplan

import (
	"parvis/internal/workcal"
)

// line is the line of days a task lives on: the worked days of a calendar, or every day for
// a task that goes on without us. Lags are always working days of the calendar.
type line struct {
	calendar  *workcal.Calendar
	everyDay  bool
	milestone bool
}

// next is the first day of the line on or after d.
func (l line) next(d workcal.Date) workcal.Date {
	if l.everyDay {
		return d
	}
	return l.calendar.Next(d)
}

// prev is the last day of the line on or before d.
func (l line) prev(d workcal.Date) workcal.Date {
	if l.everyDay {
		return d
	}
	return l.calendar.Prev(d)
}

// begin is the day on which a task that may not come before d comes. A milestone takes no
// day, so it needs no worked one.
func (l line) begin(d workcal.Date) workcal.Date {
	if l.milestone {
		return d
	}
	return l.next(d)
}

// finish is the last of n days from start, start included; a milestone takes none.
func (l line) finish(start workcal.Date, n int) workcal.Date {
	switch {
	case n <= 1:
		return l.begin(start)
	case l.everyDay:
		return start.AddDays(n - 1)
	}
	return l.calendar.Add(l.calendar.Next(start), n-1)
}

// start is the first of n days up to finish, finish included.
func (l line) start(finish workcal.Date, n int) workcal.Date {
	switch {
	case l.milestone:
		return finish
	case n <= 1:
		return l.prev(finish)
	case l.everyDay:
		return finish.AddDays(1 - n)
	}
	return l.calendar.Add(l.calendar.Prev(finish), 1-n)
}

// after is the earliest day of a task on this line whose predecessor finishes on f: its first
// day, or the day of a milestone, which may be f itself but never one before it.
func (l line) after(f workcal.Date, lag int) workcal.Date {
	switch {
	case l.milestone:
		return l.calendar.Add(f, max(0, lag))
	case l.everyDay && lag >= 0:
		return l.calendar.Add(f, lag).AddDays(1)
	}
	return l.calendar.Add(l.calendar.Add(f, 1), lag)
}

// before is the converse of after: the latest day on which a predecessor may finish for a
// task on this line to come on s. It may be any day: the predecessor rolls it on its own line.
func (l line) before(s workcal.Date, lag int) workcal.Date {
	switch {
	case l.milestone && lag <= 0:
		return s
	case l.milestone:
		return l.calendar.Add(l.calendar.Prev(s), 1-lag).AddDays(-1)
	case !l.everyDay || lag < 0:
		return l.calendar.Add(l.calendar.Prev(s), -lag).AddDays(-1)
	case lag == 0:
		return s.AddDays(-1)
	}
	return l.calendar.Add(l.calendar.Prev(s.AddDays(-1)), 1-lag).AddDays(-1)
}

// gap counts the working days from a to b like Calendar.Between, but never says 0 for a b
// that is before a: late by days off only is late by one day.
func (l line) gap(a, b workcal.Date) int {
	n := l.calendar.Between(a, b)
	if n == 0 && b < a {
		return -1
	}
	return n
}
