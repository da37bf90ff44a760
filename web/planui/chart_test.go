package planui

import (
	"strings"
	"testing"
	"time"

	"parvis/internal/plan"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
	"parvis/web/form"
)

func day(month time.Month, d int) workcal.Date { return workcal.Of(2025, month, d) }

func sampleView(rows ...plan.Row) plan.View {
	for i := range rows {
		rows[i].Number = i + 1
	}
	return plan.View{Project: plan.Project{ID: 1, Title: "JEA", First: day(6, 13), Last: day(6, 15)}, Today: day(4, 7),
		Calendar: workcal.NewCalendar(workcal.Config{}), SchoolZone: "C", Rows: rows}
}

func row(from, to, latest workcal.Date) plan.Row {
	return plan.Row{Task: plan.Task{Title: "Tâche", Duration: to.Sub(from) + 1}, Row: retroplan.Row{PlannedStart: from, PlannedFinish: to, LatestFinish: latest}, Year: 2025}
}

func TestChartPutsEachDayWhereItBelongs(t *testing.T) {
	t.Parallel()
	v := sampleView(row(day(4, 8), day(4, 10), day(4, 14)))
	c := charts(v, screenSizes, workcal.SchoolHolidays("C"))[0]
	if c.From != day(4, 1) || c.To != day(6, 30) {
		t.Fatalf("the chart runs from %s to %s, want whole months April to June", c.From, c.To)
	}
	b := c.Bars[0]
	if want := c.Sizes.label + 7*c.Sizes.day; b.X != want {
		t.Errorf("8 April begins at %v, want %v", b.X, want)
	}
	if want := 3 * c.Sizes.day; b.W != want {
		t.Errorf("three days are %v wide, want %v", b.W, want)
	}
	if b.Slack == nil || b.Slack.X != b.X+b.W || b.Slack.W != 4*c.Sizes.day {
		t.Errorf("slack %+v, want four days right after the bar", b.Slack)
	}
	if want := c.Sizes.label + 6*c.Sizes.day; c.Today.X != want {
		t.Errorf("today stands at %v, want the left edge of 7 April, %v", c.Today.X, want)
	}
	if c.Event == nil || c.Event.W != 3*c.Sizes.day {
		t.Errorf("the event is %+v, want three days", c.Event)
	}
	var names []string
	for _, h := range c.Holidays {
		names = append(names, h.Label)
	}
	if len(c.Holidays) != 5 {
		t.Errorf("holidays %v, want Easter Monday, 1 and 8 May, Ascension and Whit Monday", names)
	}
}

// TestAChartIsBoundedWhateverThePlanSays draws plans that years mistyped, long chains and many tasks make endless.
func TestAChartIsBoundedWhateverThePlanSays(t *testing.T) {
	t.Parallel()
	many := make([]plan.Row, 1000)
	for i := range many {
		many[i] = row(day(5, 5), day(5, 6), day(5, 6))
	}
	far := row(workcal.Of(25, 5, 1), workcal.Of(25, 5, 2), workcal.Of(25, 5, 2))
	for name, rows := range map[string][]plan.Row{
		"the year 25":                      {far, row(day(5, 5), day(5, 6), day(5, 6))},
		"the year 9999":                    {row(day(5, 5), day(5, 6), day(5, 6)), row(day(5, 5), workcal.MaxDate, workcal.MaxDate)},
		"the first and last day":           {row(workcal.MinDate, workcal.MaxDate, workcal.MaxDate)},
		"a thousand tasks and the year 25": append([]plan.Row{far}, many...),
	} {
		for sheet, s := range map[string]sizes{"screen": screenSizes, "paper": paperSizes} {
			drawn := charts(sampleView(rows...), s, workcal.SchoolHolidays("C"))
			months := map[workcal.Date]bool{}
			for _, c := range drawn {
				for m := c.From; m <= c.To; m = monthAfter(m) {
					months[m] = true
				}
				if c.Cut == "" {
					t.Errorf("%s on %s: nothing says that it is cut short", name, sheet)
				}
			}
			if len(drawn) == 0 || len(drawn) > mostSheets || len(months) > mostMonths || !months[day(6, 1)] {
				t.Errorf("%s on %s: %d sheets, %d months, with the event: %v", name, sheet, len(drawn), len(months), months[day(6, 1)])
			}
		}
	}
	usual := append([]plan.Row{row(workcal.Of(2023, 7, 1), workcal.Of(2023, 7, 2), workcal.Of(2023, 7, 2))}, many[:77]...)
	if c := charts(sampleView(usual...), paperSizes, nil)[0]; c.Cut != "" || c.From != workcal.Of(2023, 7, 1) {
		t.Errorf("two years from %s are cut: %s", c.From, c.Cut)
	}
}

func TestChartMergesDaysOffThatFollow(t *testing.T) {
	t.Parallel()
	c := charts(sampleView(row(day(6, 2), day(6, 3), day(6, 3))), screenSizes, nil)[0]
	// June 2025: weekends 1, 7-8, 14-15, 21-22, 28-29; Whit Monday the 9th is a holiday of its own.
	if len(c.Off) != 5 {
		t.Fatalf("%d stretches off, want 5: %+v", len(c.Off), c.Off)
	}
	if c.Off[1].W != 2*c.Sizes.day {
		t.Errorf("a weekend is %v wide, want two days", c.Off[1].W)
	}
}

