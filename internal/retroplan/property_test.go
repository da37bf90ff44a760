package retroplan_test

import (
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

func plan(t *rapid.T, p retroplan.Plan, today workcal.Date) retroplan.Result {
	r, err := retroplan.Schedule(p, today)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func byID(p retroplan.Plan) map[int64]int {
	number := map[int64]int{}
	for i := range p.Tasks {
		number[p.Tasks[i].ID] = i
	}
	return number
}

func TestNoTaskStartsBeforeItsPredecessorsAllow(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p, today := anyPlan(t, shape{holidays: true, fixed: true, done: true, maxMargin: 6, tasks: 10})
		r := plan(t, p, today)
		number := byID(p)
		for i, task := range p.Tasks {
			if task.State != retroplan.ToDo {
				continue
			}
			for _, need := range task.Needs {
				row, before := r.Rows[i], r.Rows[number[need.ID]]
				if !naiveAllows(p, task, before.EarliestFinish, row.EarliestStart, need.Lag) {
					t.Fatalf("%d starts at the earliest on %v, %d ends on %v, lag %d", task.ID, row.EarliestStart, need.ID, before.EarliestFinish, need.Lag)
				}
				if !naiveAllows(p, task, before.PlannedFinish, row.PlannedStart, need.Lag) {
					t.Fatalf("%d is planned from %v, %d until %v, lag %d", task.ID, row.PlannedStart, need.ID, before.PlannedFinish, need.Lag)
				}
			}
		}
	})
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

// naiveAllows reports whether a task may start on s when what it needs finishes on f.
func naiveAllows(p retroplan.Plan, task retroplan.Task, f, s workcal.Date, lag int) bool {
	c := p.Calendar
	if task.Calendar != nil {
		c = task.Calendar
	}
	if o := task.Offset; !o.IsZero() && o.Count == 0 {
		c = c.Opened(workcal.Range{From: p.Anchor.First, To: p.Anchor.Last})
	}
	switch {
	case task.Duration == 0:
		return s >= naiveStep(c, f, max(0, lag))
	case task.CalendarDays && lag >= 0:
		return s > naiveStep(c, f, lag)
	}
	return s >= naiveStep(c, naiveStep(c, f, 1), lag)
}

// mixedSides reports a plan with a task due before the event that waits for one after it:
// a conflict that no order can satisfy.
func mixedSides(r retroplan.Result, p retroplan.Plan, number map[int64]int) bool {
	for i, task := range p.Tasks {
		for _, need := range task.Needs {
			if !r.Rows[i].AfterEvent && r.Rows[number[need.ID]].AfterEvent {
				return true
			}
		}
	}
	return false
}

// overlapsAroundDropped reports a plan in which a dropped task overlapped what it waited for or what
// waited for it: each of these is asked to leave room for its own overlap, not for all of them.
func overlapsAroundDropped(p retroplan.Plan, number map[int64]int) bool {
	for _, task := range p.Tasks {
		for _, need := range task.Needs {
			dropped := task.State == retroplan.Dropped || p.Tasks[number[need.ID]].State == retroplan.Dropped
			if dropped && need.Lag < 0 {
				return true
			}
		}
	}
	return false
}

func TestPlannedDatesLieBetweenEarliestAndLatestUnlessLate(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p, today := anyPlan(t, shape{holidays: true, fixed: true, states: true, done: true, maxMargin: 6, tasks: 10})
		r := plan(t, p, today)
		// Two kinds of plans have dates that pull each other apart: see the functions.
		mixed := mixedSides(r, p, byID(p)) || overlapsAroundDropped(p, byID(p))
		for i, row := range r.Rows {
			if row.Frozen {
				continue
			}
			if row.PlannedStart < row.EarliestStart || row.PlannedFinish < row.EarliestFinish {
				t.Fatalf("planned before the earliest dates: %+v", row)
			}
			if task := p.Tasks[i]; task.State == retroplan.ToDo && row.PlannedStart < today {
				t.Fatalf("planned before today %v: %+v", today, row)
			}
			inTime := row.LatestFinish == 0 || row.PlannedFinish <= row.LatestFinish
			// What waits for a task after the event is planned after it, whatever its slack: a conflict.
			if !mixed && inTime != (row.Late == 0) {
				t.Fatalf("late by %d: %+v", row.Late, row)
			}
			if row.Late > 0 && (!row.Critical || !mixed && (row.PlannedFinish != row.EarliestFinish || row.Slack >= 0)) {
				t.Fatalf("late, but not as early as possible, or not critical: %+v", row)
			}
			if inTime && row.Slack < 0 {
				t.Fatalf("in time with a negative slack: %+v", row)
			}
		}
	})
}

func TestMovingTheEventByWholeWeeksMovesEverythingAlike(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p, today := anyPlan(t, shape{fixed: true, pins: true, states: true, done: true, maxMargin: 6, tasks: 10})
		days := 7 * rapid.IntRange(-60, 60).Draw(t, "weeks")
		moved := p
		moved.Anchor.First, moved.Anchor.Last = p.Anchor.First.AddDays(days), p.Anchor.Last.AddDays(days)
		moved.Tasks = slices.Clone(p.Tasks)
		for i := range moved.Tasks {
			m := &moved.Tasks[i]
			for _, d := range []*workcal.Date{&m.Deadline, &m.NotBefore, &m.PinnedStart, &m.PinnedFinish, &m.Start, &m.Finish} {
				*d = d.AddDays(days)
			}
		}
		a, b := plan(t, p, today), plan(t, moved, today.AddDays(days))
		for i := range a.Rows {
			x, y := a.Rows[i], b.Rows[i]
			if x.LatestStart.AddDays(days) != y.LatestStart || x.LatestFinish.AddDays(days) != y.LatestFinish ||
				x.EarliestStart.AddDays(days) != y.EarliestStart || x.EarliestFinish.AddDays(days) != y.EarliestFinish ||
				x.PlannedStart.AddDays(days) != y.PlannedStart || x.PlannedFinish.AddDays(days) != y.PlannedFinish ||
				x.Slack != y.Slack || x.Late != y.Late || len(x.Conflicts) != len(y.Conflicts) {
				t.Fatalf("moved by %d days:\n%+v\n%+v", days, x, y)
			}
		}
	})
}

