package retroplan

import (
	"parvis/internal/workcal"
)

// A dropped task has no dates, but the order passes through it: what it waited for still comes
// before what waited for it, at no cost of days. Where a negative lag let them overlap while it
// was alive, they may still, since dropping a task never makes another one later. So a dropped
// task passes on two days: when what it waited for is finished, and when it would itself be.

// passOn gives, as finish, the day on which all that a dropped task waited for is finished and,
// as start, the day on which it would be finished if it were done, when that matters.
func (s *scheduler) passOn(i int32, dates []window) window {
	var passed, begin workcal.Date
	source := int32(-1)
	for _, need := range s.needsOf(i) {
		finish := dates[need.task].finish
		if finish.IsZero() {
			continue
		}
		begin = max(begin, s.allowedBy(i, need, dates))
		if from := s.live(need.task); from >= 0 && (source < 0 || finish > passed || s.afterEvent[from] && !s.afterEvent[source]) {
			source = from
		}
		passed = max(passed, finish)
	}
	if passed.IsZero() {
		s.passages[i].source = -1
		return window{}
	}
	alive := s.lines[i].finish(s.lines[i].begin(begin), s.tasks[i].Duration)
	s.passages[i].source = source
	return window{start: alive, finish: min(passed, alive)}
}

// allowedThrough is the earliest start that a dropped predecessor allows.
func (s *scheduler) allowedThrough(i int32, need edge, dates []window) workcal.Date {
	l, through := s.lines[i], dates[need.task]
	return min(l.after(through.finish, 0), l.after(through.start, int(need.lag)))
}

// live is the task itself, or for a dropped one the task before it that holds back what waits for
// it; -1 when there is none.
func (s *scheduler) live(i int32) int32 {
	if s.tasks[i].State == Dropped {
		return s.passages[i].source
	}
	return i
}

// passage is what a dropped task asks backwards of what it waited for.
type passage struct {
	source int32  // the task before it that holds back what waits for it, or -1
	asks   [2]ask // by all that waits for it; only by what comes after the event
}

// ask is the converse of the window of passOn: predecessors must be finished by direct, or by what
// lets the task, were it done, start on start. A zero direct asks nothing.
type ask struct {
	direct, start workcal.Date
	follower      int32
}

// passBack finds what a dropped task asks of its predecessors on behalf of its followers.
func (s *scheduler) passBack(i int32, limits []limit) {
	l := s.lines[i]
	for side := range s.passages[i].asks {
		var a ask
		var alive workcal.Date
		for _, f := range s.followersOf(i) {
			direct, finish, follower := s.askedBy(f, side == 1, limits)
			if direct.IsZero() {
				continue
			}
			if a.direct.IsZero() || direct < a.direct {
				a.direct, a.follower = direct, follower
			}
			if alive.IsZero() || finish < alive {
				alive = finish
			}
		}
		if !a.direct.IsZero() {
			a.start = l.start(alive, s.tasks[i].Duration)
		}
		s.passages[i].asks[side] = a
	}
}

// askedBy is the latest finish that a follower of a dropped task asks of what comes before that
// one, without lag, and of the task itself, were it done. Zero when it asks nothing.
func (s *scheduler) askedBy(f edge, onlyAfter bool, limits []limit) (direct, finish workcal.Date, follower int32) {
	t, l := &s.tasks[f.task], s.lines[f.task]
	switch {
	case t.State == Dropped:
		a := s.passages[f.task].asks[0]
		if onlyAfter {
			a = s.passages[f.task].asks[1]
		}
		if a.direct.IsZero() {
			return 0, 0, 0
		}
		direct = max(a.direct, l.before(a.start, 0))
		return direct, max(direct, l.before(a.start, int(f.lag))), a.follower
	case t.State == Done, onlyAfter && !s.afterEvent[f.task], limits[f.task].start == 0:
		return 0, 0, 0
	}
	start := limits[f.task].start
	direct = l.before(start, 0)
	return direct, max(direct, l.before(start, int(f.lag))), f.task
}
