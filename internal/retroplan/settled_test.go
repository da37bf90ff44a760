package retroplan_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

// The rules that odd plans meet, each by the example that shows it. Today is Monday 7 April 2025;
// the event is Friday 13 to Sunday 15 June unless a case says otherwise.
func TestRulesOfOddPlans(t *testing.T) {
	t.Parallel()
	type task = retroplan.Task
	d := func(s string) workcal.Date { return day(t, s) }
	lag := func(id int64, n int) []retroplan.Need { return []retroplan.Need{{ID: id, Lag: n}} }
	onLeave := func(from, to string) *workcal.Calendar {
		return workcal.NewCalendar(workcal.Config{}).WithLeave([]workcal.Range{{From: d(from), To: d(to)}})
	}
	for name, c := range map[string]struct {
		first, last string
		tasks       []task
		want        []dates
		conflicts   [][]retroplan.ConflictKind
	}{
		"dropped: no side of its own, the order passes through": {
			tasks: []task{{ID: 'p', Duration: 2}, {ID: 'a', Duration: 2, Needs: needs('p'), Offset: after(30), State: retroplan.Dropped},
				{ID: 'b', Duration: 1, Needs: needs('a'), Offset: before(1)}},
			want: []dates{{ls: "2025-06-10", lf: "2025-06-11"}, {lf: "-"}, {lf: "2025-06-12"}},
		},
		"dropped: an overlap that it allowed stays": {
			tasks: []task{{ID: 'p', Duration: 10}, {ID: 'a', Duration: 2, Needs: lag('p', -5), State: retroplan.Dropped},
				{ID: 'b', Duration: 1, Needs: needs('a')}},
			want: []dates{{ef: "2025-04-18"}, {}, {es: "2025-04-16"}},
		},
		"dropped: what comes before does not pull what comes after the event": {
			tasks: []task{{ID: 'p', Duration: 1, Offset: after(10)}, {ID: 'a', Needs: needs('p'), State: retroplan.Dropped},
				{ID: 'b', Duration: 1, Needs: needs('a'), Offset: before(5)}, {ID: 'c', Duration: 1, Needs: needs('a'), Offset: after(2)}},
			want:      []dates{{lf: "2025-06-16"}, {}, {lf: "2025-06-06"}, {lf: "2025-06-17"}},
			conflicts: [][]retroplan.ConflictKind{{retroplan.OffsetTooLate}, nil, {retroplan.NeedsAfterEvent}, nil},
		},
		"milestone: costs no day after calendar days that end on a Saturday": {
			tasks: []task{{ID: 'P', Duration: 3, CalendarDays: true, NotBefore: d("2025-05-08")}, {ID: 'Q', Needs: needs('P')}, {ID: 'R', Duration: 2, Needs: needs('Q')}},
			want:  []dates{{ef: "2025-05-10", ls: "2025-06-08", lf: "2025-06-10"}, {ef: "2025-05-10", lf: "2025-06-10"}, {es: "2025-05-12", ls: "2025-06-11"}},
		},
		"milestone: a negative lag does not put it before its predecessor's end": {
			tasks: []task{{ID: 'P', Duration: 5}, {ID: 'Q', Needs: lag('P', -2)}, {ID: 'R', Duration: 1, Needs: needs('Q')}},
			want:  []dates{{ef: "2025-04-11"}, {ef: "2025-04-11"}, {es: "2025-04-14"}},
		},
		"milestone: a leave of its person costs nobody a day": {
			tasks: []task{{ID: 'P', Duration: 5}, {ID: 'Q', Needs: needs('P'), Calendar: onLeave("2025-04-14", "2025-04-18")}, {ID: 'R', Duration: 1, Needs: needs('Q')}},
			want:  []dates{{ef: "2025-04-11"}, {ef: "2025-04-11"}, {es: "2025-04-14"}},
		},
		"milestone: not before a Saturday": {
			tasks: []task{{ID: 'Q', NotBefore: d("2025-05-10")}, {ID: 'R', Duration: 1, Needs: needs('Q')}},
			want:  []dates{{ef: "2025-05-10"}, {es: "2025-05-12"}},
		},
		"done with a finish only: that day alone, even a Sunday": {
			tasks: []task{{ID: 'A', Duration: 5, State: retroplan.Done, Finish: d("2025-03-30")}, {ID: 'M', State: retroplan.Done, Finish: d("2025-03-30")}},
			want:  []dates{{ps: "2025-03-30", pf: "2025-03-30"}, {ps: "2025-03-30", pf: "2025-03-30"}},
		},
		"a negative lag gives both kinds of tasks the same start": {
			tasks: []task{{ID: 'P', Duration: 6, CalendarDays: true}, {ID: 'A', Duration: 2, Needs: lag('P', -1)}, {ID: 'B', Duration: 2, CalendarDays: true, Needs: lag('P', -1)}},
			want:  []dates{{ef: "2025-04-12"}, {es: "2025-04-11"}, {es: "2025-04-11"}},
		},
		"side: after what is due on the first day": {
			tasks: []task{{ID: 'A', Duration: 1, Offset: before(0)}, {ID: 'B', Duration: 1, Needs: needs('A')}, {ID: 'C', Duration: 1, Needs: needs('B')}},
			want:  []dates{{lf: "2025-06-13"}, {es: "2025-06-16", lf: "-"}, {es: "2025-06-17", lf: "-"}},
		},
		"side: a deadline after the event binds instead of its eve": {
			tasks: []task{{ID: 'A', Duration: 2, Deadline: d("2025-06-30")}, {ID: 'B', Duration: 1, Deadline: d("2025-06-15")}}, // a conflict says so
			want:  []dates{{es: "2025-04-07", lf: "2025-06-30", pf: "2025-06-30"}, {lf: "2025-06-12"}},
		},
		"the event's days are worked: a Saturday": {
			first: "2025-05-17", last: "2025-05-17",
			tasks: []task{{ID: 'A', Duration: 2, Offset: before(0)}, {ID: 'B', Duration: 1, Offset: after(0)}, {ID: 'C', Duration: 1, Offset: after(1)}},
			want:  []dates{{ls: "2025-05-16", lf: "2025-05-17"}, {es: "2025-05-17", lf: "2025-05-17"}, {lf: "2025-05-19"}},
		},
		"the event's days are worked: Whit Monday": {
			first: "2025-06-09", last: "2025-06-09",
			tasks: []task{{ID: 'A', Duration: 1, Offset: before(0)}},
			want:  []dates{{ls: "2025-06-09", lf: "2025-06-09", pf: "2025-06-09"}},
		},
		"the event's days are worked: three of them": {
			tasks: []task{{ID: 'A', Duration: 3, Offset: after(0)}},
			want:  []dates{{es: "2025-06-13", ef: "2025-06-15", ls: "2025-06-13", lf: "2025-06-15"}},
		},
		"the event's days are worked: a leave is a conflict, and the date stays": {
			tasks:     []task{{ID: 'A', Duration: 1, Offset: before(0), Calendar: onLeave("2025-06-10", "2025-06-13")}},
			want:      []dates{{lf: "2025-06-13", pf: "2025-06-13"}},
			conflicts: [][]retroplan.ConflictKind{{retroplan.AwayOnEvent}},
		},
		"actual dates that no state explains": {
			tasks: []task{{ID: 'A', Duration: 1, Finish: d("2025-04-01")}, {ID: 'B', Duration: 1, State: retroplan.InProgress, Start: d("2025-04-01"), Finish: d("2025-04-02")},
				{ID: 'C', Duration: 1, State: retroplan.Blocked, Finish: d("2025-04-02")}, {ID: 'D', Duration: 1, Start: d("2025-04-02")},
				{ID: 'E', Duration: 1, State: retroplan.Dropped, Finish: d("2025-04-02")}},
			conflicts: [][]retroplan.ConflictKind{{retroplan.FinishIgnored}, {retroplan.FinishIgnored}, {retroplan.FinishIgnored}, {retroplan.ActualIgnored}, {retroplan.FinishIgnored}},
		},
		"a deadline within the event, told where nothing else binds": {
			tasks:     []task{{ID: 'A', Duration: 1, Deadline: d("2025-06-14")}, {ID: 'B', Duration: 1, Deadline: d("2025-06-14"), Offset: before(21)}},
			want:      []dates{{lf: "2025-06-12"}, {lf: "2025-05-23"}},
			conflicts: [][]retroplan.ConflictKind{{retroplan.DeadlineInEvent}, nil},
		},
		"limits that leave no room": {
			tasks:     []task{{ID: 'A', Duration: 3, Offset: after(1)}, {ID: 'B', Duration: 1, Offset: after(7), Deadline: d("2025-06-06")}, {ID: 'C', Duration: 3, Offset: after(3)}},
			want:      []dates{{lf: "2025-06-16"}, {lf: "2025-06-06"}, {lf: "2025-06-18"}},
			conflicts: [][]retroplan.ConflictKind{{retroplan.LimitsApart}, {retroplan.LimitsApart}, nil},
		},
		"calendar days after the event wait for the first worked day": {
			first: "2025-06-20", last: "2025-06-20",
			tasks: []task{{ID: 'A', Duration: 1, CalendarDays: true, Offset: after(1)}},
			want:  []dates{{es: "2025-06-23", lf: "2025-06-23"}},
		},
	} {
		p := jea(t, c.tasks...)
		if c.first != "" {
			p.Anchor = retroplan.Anchor{First: d(c.first), Last: d(c.last)}
		}
		r := schedule(t, p, "2025-04-07")
		for i, want := range c.want {
			want.check(t, name, p.Tasks[i].ID, r.Rows[i])
		}
		for i, row := range r.Rows {
			if c.conflicts != nil {
				if got := kinds(row); !slices.Equal(got, c.conflicts[i]) {
					t.Errorf("%s: conflicts of %c are %v, want %v", name, p.Tasks[i].ID, got, c.conflicts[i])
				}
			}
			for _, conflict := range row.Conflicts {
				if s := conflict.Sentence(); !strings.HasSuffix(s, ".") || strings.Contains(s, "contredisent") || strings.Contains(s, "()") {
					t.Errorf("%s: conflict of %c reads %q", name, p.Tasks[i].ID, s)
				}
			}
		}
	}
}

