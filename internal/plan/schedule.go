package plan

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"parvis/internal/calendar"
	"parvis/internal/french"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

// board is one project's stored plan and what it becomes on a day: the same for everybody, and kept for whoever
// reads it next. Nobody changes it once it is made.
type board struct {
	rows      []Row // in the order of the list; what a reader may do and how many items there are is left out
	summary   Summary
	calendars calendar.Calendars
	of        map[int64][]listed // the rows that stand in the list of each person responsible
	free      []listed           // and those that are nobody's
	next      int                // where the next open milestone stands, or -1
	late      []int              // where the late rows stand
	critical  []int              // and the other critical ones
	blocked   []int              // and the blocked ones, whatever else they are
	load      []Load             // what it asks of people in the days ahead
}

// listed is a row that stands in somebody's list on the board's day, and in which part.
type listed struct {
	at   int
	when When
}

// boards works out the plan of every project of a stock on a day.
func (s stock) boards(today workcal.Date) (map[key]*board, error) {
	needs := runs(s.needs, func(n *storedNeed) int64 { return n.TaskID })
	tasks := runs(s.tasks, func(t *Task) int64 { return t.ProjectID })
	made := make(map[key]*board, len(s.projects))
	for _, p := range s.projects {
		b, err := newBoard(p.Project, tasks[p.ID], needs, s.calendars, today)
		if err != nil {
			return nil, err
		}
		if p.Dated() {
			s.calendars.Need(b.firstMonth(p.First))
		}
		made[p.key(today)] = b
	}
	return made, nil
}

// newBoard schedules a project's tasks. Without a date there is nothing to schedule them from: they stay in
// their order.
func newBoard(p Project, tasks []Task, needs map[int64][]storedNeed, calendars calendar.Calendars, today workcal.Date) (*board, error) {
	at := make(map[int64]int, len(tasks)) // a task's index
	for i := range tasks {
		at[tasks[i].ID] = i
	}
	b := &board{rows: make([]Row, len(tasks)), calendars: calendars, of: map[int64][]listed{}, next: -1}
	if !p.Dated() {
		for i, t := range tasks {
			b.rows[i] = Row{Task: t, Year: today.Year(), J: t.Offset.String()}
		}
		b.finish(p, needs, at, today)
		b.summary.Health, b.summary.Sentence = Undated, "Les dates se calculeront dès que le projet aura la sienne."
		return b, nil
	}
	plan := retroplan.Plan{
		Anchor:   p.Anchor(),
		Calendar: calendars.Service(),
		Margin:   p.SafetyMargin,
		Tasks:    make([]retroplan.Task, len(tasks)),
	}
	for i := range tasks {
		t := &tasks[i]
		links := make([]retroplan.Need, 0, len(needs[t.ID]))
		for _, n := range needs[t.ID] {
			// A deleted task is no longer needed.
			if _, ok := at[n.NeedID]; ok {
				links = append(links, retroplan.Need{ID: n.NeedID, Lag: n.Lag})
			}
		}
		plan.Tasks[i] = planned(t, calendars.Of(t.ResponsibleID), links)
	}
	result, err := retroplan.Schedule(plan, today)
	if err != nil {
		return nil, fmt.Errorf("schedule project %d: %w", p.ID, err)
	}
	for n, i := range byPlannedFinish(tasks, result.Rows) {
		t, r := &tasks[i], &result.Rows[i]
		b.rows[n] = Row{Task: *t, Row: *r, Year: today.Year(), J: PlaceOf(r.PlannedFinish, p.First, p.Last)}
		at[t.ID] = n
	}
	b.finish(p, needs, at, today)
	b.summary.Sentence, b.summary.LateBy = french.Sentence(result.Sentence()), result.Late
	return b, nil
}

// finish works out what follows from the rows, which stand where at says.
func (b *board) finish(p Project, needs map[int64][]storedNeed, at map[int64]int, today workcal.Date) {
	b.link(needs, at)
	b.summary = summed(b.rows)
	b.sort(p, today)
	b.load = b.loads(today)
}

// sort notes where the rows stand that lists and dashboards pick.
func (b *board) sort(p Project, today workcal.Date) {
	for i := range b.rows {
		row := &b.rows[i]
		switch when := whenOf(row, p, today); {
		case when == "":
		case row.ResponsibleID != nil:
			b.of[*row.ResponsibleID] = append(b.of[*row.ResponsibleID], listed{i, when})
		default:
			b.free = append(b.free, listed{i, when})
		}
		if !row.State.Open() {
			continue
		}
		if b.next < 0 && row.Milestone() && row.PlannedFinish >= today {
			b.next = i
		}
		if row.State == retroplan.Blocked {
			b.blocked = append(b.blocked, i)
		}
		switch {
		case row.Late > 0:
			b.late = append(b.late, i)
		case row.Critical:
			b.critical = append(b.critical, i)
		}
	}
}

