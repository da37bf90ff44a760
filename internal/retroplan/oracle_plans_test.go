package retroplan_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

// oraclePlan is a plan with what it takes to print it.
type oraclePlan struct {
	retroplan.Plan
	today     workcal.Date
	calendars map[*workcal.Calendar]string
}

// oracleDice draws from one seed.
type oracleDice struct{ *rand.Rand }

func (r oracleDice) chance(percent int) bool { return r.IntN(100) < percent }

// between draws from lo to hi, both included.
func (r oracleDice) between(lo, hi int) int { return lo + r.IntN(hi-lo+1) }

// around draws a day from lo to hi days after d.
func (r oracleDice) around(d workcal.Date, lo, hi int) workcal.Date {
	return d.AddDays(r.between(lo, hi))
}

var oracleEasterMondays = []workcal.Date{
	workcal.Of(2024, 4, 1), workcal.Of(2025, 4, 21), workcal.Of(2026, 4, 6), workcal.Of(2027, 3, 29), workcal.Of(2028, 4, 17),
}

// event draws the days of an event, often awkward ones.
func (r oracleDice) event() retroplan.Anchor {
	easter := oracleEasterMondays[r.IntN(len(oracleEasterMondays))]
	var j workcal.Date
	switch r.IntN(7) {
	case 0:
		j = r.around(workcal.Of(easter.Year(), 12, 31), -8, 8)
	case 1:
		j = r.around(workcal.Of(easter.Year(), 5, 1), -2, 11) // 1 and 8 May
	case 2:
		j = r.around(easter.AddDays(38), -3, 4) // Ascension
	case 3:
		j = easter
	case 4:
		j = easter.AddDays(49) // Whit Monday
	case 5:
		j = r.around(workcal.Of(easter.Year(), 1, 1), 0, 364)
		j = j.AddDays(int(time.Saturday - j.Weekday()))
	default:
		j = r.around(workcal.Of(easter.Year(), 1, 1), 0, 364)
	}
	anchor := retroplan.Anchor{First: j, Last: r.around(j, 0, 4)}
	if anchor.Last == j && r.chance(50) {
		anchor.Last = 0
	}
	return anchor
}

// calendar draws the calendar of a service or, with leave, of a person.
func (r oracleDice) calendar(j workcal.Date, leave bool) (*workcal.Calendar, string) {
	weeks := []string{"mon-fri", "tue-sat", "mon,tue,thu,fri"}
	name := weeks[r.IntN(len(weeks))]
	week, err := workcal.ParseWeek(name)
	if err != nil {
		panic(err)
	}
	config := workcal.Config{Week: week, AlsaceMoselle: r.chance(15), NoHolidays: r.chance(5)}
	off := func(what string) (ranges []workcal.Range) {
		for range r.IntN(4) {
			from := r.around(j, -120, 30)
			days := workcal.Range{From: from, To: r.around(from, 0, 9)}
			ranges = append(ranges, days)
			name += fmt.Sprintf(" %s %v..%v", what, days.From, days.To)
		}
		return ranges
	}
	if config.AlsaceMoselle {
		name += " alsace"
	}
	if config.NoHolidays {
		name += " no holidays"
	}
	config.Closures = off("closed")
	made := workcal.NewCalendar(config)
	if leave {
		made = made.WithLeave(off("leave"))
	}
	return made, name
}

