package plan

import (
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/notice"
	"parvis/internal/postgres"
	"parvis/internal/programme"
)

// Outcome is what a change of several tasks did.
type Outcome struct {
	Changed int
	Already int      // those that were so already, of which nothing was written
	Gone    []string // the titles of those that were deleted meanwhile, which are left out
	Carried []Link   // of ActShift: those without a day of their own, which find their place by others of the tasks; nothing was written of them
	Named   string   // who was made responsible, of ActAssign; the task that they begin after, of ActAfter

	// Refused is not empty where the failure is that of some of the tasks: nothing was written, and the change may be
	// asked again for the others.
	Refused []Refusal
}

// Refusal is why a change cannot be made to one of the tasks it was asked for.
type Refusal struct {
	ID    int64
	Title string
	Why   string // a whole sentence, which may name the task
}

// Sentence is the refusal as a sentence that names its task.
func (r Refusal) Sentence() string {
	if title := french.Quote(r.Title); !strings.Contains(r.Why, title) {
		return title + "\u00a0: " + lower(r.Why)
	}
	return r.Why
}

// lower begins a sentence that something stands before.
func lower(sentence string) string {
	first, size := utf8.DecodeRuneInString(sentence)
	return string(unicode.ToLower(first)) + sentence[size:]
}

// Together makes one change to several tasks of a project: those of ids and no other, each by the rules of the operation that
// does it to one task, all or none. What cannot be read of the change is a problem of its field. Where tasks refuse, it is
// fault.Forbidden if some are not this person's to change, else fault.Invalid with a problem of the act's field; both name
// tasks and say why, and the outcome lists them. A task that was deleted meanwhile is left out and named; one that is no task of
// this project is not found. It takes as many round trips for a thousand tasks as for two.
func (r *Room) Together(ctx context.Context, by account.By, projectID int64, ids []int64, c Change) (Outcome, error) {
	var out Outcome
	err := postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		if err := c.check(); err != nil {
			return err
		}
		g, err := gather(ctx, tx, by, projectID, ids)
		if err != nil {
			return err
		}
		for _, one := range g.gone {
			out.Gone = append(out.Gone, one.Title)
		}
		act, err := c.prepare(ctx, g)
		if err != nil {
			return err
		}
		out.Named = act.named
		deeds, refused, err := g.work(act)
		out.Refused = refused
		deeds = slices.DeleteFunc(deeds, func(d deed) bool {
			if d.carried.ID != 0 {
				out.Carried = append(out.Carried, d.carried)
			}
			return d.carried.ID != 0
		})
		if err != nil {
			return err
		}
		if len(refused) > 0 {
			return fault.Problems{{Field: c.field(), Sentence: refusalSentence(refused)}}.Err()
		}
		out.Changed, out.Already = len(deeds), len(g.tasks)-len(deeds)-len(out.Carried)
		return g.keep(ctx, deeds)
	})
	return out, err
}

// gathered is the tasks of one project that a transaction found and locked, with their project first, for somebody who
// is still to be asked about each. Its held has no task.
type gathered struct {
	held
	tasks []Task // by id
	gone  []titledTask
}

func gather(ctx context.Context, tx pgx.Tx, by account.By, projectID int64, ids []int64) (*gathered, error) {
	ids = unique(ids)
	if err := checkIDs(ids); err != nil {
		return nil, err
	}
	project, tie, err := programme.Locked(ctx, tx, by, projectID)
	if err != nil {
		return nil, err
	}
	tasks, gone, err := lockTasks(ctx, tx, projectID, ids)
	if err != nil {
		return nil, err
	}
	if len(tasks)+len(gone) != len(ids) {
		return nil, fault.Missing(nil)
	}
	return &gathered{held: held{tx: tx, by: by, project: project, tie: tie}, tasks: tasks, gone: gone}, nil
}

func unique(ids []int64) []int64 {
	ids = slices.Clone(ids)
	slices.Sort(ids)
	return slices.Compact(ids)
}