// runs gives the parts of a list that have the same id, which stand together.
func runs[T any](list []T, id func(*T) int64) map[int64][]T {
	parts := map[int64][]T{}
	for i, begin := 1, 0; i <= len(list); i++ {
		if i == len(list) || id(&list[i]) != id(&list[begin]) {
			parts[id(&list[begin])] = list[begin:i]
			begin = i
		}
	}
	return parts
}

// firstMonth is the first day that may be drawn of a plan, whose charts begin with a month. The sentences
// about its rows speak of no day off before it.
func (b *board) firstMonth(first workcal.Date) workcal.Date {
	for i := range b.rows {
		for _, d := range [...]workcal.Date{b.rows[i].PlannedStart, b.rows[i].PlannedFinish, b.rows[i].LatestStart} {
			if !d.IsZero() {
				first = min(first, d)
			}
		}
	}
	return workcal.Of(first.Year(), first.Month(), 1)
}

// planned is a task as the scheduling sees it.
func planned(t *Task, days *workcal.Calendar, needs []retroplan.Need) retroplan.Task {
	return retroplan.Task{
		ID: t.ID, Title: t.Title, Duration: t.Duration, CalendarDays: t.CalendarDays,
		Calendar: days, Needs: needs, Offset: t.Offset, Statutory: t.Statutory,
		Deadline: t.Deadline, NotBefore: t.NotBefore, PinnedStart: t.PinnedStart, PinnedFinish: t.PinnedFinish,
		State: t.State, Start: t.ActualStart, Finish: t.ActualFinish,
	}
}

// PlaceOf says where a day stands beside an event: "J-21" before, "E+7" after, "Jour J" on the
// day itself, "pendant" within an event of several days; "" without a date.
func PlaceOf(day, first, last workcal.Date) string {
	switch {
	case day.IsZero() || first.IsZero():
		return ""
	case day < first:
		return "J-" + strconv.Itoa(first.Sub(day))
	case day > last:
		return "E+" + strconv.Itoa(day.Sub(last))
	case first == last:
		return "Jour J"
	}
	return "pendant"
}

// byPlannedFinish gives the order of a list; tasks without a date (dropped ones) come last.
func byPlannedFinish(tasks []Task, rows []retroplan.Row) []int {
	order := make([]int, len(tasks))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int {
		a, b := rows[i].PlannedFinish, rows[j].PlannedFinish
		if a.IsZero() != b.IsZero() {
			if a.IsZero() {
				return 1
			}
			return -1
		}
		return cmp.Or(cmp.Compare(a, b), cmp.Compare(tasks[i].Position, tasks[j].Position), cmp.Compare(tasks[i].ID, tasks[j].ID))
	})
	return order
}

// link links each row to what it needs and what needs it; at is the place of each task.
func (b *board) link(needs map[int64][]storedNeed, at map[int64]int) {
	for i := range b.rows {
		row := &b.rows[i]
		row.Needs = make([]Link, 0, len(needs[row.ID]))
		for _, n := range needs[row.ID] {
			j, ok := at[n.NeedID]
			if !ok {
				continue
			}
			need := &b.rows[j]
			row.Needs = append(row.Needs, Link{ID: need.ID, Number: need.Number, Title: need.Title, Lag: n.Lag})
			need.Successors = append(need.Successors, Link{ID: row.ID, Number: row.Number, Title: row.Title, Lag: n.Lag})
		}
		slices.SortFunc(row.Needs, func(a, b Link) int { return cmp.Compare(a.Number, b.Number) })
	}
}

// summed counts rows.
func summed(rows []Row) Summary {
	s := Summary{Health: OnTrack}
	for i := range rows {
		row := &rows[i]
		if row.State == retroplan.Dropped {
			s.Dropped++
			continue
		}
		s.Total++
		if row.State == retroplan.Done {
			s.Done++
			continue
		}
		s.Open++
		tally(&s.Blocked, row.State == retroplan.Blocked)
		tally(&s.Late, row.Late > 0)
		tally(&s.Critical, row.Critical)
		tally(&s.Conflicts, len(row.Conflicts) > 0)
	}
	switch {
	case s.Late > 0:
		s.Health = Overdue
	case s.Critical > 0 || s.Blocked > 0 || s.Conflicts > 0:
		s.Health = Tight
	}
	return s
}

func tally(n *int, is bool) {
	if is {
		*n++
	}
}