// oracleRandomPlan draws a plan without pins nor margin. Half of the plans are tidy (offsets
// follow the order of the tasks), the others contradict themselves at will; a third are
// wholly to do. Links into and out of dropped tasks never overlap.
func oracleRandomPlan(seed uint64) oraclePlan {
	r := oracleDice{rand.New(rand.NewPCG(seed, 20250613))}
	p := oraclePlan{calendars: map[*workcal.Calendar]string{}}
	p.Anchor = r.event()
	j := p.Anchor.First
	p.today = r.around(j, -150, 30)
	draw := func(leave bool) *workcal.Calendar {
		c, name := r.calendar(j, leave)
		p.calendars[c] = fmt.Sprintf("c%d: %s", len(p.calendars), name)
		return c
	}
	if !r.chance(10) {
		p.Calendar = draw(false)
	}
	people := []*workcal.Calendar{nil, nil}
	for range r.IntN(4) {
		people = append(people, draw(true))
	}
	tidy, toDo, count := r.chance(50), r.chance(33), r.between(5, 60)
	milestones, calendarDays := 14, 14
	if r.chance(10) { // where a milestone meets days off more often
		milestones, calendarDays = 40, 40
	}
	for i := range count {
		t := retroplan.Task{ID: taskID(i), Ref: fmt.Sprintf("T%02d", i), Calendar: people[r.IntN(len(people))], Duration: r.between(1, 8)}
		if r.chance(milestones) {
			t.Duration = 0
		}
		t.CalendarDays = r.chance(calendarDays)
		position := -1
		if tidy {
			position = count*4/5 - i // the last fifth comes after the event
		}
		r.limit(&t, p, position)
		if !toDo {
			r.state(&t, p.today)
		}
		p.Tasks = append(p.Tasks, t)
	}
	r.link(p.Tasks)
	r.Shuffle(count, func(a, b int) { p.Tasks[a], p.Tasks[b] = p.Tasks[b], p.Tasks[a] })
	return p
}

// limit gives the task an offset, a deadline and a not-before, or not. A position above 0 is
// so many tasks before the event, one below so many after it; -1 is anywhere.
func (r oracleDice) limit(t *retroplan.Task, p oraclePlan, position int) {
	if r.chance(40) {
		o := retroplan.Offset{Count: r.between(1, 60), Side: retroplan.BeforeEvent + retroplan.Side(r.IntN(2))}
		if position > 0 {
			o.Side, o.Count = retroplan.BeforeEvent, position*3+r.between(0, 6)
		} else if position < -1 {
			o.Side, o.Count = retroplan.AfterEvent, -position*3+r.between(0, 6)
		}
		switch r.IntN(5) {
		case 0:
			o.Unit = retroplan.WorkingDays
		case 1:
			o.Unit, o.Count = retroplan.Months, (o.Count+15)/30
		}
		if r.chance(20) {
			o.Count = 0
		}
		t.Offset = o
	}
	j := p.Anchor.First
	e := max(j, p.Anchor.Last)
	if r.chance(12) {
		t.Deadline = []workcal.Date{r.around(j, -60, -1), r.around(j, 0, e.Sub(j)), r.around(e, 1, 30)}[r.IntN(3)]
	}
	t.Statutory = r.chance(12)
	if r.chance(12) {
		t.NotBefore = []workcal.Date{r.around(p.today, -20, 60), r.around(j, -15, 15)}[r.IntN(2)]
	}
}

// state draws how far the task is.
func (r oracleDice) state(t *retroplan.Task, today workcal.Date) {
	switch r.IntN(10) {
	case 0, 1:
		t.State = retroplan.InProgress
	case 2:
		t.State = retroplan.Blocked
	case 3:
		t.State = retroplan.Done
		if r.chance(80) {
			t.Finish = r.around(today, -25, 1)
		}
		if r.chance(60) {
			t.Start = r.around(max(t.Finish, today.AddDays(-25)), -12, 0)
		}
	case 4:
		t.State = retroplan.Dropped
	}
	if t.State != retroplan.InProgress && t.State != retroplan.Blocked {
		return
	}
	if r.chance(60) {
		t.Start = r.around(today, -15, 0)
		if r.chance(10) {
			t.Start = r.around(today, 1, 4)
		}
	}
	started := t.State == retroplan.InProgress || t.Start != 0
	if started && t.Duration > 0 && r.chance(40) {
		t.Remaining = r.between(1, t.Duration+1)
	}
}