func TestMovingOnlyTheEventByWholeWeeksMovesTheLatestDatesAlike(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p, today := anyPlan(t, shape{tasks: 10})
		days := 7 * rapid.IntRange(0, 60).Draw(t, "weeks")
		moved := p
		moved.Anchor.First, moved.Anchor.Last = p.Anchor.First.AddDays(days), p.Anchor.Last.AddDays(days)
		a, b := plan(t, p, today), plan(t, moved, today)
		for i := range a.Rows {
			x, y := a.Rows[i], b.Rows[i]
			if p.Tasks[i].Duration == 0 { // its latest day may be a day off that today, which did not move, makes it reach
				x.LatestFinish, y.LatestFinish = p.Calendar.Prev(x.LatestFinish), p.Calendar.Prev(y.LatestFinish)
				x.LatestStart, y.LatestStart = x.LatestFinish, y.LatestFinish
			}
			if x.LatestStart.AddDays(days) != y.LatestStart || x.LatestFinish.AddDays(days) != y.LatestFinish {
				t.Fatalf("moved by %d days:\n%+v\n%+v", days, x, y)
			}
		}
	})
}

func TestPlanningTwiceChangesNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p, today := anyPlan(t, everything)
		before := slices.Clone(p.Tasks)
		first := plan(t, p, today)
		if !reflect.DeepEqual(before, p.Tasks) {
			t.Fatal("planning changed the tasks")
		}
		if again := plan(t, p, today); !reflect.DeepEqual(first, again) {
			t.Fatalf("planned once:\n%+v\ntwice:\n%+v", first, again)
		}
		for i := range p.Tasks { // what is planned becomes what was decided
			p.Tasks[i].PinnedStart, p.Tasks[i].PinnedFinish = first.Rows[i].PlannedStart, first.Rows[i].PlannedFinish
		}
		for i, row := range plan(t, p, today).Rows {
			if row.PlannedStart != first.Rows[i].PlannedStart || row.PlannedFinish != first.Rows[i].PlannedFinish {
				t.Fatalf("%d was planned %v → %v and is now planned %v → %v", p.Tasks[i].ID, first.Rows[i].PlannedStart,
					first.Rows[i].PlannedFinish, row.PlannedStart, row.PlannedFinish)
			}
		}
	})
}

func TestTheOrderOfTheTasksDoesNotMatter(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p, today := anyPlan(t, everything)
		shuffled := p
		shuffled.Tasks = rapid.Permutation(p.Tasks).Draw(t, "order")
		number := byID(p)
		a, b := plan(t, p, today), plan(t, shuffled, today)
		for i, y := range b.Rows {
			x := a.Rows[number[shuffled.Tasks[i].ID]]
			x.Reason, y.Reason, x.Conflicts, y.Conflicts = retroplan.Reason{}, retroplan.Reason{}, nil, nil
			if !reflect.DeepEqual(x, y) {
				t.Fatalf("in order:\n%+v\nshuffled:\n%+v", x, y)
			}
		}
	})
}

func TestDoneTasksNeverMove(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p, today := anyPlan(t, everything)
		first := plan(t, p, today)
		by := rapid.IntRange(-400, 400).Draw(t, "moved by")
		p.Anchor.First, p.Anchor.Last = p.Anchor.First.AddDays(by), p.Anchor.Last.AddDays(by)
		p.Margin += 3
		second := plan(t, p, today.AddDays(rapid.IntRange(-400, 400).Draw(t, "later by")))
		for i, task := range p.Tasks {
			if task.State != retroplan.Done {
				continue
			}
			a, b := first.Rows[i], second.Rows[i]
			if task.Finish != 0 && (a.PlannedFinish != task.Finish || a.EarliestFinish != task.Finish || a.LatestFinish != task.Finish) {
				t.Fatalf("done on %v: %+v", task.Finish, a)
			}
			if a.PlannedStart != b.PlannedStart || a.PlannedFinish != b.PlannedFinish || a.LatestStart != b.LatestStart ||
				a.LatestFinish != b.LatestFinish || a.EarliestStart != b.EarliestStart || a.EarliestFinish != b.EarliestFinish {
				t.Fatalf("a done task moved:\n%+v\n%+v", a, b)
			}
		}
	})
}

func TestNothingAfterTheEventStartsBeforeItEnds(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p, today := anyPlan(t, shape{holidays: true, fixed: true, done: true, maxMargin: 6, tasks: 10})
		for i, row := range plan(t, p, today).Rows {
			first := p.Anchor.Last + 1
			if o := p.Tasks[i].Offset; !o.IsZero() && o.Count == 0 {
				first = p.Anchor.First // what is due on the last day may begin on the first
			}
			if row.AfterEvent && p.Tasks[i].State == retroplan.ToDo && row.PlannedStart < first {
				t.Fatalf("the event ends on %v: %+v", p.Anchor.Last, row)
			}
		}
	})
}
