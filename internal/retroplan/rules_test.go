package retroplan_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

// dates is what a table expects of a row; an empty string is not looked at, "-" is no date.
type dates struct {
	ls, lf, es, ef, ps, pf string
}

func (want dates) check(t *testing.T, name string, task int64, row retroplan.Row) {
	t.Helper()
	for _, c := range []struct {
		what, want string
		got        workcal.Date
	}{
		{"latest start", want.ls, row.LatestStart}, {"latest finish", want.lf, row.LatestFinish},
		{"earliest start", want.es, row.EarliestStart}, {"earliest finish", want.ef, row.EarliestFinish},
		{"planned start", want.ps, row.PlannedStart}, {"planned finish", want.pf, row.PlannedFinish},
	} {
		switch {
		case c.want == "-" && !c.got.IsZero(), c.want != "" && c.want != "-" && c.got != day(t, c.want):
			t.Errorf("%s: %s of %c is %v, want %s", name, c.what, task, c.got, c.want)
		}
	}
}

func kinds(row retroplan.Row) []retroplan.ConflictKind {
	var list []retroplan.ConflictKind
	for _, c := range row.Conflicts {
		list = append(list, c.Kind)
	}
	return list
}

// Today is Wednesday 14 May 2025; the event is Friday 13 to Sunday 15 June.
func TestRulesOfOneTaskAndItsNeighbours(t *testing.T) {
	t.Parallel()
	type task = retroplan.Task
	d := func(s string) workcal.Date { return day(t, s) }
	weekends := workcal.NewCalendar(workcal.Config{Week: workcal.TuesdayToSaturday})
	onLeave := workcal.NewCalendar(workcal.Config{}).WithLeave([]workcal.Range{{From: d("2025-06-03"), To: d("2025-06-12")}})
	for name, c := range map[string]struct {
		tasks     []task
		margin    int
		want      []dates
		conflicts [][]retroplan.ConflictKind
	}{
		"lag of two working days": {
			tasks: []task{{ID: 'A', Duration: 1}, {ID: 'B', Duration: 1, Needs: []retroplan.Need{{ID: 'A', Lag: 2}}}},
			want:  []dates{{lf: "2025-06-06"}, {ls: "2025-06-12", es: "2025-05-19"}},
		},
		"overlap of one working day": {
			tasks: []task{{ID: 'A', Duration: 3}, {ID: 'B', Duration: 2, Needs: []retroplan.Need{{ID: 'A', Lag: -1}}}},
			want:  []dates{{lf: "2025-06-11", ef: "2025-05-16"}, {ls: "2025-06-11", es: "2025-05-16"}},
		},
		"milestone with a lag": {
			tasks: []task{{ID: 'A', Duration: 1}, {ID: 'M', Needs: []retroplan.Need{{ID: 'A', Lag: 1}}}},
			want:  []dates{{lf: "2025-06-11", ef: "2025-05-14"}, {lf: "2025-06-12", es: "2025-05-15"}},
		},
		"milestones share a day": {
			tasks: []task{{ID: 'M'}, {ID: 'N', Needs: needs('M')}, {ID: 'B', Duration: 1, Needs: needs('N')}},
			want:  []dates{{lf: "2025-06-11", es: "2025-05-14"}, {lf: "2025-06-11", es: "2025-05-14"}, {ls: "2025-06-12", es: "2025-05-15"}},
		},
		"calendar days run over the week-end": {
			tasks: []task{{ID: 'A', Duration: 3}, {ID: 'P', Duration: 10, CalendarDays: true, Needs: needs('A')}, {ID: 'B', Duration: 1, Needs: needs('P')}},
			want: []dates{{es: "2025-05-14", ef: "2025-05-16", lf: "2025-05-30"},
				{es: "2025-05-17", ef: "2025-05-26", ls: "2025-06-02", lf: "2025-06-11"}, {es: "2025-05-27", ls: "2025-06-12"}},
		},
		"a milestone stands on the Sunday on which a calendar task ends": {
			tasks: []task{{ID: 'P', Duration: 5, CalendarDays: true}, {ID: 'M', Needs: needs('P')}, {ID: 'B', Duration: 1, Needs: needs('M')}},
			want:  []dates{{ef: "2025-05-18"}, {ef: "2025-05-18"}, {es: "2025-05-19"}},
		},
		"each person's calendar": {
			tasks: []task{{ID: 'A', Duration: 2, Calendar: weekends}, {ID: 'B', Duration: 1, Calendar: onLeave, Needs: needs('A')}},
			want:  []dates{{ls: "2025-05-30", lf: "2025-05-31", es: "2025-05-14"}, {ls: "2025-06-02", lf: "2025-06-02"}},
		},
		"not before": {
			tasks: []task{{ID: 'A', Duration: 2, NotBefore: d("2025-05-29")}},
			want:  []dates{{es: "2025-05-30", ef: "2025-06-02", pf: "2025-06-12"}},
		},
		"not before, too late": {
			tasks:     []task{{ID: 'A', Duration: 5, NotBefore: d("2025-06-10")}},
			want:      []dates{{es: "2025-06-10", ef: "2025-06-16", pf: "2025-06-16", lf: "2025-06-12"}},
			conflicts: [][]retroplan.ConflictKind{{retroplan.NotBeforeTooLate}},
		},
		"safety margin": {
			tasks:  []task{{ID: 'A', Duration: 2}, {ID: 'B', Duration: 1, Needs: needs('A'), Offset: before(1)}},
			margin: 3,
			want:   []dates{{lf: "2025-06-11", pf: "2025-06-05"}, {lf: "2025-06-12", pf: "2025-06-06"}},
		},
		"safety margin stops at the earliest dates": {
			tasks:  []task{{ID: 'A', Duration: 2}},
			margin: 300,
			want:   []dates{{ps: "2025-05-14", pf: "2025-05-15", lf: "2025-06-12"}},
		},
		"in progress: what is left counts from today": {
			tasks: []task{{ID: 'A', Duration: 5, State: retroplan.InProgress, Start: d("2025-05-12")}, {ID: 'B', Duration: 1, Needs: needs('A')}},
			want:  []dates{{es: "2025-05-12", ef: "2025-05-16", ps: "2025-05-12", pf: "2025-06-11"}, {es: "2025-05-19"}},
		},
		"in progress beyond its duration": {
			tasks: []task{{ID: 'A', Duration: 2, State: retroplan.InProgress, Start: d("2025-04-01")}},
			want:  []dates{{ef: "2025-05-14"}},
		},
		"in progress, days left known": {
			tasks: []task{{ID: 'A', Duration: 2, State: retroplan.InProgress, Start: d("2025-04-01"), Remaining: 4}},
			want:  []dates{{ef: "2025-05-19"}},
		},
		"blocked after a start: all is left": {
			tasks: []task{{ID: 'A', Duration: 5, State: retroplan.Blocked, Start: d("2025-05-12")}},
			want:  []dates{{es: "2025-05-12", ef: "2025-05-20"}},
		},
		"blocked before its start": {
			tasks: []task{{ID: 'A', Duration: 5, State: retroplan.Blocked}},
			want:  []dates{{es: "2025-05-14", ef: "2025-05-20"}},
		},
		"done holds its successor only until it was done, and its predecessor no more": {
			tasks: []task{{ID: 'A', Duration: 1}, {ID: 'B', Duration: 2, State: retroplan.Done, Start: d("2025-05-05"), Finish: d("2025-05-06"), Needs: needs('A')}, {ID: 'C', Duration: 1, Needs: needs('B')}},
			want: []dates{{lf: "2025-06-12"}, {ls: "2025-05-05", lf: "2025-05-06", es: "2025-05-05", ef: "2025-05-06", ps: "2025-05-05", pf: "2025-05-06"},
				{es: "2025-05-14"}},
		},
		"done without a date": {
			tasks:     []task{{ID: 'A', Duration: 1, State: retroplan.Done}, {ID: 'B', Duration: 1, Needs: needs('A')}},
			want:      []dates{{ls: "-", lf: "-", es: "-", ef: "-", ps: "-", pf: "-"}, {es: "2025-05-14"}},
			conflicts: [][]retroplan.ConflictKind{{retroplan.FinishUnknown}, nil},
		},
		"dropped takes no time but keeps the order": {
			tasks: []task{{ID: 'A', Duration: 3}, {ID: 'B', Duration: 5, State: retroplan.Dropped, Needs: []retroplan.Need{{ID: 'A', Lag: 4}}}, {ID: 'C', Duration: 1, Needs: needs('B')}},
			want:  []dates{{ef: "2025-05-16", lf: "2025-06-11"}, {ls: "-", lf: "-", es: "-", ef: "-", ps: "-", pf: "-"}, {es: "2025-05-19", ls: "2025-06-12"}},
		},
		"pinned start is obeyed and holds its neighbours": {
			tasks: []task{{ID: 'A', Duration: 2}, {ID: 'B', Duration: 3, PinnedStart: d("2025-05-26"), Needs: needs('A')}, {ID: 'C', Duration: 1, Needs: needs('B')}},
			want:  []dates{{lf: "2025-05-23"}, {es: "2025-05-26", ef: "2025-05-28", ps: "2025-05-26", pf: "2025-05-28", lf: "2025-06-11"}, {es: "2025-05-30"}},
		},
		"pinned before its predecessor allows": {
			tasks:     []task{{ID: 'A', Duration: 5}, {ID: 'B', Duration: 1, PinnedFinish: d("2025-05-16"), Needs: needs('A')}},
			want:      []dates{{lf: "2025-05-15", ef: "2025-05-20", pf: "2025-05-20"}, {ps: "2025-05-16", pf: "2025-05-16"}},
			conflicts: [][]retroplan.ConflictKind{nil, {retroplan.PinBeforeNeed}},
		},
		"pinned after the event and on a Saturday": {
			tasks:     []task{{ID: 'A', Duration: 1, PinnedStart: d("2025-06-14"), PinnedFinish: d("2025-06-14")}},
			want:      []dates{{ps: "2025-06-14", pf: "2025-06-14", lf: "2025-06-12"}},
			conflicts: [][]retroplan.ConflictKind{{retroplan.PinDayOff, retroplan.PinDayOff, retroplan.PinTooLate}},
		},
		"pinned in the past: planned there, earliest from today": {
			tasks:     []task{{ID: 'A', Duration: 2, PinnedStart: d("2025-05-05")}, {ID: 'B', Duration: 1, Needs: needs('A')}},
			want:      []dates{{ps: "2025-05-05", pf: "2025-05-06", es: "2025-05-14", ef: "2025-05-15"}, {es: "2025-05-16"}},
			conflicts: [][]retroplan.ConflictKind{{retroplan.PinPast}, nil},
		},
		"pinned backwards": {
			tasks:     []task{{ID: 'A', Duration: 2, PinnedStart: d("2025-05-26"), PinnedFinish: d("2025-05-20")}},
			want:      []dates{{ps: "2025-05-26", pf: "2025-05-27"}},
			conflicts: [][]retroplan.ConflictKind{{retroplan.PinInverted}},
		},
		"statutory date past": {
			tasks:     []task{{ID: 'A', Duration: 1, Offset: before(60), Statutory: true}},
			want:      []dates{{lf: "2025-04-14", pf: "2025-05-14"}},
			conflicts: [][]retroplan.ConflictKind{{retroplan.StatutoryPast}},
		},
		"statutory date that can no longer be met": {
			tasks:     []task{{ID: 'A', Duration: 10, Offset: before(20), Statutory: true}},
			want:      []dates{{lf: "2025-05-23", ef: "2025-05-27"}},
			conflicts: [][]retroplan.ConflictKind{{retroplan.StatutoryLate}},
		},
		"offset later than a successor needs": {
			tasks:     []task{{ID: 'A', Duration: 1, Offset: before(10)}, {ID: 'B', Duration: 1, Needs: needs('A'), Offset: before(21)}},
			want:      []dates{{lf: "2025-05-22"}, {lf: "2025-05-23"}},
			conflicts: [][]retroplan.ConflictKind{{retroplan.OffsetTooLate}, nil},
		},
		"after the event, due": {
			tasks: []task{{ID: 'A', Duration: 3, Offset: after(15)}},
			want:  []dates{{es: "2025-06-16", ef: "2025-06-18", ls: "2025-06-26", lf: "2025-06-30", ps: "2025-06-26"}},
		},
		"after the event, as soon as possible": {
			tasks: []task{{ID: 'A', Duration: 3, Offset: after(7)}, {ID: 'B', Duration: 2, Needs: needs('A')}, {ID: 'C', Duration: 1, Needs: needs('B'), Offset: after(30)}},
			want: []dates{{pf: "2025-06-23"}, {es: "2025-06-19", ps: "2025-06-24", pf: "2025-06-25", lf: "2025-07-11"},
				{es: "2025-06-23", ps: "2025-07-15"}},
		},
		"after the event, nobody expects it": {
			tasks: []task{{ID: 'A', Duration: 1, Offset: retroplan.Offset{Side: retroplan.AfterEvent, Count: 1, Unit: retroplan.WorkingDays}}, {ID: 'B', Duration: 2, Needs: needs('A')}},
			want:  []dates{{ps: "2025-06-16"}, {ls: "-", lf: "-", es: "2025-06-17", ps: "2025-06-17", pf: "2025-06-18"}},
		},
		"due before the event but waits for what comes after": {
			tasks:     []task{{ID: 'A', Duration: 1, Offset: after(7)}, {ID: 'B', Duration: 1, Needs: needs('A'), Offset: before(2)}},
			want:      []dates{{lf: "2025-06-23"}, {lf: "2025-06-11", es: "2025-06-17", ps: "2025-06-24"}},
			conflicts: [][]retroplan.ConflictKind{nil, {retroplan.NeedsAfterEvent}},
		},
		"to do with actual dates": {
			tasks:     []task{{ID: 'A', Duration: 1, Start: d("2025-05-05")}},
			want:      []dates{{es: "2025-05-14"}},
			conflicts: [][]retroplan.ConflictKind{{retroplan.ActualIgnored}},
		},
		"done in the future, backwards": {
			tasks:     []task{{ID: 'A', Duration: 1, State: retroplan.Done, Start: d("2025-07-05"), Finish: d("2025-07-01")}},
			conflicts: [][]retroplan.ConflictKind{{retroplan.ActualFuture, retroplan.ActualInverted}},
		},
	} {
		p := jea(t, c.tasks...)
		p.Margin = c.margin
		r := schedule(t, p, "2025-05-14")
		for i, want := range c.want {
			want.check(t, name, p.Tasks[i].ID, r.Rows[i])
		}
		for i, row := range r.Rows {
			var want []retroplan.ConflictKind
			if c.conflicts != nil {
				want = c.conflicts[i]
			}
			if got := kinds(row); !slices.Equal(got, want) {
				t.Errorf("%s: conflicts of %c are %v, want %v", name, p.Tasks[i].ID, got, want)
			}
			for _, conflict := range row.Conflicts {
				s := conflict.Sentence()
				if !strings.HasSuffix(s, ".") || strings.Contains(s, "contredisent") || strings.Contains(s, "le ,") ||
					strings.Contains(s, "«\u00a0\u00a0»") || strings.Contains(s, "()") {
					t.Errorf("%s: conflict of %c reads %q", name, p.Tasks[i].ID, s)
				}
			}
		}
	}
}