// checkIDs refuses no task at all, and more than any plan has.
func checkIDs(ids []int64) error {
	if len(ids) == 0 {
		return fault.New(fault.Invalid, "Choisissez au moins une tâche.", nil)
	}
	if len(ids) > maxTasks {
		return fault.New(fault.Invalid, "Choisissez moins de tâches\u00a0: "+french.Number(maxTasks)+" au plus à la fois.", nil)
	}
	return nil
}

// one is the held task at an index.
func (g *gathered) one(i int) held {
	h := g.held
	h.task = g.tasks[i]
	h.tie = h.task.Tie(h.by.ID, g.tie.Member)
	return h
}

// deed is what is done to one task: what is written, and what the journal says.
type deed struct {
	write   func(*pgx.Batch)
	entry   journal.Entry
	carried Link // the task, where nothing is written of it, see Outcome
}

// act is a change that is ready to be made to each task.
type act struct {
	action func(*Task) *access.Action
	do     func(held) (*deed, error) // nil where the task is so already
	named  string                    // see Outcome
}

// work asks for each task whether this person may, and what it becomes. Rights come first: who may not is told so before any
// rule, about all the tasks that it concerns.
func (g *gathered) work(a act) (deeds []deed, refused []Refusal, err error) {
	for i := range g.tasks {
		h := g.one(i)
		if err := h.by.Check(a.action(&h.task), h.tie); err != nil {
			refused = append(refused, refusal(h.task, err))
		}
	}
	if len(refused) > 0 {
		return nil, refused, fault.New(fault.Forbidden, refusalSentence(refused), nil)
	}
	if err := g.project.Status.CheckOpen(); err != nil {
		return nil, nil, err
	}
	forbidden := false
	for i := range g.tasks {
		h := g.one(i)
		d, err := a.do(h)
		switch kind := fault.KindOf(err); {
		case err == nil && d != nil:
			d.entry.Projects = []int64{g.project.ID}
			deeds = append(deeds, *d)
		case err == nil:
		case kind == fault.Forbidden || kind == fault.Conflict || kind == fault.Invalid:
			forbidden = forbidden || kind == fault.Forbidden
			refused = append(refused, refusal(h.task, err))
		default:
			return nil, nil, err
		}
	}
	if forbidden {
		err = fault.New(fault.Forbidden, refusalSentence(refused), nil)
	}
	return deeds, refused, err
}

func refusal(t Task, err error) Refusal {
	why := fault.SentenceOf(err)
	if problems, ok := fault.ProblemsOf(err); ok && problems.Any() {
		why = problems[0].Sentence
	}
	return Refusal{ID: t.ID, Title: t.Title, Why: why}
}

// mostNamed is how many tasks a sentence names before it counts the others.
const mostNamed = 3

// refusalSentence says that nothing was done, and which tasks are why.
func refusalSentence(refused []Refusal) string {
	said := make([]string, 0, mostNamed+1)
	for _, r := range refused[:min(len(refused), mostNamed)] {
		said = append(said, r.Sentence())
	}
	if more := len(refused) - mostNamed; more > 0 {
		said = append(said, french.Count(more, "autre tâche s’y oppose aussi.", "autres tâches s’y opposent aussi."))
	}
	return "Rien n’a été changé. " + strings.Join(said, " ")
}

// keep writes what is done, its entries and what is told of it in one batch, and counts one change of the plan.
func (g *gathered) keep(ctx context.Context, deeds []deed) error {
	if len(deeds) == 0 {
		return nil
	}
	b, to := &pgx.Batch{}, []given{}
	for _, d := range deeds {
		d.write(b)
		journal.Queue(b, d.entry)
		to = append(to, givenBy(d.entry)...)
	}
	notice.Queue(b, g.by, g.news(to)...)
	if err := g.tx.SendBatch(ctx, b).Close(); err != nil {
		return postgres.Translate(err)
	}
	return postgres.Bump(ctx, g.tx, room, g.project.ID)
}
