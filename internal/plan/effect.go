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
	Row       Row              // of the task, as it becomes
	Was       [2]workcal.Date  // its planned days before: start and finish
	Own       retroplan.Reason // of a task that is tried: what its own due date asks, whatever waits for it
	Moved     int              // how many other open tasks have other days
	Late      []Touched        // other tasks that become late, in the plan's order
	Later     []Touched        // that were late and get later
	Tight     []Touched        // that lose the last of their slack without being late
	Recovered int              // how many other tasks are no longer late
}

// Touched names a task that another one's edit reaches.
type Touched struct {
	ID    int64
	Title string
	Late  int // working days, as it becomes
}

// Moves tells whether the planned days of the task become others.
func (e Effect) Moves() bool {
	return e.Was != [2]workcal.Date{e.Row.PlannedStart, e.Row.PlannedFinish}
}

// effect compares two states of a plan around a task.
func effect(before, after *board, task int64) Effect {
	var e Effect
	was := make(map[int64]*Row, len(before.rows))
	for i := range before.rows {
		was[before.rows[i].ID] = &before.rows[i]
	}
	for i := range after.rows {
		now := &after.rows[i]
		old := was[now.ID]
		if now.ID == task {
			e.Row = *now
			e.Row.Needs, e.Row.Successors, e.Row.Conflicts = slices.Clone(now.Needs), slices.Clone(now.Successors), slices.Clone(now.Conflicts)
			if old != nil {
				e.Was = [2]workcal.Date{old.PlannedStart, old.PlannedFinish}
			}
			continue
		}
		if old == nil || !now.State.Open() {
			continue
		}
		tally(&e.Moved, old.PlannedStart != now.PlannedStart || old.PlannedFinish != now.PlannedFinish)
		tally(&e.Recovered, old.Late > 0 && now.Late == 0)
		touched := Touched{ID: now.ID, Title: now.Title, Late: now.Late}
		switch {
		case old.Late == 0 && now.Late > 0:
			e.Late = append(e.Late, touched)
		case now.Late > old.Late:
			e.Later = append(e.Later, touched)
		case !old.Critical && now.Critical:
			e.Tight = append(e.Tight, touched)
		}
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