func TestFrozenTasksAreNeitherCriticalNorLate(t *testing.T) {
	t.Parallel()
	r := schedule(t, jea(t,
		retroplan.Task{ID: 'A', Duration: 1, State: retroplan.Done, Finish: day(t, "2025-06-20")},
		retroplan.Task{ID: 'B', Duration: 1, State: retroplan.Dropped, Offset: before(100)},
		retroplan.Task{ID: 'C', Duration: 1, Offset: before(100)},
	), "2025-06-23")
	for _, row := range r.Rows[:2] {
		if row.Critical || row.Late != 0 || row.Slack != 0 || !row.Frozen {
			t.Errorf("%+v", row)
		}
	}
	if r.Done != 1 || r.Dropped != 1 || r.LateTasks != 1 || r.Critical != 1 {
		t.Errorf("counts: %+v", r)
	}
	if got := r.Sentence(); !strings.HasPrefix(got, "le rétroplanning a ") || !strings.HasSuffix(got, " de retard") {
		t.Errorf("a plan under way says %q", got)
	}
}

func TestCycleIsRefusedInASentenceThatNamesIt(t *testing.T) {
	t.Parallel()
	p := jea(t,
		retroplan.Task{ID: 'X', Title: "Hors du cycle", Needs: needs('C')},
		retroplan.Task{ID: 'A', Title: "Textes", Needs: needs('C')},
		retroplan.Task{ID: 'B', Title: "Visuels", Needs: needs('A')},
		retroplan.Task{ID: 'C', Needs: needs('B')},
	)
	_, err := retroplan.Schedule(p, day(t, "2025-04-07"))
	var cycle *retroplan.CycleError
	if !errors.As(err, &cycle) || !fault.Is(err, fault.Invalid) {
		t.Fatalf("got %v", err)
	}
	if !slices.Equal(cycle.IDs, []int64{'A', 'B', 'C'}) || !slices.Equal(cycle.Titles, []string{"Textes", "Visuels", "C"}) {
		t.Errorf("cycle %+v", cycle)
	}
	want := "Ces tâches s’attendent les unes les autres : « Textes » → « Visuels » → « C » → « Textes »."
	if got := french.PlainSpaces(fault.SentenceOf(err)); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	_, err = retroplan.Schedule(jea(t, retroplan.Task{ID: 'A', Needs: needs('A')}), day(t, "2025-04-07"))
	if got := fault.SentenceOf(err); !strings.Contains(got, "d’elle-même") {
		t.Errorf("a task that needs itself: %q", got)
	}
}

