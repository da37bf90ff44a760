package retroplan

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/workcal"
)

// The largest numbers a plan may hold, so that hostile ones stay errors rather than
// surprises: a hundred years of days.
const maxDays = 36525

// Errors of the plan as a whole.
var (
	ErrNoEvent       = errors.New("the plan has no event date")
	ErrEventInverted = errors.New("the event ends before it begins")
	ErrNoToday       = errors.New("today is not given")
	ErrMargin        = errors.New("the safety margin is negative or too large")
)

// CycleError names the tasks that wait for each other, each being needed by the next, and
// the last by the first.
type CycleError struct {
	IDs    []int64
	Titles []string
	Others []*CycleError // the plan's other loops, in its order; none of them has others
}

// All gives every loop of the plan: this one, then the others.
func (e *CycleError) All() []*CycleError { return append([]*CycleError{e}, e.Others...) }

// Error names the cycle by ids.
func (e *CycleError) Error() string {
	return fmt.Sprintf("dependency cycle: %d", e.IDs)
}

// sentences names every loop in French, the first ten in full.
func (e *CycleError) sentences() string {
	const shown = 10
	var all []string
	for i, loop := range e.All() {
		if i == shown {
			all = append(all, "Il y a "+french.Count(len(e.Others)+1-shown, "autre boucle", "autres boucles")+".")
			break
		}
		all = append(all, loop.Sentence())
	}
	return strings.Join(all, " ")
}

// Sentence names this cycle in French, by titles.
func (e *CycleError) Sentence() string {
	if len(e.Titles) == 1 {
		return "La tâche " + french.Quote(e.Titles[0]) + " dépend d’elle-même."
	}
	const shown = 12 // a longer cycle is cut in the middle, its ends being what helps
	titles := e.Titles
	if len(titles) > shown {
		titles = append(append(append([]string{}, titles[:shown-2]...), "…"), titles[len(titles)-1])
	}
	quotedTitles := make([]string, 0, len(titles)+1)
	for _, t := range titles {
		if t != "…" {
			t = french.Quote(t)
		}
		quotedTitles = append(quotedTitles, t)
	}
	quotedTitles = append(quotedTitles, quotedTitles[0])
	return "Ces tâches s’attendent les unes les autres\u00a0: " + strings.Join(quotedTitles, " → ") + "."
}

// TaskProblem is what is wrong with one task.
type TaskProblem int8

// The problems that make a plan impossible to compute.
const (
	DuplicateID TaskProblem = iota
	EmptyID
	UnknownNeed
	NegativeDuration
	DurationTooLong
	LagTooLong
	OffsetOutOfRange
	StateUnknown
)

// TaskError names the task a plan cannot be computed for.
type TaskError struct {
	Problem TaskProblem
	ID      int64
	Title   string // or its reference when it has none
	Need    string // UnknownNeed: the id of what it waits for; LagTooLong: its title
	Value   int    // the number at fault
}

// Error describes the problem for the log.
func (e *TaskError) Error() string {
	switch e.Problem {
	case DuplicateID:
		return fmt.Sprintf("task id %d is used twice", e.ID)
	case EmptyID:
		return "a task has no id"
	case UnknownNeed:
		return fmt.Sprintf("task %d needs unknown task %q", e.ID, e.Need)
	case NegativeDuration, DurationTooLong:
		return fmt.Sprintf("task %d has a duration of %d days", e.ID, e.Value)
	case LagTooLong:
		return fmt.Sprintf("task %d waits %d days after task %q", e.ID, e.Value, e.Need)
	case OffsetOutOfRange:
		return fmt.Sprintf("task %d has an offset of %d days", e.ID, e.Value)
	}
	return fmt.Sprintf("task %d has unknown state %d", e.ID, e.Value)
}

// Sentence describes the problem in French.
func (e *TaskError) Sentence() string {
	name := french.Quote(e.Title)
	switch e.Problem {
	case DuplicateID:
		return "Deux tâches portent le même identifiant " + strconv.FormatInt(e.ID, 10) + "."
	case EmptyID:
		return "Une tâche n’a pas d’identifiant."
	case UnknownNeed:
		return "La tâche " + name + " dépend d’une tâche inconnue, " + french.Quote(e.Need) + "."
	case NegativeDuration:
		return "La durée de la tâche " + name + " est négative (" + french.Days(e.Value) + ")."
	case DurationTooLong:
		return "La durée de la tâche " + name + " est trop longue (" + french.Days(e.Value) + ")."
	case LagTooLong:
		return "Le délai entre " + french.Quote(e.Need) + " et " + name + " est trop long (" + french.Days(e.Value) + ")."
	case OffsetOutOfRange:
		return "L’échéance relative de la tâche " + name + " est impossible (" + french.Days(e.Value) + ")."
	}
	return "L’état de la tâche " + name + " n’est pas connu."
}

// check refuses a plan that cannot be computed; duplicate and unknown ids are found later.
func (p *Plan) check(today workcal.Date) error {
	switch {
	case p.Anchor.First.IsZero():
		return fault.New(fault.Invalid, "Indiquez la date de l’événement.", ErrNoEvent)
	case !p.Anchor.Last.IsZero() && p.Anchor.Last < p.Anchor.First:
		return fault.New(fault.Invalid, "L’événement finit avant de commencer.", ErrEventInverted)
	case today.IsZero():
		return fault.New(fault.Invalid, "La date du jour manque.", ErrNoToday)
	case p.Margin < 0 || p.Margin > maxDays:
		return fault.New(fault.Invalid, "La marge de sécurité est impossible.", ErrMargin)
	}
	for i := range p.Tasks {
		if e := p.Tasks[i].check(); e != nil {
			return fault.New(fault.Invalid, e.Sentence(), e)
		}
	}
	return nil
}

func (t *Task) check() *TaskError {
	switch {
	case t.ID == 0:
		return t.problem(EmptyID, t.Duration)
	case t.Duration < 0:
		return t.problem(NegativeDuration, t.Duration)
	case t.Duration > maxDays:
		return t.problem(DurationTooLong, t.Duration)
	case t.Remaining < 0:
		return t.problem(NegativeDuration, t.Remaining)
	case t.Remaining > maxDays:
		return t.problem(DurationTooLong, t.Remaining)
	case t.State < ToDo || t.State > Dropped:
		return t.problem(StateUnknown, int(t.State))
	case !t.Offset.IsZero() && !t.Offset.Within(maxDays, maxDays):
		return t.problem(OffsetOutOfRange, t.Offset.Count)
	}
	return nil
}

func (t *Task) problem(problem TaskProblem, value int) *TaskError {
	return &TaskError{Problem: problem, ID: t.ID, Title: t.name(), Value: value}
}

// unlinked is a problem with what a task needs.
func (t *Task) unlinked(problem TaskProblem, need Need, name string) *TaskError {
	e := t.problem(problem, need.Lag)
	e.Need = name
	return e
}
