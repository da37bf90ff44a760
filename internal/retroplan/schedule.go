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
	s.settle(target)
	return s.result(), nil
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
	planned     []window
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
		planned:    make([]window, len(p.Tasks)),
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
			s.early[i] = window{finish: s.lastNeed(i, s.early)}
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
func (s *scheduler) lastNeed(i int32, dates []window) workcal.Date {
	var last workcal.Date
	for _, need := range s.needsOf(i) {
		last = max(last, dates[need.task].finish)
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
	start := max(s.today, t.NotBefore, s.allowed(i, s.early))
	if s.afterEvent[i] {
		start = max(start, l.calendar.Add(s.last, 1))
	}
	start = l.next(start)
	return window{start: start, finish: l.finish(start, t.Duration)}
}

// allowed is the earliest start that predecessors on these dates allow, zero when none
// holds it back.
func (s *scheduler) allowed(i int32, dates []window) workcal.Date {
	var start workcal.Date
	for _, need := range s.needsOf(i) {
		start = max(start, s.allowedBy(i, need, dates))
	}
	return start
}

// allowedBy is the earliest start that one predecessor allows, zero when it does not hold
// it back. A dropped predecessor passes on what held it back, without lag.
func (s *scheduler) allowedBy(i int32, need edge, dates []window) workcal.Date {
	finish := dates[need.task].finish
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
