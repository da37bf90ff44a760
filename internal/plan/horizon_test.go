package plan_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/plan"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

// tenYears gives the people of a house the days off of ten years behind them, and one ahead: closures at
// Christmas and now and then, leave, and for one of them a week of her own.
func (h house) tenYears(random *rand.Rand) {
	h.T.Helper()
	for year := today.Year() - 10; year <= today.Year()+1; year++ {
		h.off("closures", 0, workcal.Of(year, 12, 24), 10)
		for range 3 {
			h.off("closures", 0, workcal.Of(year, 1, 1+random.IntN(360)), 1+random.IntN(3))
		}
		for _, p := range []account.Person{h.Head, h.Team, h.Other, h.Intern} {
			for i := range 6 { // two months of the year each, since nobody is away twice on a day
				h.off("leaves", p.ID, workcal.Of(year, 1, 1+60*i+random.IntN(40)), 1+random.IntN(20))
			}
		}
	}
	h.Must(h.calendar.SetPersonWeek(ctx, h.Head.At(now), h.Intern.ID, workcal.TuesdayToSaturday))
}

func (h house) off(table string, person int64, first workcal.Date, days int) {
	h.T.Helper()
	sql := `INSERT INTO leaves (first_day, last_day, person_id) VALUES (@first, @last, @person)`
	if table == "closures" {
		sql = `INSERT INTO closures (first_day, last_day, label) VALUES (@first, @last, 'Fermeture ' || @person::bigint)`
	}
	h.exec(sql, pgx.NamedArgs{"first": first, "last": first.AddDays(days - 1), "person": person})
}

// TestPlansAreThoseOfWhoeverReadsEveryDayOff draws plans of every kind, short and long, of this year and of
// years ago, and compares them with the same over every closure and leave there ever was.
func TestPlansAreThoseOfWhoeverReadsEveryDayOff(t *testing.T) {
	t.Parallel()
	h := open(t)
	random := rand.New(rand.NewPCG(17, 2025))
	h.tenYears(random)
	again := 0 // plans that reached back to before what was read with them
	const plans = 60
	for i := range plans {
		project := h.anyProject(random, i)
		day := today.AddDays(random.IntN(200) - 100)
		h.Forget()
		counted, n := postgres.CountQueries(ctx)
		got, err := h.Plan(counted, h.Head.On(day), project)
		h.Must(err)
		if n.Load() > 2 { // the project, then its facts
			again++
		}
		want, err := h.WholePlan(ctx, h.Head.On(day), project)
		h.Must(err)
		for j := range want.Rows {
			g, w := got.Rows[j], want.Rows[j]
			if g, w := texts(g), texts(w); !slices.Equal(g, w) {
				t.Errorf("plan %d: says\n%q\nwant\n%q", i, g, w)
			}
			g.Reason, w.Reason = retroplan.Reason{}, retroplan.Reason{} // they hold the calendars that were read
			if !reflect.DeepEqual(g, w) {
				t.Errorf("plan %d: got\n%+v\nwant\n%+v", i, g, w)
			}
		}
		if got.Summary != want.Summary {
			t.Errorf("plan %d: got %+v, want %+v", i, got.Summary, want.Summary)
		}
		for d := firstDrawn(want); d < day.AddDays(400); d++ {
			if got.Calendar.IsWorked(d) != want.Calendar.IsWorked(d) {
				t.Fatalf("plan %d: %s is drawn otherwise", i, d)
			}
		}
	}
	if again == 0 || again == plans {
		t.Errorf("%d plans of %d were worked out twice: both ways have to be tried", again, plans)
	}
}

// texts is all that a row says in words.
func texts(r plan.Row) []string {
	all := []string{r.Reason.Label(), r.Why()}
	for _, c := range r.Conflicts {
		all = append(all, c.Sentence())
	}
	return all
}

// firstDrawn is the first day of the chart of a plan.
func firstDrawn(v plan.View) workcal.Date {
	d := v.Project.First
	for _, r := range v.Rows {
		if !r.PlannedStart.IsZero() {
			d = min(d, r.PlannedStart)
		}
	}
	return workcal.Of(d.Year(), d.Month(), 1)
}

// anyProject makes a project with a chain of tasks of every kind, around this year or long ago.
func (h house) anyProject(random *rand.Rand, i int) int64 {
	h.T.Helper()
	first := today.AddDays(random.IntN(400) - 100)
	if i%4 == 3 {
		first = today.AddDays(-random.IntN(3000))
	}
	longest := []int{10, 10, 30, 300, 1500}[i%5]
	project, err := programme.New(h.DB).Create(ctx, h.Head.At(now), "", programme.ProjectDraft{Kind: programme.EventProgramme, Title: fmt.Sprint("Projet ", i),
		PilotID: h.Team.ID, First: first, Last: first.AddDays(random.IntN(4))})
	h.Must(err)
	people := []*int64{nil, &h.Head.ID, &h.Team.ID, &h.Intern.ID}
	var before int64
	for j := range 6 {
		d := plan.Draft{Title: fmt.Sprint("Tâche ", j), Category: plan.Logistics, Duration: random.IntN(longest), CalendarDays: random.IntN(4) == 0,
			ResponsibleID: people[random.IntN(len(people))]}
		near := func() workcal.Date { return first.AddDays(random.IntN(300) - 250) }
		switch random.IntN(8) {
		case 0, 1:
			d.Offset, _ = plan.ParseOffset(fmt.Sprint("J-", random.IntN(2*longest)))
		case 2:
			d.Offset, _ = plan.ParseOffset(fmt.Sprint("E+", random.IntN(40), "o"))
		case 3:
			d.Deadline = near()
		case 4:
			d.NotBefore = near()
		case 5:
			d.PinnedStart = near()
		}
		id, err := h.CreateTask(ctx, h.Head.At(now), project, d, "")
		h.Must(err)
		if before != 0 && random.IntN(3) > 0 {
			h.Must(h.AddNeed(ctx, h.Head.At(now), id, before, random.IntN(10)-4))
		}
		before = id
		switch start := near(); random.IntN(6) {
		case 0:
			h.exec(`UPDATE tasks SET state = 'done', actual_start = @start, actual_finish = @start::date + 5 WHERE id = @id`, pgx.NamedArgs{"id": id, "start": start})
		case 1:
			h.exec(`UPDATE tasks SET state = 'in_progress', actual_start = @start WHERE id = @id`, pgx.NamedArgs{"id": id, "start": start})
		case 2:
			h.exec(`UPDATE tasks SET state = 'dropped' WHERE id = @id`, pgx.NamedArgs{"id": id})
		}
	}
	return project
}