func TestLatenessIsOneTruth(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p, today := anyPlan(t, everything)
		r := plan(t, p, today)
		late, critical := 0, 0
		for _, row := range r.Rows {
			if row.Late != max(0, -row.Slack) || !row.HasSlack() && (row.Slack != 0 || row.Critical) {
				t.Fatalf("late by %d with a slack of %d: %+v", row.Late, row.Slack, row)
			}
			tight := row.HasSlack() && row.Slack <= 0 && (!row.AfterEvent || row.Late > 0 || today > p.Anchor.Last)
			if row.Critical != tight {
				t.Fatalf("critical is %t: %+v", row.Critical, row)
			}
			if row.Late > 0 {
				late++
			}
			if row.Critical {
				critical++
			}
		}
		if r.LateTasks != late || r.Critical != critical {
			t.Fatalf("%d late and %d critical are counted as %d and %d", late, critical, r.LateTasks, r.Critical)
		}
	})
}

func TestAfterTheEventATaskIsCriticalOnlyWhenLateOrOnceItIsOver(t *testing.T) {
	t.Parallel()
	p := jea(t, retroplan.Task{ID: 'A', Duration: 1, Offset: after(1)})
	for today, want := range map[string]bool{"2025-04-07": false, "2025-06-15": false, "2025-06-16": true, "2025-06-17": true} {
		if row := schedule(t, p, today).Rows[0]; row.Critical != want {
			t.Errorf("on %s: critical is %t: %+v", today, row.Critical, row)
		}
	}
}