func TestStatesAreToldInWordsNotOnlyInColour(t *testing.T) {
	t.Parallel()
	late, critical, blocked, done := row(day(4, 8), day(4, 10), day(4, 9)), row(day(5, 5), day(5, 9), day(5, 9)),
		row(day(5, 5), day(5, 9), day(5, 20)), row(day(4, 1), day(4, 2), day(4, 2))
	late.Late, late.Critical, critical.Critical = 1, true, true
	blocked.State, done.State = retroplan.Blocked, retroplan.Done
	seen := map[string]bool{}
	for _, b := range charts(sampleView(late, critical, blocked, done), screenSizes, nil)[0].Bars {
		if b.Sign == "" || b.Class == "" || seen[b.Sign] || seen[b.Class] {
			t.Errorf("sign %q, class %q: each state has its own of both", b.Sign, b.Class)
		}
		seen[b.Sign], seen[b.Class] = true, true
	}
}

func TestDroppedTasksAreNotDrawn(t *testing.T) {
	t.Parallel()
	gone := row(day(4, 8), day(4, 10), day(4, 14))
	gone.State = retroplan.Dropped
	if got := charts(sampleView(gone), screenSizes, nil); got != nil {
		t.Errorf("a plan with nothing but dropped tasks draws %d charts", len(got))
	}
	if got := charts(sampleView(gone, row(day(5, 5), day(5, 6), day(5, 6))), screenSizes, nil); len(got[0].Bars) != 1 {
		t.Errorf("%d bars, want 1", len(got[0].Bars))
	}
}

func TestPaperIsCutAtMonthBoundariesAndRepeatsItsScale(t *testing.T) {
	t.Parallel()
	var rows []plan.Row
	for i := range 100 { // more than a sheet of rows, and twenty months
		from := workcal.Of(2024, time.July, 1).AddDays(i * 6)
		rows = append(rows, row(from, from.AddDays(3), from.AddDays(5)))
	}
	v := sampleView(rows...)
	v.Project.First, v.Project.Last = workcal.Of(2025, time.August, 20), workcal.Of(2025, time.August, 20)
	sheets := charts(v, paperSizes, nil)
	if len(sheets) != 4 {
		t.Fatalf("%d sheets, want two of rows by two of months", len(sheets))
	}
	bars := 0
	for i, c := range sheets {
		if c.From.Day() != 1 || c.To.AddDays(1).Day() != 1 {
			t.Errorf("sheet %d runs from %s to %s: not whole months", i+1, c.From, c.To)
		}
		if len(c.Months) == 0 || len(c.Months) > paperSizes.months {
			t.Errorf("sheet %d has %d months in its scale", i+1, len(c.Months))
		}
		if c.Width > paperWidth+0.5 || c.Height > paperHeight {
			t.Errorf("sheet %d is %v by %v tenths of a millimetre, more than the paper", i+1, c.Width, c.Height)
		}
		if c.Sheet != i+1 || c.Sheets != 4 {
			t.Errorf("sheet %d says it is %d of %d", i+1, c.Sheet, c.Sheets)
		}
		for _, b := range c.Bars {
			if !b.Hidden {
				bars++
			}
		}
	}
	if bars != 100 {
		t.Errorf("%d bars drawn over all sheets, want each of the 100 once", bars)
	}
}

// TestAPlanTakesAsFewSheetsAsCanBeRead holds how a plan fills its sheets: seven points at least, all sheets as full
// as each other, and the columns as wide as what they hold.
func TestAPlanTakesAsFewSheetsAsCanBeRead(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ tasks, sheets int }{{1, 1}, {10, 1}, {77, 1}, {78, 2}, {154, 2}, {155, 3}, {1000, 13}} {
		rows := make([]plan.Row, c.tasks)
		for i := range rows {
			rows[i] = row(day(4, 8), day(4, 10), day(4, 14))
			rows[i].Responsible = "Inès Carpentier"
		}
		sheets := charts(sampleView(rows...), paperSizes, nil)
		if len(sheets) != c.sheets {
			t.Errorf("%d tasks take %d sheets, want %d", c.tasks, len(sheets), c.sheets)
		}
		for i, s := range sheets {
			const sevenPoints = 24.7 // tenths of a millimetre
			if s.Sizes.text < sevenPoints || s.Sizes.row < s.Sizes.text*1.2 || s.Height > paperHeight+0.01 || s.Width > paperWidth+0.01 {
				t.Errorf("%d tasks, sheet %d: text of %v in rows of %v on %v by %v", c.tasks, i+1, s.Sizes.text, s.Sizes.row, s.Width, s.Height)
			}
			if c.tasks >= 77 && s.Height < paperHeight*0.9 {
				t.Errorf("%d tasks: sheet %d is %v high of %d", c.tasks, i+1, s.Height, paperHeight)
			}
			if s.Sizes.who == 0 || s.Sizes.after != 0 {
				t.Errorf("%d tasks, sheet %d: columns of %v and %v", c.tasks, i+1, s.Sizes.who, s.Sizes.after)
			}
		}
	}
}

