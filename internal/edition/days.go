package edition

import "parvis/internal/workcal"

// Span is the days of an event, both included; zero: not known.
type Span struct{ First, Last workcal.Date }

// Holds tells whether a day is one of them.
func (s Span) Holds(d workcal.Date) bool { return !s.First.IsZero() && s.First <= d && d <= s.Last }

const week = 7

// Weeks is by how many days everything moves from one event to another: whole weeks, so that a Friday stays a Friday. Of all those it is the one with
// which most days of the first are days of the second; of several, the one that brings their first days nearest, the later of two.
func Weeks(from, to Span) int {
	if from.First.IsZero() || to.First.IsZero() {
		return 0
	}
	first, last := down(to.First.Sub(from.Last)), down(to.Last.Sub(from.First))+week
	best, landed, away := 0, -1, 0
	for by := first; by <= last; by += week {
		n := max(0, min(to.Last, from.Last.AddDays(by)).Sub(max(to.First, from.First.AddDays(by)))+1)
		far := abs(from.First.AddDays(by).Sub(to.First))
		if n > landed || n == landed && far <= away {
			best, landed, away = by, n, far
		}
	}
	return best
}

// down is the multiple of a week at or below a number of days.
func down(days int) int {
	if r := days % week; r < 0 {
		return days - r - week
	}
	return days - days%week
}

func abs(n int) int { return max(n, -n) }

// Lands tells on which day of the new event, or around it, a day of the last one is held again; false where it was a day of the event, and has none in
// the new one.
func Lands(d workcal.Date, from, to Span, by int) (workcal.Date, bool) {
	there := d.AddDays(by)
	return there, !from.Holds(d) || to.Holds(there)
}

// Near is the day of an event that is nearest to one that is not of it: of the same name in the week, where it has one.
func Near(d workcal.Date, to Span) workcal.Date {
	near := min(max(d, to.First), to.Last)
	for ahead := 0; ahead < week; ahead++ {
		for _, one := range []workcal.Date{near.AddDays(ahead), near.AddDays(-ahead)} {
			if to.Holds(one) && one.Weekday() == d.Weekday() {
				return one
			}
		}
	}
	return near
}
