package retroplan_test

import (
	"testing"

	"parvis/internal/french"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

func day(t testing.TB, s string) workcal.Date {
	t.Helper()
	if s == "" {
		return 0
	}
	d, err := workcal.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func before(days int) retroplan.Offset {
	return retroplan.Offset{Side: retroplan.BeforeEvent, Count: days}
}
func after(days int) retroplan.Offset {
	return retroplan.Offset{Side: retroplan.AfterEvent, Count: days}
}
func needs(ids ...int64) []retroplan.Need {
	list := make([]retroplan.Need, len(ids))
	for i, id := range ids {
		list[i].ID = id
	}
	return list
}

// jea is the event of the worked example: 13 to 15 June 2025. Tasks are called by the letter of
// their id.
func jea(t testing.TB, tasks ...retroplan.Task) retroplan.Plan {
	for i := range tasks {
		tasks[i].Ref = string(rune(tasks[i].ID))
	}
	return retroplan.Plan{
		Anchor:   retroplan.Anchor{First: day(t, "2025-06-13"), Last: day(t, "2025-06-15")},
		Calendar: workcal.NewCalendar(workcal.Config{}),
		Tasks:    tasks,
	}
}

func flyer(t testing.TB) retroplan.Plan {
	return jea(t,
		retroplan.Task{ID: 'A', Title: "Programme validé", Duration: 5},
		retroplan.Task{ID: 'B', Title: "Textes et visuels", Duration: 10, Needs: needs('A')},
		retroplan.Task{ID: 'C', Title: "BAT signé", Duration: 3, Needs: needs('B')},
		retroplan.Task{ID: 'D', Title: "Impression", Duration: 7, Needs: needs('C')},
		retroplan.Task{ID: 'E', Title: "Livraison", Needs: needs('D'), Offset: before(21)},
		retroplan.Task{ID: 'F', Title: "Diffusion", Duration: 5, Needs: needs('E')},
	)
}

func schedule(t testing.TB, p retroplan.Plan, today string) retroplan.Result {
	t.Helper()
	r, err := retroplan.Schedule(p, day(t, today))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestWorkedExampleToTheDay(t *testing.T) {
	t.Parallel()
	r := schedule(t, flyer(t), "2025-04-07")
	for i, want := range []struct {
		ls, lf, es, ef string
		slack          int
		reason         string
	}{
		{"2025-04-16", "2025-04-23", "2025-04-07", "2025-04-11", 7, "avant B"},
		{"2025-04-24", "2025-05-09", "2025-04-14", "2025-04-28", 7, "avant C"},
		{"2025-05-12", "2025-05-14", "2025-04-29", "2025-05-02", 7, "avant D"},
		{"2025-05-15", "2025-05-23", "2025-05-05", "2025-05-14", 7, "avant E"},
		{"2025-05-23", "2025-05-23", "2025-05-14", "2025-05-14", 7, "J-21"},
		{"2025-06-05", "2025-06-12", "2025-05-15", "2025-05-21", 14, "veille de l'événement"},
	} {
		row := r.Rows[i]
		if row.LatestStart != day(t, want.ls) || row.LatestFinish != day(t, want.lf) ||
			row.EarliestStart != day(t, want.es) || row.EarliestFinish != day(t, want.ef) {
			t.Errorf("%c: latest %v → %v, earliest %v → %v; want %+v", 'A'+i,
				row.LatestStart, row.LatestFinish, row.EarliestStart, row.EarliestFinish, want)
		}
		if row.Slack != want.slack || row.Critical || row.Late != 0 || row.Reason.Short() != want.reason {
			t.Errorf("%c: slack %d, critical %v, late %d, reason %q; want %+v", 'A'+i, row.Slack,
				row.Critical, row.Late, row.Reason.Short(), want)
		}
		if row.PlannedStart != row.LatestStart || row.PlannedFinish != row.LatestFinish || row.Conflicts != nil {
			t.Errorf("%c: planned %v → %v, conflicts %v; want the latest dates and none", 'A'+i,
				row.PlannedStart, row.PlannedFinish, row.Conflicts)
		}
	}
	if got := r.Sentence(); got != "le rétroplanning tient dans les délais" {
		t.Errorf("sentence %q", got)
	}
}

func TestWorkedExampleBegunTooLate(t *testing.T) {
	t.Parallel()
	r := schedule(t, flyer(t), "2025-05-05")
	a, f := r.Rows[0], r.Rows[5]
	if a.EarliestStart != day(t, "2025-05-05") || a.EarliestFinish != day(t, "2025-05-12") || a.Slack != -11 ||
		a.Late != 11 || !a.Critical || a.PlannedStart != a.EarliestStart || a.PlannedFinish != a.EarliestFinish {
		t.Errorf("A: %+v", a)
	}
	if f.EarliestStart != day(t, "2025-06-12") || f.EarliestFinish != day(t, "2025-06-18") || f.Slack != -4 {
		t.Errorf("F: %+v", f)
	}
	if got := r.Sentence(); got != "le rétroplanning commence 11\u00a0jours trop tard" {
		t.Errorf("sentence %q", got)
	}
	if r.Late != 11 || r.LateTasks != 6 || r.Critical != 6 {
		t.Errorf("late %d, %d late tasks, %d critical", r.Late, r.LateTasks, r.Critical)
	}
}

func TestOffsetsRollOffDaysThatAreNotWorked(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		task retroplan.Task
		want string
	}{
		"Ascension, earlier":                 {retroplan.Task{Offset: before(15)}, "2025-05-28"},
		"Saturday, earlier":                  {retroplan.Task{Offset: before(90)}, "2025-03-14"},
		"Sunday after, later":                {retroplan.Task{Offset: after(7)}, "2025-06-23"},
		"Sunday after, statutory: earlier":   {retroplan.Task{Offset: after(7), Statutory: true}, "2025-06-20"},
		"J−0 may finish on J":                {retroplan.Task{Offset: before(0), Duration: 1}, "2025-06-13"},
		"J−1 working":                        {retroplan.Task{Offset: retroplan.Offset{Side: retroplan.BeforeEvent, Count: 1, Unit: retroplan.WorkingDays}}, "2025-06-12"},
		"J−10 working":                       {retroplan.Task{Offset: retroplan.Offset{Side: retroplan.BeforeEvent, Count: 10, Unit: retroplan.WorkingDays}}, "2025-05-28"},
		"E+1 working":                        {retroplan.Task{Offset: retroplan.Offset{Side: retroplan.AfterEvent, Count: 1, Unit: retroplan.WorkingDays}}, "2025-06-16"},
		"E+0 is the last day of the event":   {retroplan.Task{Offset: after(0)}, "2025-06-15"},
		"two months before, on a Sunday":     {retroplan.Task{Offset: retroplan.Offset{Side: retroplan.BeforeEvent, Count: 2, Unit: retroplan.Months}}, "2025-04-11"},
		"calendar days do not roll":          {retroplan.Task{Offset: before(15), Duration: 3, CalendarDays: true}, "2025-05-29"},
		"calendar days after do not roll":    {retroplan.Task{Offset: after(7), Duration: 3, CalendarDays: true}, "2025-06-22"},
		"calendar days roll by law":          {retroplan.Task{Offset: before(15), Duration: 3, CalendarDays: true, Statutory: true}, "2025-05-28"},
		"deadline on a Sunday":               {retroplan.Task{Deadline: day(t, "2025-05-25"), Duration: 2}, "2025-05-23"},
		"deadline beyond the event":          {retroplan.Task{Deadline: day(t, "2025-07-25"), Duration: 2}, "2025-07-25"},
		"eve of the event, in calendar":      {retroplan.Task{Duration: 4, CalendarDays: true}, "2025-06-12"},
		"the earlier of offset and deadline": {retroplan.Task{Offset: before(30), Deadline: day(t, "2025-05-12"), Duration: 1}, "2025-05-12"},
	} {
		c.task.ID = 'T'
		row := schedule(t, jea(t, c.task), "2025-02-03").Rows[0]
		if row.LatestFinish != day(t, c.want) {
			t.Errorf("%s: latest finish %v, want %s", name, row.LatestFinish, c.want)
		}
	}
}

func TestReasonsAreSentences(t *testing.T) {
	t.Parallel()
	p := jea(t,
		retroplan.Task{ID: 'A', Title: "Textes", Duration: 2},
		retroplan.Task{ID: 'B', Title: "BAT", Duration: 2, Needs: needs('A'), Offset: before(15)},
		retroplan.Task{ID: 'C', Title: "Bilan", Duration: 1, Offset: after(7)},
		retroplan.Task{ID: 'D', Title: "Montage", Duration: 1},
		retroplan.Task{ID: 'E', Title: "Assurance", Duration: 1, Deadline: day(t, "2025-05-12")},
		retroplan.Task{ID: 'F', State: retroplan.Done, Start: day(t, "2025-03-03"), Finish: day(t, "2025-03-05"), Duration: 3},
		retroplan.Task{ID: 'G', State: retroplan.Dropped, Duration: 3},
		retroplan.Task{ID: 'H', Needs: needs('C'), Duration: 1},
	)
	rows := schedule(t, p, "2025-04-07").Rows
	for i, want := range []struct{ short, sentence string }{
		{"avant B", "à finir avant « BAT », qui commence au plus tard le mardi 27 mai"},
		{"J-15 tombe un jour férié (Ascension)", "J-15 tombe le jeudi 29 mai (Ascension) : avancé au mercredi 28 mai"},
		{"E+7 tombe un dimanche", "E+7 tombe le dimanche 22 juin : reporté au lundi 23 juin"},
		{"veille de l'événement", "veille de l’événement, qui commence le vendredi 13 juin"},
		{"échéance", "échéance fixée au lundi 12 mai"},
		{"fait", "faite le mercredi 5 mars"},
		{"abandonné", "abandonnée"},
		{"dès que possible", "dès que possible après l’événement"},
	} {
		got := french.PlainSpaces(rows[i].Reason.Sentence())
		if rows[i].Reason.Short() != want.short || got != want.sentence {
			t.Errorf("%c: %q, %q; want %+v", 'A'+i, rows[i].Reason.Short(), got, want)
		}
	}
	if a := rows[0].Reason; a.Kind != retroplan.ReasonSuccessor || a.TaskRef != "B" || a.TaskTitle != "BAT" {
		t.Errorf("reason of A: %+v", a)
	}
}
