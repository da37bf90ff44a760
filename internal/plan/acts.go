package plan

import (
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/journal"
	"parvis/internal/retroplan"
)

// Act is what Together does to tasks.
type Act string

// The acts, as forms send them.
const (
	ActAssign   Act = "attribuer"
	ActShift    Act = "decaler"
	ActCategory Act = "categorie"
	ActState    Act = "etat"
	ActAfter    Act = "apres"
	ActEffort   Act = "charge"
	ActInternal Act = "interne"
	ActDelete   Act = "supprimer"
)

// Acts lists every act.
var Acts = []Act{ActAssign, ActShift, ActCategory, ActState, ActAfter, ActEffort, ActInternal, ActDelete}

// Ask is a change of state that a person asks for.
type Ask string

// The changes of state, as forms send them.
const (
	AskStart  Ask = "commencer"
	AskFinish Ask = "terminer" // today
	AskBlock  Ask = "bloquer"
	AskReopen Ask = "rouvrir"
	AskDrop   Ask = "abandonner"
)

// Asks lists them, in the order of a select.
var Asks = []Ask{AskStart, AskFinish, AskBlock, AskReopen, AskDrop}

// The names of the fields of a change that no form of one task has.
const (
	FieldTo    = "a"     // who is made responsible
	FieldAfter = "apres" // the task that the others begin after
)

// Change is one act and its value; other fields are not looked at.
type Change struct {
	Act      Act
	Person   *int64 // ActAssign: who; nil leaves the tasks to nobody
	Days     int    // ActShift
	Category Category
	Ask      Ask
	Because  string           // of AskBlock
	After    int64            // ActAfter: the task of the same project that they begin after
	Lag      int              // working days between the two
	Effort   retroplan.Effort // ActEffort; zero is not known
	Internal bool             // ActInternal
}

// field is that of the act's value.
func (c Change) field() string {
	switch c.Act {
	case ActAssign:
		return FieldTo
	case ActShift:
		return FieldShift
	case ActDelete:
		return ""
	}
	return string(c.Act)
}

// check lists what cannot be read of the value, whatever the tasks.
func (c Change) check() error {
	var p fault.Problems
	switch c.Act {
	case ActAssign, ActInternal, ActDelete:
	case ActEffort:
		p.Require(c.Effort.Within(), FieldEffort, effortProblem)
	case ActShift:
		return CheckShift(c.Days)
	case ActCategory:
		p.Require(c.Category.Valid(), FieldCategory, "Choisissez une catégorie dans la liste.")
	case ActState:
		p.Require(slices.Contains(Asks, c.Ask), FieldState, "Choisissez un état dans la liste.")
		if c.Ask == AskBlock {
			t := Task{}
			return t.Block(c.Because)
		}
	case ActAfter:
		p.Require(c.After > 0, FieldAfter, needProblem)
		checkLag(&p, c.Lag)
	default:
		return fault.New(fault.Invalid, "Choisissez ce qu’il faut faire de ces tâches.", nil)
	}
	return p.Err()
}

// prepare reads, once for all the tasks, what the act needs to know.
func (c Change) prepare(ctx context.Context, g *gathered) (act, error) {
	edit := func(do func(held) (*deed, error)) act {
		return act{action: func(*Task) *access.Action { return MayEditTask }, do: do}
	}
	set := func(put func(*Draft)) (act, error) {
		return edit(func(h held) (*deed, error) {
			after := h.task.Draft()
			put(&after)
			return h.rewrite(journal.Edited, after, nil), nil
		}), nil
	}
	switch c.Act {
	case ActAssign:
		return c.assign(ctx, g, edit)
	case ActShift:
		current, err := g.board(ctx)
		if err != nil {
			return act{}, err
		}
		carried := current.carried(g.tasks)
		return edit(func(h held) (*deed, error) {
			if row := carried[h.task.ID]; row != nil {
				return &deed{carried: Link{ID: row.ID, Number: row.Number, Title: row.Title}}, nil
			}
			after, err := h.shifted(current, c.Days)
			if err != nil {
				return nil, err
			}
			return h.rewrite(journal.Moved, after, h.names(nil, "")), nil
		}), nil
	case ActCategory:
		return set(func(d *Draft) { d.Category = c.Category })
	case ActEffort:
		return set(func(d *Draft) { d.Effort = c.Effort })
	case ActInternal:
		return set(func(d *Draft) { d.Internal = c.Internal })
	case ActState:
		return c.progress(), nil
	case ActAfter:
		return c.after(ctx, g, edit)
	}
	return edit(func(h held) (*deed, error) {
		return h.deed(journal.Deleted, func(b *pgx.Batch) { queueDeleted(b, h.task.ID, h.by.At) }), nil
	}), nil
}