// link makes tasks wait for some that come earlier in the list, mostly for near ones.
func (r oracleDice) link(tasks []retroplan.Task) {
	for i := range tasks {
		for range min(i, r.IntN(4)) {
			k := max(0, i-r.between(1, 8))
			if r.chance(20) {
				k = r.IntN(i)
			}
			need := retroplan.Need{ID: tasks[k].ID}
			if r.chance(30) {
				need.Lag = r.between(-4, 4)
			}
			if tasks[i].State == retroplan.Dropped || tasks[k].State == retroplan.Dropped {
				need.Lag = max(need.Lag, -need.Lag)
			}
			if !slices.ContainsFunc(tasks[i].Needs, func(n retroplan.Need) bool { return n.ID == need.ID }) {
				tasks[i].Needs = append(tasks[i].Needs, need)
			}
		}
	}
}

// without is the plan less a task.
func (p oraclePlan) without(id int64) oraclePlan {
	var kept []retroplan.Task
	for _, t := range p.Tasks {
		if t.ID != id {
			t.Needs = slices.DeleteFunc(slices.Clone(t.Needs), func(n retroplan.Need) bool { return n.ID == id })
			kept = append(kept, t)
		}
	}
	p.Tasks = kept
	return p
}

// shrunk takes away the tasks a difference can do without.
func (p oraclePlan) shrunk() oraclePlan {
	for again := true; again; {
		again = false
		for _, t := range p.Tasks {
			less := p.without(t.ID)
			if diff, err := oracleDiff(less.Plan, less.today); err == nil && diff != "" {
				p, again = less, true
			}
		}
	}
	return p
}

// String is the plan in a few lines: "T03 5d c1 after T01+2,T02 J-21 todo".
func (p oraclePlan) String() string {
	var b strings.Builder
	day := func(d workcal.Date) string { return d.Weekday().String()[:3] + " " + d.String() }
	fmt.Fprintf(&b, "event %s to %s, today %s", day(p.Anchor.First), day(max(p.Anchor.First, p.Anchor.Last)), day(p.today))
	called := func(c *workcal.Calendar) string {
		name, _, _ := strings.Cut(p.calendars[c], ":")
		return name
	}
	fmt.Fprintf(&b, ", calendar of the plan %q\n", called(p.Calendar))
	var names []string
	for _, name := range p.calendars {
		names = append(names, name)
	}
	slices.Sort(names)
	b.WriteString(strings.Join(names, "\n") + "\n")
	for _, t := range p.Tasks {
		fmt.Fprintf(&b, "%s %dd", t.Ref, t.Duration)
		if t.CalendarDays {
			b.WriteString(" calendar-days")
		}
		if t.Calendar != nil {
			b.WriteString(" " + called(t.Calendar))
		}
		for i, n := range t.Needs {
			b.WriteString([]string{" after ", ","}[min(i, 1)] + fmt.Sprintf("T%02d", n.ID-1))
			if n.Lag != 0 {
				fmt.Fprintf(&b, "%+d", n.Lag)
			}
		}
		if !t.Offset.IsZero() {
			b.WriteString(" " + t.Offset.String())
		}
		if t.Statutory {
			b.WriteString(" statutory")
		}
		for _, d := range []struct {
			name string
			day  workcal.Date
		}{{"deadline", t.Deadline}, {"not-before", t.NotBefore}, {"start", t.Start}, {"finish", t.Finish}} {
			if d.day != 0 {
				fmt.Fprintf(&b, " %s %s", d.name, day(d.day))
			}
		}
		if t.Remaining != 0 {
			fmt.Fprintf(&b, " remaining %d", t.Remaining)
		}
		fmt.Fprintf(&b, " %v\n", t.State)
	}
	return b.String()
}

