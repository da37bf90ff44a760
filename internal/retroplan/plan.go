package retroplan

import (
	"strconv"

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
	ID, Title     string
	Duration      int               // working days, or calendar days if CalendarDays; 0 is a milestone
	CalendarDays  bool              // goes on without us: a printer's or supplier's delay
	MinDuration   int               // what it can be compressed to; Schedule does not use it
	Calendar      *workcal.Calendar // of the person responsible; nil is the plan's
	Needs         []Need
	Offset        *Offset // "finished by"; nil when its successors alone decide
	Statutory     bool    // the offset or deadline is imposed by law
	Optional      bool    // may be dropped when time runs out; Schedule does not use it
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
	ID  string
	Lag int
}

// Side is the side of the event an offset counts from.
type Side int8

// The two sides.
const (
	BeforeEvent Side = iota // J−n, from the first day backwards
	AfterEvent              // E+n, from the last day forwards
)

// Unit is what an offset is counted in.
type Unit int8

// The units of an offset.
const (
	Days        Unit = iota // calendar days
	WorkingDays             // jours ouvrés
	Months                  // the same day of another month, else that month's last day
)

// Offset is a due date relative to the event.
type Offset struct {
	Side  Side
	Count int // 0 or more
	Unit  Unit
}

// String writes "J-21", "J-10o", "J-2 mois", "E+7" or "E+1o".
func (o Offset) String() string {
	s := "J-"
	if o.Side == AfterEvent {
		s = "E+"
	}
	s += strconv.Itoa(o.Count)
	switch o.Unit {
	case WorkingDays:
		s += "o"
	case Months:
		s += " mois"
	}
	return s
}

// State is how far a task is.
type State int8

// The states of a task. Done and dropped tasks are frozen.
const (
	ToDo State = iota
	InProgress
	Blocked
	Done
	Dropped
)

var stateCodes = [...]string{"todo", "in_progress", "blocked", "done", "dropped"}

var stateNames = [...]string{"à faire", "en cours", "bloquée", "faite", "abandonnée"}

// String gives the code of the state: "todo", "in_progress", "blocked", "done", "dropped".
func (s State) String() string {
	if s < 0 || int(s) >= len(stateCodes) {
		return "unknown"
	}
	return stateCodes[s]
}

// French names the state of a task ("à faire", "faite"…).
func (s State) French() string {
	if s < 0 || int(s) >= len(stateNames) {
		return "inconnu"
	}
	return stateNames[s]
}

// StateOf finds the state of a code as String writes it.
func StateOf(code string) (State, bool) {
	for i, c := range stateCodes {
		if c == code {
			return State(i), true
		}
	}
	return 0, false
}

// Frozen reports whether a task in this state never moves.
func (s State) Frozen() bool { return s == Done || s == Dropped }

// started reports whether work on the task has begun and is not over.
func (t *Task) started() bool {
	return t.State == InProgress || t.State == Blocked && !t.Start.IsZero()
}

func (t *Task) pinned() bool {
	return !t.State.Frozen() && (!t.PinnedStart.IsZero() || !t.PinnedFinish.IsZero())
}

// onEvent reports whether the task is due on the event's own days: J−0 or E+0.
func (t *Task) onEvent() bool { return t.Offset != nil && t.Offset.Count == 0 }

// name is what people call the task.
func (t *Task) name() string {
	if t.Title != "" {
		return t.Title
	}
	return t.ID
}