// TestTasksThatWaitForEachOtherAreLinked holds the lines of a chart: from the end of what comes first to the
// beginning of what waits, and none to what is not drawn.
func TestTasksThatWaitForEachOtherAreLinked(t *testing.T) {
	t.Parallel()
	first, second, third := row(day(4, 8), day(4, 10), day(4, 14)), row(day(4, 14), day(4, 18), day(4, 18)), row(day(4, 9), day(4, 9), day(4, 9))
	first.ID, second.ID, third.ID = 11, 12, 13
	second.Needs = []plan.Link{{ID: 11, Number: 1}, {ID: 99, Number: 7}}
	third.Needs = []plan.Link{{ID: 11, Number: 1}} // it begins before the other has ended
	v := sampleView(first, second, third)
	for name, s := range map[string]sizes{"screen": screenSizes, "paper": paperSizes} {
		c := charts(v, s, nil)[0]
		lines, heads := c.links()
		if n := strings.Count(lines, "M"); n != 2 || strings.Count(heads, "z") != n {
			t.Errorf("%s: %d lines, heads %q", name, n, heads)
		}
		if from := "M" + f(c.Bars[0].X+c.Bars[0].W) + " " + f(c.mid(c.Bars[0])); !strings.HasPrefix(lines, from) {
			t.Errorf("%s: the line is %q, not from %s", name, lines, from)
		}
		if !strings.HasPrefix(heads, "M"+f(c.Bars[1].X)+" ") {
			t.Errorf("%s: the head is %q, not at %v", name, heads, c.Bars[1].X)
		}
	}
	if c := charts(v, paperSizes, nil)[0]; c.Sizes.after == 0 || numbersOf(c.Bars[1].Row.Needs) != "1, 7" {
		t.Errorf("on paper, the column of what it waits for is %v wide and says %q", c.Sizes.after, numbersOf(c.Bars[1].Row.Needs))
	}
}

func TestBarsOutsideTheSheetSayWhereTheyAre(t *testing.T) {
	t.Parallel()
	v := sampleView(row(workcal.Of(2023, time.July, 1), workcal.Of(2023, time.July, 3), workcal.Of(2023, time.July, 3)))
	sheets := charts(v, paperSizes, nil)
	last := sheets[len(sheets)-1].Bars[0]
	if !last.Hidden || last.Arrow != "← lun. 3 juillet 2023" {
		t.Errorf("hidden %v, arrow %q", last.Hidden, last.Arrow)
	}
}

func TestSignsNeverLeaveTheSheet(t *testing.T) {
	t.Parallel()
	r := row(day(6, 25), day(6, 30), day(6, 30))
	r.Late = 112
	b := charts(sampleView(r), sizes{label: 300, tail: 20, head: 60, row: 30, day: 5, text: 14}, nil)[0].Bars[0]
	if !b.SignBefore || b.SignX >= b.X {
		t.Errorf("the sign stands at %v after the bar at %v, with no room there", b.SignX, b.X)
	}
}

func FuzzTaskForm(f *testing.F) {
	f.Add("Titre", "5", "J-21", "2025-06-13", "3")
	f.Add("", "-1", "J−21", "2025-02-30", "x")
	f.Add("é\u202f!", "99999999999999999999", "E+7o", "0000-00-00", "-7")
	f.Fuzz(func(t *testing.T, title, duration, offset, date, person string) {
		f := form.Of(map[string][]string{plan.FieldTitle: {title}, plan.FieldDuration: {duration},
			plan.FieldDue: {offset}, plan.FieldNotBefore: {date}, plan.FieldResponsible: {person}, plan.FieldCategory: {"budget"}})
		d, err := parseTask(f, workcal.Of(2025, 6, 13), 0)
		if f.Valid() != (err == nil) || f.Valid() && d.Check().Any() {
			t.Errorf("accepted %v, %v, although %v", f.Valid(), err, d.Check())
		}
		if f.Text(plan.FieldTitle) != title || f.Text(plan.FieldDue) != offset {
			t.Error("what was typed is lost")
		}
	})
}

func TestTitlesAreCutToTheirColumn(t *testing.T) {
	t.Parallel()
	r := row(day(4, 8), day(4, 10), day(4, 14))
	r.Title = "Une tâche dont le titre dépasse de loin la colonne qui lui est réservée sur le diagramme"
	c := charts(sampleView(r), paperSizes, nil)[0]
	usual := []rune(c.fit(c.Bars[0]))
	c.Bars[0].Class = "is-late"
	bold := []rune(c.fit(c.Bars[0]))
	if usual[len(usual)-1] != '…' || len(bold) >= len(usual) {
		t.Errorf("cut to %q, and to %q in bold", string(usual), string(bold))
	}
	c.Bars[0].Row.Title = "Court"
	if got := c.fit(c.Bars[0]); got != "Court" {
		t.Errorf("a short title becomes %q", got)
	}
}
