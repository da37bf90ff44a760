package plan

import (
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/calendar"
	"parvis/internal/fault"
	"parvis/internal/journal"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

// Line is what is edited of a task in its row of the list. What else the task has stays as it is.
type Line struct {
	Title         string
	Category      Category
	ResponsibleID *int64
	Duration      int
	CalendarDays  bool
	Effort        retroplan.Effort
	Offset        retroplan.Offset
	Deadline      workcal.Date
	Move          Move
}

// Line gives what a row edits of the task, which nothing moves.
func (t Task) Line() Line {
	return Line{Title: t.Title, Category: t.Category, ResponsibleID: t.ResponsibleID, Duration: t.Duration, CalendarDays: t.CalendarDays,
		Effort: t.Effort, Offset: t.Offset, Deadline: t.Deadline, Move: Move{From: t.State, To: t.State, Because: t.BlockedBecause}}
}

// over is the draft with what the row says instead.
func (l Line) over(d Draft) Draft {
	d.Title, d.Category, d.ResponsibleID = l.Title, l.Category, l.ResponsibleID
	d.Duration, d.CalendarDays, d.Effort = l.Duration, l.CalendarDays, l.Effort
	d.Offset, d.Deadline = l.Offset, l.Deadline
	return d
}

// LineView is a task to be edited in its row.
type LineView struct {
	Project Project
	Row     Row
	Today   workcal.Date
	People  []Assignee        // who may be made responsible: members first
	States  []retroplan.State // that she may put it in, the one it is in among them

	sheet *sheet
}

// TaskLine gives a task to whoever may edit it or put it in another state; anybody else is refused.
func (r *Room) TaskLine(ctx context.Context, by account.By, taskID int64) (LineView, error) {
	var people []Assignee
	s, err := r.sheet(ctx, by, whichOfTask(taskID), func(b *pgx.Batch) {
		postgres.Queue(b, &people, assigneesOf(`(SELECT project_id FROM tasks WHERE id = @task)`), pgx.NamedArgs{"task": taskID})
	})
	if err != nil {
		return LineView{}, err
	}
	i := s.at(taskID)
	if i < 0 { // deleted meanwhile
		return LineView{}, fault.Missing(nil)
	}
	v := LineView{Project: s.project, Row: s.row(i), Today: by.Today(), sheet: s}
	v.People, v.States = givable(by, people, v.Row.ResponsibleID), v.Row.ways(v.Row.Allowed)
	if v.Row.CanEdit || len(v.States) > 1 {
		return v, nil
	}
	return LineView{}, check(by, reopening(v.Row.State), v.Row.Tie(by.ID, s.project.Member), s.project.Status)
}

// TryLine tells what a row would become, and what it would change in the rest of the plan, as EditLine would leave
// it. Nothing is written; what is to mend is an Invalid failure. One reading more where the plan then reaches
// further back than the days off that are kept.
func (r *Room) TryLine(ctx context.Context, v LineView, line Line) (Effect, error) {
	s := v.sheet
	task, today := v.Row.Task, s.by.Today()
	draft := line.over(task.Draft())
	if !v.Row.CanEdit && line.edits(task) {
		return Effect{}, check(s.by, MayEditTask, task.Tie(s.by.ID, s.project.Member), s.project.Status)
	}
	problems := line.problems(task, today)
	if id := draft.ResponsibleID; !same(id, task.ResponsibleID) {
		name, known := v.person(id)
		problems.Require(known, FieldResponsible, "Choisissez la personne responsable dans la liste.")
		task.Responsible = name
	}
	if err := problems.Err(); err != nil {
		return Effect{}, err
	}
	task.set(draft.trimmed())
	if _, err := line.Move.apply(&task, today); err != nil {
		return Effect{}, err
	}
	tasks, needs := s.facts()
	for i := range tasks {
		if tasks[i].ID == task.ID {
			tasks[i] = task
		}
	}
	calendars := s.calendars
	after, err := newBoard(s.project, tasks, needs, calendars, today)
	if err == nil && calendars.Crossed() {
		if calendars, err = calendar.Whole(ctx, r.db); err == nil {
			after, err = newBoard(s.project, tasks, needs, calendars, today)
		}
	}
	if err != nil {
		return Effect{}, err
	}
	e := effect(s, &sheet{project: s.project, by: s.by, board: after}, task.ID)
	e.Own, err = ownDue(s.project, task, calendars, today)
	return e, err
}

// person gives the name of somebody whom the task may be given to, none for nobody.
func (v LineView) person(id *int64) (name string, known bool) {
	for _, p := range v.People {
		if id != nil && p.ID == *id {
			return p.Name, true
		}
	}
	return "", id == nil
}

// edits tells whether the row says anything else than the task's text.
func (l Line) edits(t Task) bool {
	return len(TaskFields.Changes(t.Draft(), l.over(t.Draft()).trimmed())) > 0
}

// Problems lists what is to mend in a row, under the fields that it has.
func (v LineView) Problems(line Line) fault.Problems { return line.problems(v.Row.Task, v.Today) }

// problems lists it of whatever the task is by then.
func (l Line) problems(t Task, today workcal.Date) fault.Problems {
	problems := l.over(t.Draft()).Check()
	for i, p := range problems {
		if p.Field == FieldMinDuration && t.MinDuration != nil {
			problems[i] = fault.Problem{Field: FieldDuration, Sentence: "La tâche peut être resserrée jusqu’à " + durationText(*t.MinDuration, t.CalendarDays) +
				"\u00a0: pour une durée plus courte, changez d’abord sa durée minimale, dans son formulaire."}
		}
	}
	_, err := l.Move.apply(&t, today)
	more, _ := fault.ProblemsOf(err)
	problems.Merge(more)
	return problems
}

// EditLine keeps what a row says of a task: what differs of its text if it is still at this version, as EditTask does,
// and its state, each with the right that it takes alone. It tells what the plan became since v was read.
func (r *Room) EditLine(ctx context.Context, by account.By, v LineView, version int, line Line) (Effect, error) {
	err := r.changeTask(ctx, by, v.Row.ID, programme.MayRead, func(h held) error {
		if err := h.editLine(ctx, version, line); err != nil {
			return err
		}
		return h.moveLine(ctx, line.Move)
	})
	if err != nil {
		return Effect{}, err
	}
	// It is kept: that it cannot be read again does not undo it.
	s, err := r.sheet(ctx, by, whichOfTask(v.Row.ID))
	if err != nil {
		return Effect{Row: v.Row}, nil
	}
	return effect(v.sheet, s, v.Row.ID), nil
}

// editLine keeps the text of a row.
func (h *held) editLine(ctx context.Context, version int, line Line) error {
	if !line.edits(h.task) {
		return nil
	}
	draft := line.over(h.task.Draft())
	if err := check(h.by, MayEditTask, h.tie, h.project.Status); err != nil {
		return err
	}
	problems := line.problems(h.task, h.by.Today())
	to, err := h.checkResponsible(ctx, draft.ResponsibleID, h.task.ResponsibleID)
	if more, ok := fault.ProblemsOf(err); ok {
		problems.Merge(more)
	} else if err != nil {
		return err
	}
	if err := problems.Err(); err != nil {
		return err
	}
	if err := h.edit(ctx, version, draft.trimmed(), to); err != nil {
		return err
	}
	h.task.set(draft.trimmed())
	return nil
}

// moveLine brings the held task to the state that a row asks for.
func (h held) moveLine(ctx context.Context, m Move) error {
	task := h.task
	verb, err := m.apply(&task, h.by.Today())
	if err != nil {
		return err
	}
	if task == h.task {
		return nil
	}
	action := MayTick
	if verb == journal.Dropped || h.task.State == retroplan.Dropped {
		action = MayEditTask
	}
	if err := check(h.by, action, h.tie, h.project.Status); err != nil {
		return err
	}
	return h.progress(ctx, verb, func(t *Task) error {
		_, err := m.apply(t, h.by.Today())
		return err
	})
}
