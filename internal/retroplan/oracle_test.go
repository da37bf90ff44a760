package retroplan_test

import (
	"fmt"
	"strconv"
	"time"

	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

// The oracle is a second scheduler, written from the text of the rules without reading the
// first. It counts by walking one day at a time and finds every latest day by trying days
// against the forward rule: slow, and nothing to share a mistake with.

// oracleRow is what the oracle says of a task; a frozen task has only its dates.
type oracleRow struct {
	es, ef, ls, lf  workcal.Date
	slack, late     int
	critical, after bool
}

func (r oracleRow) String() string {
	s := fmt.Sprintf("earliest %v..%v latest %v..%v slack %d", r.es, r.ef, r.ls, r.lf, r.slack)
	for _, flag := range []struct {
		on   bool
		name string
	}{{r.late > 0, " late " + strconv.Itoa(r.late)}, {r.critical, " critical"}, {r.after, " after"}} {
		if flag.on {
			s += flag.name
		}
	}
	return s
}

// hasSlack is asked of open tasks only: one without a latest finish has no slack.
func (r oracleRow) hasSlack() bool { return r.lf != 0 }

type oracleTask struct {
	retroplan.Task
	oracleRow
	calendar *workcal.Calendar
	j, e     workcal.Date
	needs    []oracleLink // what it waits for, dropped tasks seen through
	wanted   []oracleLink // what waits for it, dropped tasks seen through
	asked    workcal.Date // the latest day its own limits and its followers accept, not rolled
	own      workcal.Date // the earliest of its own limits
}

type oracleLink struct {
	other *oracleTask
	lag   int
}

// oracleSchedule gives one row per task of the plan, in its order.
func oracleSchedule(p retroplan.Plan, today workcal.Date) []oracleRow {
	tasks, order := oracleLinked(p)
	for _, t := range order {
		t.after = t.isAfter()
	}
	for _, t := range order {
		t.placeEarliest(today)
	}
	for i := len(order) - 1; i >= 0; i-- {
		order[i].placeLatest()
	}
	for _, t := range order {
		t.placeLatestMilestone() // once every finish it looks at is known
		t.judge(today)
	}
	rows := make([]oracleRow, len(tasks))
	for i, t := range tasks {
		rows[i] = t.oracleRow
	}
	return rows
}

// oracleLinked gives the tasks of the plan, and those that are not dropped in an order where
// each comes after what it waits for.
func oracleLinked(p retroplan.Plan) (tasks, order []*oracleTask) {
	byID := map[int64]*oracleTask{}
	for _, task := range p.Tasks {
		t := &oracleTask{Task: task, calendar: task.Calendar, j: p.Anchor.First, e: p.Anchor.Last}
		if t.calendar == nil {
			t.calendar = p.Calendar
		}
		if t.calendar == nil {
			t.calendar = workcal.NewCalendar(workcal.Config{})
		}
		if t.e == 0 {
			t.e = t.j
		}
		byID[t.ID] = t
		tasks = append(tasks, t)
	}
	var linksOf func(t *oracleTask) []oracleLink
	linksOf = func(t *oracleTask) (links []oracleLink) {
		for _, need := range t.Needs {
			other := byID[need.ID]
			if other.State != retroplan.Dropped {
				links = append(links, oracleLink{other, need.Lag})
				continue
			}
			for _, passed := range linksOf(other) {
				links = append(links, oracleLink{passed.other, 0})
			}
		}
		return links
	}
	seen := map[*oracleTask]bool{}
	var visit func(t *oracleTask)
	visit = func(t *oracleTask) {
		if seen[t] || t.State == retroplan.Dropped {
			return
		}
		seen[t] = true
		t.needs = linksOf(t)
		for _, link := range t.needs {
			visit(link.other)
			link.other.wanted = append(link.other.wanted, oracleLink{t, link.lag})
		}
		order = append(order, t)
	}
	for _, t := range tasks {
		visit(t)
	}
	return tasks, order
}

// oracleNth walks from d, itself included, one day at a time (step 1 or -1) to the n-th day
// that will do. An n of 0 counts as 1.
func oracleNth(d workcal.Date, step, n int, will func(workcal.Date) bool) workcal.Date {
	for {
		if will(d) {
			if n--; n <= 0 {
				return d
			}
		}
		d = d.AddDays(step)
	}
}

func (t *oracleTask) due(side retroplan.Side, today bool) bool {
	return !t.Offset.IsZero() && t.Offset.Side == side && (t.Offset.Count == 0) == today
}

func (t *oracleTask) dueOnJ() bool { return t.due(retroplan.BeforeEvent, true) }
func (t *oracleTask) dueOnE() bool { return t.due(retroplan.AfterEvent, true) }

// worked are the days of work of its calendar, the event's own too for what is due on them.
func (t *oracleTask) worked(d workcal.Date) bool {
	return t.calendar.IsWorked(d) || (t.dueOnJ() || t.dueOnE()) && t.j <= d && d <= t.e
}

// line are the days its duration counts.
func (t *oracleTask) line(d workcal.Date) bool { return t.CalendarDays || t.worked(d) }

func (t *oracleTask) milestone() bool { return t.Duration == 0 }

func (t *oracleTask) started() bool {
	return t.State == retroplan.InProgress || t.State == retroplan.Blocked && t.Start != 0
}

func (t *oracleTask) isAfter() bool {
	if !t.Offset.IsZero() {
		return t.Offset.Side == retroplan.AfterEvent
	}
	for _, link := range t.needs {
		if link.other.after || link.other.dueOnJ() {
			return true
		}
	}
	return false
}

// follows is the forward rule: the first day the task may start on (a milestone: stand on)
// when what it waits for finishes on f.
func (t *oracleTask) follows(f workcal.Date, lag int) workcal.Date {
	morrow := f.AddDays(1)
	switch {
	case t.milestone() && lag <= 0:
		return f
	case t.milestone():
		return oracleNth(morrow, 1, lag, t.worked)
	case lag < 0:
		first := oracleNth(morrow, 1, 1, t.worked)
		return oracleNth(first.AddDays(-1), -1, -lag, t.worked)
	case !t.CalendarDays:
		return oracleNth(morrow, 1, lag+1, t.worked)
	case lag == 0:
		return morrow
	default:
		return oracleNth(morrow, 1, lag, t.worked).AddDays(1)
	}
}

func (t *oracleTask) placeEarliest(today workcal.Date) {
	switch {
	case t.State == retroplan.Done:
		t.ef, t.es = t.Finish, t.Start
		if t.es == 0 {
			t.es = t.ef
		}
		return
	case t.started():
		t.es = t.Start
		if t.es == 0 {
			t.es = oracleNth(today, 1, 1, t.line)
		}
		t.ef = oracleNth(max(today, t.es), 1, t.left(today), t.line)
		return
	}
	day := max(today, t.NotBefore)
	switch {
	case t.dueOnE():
		day = max(day, t.j)
	case t.after:
		day = max(day, oracleNth(t.e.AddDays(1), 1, 1, t.worked))
	}
	for _, link := range t.needs {
		if f := link.other.ef; f != 0 { // done, nobody knows when: holds nobody back
			day = max(day, t.follows(f, link.lag))
		}
	}
	if t.milestone() {
		t.es, t.ef = day, day
		return
	}
	t.es = oracleNth(day, 1, 1, t.line)
	t.ef = oracleNth(t.es, 1, t.Duration, t.line)
}

// left are the days of work left of a started task.
func (t *oracleTask) left(today workcal.Date) int {
	switch {
	case t.milestone():
		return 0
	case t.Remaining > 0:
		return t.Remaining
	case t.State == retroplan.Blocked || t.Start == 0:
		return t.Duration
	}
	left := t.Duration
	for d := t.Start; d < today; d = d.AddDays(1) {
		if t.line(d) {
			left--
		}
	}
	return max(1, left)
}

// dueDay is the day of its offset, rolled.
func (t *oracleTask) dueDay() workcal.Date {
	n := t.Offset.Count
	from, step := t.j, -1
	if t.Offset.Side == retroplan.AfterEvent {
		from, step = t.e, 1
	}
	if n == 0 {
		return from
	}
	var day workcal.Date
	switch t.Offset.Unit {
	case retroplan.WorkingDays:
		day = oracleNth(from.AddDays(step), step, n, t.worked)
	case retroplan.Months:
		day = oracleMonths(from, step*n)
	default:
		day = from.AddDays(step * n)
	}
	switch {
	case t.Statutory:
		day = oracleNth(day, -1, 1, t.worked)
	case !t.CalendarDays:
		day = oracleNth(day, step, 1, t.worked)
	}
	if step > 0 {
		day = max(day, oracleNth(t.e.AddDays(1), 1, 1, t.worked))
	}
	return day
}

// oracleMonths is the same day of the month n months on, else the last one it has.
func oracleMonths(d workcal.Date, n int) workcal.Date {
	month := d.Month() + time.Month(n)
	for day := d.Day(); ; day-- {
		if got := workcal.Of(d.Year(), month, day); got.Month() == workcal.Of(d.Year(), month, 1).Month() {
			return got
		}
	}
}

// oracleSooner is the earlier of two limits; a zero one is none.
func oracleSooner(a, b workcal.Date) workcal.Date {
	if a == 0 || b != 0 && b < a {
		return b
	}
	return a
}

func (t *oracleTask) ownLimit() (limit workcal.Date) {
	if !t.Offset.IsZero() {
		limit = t.dueDay()
	}
	if t.Deadline != 0 {
		on := t.line
		if t.Statutory {
			on = t.worked
		}
		limit = oracleSooner(limit, oracleNth(t.Deadline, -1, 1, on))
	}
	freed := t.after || t.dueOnJ() || t.Offset.IsZero() && t.Deadline > t.e
	if !freed {
		limit = oracleSooner(limit, oracleNth(t.j.AddDays(-1), -1, 1, t.line)) // the eve
	}
	return limit
}

// followersLimit is the last day, worked or not, on which it may finish without making a
// follower late; none when no follower asks anything.
func (t *oracleTask) followersLimit() (limit workcal.Date) {
	for _, link := range t.wanted {
		s := link.other
		by := s.ls
		if s.milestone() {
			by = s.asked
		}
		if s.State == retroplan.Done || by == 0 || t.after && !s.after {
			continue
		}
		f := by
		for s.follows(f.AddDays(1), link.lag) <= by {
			f = f.AddDays(1)
		}
		for s.follows(f, link.lag) > by {
			f = f.AddDays(-1)
		}
		limit = oracleSooner(limit, f)
	}
	return limit
}

func (t *oracleTask) placeLatest() {
	if t.State == retroplan.Done {
		t.ls, t.lf = t.es, t.ef
		return
	}
	t.own = t.ownLimit()
	t.asked = oracleSooner(t.own, t.followersLimit())
	if t.asked == 0 || t.milestone() {
		return
	}
	t.lf = oracleNth(t.asked, -1, 1, t.line)
	t.ls = oracleNth(t.lf, -1, t.Duration, t.line)
}

// placeLatestMilestone puts a milestone on the last day of its line that its followers leave,
// unless it or what it waits for may come on a later day off without costing them anything.
func (t *oracleTask) placeLatestMilestone() {
	if !t.milestone() || t.State == retroplan.Done || t.asked == 0 {
		return
	}
	t.lf = oracleNth(t.asked, -1, 1, t.line)
	if t.asked != t.own {
		days := []workcal.Date{t.ef}
		for _, link := range t.needs {
			if link.lag <= 0 && link.other.State != retroplan.Done {
				days = append(days, link.other.lf)
			}
		}
		for _, d := range days {
			if d <= t.asked {
				t.lf = max(t.lf, d)
			}
		}
	}
	t.ls = t.lf
}

func (t *oracleTask) judge(today workcal.Date) {
	if t.State == retroplan.Done {
		t.after = false
		return
	}
	if !t.hasSlack() {
		return
	}
	for d := t.ef + 1; d <= t.lf; d++ {
		if t.worked(d) {
			t.slack++
		}
	}
	for d := t.lf + 1; d <= t.ef; d++ {
		if t.worked(d) {
			t.slack--
		}
	}
	if t.lf < t.ef {
		t.slack = min(t.slack, -1)
	}
	t.late = max(0, -t.slack)
	t.critical = t.slack <= 0 && (!t.after || t.late > 0 || today > t.e)
}

// oracleDiff says where the engine and the oracle differ; nothing when they agree.
func oracleDiff(p retroplan.Plan, today workcal.Date) (string, error) {
	result, err := retroplan.Schedule(p, today)
	if err != nil {
		return "", err
	}
	for i, want := range oracleSchedule(p, today) {
		task, row := p.Tasks[i], result.Rows[i]
		got := oracleRow{
			es: row.EarliestStart, ef: row.EarliestFinish, ls: row.LatestStart, lf: row.LatestFinish,
			late: row.Late, critical: row.Critical,
		}
		if task.State.Open() {
			got.after = row.AfterEvent
			if got.hasSlack() {
				got.slack = row.Slack
			}
			if got.hasSlack() && row.Late != max(0, -row.Slack) {
				return fmt.Sprintf("task %d: engine late by %d with slack %d", task.ID, row.Late, row.Slack), nil
			}
		}
		if got != want {
			return fmt.Sprintf("task %d\n engine %v\n oracle %v", task.ID, got, want), nil
		}
	}
	return "", nil
}