// deed is what is done to the held task, and how it is written.
func (h held) deed(verb journal.Verb, write func(*pgx.Batch), changes ...field.Change) *deed {
	return &deed{write: write, entry: h.by.Did(verb, h.task.Subject(), changes...)}
}

// rewrite replaces what people give about the held task; nil where that is what they gave. names are those of who has it
// and of who will.
func (h held) rewrite(verb journal.Verb, after Draft, names map[int64]string) *deed {
	changes := taskFields(names).Changes(h.task.Draft(), after)
	if len(changes) == 0 {
		return nil
	}
	return h.deed(verb, func(b *pgx.Batch) { queueTask(b, h.task.ID, after, h.by.At) }, changes...)
}

// assign is Assign for each task. Who is named has to be somebody once, and only where somebody else has one of them.
func (c Change) assign(ctx context.Context, g *gathered, edit func(func(held) (*deed, error)) act) (act, error) {
	whom := ""
	if c.Person != nil {
		var err error
		if whom, err = account.ActiveName(ctx, g.tx, *c.Person); err != nil {
			return act{}, err
		}
		others := slices.ContainsFunc(g.tasks, func(t Task) bool { return !same(t.ResponsibleID, c.Person) })
		if whom == "" && others {
			return act{}, unknownResponsible(FieldTo)
		}
	}
	a := edit(func(h held) (*deed, error) {
		if same(h.task.ResponsibleID, c.Person) {
			return nil, nil
		}
		if c.Person != nil {
			if err := h.mayGive(*c.Person); err != nil {
				return nil, err
			}
		}
		after := h.task.Draft()
		after.ResponsibleID = c.Person
		return h.rewrite(journal.Assigned, after, h.names(c.Person, whom)), nil
	})
	a.named = whom
	return a, nil
}

// progress is the operation of progress.go that is asked for.
func (c Change) progress() act {
	ask := map[Ask]struct {
		verb journal.Verb
		rule func(*Task, held) error
	}{
		AskStart:  {journal.Started, func(t *Task, h held) error { return t.Start(h.by.Today()) }},
		AskFinish: {journal.Finished, func(t *Task, h held) error { return t.Tick(h.by.Today()) }},
		AskBlock:  {journal.Blocked, func(t *Task, _ held) error { return t.Block(c.Because) }},
		AskReopen: {journal.Reopened, func(t *Task, _ held) error { t.Reopen(); return nil }},
		AskDrop:   {journal.Dropped, func(t *Task, _ held) error { return t.Drop() }},
	}[c.Ask]
	return act{
		action: func(t *Task) *access.Action {
			switch c.Ask {
			case AskReopen:
				return reopening(t.State)
			case AskDrop:
				return MayEditTask
			}
			return MayTick
		},
		do: func(h held) (*deed, error) {
			task := h.task
			if err := ask.rule(&task, h); err != nil || task == h.task {
				return nil, err
			}
			return h.deed(ask.verb, func(b *pgx.Batch) { queueState(b, task, h.by.At) }, progressFields.Changes(h.task, task)...), nil
		},
	}
}

// after is AddNeed for each task, of the same other task. New dependencies all lead to that one, so none closes a loop by
// another: the stored ones tell.
func (c Change) after(ctx context.Context, g *gathered, edit func(func(held) (*deed, error)) act) (act, error) {
	titles, err := titledTasks(ctx, g.tx, g.project.ID)
	if err != nil {
		return act{}, err
	}
	if _, ok := titles[c.After]; !ok {
		return act{}, fault.Problems{{Field: FieldAfter, Sentence: needProblem}}.Err()
	}
	needs, err := needsOf(ctx, g.tx, g.project.ID, 0)
	if err != nil {
		return act{}, err
	}
	graph, lags := graphOf(needs), map[int64]int{} // of those that need it already
	for _, n := range needs {
		if n.NeedID == c.After {
			lags[n.TaskID] = n.Lag
		}
	}
	a := edit(func(h held) (*deed, error) {
		if way := graph.loop(h.task.ID, c.After); way != nil {
			return nil, fault.Problems{{Field: FieldAfter, Sentence: loopSentence(way, func(id int64) string { return titles[id] })}}.Err()
		}
		if lag, ok := lags[h.task.ID]; ok && lag == c.Lag {
			return nil, nil
		}
		need := storedNeed{TaskID: h.task.ID, NeedID: c.After, Lag: c.Lag}
		return h.deed(journal.NeedAdded, func(b *pgx.Batch) { queueNeed(b, g.project.ID, need) }, waits(c.After, titles[c.After])), nil
	})
	a.named = titles[c.After]
	return a, nil
}
