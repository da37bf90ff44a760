package plan

import (
	"context"

	"parvis/internal/account"
	"parvis/internal/calendar"
	"parvis/internal/fault"
	"parvis/internal/programme"
	"parvis/internal/trash"
	"parvis/internal/workcal"
)

// Plan gives the whole plan of a project as it stands on a day.
func (r *Room) Plan(ctx context.Context, by account.By, projectID int64) (View, error) {
	s, b, err := r.board(ctx, by, projectID)
	if err != nil {
		return View{}, err
	}
	return b.view(by, s.calendars), nil
}

func (b board) view(by account.By, c calendar.Calendars) View {
	return View{
		Project: b.project, Today: by.Today(), Rows: b.rows, Summary: b.summary(), Calendar: c.Service(), SchoolZone: c.SchoolZone(),
		CanEdit:          b.project.can(by, MayAddTask),
		CanApplyTemplate: b.project.can(by, MayApplyTemplate),
		CanMoveDate:      b.project.can(by, programme.MayMoveDate),
		CanUnarchive:     b.project.unarchivable(by),
	}
}

// board reads and schedules one project.
func (r *Room) board(ctx context.Context, by account.By, projectID int64, extra ...more) (stock, board, error) {
	if err := programme.Visible(by); err != nil {
		return stock{}, board{}, err
	}
	s, boards, err := scheduled(ctx, r.db, by, []int64{projectID}, append(extra, withCounts(projectID))...)
	if err != nil {
		return stock{}, board{}, err
	}
	if len(boards) == 0 {
		return stock{}, board{}, fault.Missing(nil)
	}
	return s, boards[0], nil
}

// TaskToEdit is Task for who may edit it, or delete it; anybody else is refused.
func (r *Room) TaskToEdit(ctx context.Context, by account.By, taskID int64) (Detail, error) {
	d, err := r.Task(ctx, by, taskID)
	if err != nil {
		return Detail{}, err
	}
	return d, check(by, MayEditTask, d.Row.Tie(by.ID, d.Project.Member), d.Project.Status)
}

// Task gives one task with its checklist, its place in the plan and what its form offers.
func (r *Room) Task(ctx context.Context, by account.By, taskID int64) (Detail, error) {
	if err := programme.Visible(by); err != nil {
		return Detail{}, err
	}
	projectID, err := projectOf(ctx, r.db, taskID)
	if err != nil {
		return Detail{}, err
	}
	d := Detail{Today: by.Today()}
	s, b, err := r.board(ctx, by, projectID, withDetail(&d, projectID, taskID, trash.Since(by.At)))
	if err != nil {
		return Detail{}, err
	}
	d.Project, d.CanUnarchive = b.project, b.project.unarchivable(by)
	for _, row := range b.rows {
		if row.ID == taskID {
			d.Row = row
		}
	}
	if d.Row.ID == 0 { // deleted between the two queries
		return Detail{}, fault.Missing(nil)
	}
	d.People = givable(by, d.People, d.Row.ResponsibleID)
	d.Candidates = candidates(taskID, b.rows, s.needs)
	return d, nil
}

// NewTask gives what the form of a new task needs; it refuses whoever may not create one, and
// an archived project.
func (r *Room) NewTask(ctx context.Context, by account.By, projectID int64) (Blank, error) {
	if err := programme.Visible(by); err != nil {
		return Blank{}, err
	}
	project, err := oneProject(ctx, r.db, by, projectID)
	if err != nil {
		return Blank{}, err
	}
	if err := project.check(by, MayAddTask); err != nil {
		return Blank{}, err
	}
	people, err := listAssignees(ctx, r.db, projectID)
	return Blank{Project: project, People: givable(by, people, nil)}, err
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
	_, boards, err := r.live(ctx, by, projectIDs, nil)
	return standings(boards, by.Today()), err
}

// Morning gives Overview of every live project and MyList without a filter, from one reading.
func (r *Room) Morning(ctx context.Context, by account.By) ([]Standing, List, error) {
	s, boards, err := r.live(ctx, by, nil, withItemsOf)
	return standings(boards, by.Today()), listOf(s, boards, by, Filter{}), err
}

// live reads and schedules the live projects among ids, or all of them without any; also, when
// not nil, reads more about them.
func (r *Room) live(ctx context.Context, by account.By, ids []int64,
	also func(account.By, []int64) more) (stock, []board, error) {
	if err := programme.Visible(by); err != nil {
		return stock{}, nil, err
	}
	ids, err := liveProjects(ctx, r.db, ids, by.Today().AddDays(-recentDays))
	if err != nil {
		return stock{}, nil, err
	}
	var extra []more
	if also != nil {
		extra = append(extra, also(by, ids))
	}
	return scheduled(ctx, r.db, by, ids, extra...)
}

func standings(boards []board, today workcal.Date) []Standing {
	list := make([]Standing, 0, len(boards))
	for _, b := range boards {
		list = append(list, b.standing(today))
	}
	return list
}

func (b board) standing(today workcal.Date) Standing {
	s := Standing{Project: b.project, Summary: b.summary()}
	for i := range b.rows {
		row := &b.rows[i]
		if !row.State.Open() {
			continue
		}
		if s.Next == nil && row.Milestone() && row.PlannedFinish >= today {
			s.Next = row
		}
		switch {
		case row.Late > 0:
			s.Late = append(s.Late, *row)
		case row.Critical:
			s.Critical = append(s.Critical, *row)
		}
	}
	return s
}
