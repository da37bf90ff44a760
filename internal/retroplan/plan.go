package retroplan

import (
	"parvis/internal/workcal"
)

// Plan is what is scheduled: the tasks of a project around its event.
type Plan struct {
	Anchor   Anchor
	Calendar *workcal.Calendar // the service's; nil is Monday to Friday with French holidays
	Margin   int               // safety margin in working days, 0 or more
	Tasks    []Task
}

// Anchor is the event: its first day (Jour J) and its last (E). A zero Last is First.
type Anchor struct {
	First, Last workcal.Date
}

// Task is one task of a plan. Dates that are zero are not given.
type Task struct {
	ID            int64  // another for each task, and not 0
	Ref           string // what its plan's authors call it by, where they number their tasks
	Title         string
	Duration      int               // working days, or calendar days if CalendarDays; 0 is a milestone
	CalendarDays  bool              // goes on without us: a printer's or supplier's delay
	MinDuration   int               // what it can be compressed to; Schedule does not use it
	Calendar      *workcal.Calendar // of the person responsible; nil is the plan's
	Needs         []Need
	Offset        Offset // "finished by"; zero when its successors alone decide
	Statutory     bool   // the offset or deadline is imposed by law
	Optional      bool   // may be dropped when time runs out; Schedule does not use it
	Effort        Effort // what it asks of people; Schedule does not use it
	Internal      bool   // left out of what partners see; Schedule does not use it
	Deadline      workcal.Date
	NotBefore     workcal.Date
	PinnedStart   workcal.Date // decided by a person; obeyed
	PinnedFinish  workcal.Date
	State         State
	Start, Finish workcal.Date // actual
	Remaining     int          // days left of a started task; 0 is unknown, hence derived
}

// Need is a dependency: the task starts on the first working day after the finish of task
// ID, plus Lag working days (negative: they overlap).
type Need struct {
	ID  int64
	Lag int
}

// started reports whether work on the task has begun and is not over.
func (t *Task) started() bool {
	return t.State == InProgress || t.State == Blocked && !t.Start.IsZero()
}

func (t *Task) pinned() bool {
	return t.State.Open() && (!t.PinnedStart.IsZero() || !t.PinnedFinish.IsZero())
}

// onEvent reports whether the task is due on the event's own days: J−0 or E+0.
func (t *Task) onEvent() bool { return !t.Offset.IsZero() && t.Offset.Count == 0 }

// name is what people call the task.
func (t *Task) name() string {
	if t.Title != "" {
		return t.Title
	}
	return t.Ref
}