func TestPlansThatCannotBeComputedNameTheTask(t *testing.T) {
	t.Parallel()
	type task = retroplan.Task
	for name, c := range map[string]struct {
		tasks   []task
		problem retroplan.TaskProblem
		says    string
	}{
		"duplicate id":      {[]task{{ID: 'A'}, {ID: 'A'}}, retroplan.DuplicateID, "65"},
		"no id":             {[]task{{Title: "Textes"}}, retroplan.EmptyID, "identifiant"},
		"unknown task":      {[]task{{ID: 'A', Title: "Textes", Needs: needs('Z')}}, retroplan.UnknownNeed, "90"},
		"negative duration": {[]task{{ID: 'A', Title: "Textes", Duration: -3}}, retroplan.NegativeDuration, "Textes"},
		"absurd duration":   {[]task{{ID: 'A', Title: "Textes", Duration: 1 << 40}}, retroplan.DurationTooLong, "Textes"},
		"absurd remaining":  {[]task{{ID: 'A', Title: "Textes", Remaining: 1 << 40}}, retroplan.DurationTooLong, "Textes"},
		"absurd lag":        {[]task{{ID: 'A'}, {ID: 'B', Title: "Textes", Needs: []retroplan.Need{{ID: 'A', Lag: -1 << 40}}}}, retroplan.LagTooLong, "Textes"},
		"negative offset":   {[]task{{ID: 'A', Title: "Textes", Offset: before(-1)}}, retroplan.OffsetOutOfRange, "Textes"},
		"unknown state":     {[]task{{ID: 'A', Title: "Textes", State: 9}}, retroplan.StateUnknown, "Textes"},
	} {
		_, err := retroplan.Schedule(jea(t, c.tasks...), day(t, "2025-04-07"))
		var e *retroplan.TaskError
		if !errors.As(err, &e) || e.Problem != c.problem || !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: got %v", name, err)
			continue
		}
		if s := fault.SentenceOf(err); !strings.Contains(s, c.says) || !strings.HasSuffix(s, ".") {
			t.Errorf("%s: the sentence is %q", name, s)
		}
	}
}

