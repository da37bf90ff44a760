package retroplan

import (
	"parvis/internal/workcal"
)

// backward finds the latest dates, with the event, offsets and deadlines moved earlier by a
// margin in working days.
func (s *scheduler) backward(margin int, limits []limit) {
	for k := len(s.order) - 1; k >= 0; k-- {
		i := s.order[k]
		switch s.tasks[i].State {
		case Done:
		case Dropped:
			s.passBack(i, limits)
		default:
			limits[i] = s.limit(i, margin, limits)
		}
	}
}

// limit is the tightest of what a task sets itself and what its followers ask.
func (s *scheduler) limit(i int32, margin int, limits []limit) limit {
	t, l := &s.tasks[i], s.lines[i]
	lim := s.own(i)
	if margin > 0 && lim.finish != 0 {
		lim.finish = l.calendar.Add(lim.finish, -margin)
	}
	open := lim.finish // what a milestone asks of its predecessors: not rolled off a day off
	for _, f := range s.followersOf(i) {
		asked := s.asked(i, f, limits)
		if asked.finish == 0 {
			continue
		}
		if open == 0 || asked.finish < open {
			open = asked.finish
		}
		if asked.finish = l.prev(asked.finish); tighter(asked, lim) {
			lim = asked
		}
	}
	pin, pinned := s.livePin(i)
	switch {
	case pinned:
		lim.start = pin.start
	case l.milestone:
		lim.start = open
	case lim.finish != 0:
		lim.start = l.start(lim.finish, t.Duration)
	}
	return lim
}

// tighter prefers an earlier limit, and at equal dates a task that waits over the mere eve
// of the event.
func tighter(a, b limit) bool {
	if a.finish == 0 || b.finish == 0 {
		return a.finish != 0
	}
	return a.finish < b.finish || a.finish == b.finish && b.kind == ReasonEve
}

// own is the limit a task sets itself: offset, deadline and event.
func (s *scheduler) own(i int32) limit {
	t, l := &s.tasks[i], s.lines[i]
	var lim limit
	if !t.Offset.IsZero() {
		due, nominal := s.due(i)
		lim = limit{finish: due, nominal: nominal, kind: ReasonOffset}
	}
	if t.Deadline != 0 {
		due := l.prev(t.Deadline)
		if t.Statutory {
			due = l.calendar.Prev(t.Deadline)
		}
		if d := (limit{finish: due, nominal: t.Deadline, kind: ReasonDeadline}); tighter(d, lim) {
			lim = d
		}
	}
	if s.mayFollowEvent(i) {
		return lim
	}
	eve := limit{finish: l.prev(s.first.AddDays(-1)), nominal: s.first, kind: ReasonEve}
	if tighter(eve, lim) {
		return eve
	}
	return lim
}

// mayFollowEvent reports whether the eve of the event does not bind a task: it comes after it, is
// due on its first day, or has for only date a deadline that lies after it.
func (s *scheduler) mayFollowEvent(i int32) bool {
	t := &s.tasks[i]
	return s.afterEvent[i] || t.onEvent() || t.Offset.IsZero() && t.Deadline > s.last
}

// due is the date of a task's offset, and the same before it rolled off a day off: earlier
// before the event and by law, later after it.
func (s *scheduler) due(i int32) (due, nominal workcal.Date) {
	t, l := &s.tasks[i], s.lines[i]
	o := t.Offset
	from, count, roll := s.first, -o.Count, l.prev
	if o.Side == AfterEvent {
		from, count, roll = s.last, o.Count, l.next
	}
	if t.Statutory {
		roll = l.calendar.Prev
	}
	switch o.Unit {
	case WorkingDays:
		nominal = l.calendar.Add(from, count)
	case Months:
		nominal = from.AddMonths(count)
	default:
		nominal = from.AddDays(count)
	}
	due = roll(nominal)
	if o.Side == AfterEvent && o.Count > 0 {
		due = max(due, l.calendar.Add(s.last, 1))
	}
	return due, nominal
}

// asked is the latest finish of task i for its follower to start in time; the day may still
// be off for task i. A done follower asks nothing, and one that is due before the event cannot
// pull a task that comes after it.
func (s *scheduler) asked(i int32, f edge, limits []limit) limit {
	follower, l := &s.tasks[f.task], s.lines[f.task]
	if follower.State == Dropped {
		a := s.passages[f.task].asks[0]
		if s.afterEvent[i] {
			a = s.passages[f.task].asks[1]
		}
		if a.direct.IsZero() {
			return limit{}
		}
		return limit{finish: max(a.direct, l.before(a.start, int(f.lag))), kind: ReasonSuccessor, follower: a.follower}
	}
	start := limits[f.task].start
	if follower.State == Done || s.afterEvent[i] && !s.afterEvent[f.task] || start == 0 {
		return limit{}
	}
	return limit{finish: l.before(start, int(f.lag)), kind: ReasonSuccessor, follower: f.task, lag: f.lag}
}

// easeMilestones puts the latest day of a milestone that others wait for where its neighbours
// want it: on the last worked day, as a rule, but on a day off when it can be reached, or what it
// waits for may end, on that day. It costs no day there.
func (s *scheduler) easeMilestones() {
	for _, i := range s.order {
		lim := &s.latest[i]
		_, pinned := s.livePin(i)
		switch {
		case s.tasks[i].State == Dropped:
			s.passEase(i)
		case s.lines[i].milestone && lim.kind == ReasonSuccessor && !pinned:
			s.ease(lim, s.early[i].finish)
			for _, need := range s.needsOf(i) {
				switch before := &s.tasks[need.task]; {
				case before.State == Dropped:
					s.ease(lim, s.latest[need.task].start)
					s.ease(lim, s.latest[need.task].finish)
				case before.State != Done && need.lag <= 0:
					s.ease(lim, s.latest[need.task].finish)
				}
			}
		}
	}
}

// ease moves the latest day of a milestone to d unless what follows it could not wait.
func (s *scheduler) ease(lim *limit, d workcal.Date) {
	if d <= lim.start {
		lim.finish = max(lim.finish, d)
	}
}

// passEase makes a dropped task answer for what it waits for: as finish its last latest day, as
// start the same without what comes after the event, which may be too late for a task before it.
func (s *scheduler) passEase(i int32) {
	lim := &s.latest[i]
	for _, need := range s.needsOf(i) {
		before, d := &s.tasks[need.task], s.latest[need.task]
		switch {
		case before.State == Done:
			continue
		case before.State != Dropped:
			d.start = d.finish
		}
		lim.finish = max(lim.finish, d.finish)
		if !s.afterEvent[need.task] {
			lim.start = max(lim.start, d.start)
		}
	}
}