// TestEngineAgreesWithAnIndependentOracle compares them on random plans, more of them with
// PARVIS_ORACLE_PLANS=n.
func TestEngineAgreesWithAnIndependentOracle(t *testing.T) {
	t.Parallel()
	plans := 400
	if s := os.Getenv("PARVIS_ORACLE_PLANS"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil {
			t.Fatalf("PARVIS_ORACLE_PLANS: %v", err)
		}
		plans = n
	}
	differing := 0
	for seed := range uint64(plans) {
		p := oracleRandomPlan(seed)
		diff, err := oracleDiff(p.Plan, p.today)
		if err != nil {
			t.Fatalf("seed %d: %v\n%s", seed, err, p)
		}
		if diff == "" {
			continue
		}
		small := p.shrunk()
		why, _ := oracleDiff(small.Plan, small.today)
		t.Errorf("seed %d: %s\nand, with only the tasks it takes to differ: %s\n%s", seed, diff, why, small)
		if differing++; differing == 5 {
			t.Fatal("stopped after 5 differing plans")
		}
	}
}

// TestOracleKnowsTheWorkedExamples holds the oracle to the examples of the text, so that it is
// not merely another opinion.
func TestOracleKnowsTheWorkedExamples(t *testing.T) {
	t.Parallel()
	june := func(d int) workcal.Date { return workcal.Of(2025, 6, d) }
	april7, may5 := workcal.Of(2025, 4, 7), workcal.Of(2025, 5, 5)
	due := func(side retroplan.Side, n int) retroplan.Offset { return retroplan.Offset{Side: side, Count: n} }
	before, after := retroplan.BeforeEvent, retroplan.AfterEvent
	need := func(id int64) []retroplan.Need { return []retroplan.Need{{ID: id}} }
	table := []retroplan.Task{
		{ID: 'F', Duration: 5, Needs: need('E')},
		{ID: 'E', Needs: need('D'), Offset: due(before, 21)},
		{ID: 'D', Duration: 7, Needs: need('C')},
		{ID: 'C', Duration: 3, Needs: need('B')},
		{ID: 'B', Duration: 10, Needs: need('A')},
		{ID: 'A', Duration: 5},
	}
	for _, c := range []struct {
		name        string
		first, last workcal.Date
		today       workcal.Date
		tasks       []retroplan.Task
		want        map[string]string
	}{
		{"the table", june(13), june(15), april7, table, map[string]string{
			"A": "earliest 2025-04-07..2025-04-11 latest 2025-04-16..2025-04-23 slack 7",
			"B": "earliest 2025-04-14..2025-04-28 latest 2025-04-24..2025-05-09 slack 7",
			"C": "earliest 2025-04-29..2025-05-02 latest 2025-05-12..2025-05-14 slack 7",
			"D": "earliest 2025-05-05..2025-05-14 latest 2025-05-15..2025-05-23 slack 7",
			"E": "earliest 2025-05-14..2025-05-14 latest 2025-05-23..2025-05-23 slack 7",
			"F": "earliest 2025-05-15..2025-05-21 latest 2025-06-05..2025-06-12 slack 14",
		}},
		{"the table, begun on 5 May", june(13), june(15), may5, table, map[string]string{
			"A": "earliest 2025-05-05..2025-05-12 latest 2025-04-16..2025-04-23 slack -11 late 11 critical",
			"F": "earliest 2025-06-12..2025-06-18 latest 2025-06-05..2025-06-12 slack -4 late 4 critical",
		}},
		{"rolls", june(13), june(15), april7, []retroplan.Task{
			{ID: 1, Ref: "Ascension", Duration: 1, Offset: due(before, 15)},
			{ID: 2, Ref: "Saturday", Duration: 1, Offset: due(before, 90)},
			{ID: 3, Ref: "Sunday", Duration: 1, Offset: due(after, 7)},
			{ID: 4, Ref: "statutory", Duration: 1, Offset: due(after, 7), Statutory: true},
		}, map[string]string{
			"Ascension": "earliest 2025-04-07..2025-04-07 latest 2025-05-28..2025-05-28 slack 34",
			"Saturday":  "earliest 2025-04-07..2025-04-07 latest 2025-03-14..2025-03-14 slack -16 late 16 critical",
			"Sunday":    "earliest 2025-06-16..2025-06-16 latest 2025-06-23..2025-06-23 slack 5 after",
			"statutory": "earliest 2025-06-16..2025-06-16 latest 2025-06-20..2025-06-20 slack 4 after",
		}},
		{"a dropped task", june(13), june(15), april7, []retroplan.Task{
			{ID: 'p', Duration: 2},
			{ID: 'a', Duration: 2, Needs: need('p'), Offset: due(after, 30), State: retroplan.Dropped},
			{ID: 'b', Duration: 1, Needs: need('a'), Offset: due(before, 1)},
		}, map[string]string{
			"p": "earliest 2025-04-07..2025-04-08 latest 2025-06-10..2025-06-11 slack 41",
			"a": "earliest .. latest .. slack 0",
			"b": "earliest 2025-04-09..2025-04-09 latest 2025-06-12..2025-06-12 slack 41",
		}},
		{"a milestone costs no day", june(13), june(15), april7, []retroplan.Task{
			{ID: 'P', Duration: 3, CalendarDays: true, NotBefore: workcal.Of(2025, 5, 8)},
			{ID: 'Q', Needs: need('P')},
			{ID: 'R', Duration: 1, Needs: need('Q'), Deadline: workcal.Of(2025, 5, 12)},
		}, map[string]string{
			"P": "earliest 2025-05-08..2025-05-10 latest 2025-05-09..2025-05-11 slack 0 critical",
			"Q": "earliest 2025-05-10..2025-05-10 latest 2025-05-11..2025-05-11 slack 0 critical",
			"R": "earliest 2025-05-12..2025-05-12 latest 2025-05-12..2025-05-12 slack 0 critical",
		}},
		{"J-0 on a Saturday, and what follows it", june(14), 0, april7, []retroplan.Task{
			{ID: 1, Ref: "welcome", Duration: 1, Offset: due(before, 0)},
			{ID: 2, Ref: "thanks", Duration: 1, Needs: need(1)},
		}, map[string]string{
			"welcome": "earliest 2025-04-07..2025-04-07 latest 2025-06-14..2025-06-14 slack 45",
			"thanks":  "earliest 2025-06-16..2025-06-16 latest .. slack 0 after",
		}},
		{"J-0 on Whit Monday", june(9), 0, april7, []retroplan.Task{
			{ID: 1, Ref: "welcome", Duration: 2, Offset: due(before, 0)},
		}, map[string]string{"welcome": "earliest 2025-04-07..2025-04-08 latest 2025-06-06..2025-06-09 slack 40"}},
		{"E+0, E+1", june(13), june(15), april7, []retroplan.Task{
			{ID: 1, Ref: "count", Duration: 1, Offset: due(after, 0)},
			{ID: 2, Ref: "watch", Duration: 3, Offset: due(after, 0)},
			{ID: 3, Ref: "clean", Duration: 1, Offset: due(after, 1)},
		}, map[string]string{
			"count": "earliest 2025-06-13..2025-06-13 latest 2025-06-15..2025-06-15 slack 2 after",
			"watch": "earliest 2025-06-13..2025-06-15 latest 2025-06-13..2025-06-15 slack 0 after",
			"clean": "earliest 2025-06-16..2025-06-16 latest 2025-06-16..2025-06-16 slack 0 after",
		}},
	} {
		p := retroplan.Plan{Anchor: retroplan.Anchor{First: c.first, Last: c.last}, Tasks: c.tasks}
		for i, row := range oracleSchedule(p, c.today) {
			id := cmp.Or(c.tasks[i].Ref, string(rune(c.tasks[i].ID)))
			if want, ok := c.want[id]; ok && row.String() != want {
				t.Errorf("%s: task %s\n got %v\nwant %s", c.name, id, row, want)
			}
		}
	}
}
