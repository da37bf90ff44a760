package retroplan

import (
	"parvis/internal/workcal"
)

// backward finds the latest dates, with the event, offsets and deadlines moved earlier by a
// margin in working days.
func (s *scheduler) backward(margin int, limits []limit) {
	for k := len(s.order) - 1; k >= 0; k-- {
		i := s.order[k]
		t, l := &s.tasks[i], s.lines[i]
		if t.State == Done {
			continue
		}
		lim := limit{}
		if t.State != Dropped {
			lim = s.own(i)
			if margin > 0 && lim.finish != 0 {
				lim.finish = l.calendar.Add(lim.finish, -margin)
			}
		}
		for _, f := range s.followersOf(i) {
			asked := s.asked(i, f, limits)
			if asked.finish != 0 && t.State != Dropped {
				asked.finish = l.prev(asked.finish)
			}
			if tighter(asked, lim) {
				lim = asked
			}
		}
		if lim.finish != 0 {
			lim.start = l.start(lim.finish, t.Duration)
		}
		if pin, ok := s.livePin(i); ok {
			lim.start = pin.start
		}
		limits[i] = lim
	}
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
	if t.Offset != nil {
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
	if s.afterEvent[i] || t.Offset != nil && t.Offset.Count == 0 {
		return lim // J−0 may finish on J
	}
	eve := limit{finish: l.prev(s.first.AddDays(-1)), nominal: s.first, kind: ReasonEve}
	if tighter(eve, lim) {
		return eve
	}
	return lim
}

// due is the date of a task's offset, and the same before it rolled off a day off: earlier
// before the event and by law, later after it.
func (s *scheduler) due(i int32) (due, nominal workcal.Date) {
	t, l := &s.tasks[i], s.lines[i]
	o := t.Offset
	roll := l.prev
	if o.Side == AfterEvent {
		roll = l.next
	}
	if t.Statutory {
		roll = l.calendar.Prev
	}
	from, count := s.first, -o.Count
	if o.Side == AfterEvent {
		from, count = s.last, o.Count
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
	if o.Side == AfterEvent {
		due = max(due, l.calendar.Add(s.last, 1))
	}
	return due, nominal
}

// asked is the latest finish of task i for its follower to start in time; the day may still
// be off for task i. A done follower asks nothing, a dropped one passes on what is asked of
// it, without lag, and one that is due before the event cannot pull a task that comes after it.
func (s *scheduler) asked(i int32, f edge, limits []limit) limit {
	follower, lim := &s.tasks[f.task], limits[f.task]
	switch {
	case follower.State == Done, s.afterEvent[i] && !s.afterEvent[f.task]:
		return limit{}
	case follower.State == Dropped:
		return limit{finish: lim.finish, kind: lim.kind, follower: lim.follower}
	case lim.start == 0:
		return limit{}
	}
	lag := int(f.lag)
	if s.tasks[i].State == Dropped {
		lag = 0
	}
	return limit{finish: s.lines[f.task].before(lim.start, lag), kind: ReasonSuccessor, follower: f.task}
}
