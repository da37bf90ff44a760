package retroplan

import (
	"parvis/internal/workcal"
)

// Schedule computes the dates of every task of the plan as seen on a day. It fails, with a
// fault.Invalid around a *CycleError, a *TaskError or one of the Err values, only when
// there is nothing to compute; everything else that does not hold is a conflict of a row.
//
// It does not change the plan, costs time linear in tasks and dependencies, and gives the
// same result for the same values.
func Schedule(p Plan, today workcal.Date) (Result, error) {
	if err := p.check(today); err != nil {
		return Result{}, err
	}
	g, err := newGraph(p.Tasks)
	if err != nil {
		return Result{}, err
	}
	s := newScheduler(p, g, today)
	s.forward()
	s.backward(0, s.latest)
	target := s.latest
	if p.Margin > 0 {
		target = make([]limit, len(p.Tasks))
		s.backward(p.Margin, target)
	}
	return s.result(target), nil
}

// scheduler carries one computation; its slices are indexed like the tasks.
type scheduler struct {
	*graph
	tasks       []Task
	lines       []line
	today       workcal.Date
	first, last workcal.Date
	afterEvent  []bool
	early       []window
	latest      []limit
}

// window is when a task can be done at the earliest. A zero finish holds nobody back.
type window struct{ start, finish workcal.Date }

// limit is when a task must be finished, and why. A zero finish is no limit.
type limit struct {
	finish, start workcal.Date // start: what this asks of predecessors
	nominal       workcal.Date
	kind          ReasonKind
	follower      int32 // ReasonSuccessor: the task that waits
}

func newScheduler(p Plan, g *graph, today workcal.Date) *scheduler {
	calendar := p.Calendar
	if calendar == nil {
		calendar = workcal.NewCalendar(workcal.Config{})
	}
	s := &scheduler{
		graph: g, tasks: p.Tasks, today: today,
		first: p.Anchor.First, last: max(p.Anchor.First, p.Anchor.Last),
		lines:      make([]line, len(p.Tasks)),
		afterEvent: make([]bool, len(p.Tasks)),
		early:      make([]window, len(p.Tasks)),
		latest:     make([]limit, len(p.Tasks)),
	}
	for i := range p.Tasks {
		t := &p.Tasks[i]
		s.lines[i] = line{calendar: calendar, everyDay: t.CalendarDays, milestone: t.Duration == 0}
		if t.Calendar != nil {
			s.lines[i].calendar = t.Calendar
		}
	}
	return s
}

// forward finds the earliest dates, and which side of the event each task is on.
func (s *scheduler) forward() {
	for _, i := range s.order {
		s.afterEvent[i] = s.isAfterEvent(i)
		t := &s.tasks[i]
		switch {
		case t.State == Dropped:
			s.early[i] = window{finish: s.lastNeed(i)}
		case t.State == Done:
			s.early[i] = s.actual(i)
		case t.started():
			s.early[i] = s.underWay(i)
		default:
			s.early[i] = s.notBegun(i)
		}
	}
}

func (s *scheduler) isAfterEvent(i int32) bool {
	if o := s.tasks[i].Offset; o != nil {
		return o.Side == AfterEvent
	}
	for _, need := range s.needsOf(i) {
		if s.afterEvent[need.task] {
			return true
		}
	}
	return false
}

// lastNeed is the day on which all that a dropped task waited for is finished.
func (s *scheduler) lastNeed(i int32) workcal.Date {
	var last workcal.Date
	for _, need := range s.needsOf(i) {
		last = max(last, s.early[need.task].finish)
	}
	return last
}

// actual gives the dates of a done task; a start that nobody noted follows from its duration.
func (s *scheduler) actual(i int32) window {
	t := &s.tasks[i]
	w := window{start: t.Start, finish: t.Finish}
	if w.start.IsZero() && !w.finish.IsZero() {
		w.start = min(s.lines[i].start(w.finish, t.Duration), w.finish)
	}
	return w
}

// underWay counts what is left of a started task from today.
func (s *scheduler) underWay(i int32) window {
	t, l := &s.tasks[i], s.lines[i]
	start := t.Start
	if start.IsZero() {
		start = l.next(s.today)
	}
	if !t.PinnedFinish.IsZero() && t.PinnedFinish >= max(s.today, start) {
		return window{start: start, finish: t.PinnedFinish}
	}
	return window{start: start, finish: l.finish(max(s.today, start), s.left(i))}
}

// left is the number of days left of a started task.
func (s *scheduler) left(i int32) int {
	t, l := &s.tasks[i], s.lines[i]
	if t.Remaining > 0 || t.Duration == 0 {
		return t.Remaining
	}
	elapsed := 0
	if t.State == InProgress && !t.Start.IsZero() && t.Start < s.today {
		if elapsed = s.today.Sub(t.Start); !l.everyDay {
			elapsed = l.calendar.Worked(t.Start, s.today.AddDays(-1))
		}
	}
	return max(1, t.Duration-elapsed)
}

// notBegun is the earliest window of a task nobody has started; a pin that is still
// possible is obeyed.
func (s *scheduler) notBegun(i int32) window {
	t, l := &s.tasks[i], s.lines[i]
	if pin, ok := s.livePin(i); ok {
		return pin
	}
	start := max(s.today, t.NotBefore, s.allowed(i))
	if s.afterEvent[i] {
		start = max(start, l.calendar.Add(s.last, 1))
	}
	start = l.next(start)
	return window{start: start, finish: l.finish(start, t.Duration)}
}

// allowed is the earliest start that predecessors allow, zero when none holds it back.
func (s *scheduler) allowed(i int32) workcal.Date {
	var start workcal.Date
	for _, need := range s.needsOf(i) {
		start = max(start, s.allowedBy(i, need))
	}
	return start
}

// allowedBy is the earliest start that one predecessor allows, zero when it does not hold
// it back. A dropped predecessor passes on what held it back, without lag.
func (s *scheduler) allowedBy(i int32, need edge) workcal.Date {
	finish := s.early[need.task].finish
	if finish.IsZero() {
		return 0
	}
	lag := int(need.lag)
	if s.tasks[need.task].State == Dropped || s.tasks[i].State == Dropped {
		lag = 0
	}
	return s.lines[i].after(finish, lag)
}

// pin gives the dates a person decided, completed by the duration.
func (s *scheduler) pin(i int32) window {
	t, l := &s.tasks[i], s.lines[i]
	w := window{start: t.PinnedStart, finish: t.PinnedFinish}
	if w.finish.IsZero() || w.finish < w.start {
		w.finish = max(w.start, l.finish(w.start, t.Duration))
	}
	if w.start.IsZero() {
		w.start = min(w.finish, l.start(w.finish, t.Duration))
	}
	return w
}

// livePin gives the pinned dates of a task that has not begun, unless they are past.
func (s *scheduler) livePin(i int32) (window, bool) {
	if t := &s.tasks[i]; !t.pinned() || t.started() {
		return window{}, false
	}
	w := s.pin(i)
	return w, w.finish >= s.today
}

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
	if s.afterEvent[i] || t.Offset != nil && t.Offset.Days == 0 {
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
	from, days := s.first, -o.Days
	if o.Side == AfterEvent {
		from, days = s.last, o.Days
	}
	if o.Working {
		nominal = l.calendar.Add(from, days)
	} else {
		nominal = from.AddDays(days)
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