// A closure years ago counts where a plan does reach back to it: in a lateness, and in what was worked
// of a task that began then.
func TestADayOffOfYearsAgoStillCounts(t *testing.T) {
	t.Parallel()
	h := open(t)
	task := h.task("Longue", lasting(1500), due("J-21"))
	before := h.row(task)
	h.off("closures", 0, workcal.Of(2021, 3, 1), 5) // a working week
	after := h.row(task)
	if after.LatestStart >= before.LatestStart || after.Late != before.Late {
		t.Errorf("starts %s, then %s; late by %d, then %d", before.LatestStart, after.LatestStart, before.Late, after.Late)
	}
	begun := h.task("Commencée", lasting(1500))
	h.exec(`UPDATE tasks SET state = 'in_progress', actual_start = '2021-01-04' WHERE id = @id`, pgx.NamedArgs{"id": begun})
	with := h.row(begun).EarliestFinish
	h.exec(`DELETE FROM closures`, nil)
	if without := h.row(begun).EarliestFinish; with <= without {
		t.Errorf("it ends %s with the closure behind it, %s without", with, without)
	}
}

// A decided finish draws a task of many calendar days years back, and asks no calendar on the way.
func TestAChartIsDrawnWithTheDaysOffOfItsFirstMonth(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.off("closures", 0, workcal.Of(2021, 7, 12), 5)
	h.task("Restauration", lasting(1500), func(d *plan.Draft) { d.CalendarDays, d.PinnedFinish = true, workcal.Of(2025, 5, 20) })
	v := h.view(h.project)
	if start := v.Rows[0].PlannedStart; start >= workcal.Of(2021, 7, 12) || v.Calendar.IsWorked(workcal.Of(2021, 7, 12)) {
		t.Errorf("it is drawn from %s, and open in July 2021: %v", start, v.Calendar.IsWorked(workcal.Of(2021, 7, 12)))
	}
}

func TestThePreviewOfALongTemplateLooksAsFarBackAsItsPlan(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := scalar[int64](h, `INSERT INTO plan_templates (kind, name, body) VALUES ('event_programme', 'Chantier', @body::jsonb) RETURNING id`,
		pgx.NamedArgs{"body": `{"format": 1, "tasks": [{"ref": "a", "title": "Préparer", "category": "logistics", "duration": 1},
			{"ref": "b", "title": "Bâtir", "category": "logistics", "duration": 1500, "needs": [{"ref": "a"}]}]}`})
	preview := func() workcal.Date {
		p, err := h.Template(ctx, h.Head.On(today), id, h.project, nil)
		h.Must(err)
		return p.Rows[0].LatestFinish
	}
	open := preview()
	h.off("closures", 0, workcal.Of(2021, 3, 1), 5)
	if closed := preview(); closed >= open || closed.Year() > 2020 {
		t.Errorf("to be finished by %s, with a week of closure on the way by %s", open, closed)
	}
}

// TestTenYearsOfDaysOffAreNotRead reads what the plan of a project of this year takes.
func TestTenYearsOfDaysOffAreNotRead(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.tenYears(rand.New(rand.NewPCG(1, 2)))
	h.workedExample()
	done := h.task("Faite", lasting(3))
	h.exec(`UPDATE tasks SET state = 'done', actual_start = '2025-01-06', actual_finish = '2025-01-08' WHERE id = @id`, pgx.NamedArgs{"id": done})
	counted, n := postgres.CountQueries(ctx)
	_, err := h.Plan(counted, h.Intern.On(today), h.project)
	h.Must(err)
	since, err := plan.Since(ctx, h.DB, today, h.project)
	h.Must(err)
	if n.Load() != 2 || since != workcal.Of(2024, 1, 6) {
		t.Errorf("%d queries, days off since %s, want two (the project, then its facts), and a year before the first fact", n.Load(), since)
	}
	rows := func(since workcal.Date) int64 {
		return scalar[int64](h, `SELECT (SELECT count(*) FROM closures WHERE last_day >= @since::date) + (SELECT count(*) FROM leaves WHERE last_day >= @since)`,
			pgx.NamedArgs{"since": since})
	}
	all, read := rows(workcal.MinDate), rows(since)
	if all != 12*28 || read > all/3 {
		t.Errorf("%d rows of %d are read", read, all)
	}
	t.Logf("%d rows of %d are read", read, all)
}
