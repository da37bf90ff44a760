package plan

import (
	"slices"

	"parvis/internal/fault"
	"parvis/internal/journal"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

// Move takes a task from the state in which somebody saw it to the one that she chose; where both are one, it
// stays as it is, but for the reason of a blocked task.
type Move struct {
	From, To retroplan.State
	Because  string // why it is blocked
}

// apply does it by the rules of state.go, today, and tells which act it was. A task that is in yet another state
// meanwhile stays there, and the problem says so.
func (m Move) apply(t *Task, today workcal.Date) (journal.Verb, error) {
	switch {
	case m.To == retroplan.Blocked && !t.State.Open() && reopened(*t) == m.To:
		return journal.Reopened, m.known(t, func() error { t.Reopen(); return t.Block(m.Because) })
	case m.To == retroplan.Blocked && (m.From != m.To || t.State == m.To):
		return journal.Blocked, m.known(t, func() error { return t.Block(m.Because) })
	case m.From == m.To || t.State == m.To:
		return "", nil
	case m.To == retroplan.Done:
		return journal.Finished, m.known(t, func() error { return t.Finish(today, today) })
	case m.To == retroplan.Dropped:
		return journal.Dropped, m.known(t, t.Drop)
	case m.To == reopened(*t):
		return journal.Reopened, m.known(t, func() error { t.Reopen(); return nil })
	case m.To == retroplan.InProgress:
		return journal.Started, m.known(t, func() error {
			if t.State == retroplan.Blocked {
				t.Reopen()
			}
			return t.Start(today)
		})
	}
	return "", m.known(t, func() error {
		return problem(FieldState, "Une tâche "+t.State.French()+" ne peut pas redevenir «\u00a0"+m.To.French()+"\u00a0».")
	})
}

// known does something to a task that is still in the state in which it was seen.
func (m Move) known(t *Task, do func() error) error {
	if t.State != m.From && t.State != m.To {
		return problem(FieldState, "L’état a changé pendant que vous écriviez\u00a0: la tâche est maintenant «\u00a0"+t.State.French()+"\u00a0». Rien n’a été enregistré.")
	}
	return inField(do())
}

// reopened is the state that reopening takes a task back to.
func reopened(t Task) retroplan.State {
	t.Reopen()
	return t.State
}

// ways are the states that a task may be put in by whoever is so allowed, in the order of a select.
func (t *Task) ways(may Allowed) []retroplan.State {
	ways := []retroplan.State{t.State}
	add := func(may bool, s retroplan.State) {
		if may && !slices.Contains(ways, s) {
			ways = append(ways, s)
		}
	}
	add(may.CanReopen, reopened(*t))
	add(may.CanFinish, retroplan.InProgress)
	add(may.CanFinish, retroplan.Blocked)
	add(may.CanFinish, retroplan.Done)
	add(may.CanDrop, retroplan.Dropped)
	slices.Sort(ways)
	return ways
}

// inField puts what a rule says under a field that a row has: the state, unless it is about the reason.
func inField(err error) error {
	if err == nil {
		return nil
	}
	problems, _ := fault.ProblemsOf(err)
	if !problems.Any() {
		return problem(FieldState, fault.SentenceOf(err))
	}
	var moved fault.Problems
	for _, p := range problems {
		if p.Field != FieldBecause {
			p.Field = FieldState
		}
		moved.Add(p.Field, p.Sentence)
	}
	return moved.Err()
}

func problem(field, sentence string) error {
	var p fault.Problems
	p.Add(field, sentence)
	return p.Err()
}
