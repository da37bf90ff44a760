package plan

import (
	"strings"

	"parvis/internal/fault"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

// Start notes that work began on this day. A task in progress keeps its first day.
func (t *Task) Start(day workcal.Date) error {
	switch t.State {
	case retroplan.InProgress:
		return nil
	case retroplan.Done, retroplan.Dropped:
		return settled(t.State)
	}
	t.State = retroplan.InProgress
	if t.ActualStart.IsZero() {
		t.ActualStart = day
	}
	return nil
}

// longestAgo is how many days ago a task may be said to be done: what lies before is a year mistyped.
const longestAgo = 5 * 366

// Finish notes that the task was done on this day, at the latest today; on a done task it corrects
// the day. The first day and the reason of a blocked task are kept as they were, so that Reopen can
// return to them.
func (t *Task) Finish(day, today workcal.Date) error {
	if t.State == retroplan.Dropped {
		return settled(t.State)
	}
	var p fault.Problems
	p.Require(!day.IsZero(), FieldFinish, "Indiquez le jour où la tâche a été terminée.")
	p.Require(day <= today, FieldFinish, "Une tâche ne peut pas être déjà terminée à une date future.")
	p.Require(day.IsZero() || today.Sub(day) <= longestAgo, FieldFinish, "Cette date remonte à plus de cinq ans\u00a0: veuillez vérifier l’année.")
	if !day.IsZero() && day < t.ActualStart {
		p.Add(FieldFinish, "La tâche a commencé le "+t.ActualStart.FrenchDay()+"\u00a0: elle ne peut pas être terminée avant.")
	}
	if p.Any() {
		return p.Err()
	}
	t.State = retroplan.Done
	t.ActualFinish = day
	return nil
}

// Reopen takes a done or dropped task back to what it was before: blocked when a reason stands,
// in progress when it had begun, else to do. A blocked task is unblocked.
func (t *Task) Reopen() {
	switch {
	case t.State == retroplan.Blocked:
		t.BlockedBecause = ""
	case t.State.Open():
		return
	}
	t.ActualFinish = 0
	switch {
	case t.BlockedBecause != "":
		t.State = retroplan.Blocked
	case !t.ActualStart.IsZero():
		t.State = retroplan.InProgress
	default:
		t.State = retroplan.ToDo
	}
}

// Block notes why the task cannot go on.
func (t *Task) Block(because string) error {
	if !t.State.Open() {
		return settled(t.State)
	}
	because = strings.TrimSpace(because)
	var p fault.Problems
	p.Require(because != "", FieldBecause, "Dites en quelques mots ce qui bloque la tâche.")
	p.CheckText(FieldBecause, because, maxBecause)
	if p.Any() {
		return p.Err()
	}
	t.State = retroplan.Blocked
	t.BlockedBecause = because
	return nil
}

// Drop gives the task up; its dates and reasons stay for Reopen.
func (t *Task) Drop() error {
	if t.State == retroplan.Done {
		return settled(t.State)
	}
	t.State = retroplan.Dropped
	return nil
}

func settled(s retroplan.State) error {
	if s == retroplan.Done {
		return fault.New(fault.Conflict, "Cette tâche est déjà faite. Rouvrez-la d’abord.", nil)
	}
	return fault.New(fault.Conflict, "Cette tâche est abandonnée. Rouvrez-la d’abord.", nil)
}

// Tick is Finish today; a done task stays as it is.
func (t *Task) Tick(today workcal.Date) error {
	if t.State == retroplan.Done {
		return nil
	}
	return t.Finish(today, today)
}

// Untick takes a done task back to what it was before; any other stays as it is.
func (t *Task) Untick() {
	if t.State == retroplan.Done {
		t.Reopen()
	}
}