func TestDroppingATaskNeverMakesAnotherLater(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p, today := anyPlan(t, shape{holidays: true, fixed: true, done: true, tasks: 12})
		i := rapid.IntRange(0, len(p.Tasks)-1).Draw(t, "dropped")
		if p.Tasks[i].State != retroplan.ToDo {
			return
		}
		before := plan(t, p, today)
		if waitsForTheEvent(before, p) {
			return // the side that what it waited for is on passes through it
		}
		p.Tasks[i].State = retroplan.Dropped
		after := plan(t, p, today)
		for k, b := range before.Rows {
			a := after.Rows[k]
			if k == i || a.Frozen {
				continue
			}
			if a.EarliestStart > b.EarliestStart || a.EarliestFinish > b.EarliestFinish {
				t.Fatalf("without %d, %d goes from %v → %v to %v → %v", p.Tasks[i].ID, p.Tasks[k].ID, b.EarliestStart, b.EarliestFinish, a.EarliestStart, a.EarliestFinish)
			}
		}
	})
}

// waitsForTheEvent reports a plan with a task before the event that waits for one on its first day
// or after it: a conflict.
func waitsForTheEvent(r retroplan.Result, p retroplan.Plan) bool {
	number := byID(p)
	for i, task := range p.Tasks {
		for _, need := range task.Needs {
			k := number[need.ID]
			o := p.Tasks[k].Offset
			if !r.Rows[i].AfterEvent && (r.Rows[k].AfterEvent || !o.IsZero() && o.Count == 0) {
				return true
			}
		}
	}
	return false
}

func TestAMilestoneBetweenTwoTasksCostsNoDay(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p, today := anyPlan(t, shape{holidays: true, tasks: 2})
		if len(p.Tasks) < 2 {
			return
		}
		a, b := p.Tasks[0], p.Tasks[1]
		a.Needs, b.Needs, b.Offset, b.CalendarDays = nil, needs(a.ID), retroplan.Offset{}, false
		direct := plan(t, retroplan.Plan{Anchor: p.Anchor, Calendar: p.Calendar, Tasks: []retroplan.Task{a, b}}, today)
		m := retroplan.Task{ID: 'M', Needs: needs(a.ID), Calendar: b.Calendar}
		b.Needs = needs('M')
		if b.Duration == 0 || direct.Rows[0].AfterEvent || direct.Rows[1].AfterEvent {
			return
		}
		through := plan(t, retroplan.Plan{Anchor: p.Anchor, Calendar: p.Calendar, Tasks: []retroplan.Task{a, b, m}}, today)
		for k, want := range direct.Rows {
			got := through.Rows[k]
			if got.EarliestStart != want.EarliestStart || got.EarliestFinish != want.EarliestFinish ||
				got.LatestStart != want.LatestStart || got.LatestFinish != want.LatestFinish || got.Slack != want.Slack {
				t.Fatalf("task %d without the milestone:\n%+v\nwith it:\n%+v", k, want, got)
			}
		}
	})
}
