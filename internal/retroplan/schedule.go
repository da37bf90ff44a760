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
	s.easeMilestones()
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
	calendar    *workcal.Calendar // the plan's
	lines       []line
	today       workcal.Date
	year        int // of today, for the sentences
	first, last workcal.Date
	afterEvent  []bool
	pullsAfter  []bool // what waits for the task comes after the event
	early       []window
	latest      []limit
	planned     []window
	passages    []passage // nil when no task is dropped
}

// window is when a task can be done at the earliest. A zero finish holds nobody back. Of a
// dropped task, finish and start are what it passes on: see passOn.
type window struct{ start, finish workcal.Date }

// limit is when a task must be finished, and why. A zero finish is no limit.
type limit struct {
	finish, start workcal.Date // start: what this asks of predecessors
	nominal       workcal.Date // before it rolled off days that are not worked
	kind          ReasonKind
	follower      int32 // ReasonSuccessor: the task that waits
	lag           int32 // ReasonSuccessor: by how much
}

func newScheduler(p Plan, g *graph, today workcal.Date) *scheduler {
	calendar := p.Calendar
	if calendar == nil {
		calendar = workcal.NewCalendar(workcal.Config{})
	}
	s := &scheduler{
		graph: g, calendar: calendar, tasks: p.Tasks, today: today, year: today.Year(),
		first: p.Anchor.First, last: max(p.Anchor.First, p.Anchor.Last),
		lines:      make([]line, len(p.Tasks)),
		afterEvent: make([]bool, len(p.Tasks)),
		pullsAfter: make([]bool, len(p.Tasks)),
		early:      make([]window, len(p.Tasks)),
		latest:     make([]limit, len(p.Tasks)),
		planned:    make([]window, len(p.Tasks)),
	}
	opened := map[*workcal.Calendar]*workcal.Calendar{}
	for i := range p.Tasks {
		t := &p.Tasks[i]
		l := line{calendar: s.calendarOf(t), everyDay: t.CalendarDays, milestone: t.Duration == 0}
		if t.onEvent() {
			l.calendar = s.opened(l.calendar, opened)
		}
		s.lines[i] = l
		if t.State == Dropped && s.passages == nil {
			s.passages = make([]passage, len(p.Tasks))
		}
	}
	return s
}

// calendarOf is the calendar of the person responsible for a task, else the plan's.
func (s *scheduler) calendarOf(t *Task) *workcal.Calendar {
	if t.Calendar != nil {
		return t.Calendar
	}
	return s.calendar
}

// opened is a calendar on which the event's own days are worked, for what is due on them.
func (s *scheduler) opened(c *workcal.Calendar, known map[*workcal.Calendar]*workcal.Calendar) *workcal.Calendar {
	if known[c] == nil {
		known[c] = c.Opened(workcal.Range{From: s.first, To: s.last})
	}
	return known[c]
}

// forward finds the earliest dates, and which side of the event each task is on.
func (s *scheduler) forward() {
	for _, i := range s.order {
		t := &s.tasks[i]
		s.takeSide(i)
		switch {
		case t.State == Dropped:
			s.early[i] = s.passOn(i, s.early)
		case t.State == Done:
			s.early[i] = t.actual()
		case t.started():
			s.early[i] = s.underWay(i)
		default:
			s.early[i] = s.notBegun(i)
		}
	}
}

// takeSide decides whether a task comes after the event: its own offset says so, or it has none
// and waits for a task due on the first day or after the event. A dropped task takes no side but
// passes on that of what it waits for.
func (s *scheduler) takeSide(i int32) {
	t := &s.tasks[i]
	if o := t.Offset; !o.IsZero() && t.State != Dropped {
		s.afterEvent[i] = o.Side == AfterEvent
		s.pullsAfter[i] = s.afterEvent[i] || o.Count == 0
		return
	}
	for _, need := range s.needsOf(i) {
		if s.pullsAfter[need.task] {
			s.pullsAfter[i] = true
			break
		}
	}
	s.afterEvent[i] = s.pullsAfter[i] && t.State != Dropped
}

// actual gives the dates of a done task. When nobody noted its start, only its last day is known.
func (t *Task) actual() window {
	w := window{start: t.Start, finish: t.Finish}
	if w.start.IsZero() {
		w.start = w.finish
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
	return window{start: start, finish: l.finish(l.next(max(s.today, start)), s.left(i))}
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
	if pin, ok := s.livePin(i); ok {
		return pin
	}
	t, l := &s.tasks[i], s.lines[i]
	start := l.begin(max(s.today, t.NotBefore, s.floor(i), s.allowed(i, s.early)))
	return window{start: start, finish: l.finish(start, t.Duration)}
}

// floor is the day before which a task after the event may not start: the first working day
// after it, or its first day for what is due on its last. Zero before the event.
func (s *scheduler) floor(i int32) workcal.Date {
	switch {
	case !s.afterEvent[i]:
		return 0
	case s.tasks[i].onEvent():
		return s.first
	}
	return s.lines[i].calendar.Add(s.last, 1)
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
// it back.
func (s *scheduler) allowedBy(i int32, need edge, dates []window) workcal.Date {
	finish := dates[need.task].finish
	switch {
	case finish.IsZero():
		return 0
	case s.tasks[need.task].State == Dropped:
		return s.allowedThrough(i, need, dates)
	}
	return s.lines[i].after(finish, int(need.lag))
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
