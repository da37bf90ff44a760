package retroplan_test

import (
	"testing"

	"pgregory.net/rapid"

	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

// The reference below computes the same dates by trying one day after the other against the
// rules as they are written, without any of the arithmetic of the engine.

func naiveCalendar(p retroplan.Plan, task retroplan.Task) *workcal.Calendar {
	if task.Calendar != nil {
		return task.Calendar
	}
	return p.Calendar
}

// naiveStep walks n working days, one day at a time.
func naiveStep(c *workcal.Calendar, d workcal.Date, n int) workcal.Date {
	for ; n > 0; n-- {
		for d++; !c.IsWorked(d); d++ {
		}
	}
	for ; n < 0; n++ {
		for d--; !c.IsWorked(d); d-- {
		}
	}
	return d
}

func naiveOn(p retroplan.Plan, task retroplan.Task, d workcal.Date) bool {
	return task.CalendarDays || naiveCalendar(p, task).IsWorked(d)
}

// naiveAllows reports whether a task may start on s when what it needs finishes on f.
func naiveAllows(p retroplan.Plan, task retroplan.Task, f, s workcal.Date, lag int) bool {
	c := naiveCalendar(p, task)
	switch {
	case task.CalendarDays && task.Duration == 0:
		return s >= naiveStep(c, f, lag)
	case task.CalendarDays:
		return s > naiveStep(c, f, lag)
	}
	first := f + 1
	if task.Duration == 0 {
		first = f
	}
	for !c.IsWorked(first) {
		first++
	}
	return s >= naiveStep(c, first, lag)
}

// naiveSpan walks the n days of a task from its start (forward) or its finish (backward).
func naiveSpan(p retroplan.Plan, task retroplan.Task, from workcal.Date, direction int) workcal.Date {
	for left := task.Duration - 1; left > 0; {
		if from += workcal.Date(direction); naiveOn(p, task, from) {
			left--
		}
	}
	return from
}

func naiveDue(p retroplan.Plan, task retroplan.Task) workcal.Date {
	c, o := naiveCalendar(p, task), *task.Offset
	d, direction := p.Anchor.First, -1
	if o.Side == retroplan.AfterEvent {
		d, direction = p.Anchor.Last, 1
	}
	if o.Unit == retroplan.WorkingDays {
		d = naiveStep(c, d, direction*o.Count)
	} else {
		d += workcal.Date(direction * o.Count)
	}
	for task.Statutory && !c.IsWorked(d) {
		d--
	}
	for !naiveOn(p, task, d) {
		d += workcal.Date(direction)
	}
	if o.Side == retroplan.AfterEvent {
		d = max(d, naiveStep(c, p.Anchor.Last, 1))
	}
	return d
}

type naiveRow struct {
	after          bool
	es, ef, ls, lf workcal.Date
}

// naiveSchedule expects tasks in an order in which each comes after those it needs, and no
// state but to do and done.
func naiveSchedule(p retroplan.Plan, today workcal.Date) []naiveRow {
	number := byID(p)
	rows := make([]naiveRow, len(p.Tasks))
	for i, task := range p.Tasks {
		row := &rows[i]
		for _, need := range task.Needs {
			row.after = row.after || task.Offset == nil && rows[number[need.ID]].after
		}
		row.after = row.after || task.Offset != nil && task.Offset.Side == retroplan.AfterEvent
		if task.State == retroplan.Done {
			row.es, row.ef, row.ls, row.lf = task.Start, task.Finish, task.Start, task.Finish
			continue
		}
		row.es = max(today, task.NotBefore)
		if row.after {
			row.es = max(row.es, naiveStep(naiveCalendar(p, task), p.Anchor.Last, 1))
		}
		for ok := false; !ok; {
			ok = naiveOn(p, task, row.es)
			for _, need := range task.Needs {
				ok = ok && naiveAllows(p, task, rows[number[need.ID]].ef, row.es, need.Lag)
			}
			if !ok {
				row.es++
			}
		}
		row.ef = naiveSpan(p, task, row.es, 1)
	}
	for i := len(p.Tasks) - 1; i >= 0; i-- {
		if p.Tasks[i].State != retroplan.Done {
			naiveLatest(p, rows, i)
		}
	}
	return rows
}

func naiveLatest(p retroplan.Plan, rows []naiveRow, i int) {
	const never = workcal.Date(1 << 21)
	task, row := p.Tasks[i], &rows[i]
	lf := never
	if !row.after && (task.Offset == nil || task.Offset.Count != 0) {
		lf = p.Anchor.First - 1
	}
	if task.Offset != nil {
		lf = min(lf, naiveDue(p, task))
	}
	if task.Deadline != 0 {
		due := task.Deadline
		for task.Statutory && !naiveCalendar(p, task).IsWorked(due) {
			due--
		}
		lf = min(lf, due)
	}
	type link struct {
		task retroplan.Task
		ls   workcal.Date
		lag  int
	}
	var links []link
	for k, follower := range p.Tasks {
		for _, need := range follower.Needs {
			if need.ID == task.ID && follower.State != retroplan.Done && rows[k].ls != 0 && (rows[k].after || !row.after) {
				links = append(links, link{follower, rows[k].ls, need.Lag})
				lf = min(lf, rows[k].ls+100) // a lag is a few days: start the walk from there
			}
		}
	}
	if lf == never {
		return
	}
	for ok := false; !ok; {
		ok = naiveOn(p, task, lf)
		for _, l := range links {
			ok = ok && naiveAllows(p, l.task, lf, l.ls, l.lag)
		}
		if !ok {
			lf--
		}
	}
	row.lf, row.ls = lf, naiveSpan(p, task, lf, -1)
}

func TestEngineAgreesWithTryingEveryDay(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p, today := anyPlan(t, shape{holidays: true, fixed: true, done: true, tasks: 9})
		rows := plan(t, p, today).Rows
		for i, want := range naiveSchedule(p, today) {
			got := rows[i]
			if got.EarliestStart != want.es || got.EarliestFinish != want.ef || got.LatestStart != want.ls ||
				got.LatestFinish != want.lf || got.AfterEvent != want.after {
				t.Fatalf("%s: earliest %v → %v, latest %v → %v; trying every day gives %v → %v and %v → %v\n%+v", got.ID,
					got.EarliestStart, got.EarliestFinish, got.LatestStart, got.LatestFinish, want.es, want.ef, want.ls, want.lf, p.Tasks[i])
			}
		}
	})
}