func TestPlansWithoutAnEventAreRefused(t *testing.T) {
	t.Parallel()
	today := day(t, "2025-04-07")
	for want, c := range map[error]struct {
		plan  retroplan.Plan
		today workcal.Date
	}{
		retroplan.ErrNoEvent:       {retroplan.Plan{}, today},
		retroplan.ErrEventInverted: {retroplan.Plan{Anchor: retroplan.Anchor{First: today, Last: today - 1}}, today},
		retroplan.ErrNoToday:       {retroplan.Plan{Anchor: retroplan.Anchor{First: today}}, 0},
		retroplan.ErrMargin:        {retroplan.Plan{Anchor: retroplan.Anchor{First: today}, Margin: -1}, today},
	} {
		if _, err := retroplan.Schedule(c.plan, c.today); !errors.Is(err, want) || !fault.Is(err, fault.Invalid) {
			t.Errorf("got %v, want %v", err, want)
		}
	}
	if r, err := retroplan.Schedule(retroplan.Plan{Anchor: retroplan.Anchor{First: today}}, today); err != nil || r.Sentence() != "le rétroplanning est vide" {
		t.Errorf("an empty plan: %v, %v", r, err)
	}
}

func TestCalendarWithNoWorkedDayLeftIsAConflict(t *testing.T) {
	t.Parallel()
	p := jea(t, retroplan.Task{ID: 'A', Duration: 3}, retroplan.Task{ID: 'B', Duration: 3, Needs: needs('A')})
	p.Calendar = workcal.NewCalendar(workcal.Config{Closures: []workcal.Range{{From: workcal.MinDate, To: workcal.MaxDate}}})
	for i, row := range schedule(t, p, "2025-04-07").Rows {
		if !slices.Contains(kinds(row), retroplan.CalendarExhausted) {
			t.Errorf("%c: %v", p.Tasks[i].ID, row.Conflicts)
		}
	}
}

func TestDeepChainsDoNotOverflow(t *testing.T) {
	t.Parallel()
	const depth = 200_000
	tasks := make([]retroplan.Task, depth)
	for i := range tasks {
		tasks[i].ID = taskID(i)
		if i > 0 {
			tasks[i].Needs = needs(taskID(i - 1))
		}
	}
	r := schedule(t, jea(t, tasks...), "2025-04-07")
	if row := r.Rows[0]; row.LatestFinish != day(t, "2025-06-12") || row.EarliestStart != day(t, "2025-04-07") {
		t.Errorf("first of a chain of milestones: %+v", row)
	}
	tasks[0].Needs = needs(taskID(depth - 1))
	_, err := retroplan.Schedule(jea(t, tasks...), day(t, "2025-04-07"))
	var cycle *retroplan.CycleError
	if !errors.As(err, &cycle) || len(cycle.IDs) != depth || len(fault.SentenceOf(err)) > 1000 {
		t.Errorf("a cycle of %d tasks gives a sentence of %d bytes", depth, len(fault.SentenceOf(err)))
	}
}
