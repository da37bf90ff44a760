package plan

import (
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/trash"
	"parvis/internal/workcal"
)

// Plan gives the whole plan of a project as it stands on a day.
func (r *Room) Plan(ctx context.Context, by account.By, projectID int64) (View, error) {
	s, counts, err := r.counted(ctx, by, projectID)
	if err != nil {
		return View{}, err
	}
	return s.view(counts), nil
}

// counted is sheet with how far the checklists have come: it is counted again after an item or the plan changed.
func (r *Room) counted(ctx context.Context, by account.By, projectID int64, extra ...more) (*sheet, counts, error) {
	var list []storedCount
	known := r.memo.hasCounts(projectID)
	if !known {
		extra = append(extra, withCounts(&list, projectID))
	}
	s, err := r.sheet(ctx, by, whichProject(projectID), extra...)
	if err != nil {
		return nil, nil, err
	}
	if known {
		if c := r.memo.counts(s.key, s.listsNumber); c != nil {
			return s, c, nil
		}
		b := &pgx.Batch{}
		withCounts(&list, projectID)(b)
		if err := r.db.SendBatch(ctx, b).Close(); err != nil {
			return nil, nil, postgres.Translate(err)
		}
	}
	c := countsOf(list)
	r.memo.count(s.key, s.listsNumber, c, true)
	return s, c, nil
}

// PlanToWork is Plan with whom its tasks may be given to, where the reader may edit any: members first.
func (r *Room) PlanToWork(ctx context.Context, by account.By, projectID int64) (View, []Assignee, error) {
	var people []Assignee
	var extra []more
	if !r.memo.hasPeople(projectID) {
		extra = []more{withAssignees(&people, projectID)}
	}
	s, counts, err := r.counted(ctx, by, projectID, extra...)
	if err != nil {
		return View{}, nil, err
	}
	if extra == nil {
		people = r.memo.peopleOf(projectID, s.changes)
	}
	if people == nil {
		if people, err = listAssignees(ctx, r.db, projectID); err != nil {
			return View{}, nil, err
		}
	}
	r.memo.keepPeople(projectID, s.changes, people)
	return s.view(counts), givable(by, people, nil), nil
}

// TaskToEdit is Task for who may edit it, or delete it; anybody else is refused.
func (r *Room) TaskToEdit(ctx context.Context, by account.By, taskID int64) (Detail, error) {
	d, err := r.Task(ctx, by, taskID)
	if err != nil {
		return Detail{}, err
	}
	return d, check(by, MayEditTask, d.Row.Tie(by.ID, d.Project.Member), d.Project.Status)
}

// TaskToBlock is Task for who may note what blocks it; anybody else is refused.
func (r *Room) TaskToBlock(ctx context.Context, by account.By, taskID int64) (Detail, error) {
	d, err := r.Task(ctx, by, taskID)
	if err != nil {
		return Detail{}, err
	}
	return d, check(by, MayTick, d.Row.Tie(by.ID, d.Project.Member), d.Project.Status)
}

// Task gives one task with its checklist, its place in the plan and what its form offers.
func (r *Room) Task(ctx context.Context, by account.By, taskID int64) (Detail, error) {
	d := Detail{Today: by.Today()}
	s, err := r.sheet(ctx, by, whichOfTask(taskID), withDetail(&d, by, taskID, trash.Since(by.At)))
	if err != nil {
		return Detail{}, err
	}
	d.Project, d.CanAdd, d.CanUnarchive = s.project, s.project.can(by, MayAddTask), s.project.unarchivable(by)
	for i := range s.rows {
		if s.rows[i].ID == taskID {
			d.Row = s.row(i)
			d.Row.Items, d.Row.ItemsTicked = counted(d.Items)
		}
	}
	if d.Row.ID == 0 { // deleted meanwhile
		return Detail{}, fault.Missing(nil)
	}
	d.People = givable(by, d.People, d.Row.ResponsibleID)
	d.Candidates = s.candidates(taskID)
	return d, nil
}

// NewTask gives what the form of a new task needs; it refuses whoever may not create one, and
// an archived project.
func (r *Room) NewTask(ctx context.Context, by account.By, projectID int64) (Blank, error) {
	s, people, err := r.blank(ctx, by, projectID)
	if err != nil {
		return Blank{}, err
	}
	return Blank{Project: s.project, People: people, Candidates: s.candidates()}, nil
}

// Progress tells how far the plans of projects have come, deleted projects included; there is nothing for a
// project without a task. One query.
func (r *Room) Progress(ctx context.Context, by account.By, projectIDs []int64) (map[int64]Progress, error) {
	if err := programme.Visible(by); err != nil {
		return nil, err
	}
	rows, err := countTasks(ctx, r.db, projectIDs)
	progress := make(map[int64]Progress, len(rows))
	for _, one := range rows {
		progress[one.ProjectID] = one.Progress
	}
	return progress, err
}

// Overview tells how plans stand, soonest event first: those of the given projects, or without
// any every live project's. Archived and cancelled projects are left out; so are, when none is
// named, those that are finished and whose last task was done more than seven days ago.
func (r *Room) Overview(ctx context.Context, by account.By, projectIDs ...int64) ([]Standing, error) {
	sheets, err := r.sheets(ctx, by, whichLive(projectIDs, recent(by)))
	return standings(sheets), err
}

// Morning gives Overview of every live project and MyList without a filter, from one reading, with whatever else
// the first page asks for in its batch. The list is cut to its first tasks, as many as are asked for; its sections count
// them all. Of checklists it says how far they have come.
func (r *Room) Morning(ctx context.Context, by account.By, first int, extra ...func(*pgx.Batch)) ([]Standing, List, error) {
	var own []Own
	queue := func(b *pgx.Batch) { queueOwn(b, &own, by.ID, recent(by)) }
	sheets, err := r.sheets(ctx, by, whichLive(nil, recent(by)), append(extra, queue)...)
	if err != nil {
		return nil, List{}, err
	}
	list := listOf(sheets, by, by.ID, own, Filter{}, first)
	return standings(sheets), list, r.counts(ctx, sheets, list)
}

// recent is the day since which what was done is still shown.
func recent(by account.By) workcal.Date { return by.Today().AddDays(-recentDays) }

func standings(sheets []*sheet) []Standing {
	list := make([]Standing, 0, len(sheets))
	for _, s := range sheets {
		list = append(list, s.standing())
	}
	return list
}
