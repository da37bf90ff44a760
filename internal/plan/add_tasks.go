package plan

import (
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/notice"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

// Need is a task that another waits for.
type Need struct {
	ID  int64
	Lag int // working days between the two; negative is an overlap
}

// Added is several tasks to add to a plan, and where.
type Added struct {
	Drafts []Draft
	Below  int64  // the task that they come after by hand; 0, or one that is gone: at the end
	After  []Need // what each of them waits for
}

// AddTasks adds tasks to a project's plan, all or none, and gives their ids in order. The same key creates once: a form sent
// again gives the first id only. A draft that is refused is a problem of FieldTitle that says which line. It takes as many round
// trips for a hundred tasks as for two.
func (r *Room) AddTasks(ctx context.Context, by account.By, projectID int64, a Added, key string) ([]int64, error) {
	return addTasks(ctx, r.db, by, projectID, a, key)
}

// AddTasksIn is AddTasks within the transaction of a room above, which holds nothing yet that a plan's changes wait for: the
// project is locked first.
func AddTasksIn(ctx context.Context, tx pgx.Tx, by account.By, projectID int64, drafts ...Draft) ([]int64, error) {
	return addTasks(ctx, tx, by, projectID, Added{Drafts: drafts}, "")
}

func addTasks(ctx context.Context, db postgres.Beginner, by account.By, projectID int64, a Added, key string) ([]int64, error) {
	var ids []int64
	err := changeProject(ctx, db, by, projectID, MayAddTask, func(h held) error {
		names, err := h.checkLines(ctx, a.Drafts)
		if err != nil {
			return err
		}
		changes, err := h.checkAfter(ctx, a.After)
		if err != nil {
			return err
		}
		first, err := postgres.OnceAlike(ctx, h.tx, key, func(id int64) (bool, error) { return taskLives(ctx, h.tx, id) }, func() (int64, error) {
			if err := h.roomForTasks(ctx, len(a.Drafts)); err != nil {
				return 0, err
			}
			ids, err = h.insertLines(ctx, a, names, changes)
			if err != nil {
				return 0, err
			}
			return ids[0], postgres.Bump(ctx, h.tx, room, projectID)
		})
		if first != 0 && len(ids) == 0 {
			ids = []int64{first}
		}
		return err
	})
	return ids, err
}

// checkLines lists what is to mend in drafts, and gives the names of those who are made responsible.
func (h held) checkLines(ctx context.Context, drafts []Draft) (map[int64]string, error) {
	var p fault.Problems
	p.Require(len(drafts) > 0, FieldTitle, "Donnez un titre à la tâche.")
	p.Require(len(drafts) <= MaxLines, FieldTitle, "Ajoutez au plus "+french.Count(MaxLines, "ligne", "lignes")+" à la fois.")
	if p.Any() {
		return nil, p.Err()
	}
	people, err := listAssignees(ctx, h.tx, h.project.ID)
	names := make(map[int64]string, len(people))
	for _, one := range people {
		names[one.ID] = one.Name
	}
	if err != nil {
		return nil, err
	}
	for i, d := range drafts {
		problems := d.Check()
		if d.ResponsibleID != nil {
			if err := h.mayGive(*d.ResponsibleID); err != nil {
				return nil, err
			}
			if names[*d.ResponsibleID] == "" {
				more, _ := fault.ProblemsOf(unknownResponsible(FieldResponsible))
				problems = append(problems, more...)
			}
		}
		if !problems.Any() {
			continue
		}
		if len(drafts) == 1 {
			return nil, problems.Err()
		}
		p.Add(FieldTitle, LineProblem(i+1, len(drafts), problems[0].Sentence))
	}
	return names, p.Err()
}

// checkAfter refuses what new tasks cannot wait for, and gives what the journal says of what they wait for. Nothing waits for a
// new task: it closes no loop.
func (h held) checkAfter(ctx context.Context, after []Need) ([]field.Change, error) {
	if len(after) == 0 {
		return nil, nil
	}
	titles, err := titledTasks(ctx, h.tx, h.project.ID)
	if err != nil {
		return nil, err
	}
	var p fault.Problems
	changes := make([]field.Change, 0, len(after))
	for _, n := range after {
		title, ok := titles[n.ID]
		p.Require(ok, FieldNeed, needProblem)
		checkLag(&p, n.Lag)
		changes = append(changes, waits(n.ID, title))
	}
	return changes, p.Err()
}

// waitFor makes new tasks wait for others.
func (h held) waitFor(ctx context.Context, ids []int64, after []Need) error {
	b := &pgx.Batch{}
	for _, id := range ids {
		for _, n := range after {
			queueNeed(b, h.project.ID, storedNeed{TaskID: id, NeedID: n.ID, Lag: n.Lag})
		}
	}
	if b.Len() == 0 {
		return nil
	}
	return postgres.Translate(h.tx.SendBatch(ctx, b).Close())
}

// insertLines stores the tasks, puts them in their place and writes one entry for each.
func (h held) insertLines(ctx context.Context, a Added, names map[int64]string, changes []field.Change) ([]int64, error) {
	_, position, err := lastPosition(ctx, h.tx, h.project.ID)
	if err != nil {
		return nil, err
	}
	number, err := takeNumbers(ctx, h.tx, h.project.ID, len(a.Drafts))
	if err != nil {
		return nil, err
	}
	list := make([]Task, len(a.Drafts))
	for i, d := range a.Drafts {
		d = d.trimmed()
		list[i] = Task{ID: int64(i + 1), ProjectID: h.project.ID, Number: number + i, Position: position + i + 1}
		list[i].set(d)
	}
	if err := insertAll(ctx, h.tx, h.by, list, nil, nil); err != nil {
		return nil, err
	}
	ids := make([]int64, len(list))
	entries := &pgx.Batch{}
	for i := range list {
		ids[i] = list[i].ID
		did := h.by.Did(journal.Created, list[i].Subject(), changes...)
		did.Projects = []int64{h.project.ID}
		journal.Queue(entries, did)
	}
	if err := h.waitFor(ctx, ids, a.After); err != nil {
		return nil, err
	}
	if err := h.putBelow(ctx, ids, a.Below); err != nil {
		return nil, err
	}
	notice.Queue(entries, h.by, h.news(givenOf(list))...)
	return ids, postgres.Translate(h.tx.SendBatch(ctx, entries).Close())
}

// putBelow puts tasks after another in the order by hand, where it still is.
func (h held) putBelow(ctx context.Context, ids []int64, below int64) error {
	if below == 0 {
		return nil
	}
	order, err := orderOf(ctx, h.tx, h.project.ID)
	if err != nil {
		return err
	}
	order = slices.DeleteFunc(order, func(id int64) bool { return slices.Contains(ids, id) })
	at := slices.Index(order, below)
	if at < 0 {
		return nil
	}
	return setPositions(ctx, h.tx, h.project.ID, slices.Insert(order, at+1, ids...))
}

// BlankLines is what the form of tasks to add by lines needs, from where in a plan it was opened.
type BlankLines struct {
	Project  Project
	People   []Assignee
	Below    *Row // the task that they come after; nil: at the end
	calendar *workcal.Calendar
}

// NewLines gives that form what it needs; it refuses who NewTask refuses. A task that is not there to come after is left out: an
// address is kept longer than a task.
func (r *Room) NewLines(ctx context.Context, by account.By, projectID, below int64) (BlankLines, error) {
	s, people, err := r.blank(ctx, by, projectID)
	if err != nil {
		return BlankLines{}, err
	}
	b := BlankLines{Project: s.project, People: people, calendar: s.calendars.Service()}
	for i := range s.rows {
		if s.rows[i].ID == below {
			row := s.row(i)
			b.Below = &row
		}
	}
	return b, nil
}

// DueIn proposes by when a task of a month is to be done: on the last day worked in it, before the event if it is the event's
// first month. There is none without a date of the project, or in the middle of the event.
func (b BlankLines) DueIn(month workcal.Date) retroplan.Offset {
	if !b.Project.Dated() || month.IsZero() {
		return retroplan.Offset{}
	}
	first := month.AddDays(1 - month.Day())
	last := first.AddMonths(1).AddDays(-1)
	var o retroplan.Offset
	switch {
	case first > b.Project.Last:
		o = retroplan.Offset{Side: retroplan.AfterEvent, Count: b.calendar.Prev(last).Sub(b.Project.Last)}
	case first < b.Project.First:
		o = retroplan.Offset{Side: retroplan.BeforeEvent, Count: b.Project.First.Sub(b.calendar.Prev(min(last, b.Project.First.AddDays(-1))))}
	}
	if !near(o) {
		return retroplan.Offset{}
	}
	return o
}

// blank reads a project's plan and who may be made responsible in it, for who may add a task to it.
func (r *Room) blank(ctx context.Context, by account.By, projectID int64) (*sheet, []Assignee, error) {
	if err := programme.Visible(by); err != nil {
		return nil, nil, err
	}
	var people []Assignee
	s, err := r.sheet(ctx, by, whichProject(projectID), func(b *pgx.Batch) {
		postgres.Queue(b, &people, assigneesOf(`@project`), pgx.NamedArgs{"project": projectID})
	})
	if err != nil {
		return nil, nil, err
	}
	if err := s.project.check(by, MayAddTask); err != nil {
		return nil, nil, err
	}
	return s, givable(by, people, nil), nil
}
