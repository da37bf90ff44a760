package plan

import (
	"cmp"
	"slices"

	"parvis/internal/calendar"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

// Effect is what editing one task changes in its plan.
type Effect struct {
	Row          Row              // of the task, as it becomes
	Was          [2]workcal.Date  // its planned days before: start and finish
	Own          retroplan.Reason // of a task that is tried: what its own due date asks, whatever waits for it
	Consequences Consequences     // for the task and for the others
}

// Moves tells whether the planned days of the task become others.
func (e Effect) Moves() bool {
	return e.Was != [2]workcal.Date{e.Row.PlannedStart, e.Row.PlannedFinish}
}

// effect compares two states of a plan around a task.
func effect(before, after *sheet, task int64) Effect {
	var e Effect
	e.Consequences.compare(before, after)
	if i := after.at(task); i >= 0 {
		now := &after.rows[i]
		e.Row = *now
		e.Row.Needs, e.Row.Successors, e.Row.Conflicts = slices.Clone(now.Needs), slices.Clone(now.Successors), slices.Clone(now.Conflicts)
	}
	if i := before.at(task); i >= 0 {
		e.Was = [2]workcal.Date{before.rows[i].PlannedStart, before.rows[i].PlannedFinish}
	}
	return e
}

// facts are the tasks and dependencies that a board was worked out from, as they are read.
func (b *board) facts() ([]Task, map[int64][]storedNeed) {
	tasks, needs := make([]Task, len(b.rows)), make(map[int64][]storedNeed, len(b.rows))
	for i := range b.rows {
		row := &b.rows[i]
		tasks[i] = row.Task
		for _, n := range row.Needs {
			needs[row.ID] = append(needs[row.ID], storedNeed{TaskID: row.ID, NeedID: n.ID, Lag: n.Lag})
		}
		slices.SortFunc(needs[row.ID], func(a, b storedNeed) int { return cmp.Compare(a.NeedID, b.NeedID) })
	}
	slices.SortFunc(tasks, func(a, b Task) int { return cmp.Or(cmp.Compare(a.Position, b.Position), cmp.Compare(a.ID, b.ID)) })
	return tasks, needs
}

// at is where the row of a task stands, or -1.
func (b *board) at(task int64) int {
	return slices.IndexFunc(b.rows, func(r Row) bool { return r.ID == task })
}

// ownDue is the latest day that a task sets itself by its offset or its deadline, and why: that of a plan which holds
// nothing else. It is none without a due date, or without a date of the project.
func ownDue(p Project, t Task, calendars calendar.Calendars, today workcal.Date) (retroplan.Reason, error) {
	if !p.Dated() || t.Offset.IsZero() && t.Deadline.IsZero() {
		return retroplan.Reason{}, nil
	}
	alone := planned(&t, calendars.Of(t.ResponsibleID), nil)
	alone.State, alone.Start, alone.Finish = retroplan.ToDo, 0, 0
	alone.NotBefore, alone.PinnedStart, alone.PinnedFinish = 0, 0, 0
	result, err := retroplan.Schedule(retroplan.Plan{Anchor: p.Anchor(), Calendar: calendars.Service(), Tasks: []retroplan.Task{alone}}, today)
	if err != nil {
		return retroplan.Reason{}, err
	}
	return result.Rows[0].Reason, nil
}
