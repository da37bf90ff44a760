package workcal_test

import (
	"testing"

	"pgregory.net/rapid"

	"parvis/internal/workcal"
)

func TestOpenedDaysAreWorkedWhateverElseSays(t *testing.T) {
	t.Parallel()
	saturday, whitMonday, tuesday := workcal.Of(2025, 6, 7), workcal.Of(2025, 6, 9), workcal.Of(2025, 6, 10)
	c := workcal.NewCalendar(workcal.Config{Closures: []workcal.Range{{From: tuesday, Label: "inventaire"}}}).
		Opened(workcal.Range{From: saturday, To: tuesday}).
		WithLeave([]workcal.Range{{From: tuesday, To: tuesday.AddDays(1)}})
	for d := saturday; d <= tuesday; d++ {
		if !c.IsWorked(d) || c.WhyOff(d) != "" {
			t.Errorf("%v is not worked: %s", d, c.WhyOff(d))
		}
	}
	if c.IsWorked(tuesday+1) || c.Add(saturday, 3) != tuesday || c.Next(tuesday+1) != tuesday+2 {
		t.Error("the days around are not counted right")
	}
	if r, ok := c.LeaveIn(whitMonday, tuesday); !ok || r.From != tuesday {
		t.Errorf("the leave on an opened day is forgotten: %v", r)
	}
}

func TestEveryDayOffSaysWhy(t *testing.T) {
	t.Parallel()
	c := workcal.NewCalendar(workcal.Config{Closures: []workcal.Range{{From: workcal.Of(2025, 5, 30), Label: "pont"}},
		Leave: []workcal.Range{{From: workcal.Of(2025, 4, 8), To: workcal.Of(2025, 4, 11)}}})
	for d, want := range map[workcal.Date]workcal.DayOff{
		workcal.Of(2025, 5, 28): {},
		workcal.Of(2025, 5, 29): {Kind: workcal.PublicHolidayOff, Label: "Ascension", From: workcal.Of(2025, 5, 29), To: workcal.Of(2025, 5, 29)},
		workcal.Of(2025, 5, 30): {Kind: workcal.Closed, Label: "pont", From: workcal.Of(2025, 5, 30), To: workcal.Of(2025, 5, 30)},
		workcal.Of(2025, 4, 9):  {Kind: workcal.OnLeave, From: workcal.Of(2025, 4, 8), To: workcal.Of(2025, 4, 11)},
		workcal.Of(2025, 4, 12): {Kind: workcal.WeekdayOff, Label: "samedi", From: workcal.Of(2025, 4, 12), To: workcal.Of(2025, 4, 12)},
	} {
		if got := c.Off(d); got != want {
			t.Errorf("%v: %+v, want %+v", d, got, want)
		}
	}
}

func TestRangesAreSetDayByDay(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		from := workcal.Of(2025, 1, 1).AddDays(rapid.IntRange(0, 200).Draw(t, "from"))
		r := workcal.Range{From: from, To: from.AddDays(rapid.IntRange(0, 200).Draw(t, "length"))}
		plain := workcal.NewCalendar(workcal.Config{})
		opened, away := plain.Opened(r), plain.WithLeave([]workcal.Range{r})
		for d := from - 3; d <= r.To+3; d++ {
			in := r.Contains(d)
			if opened.IsWorked(d) != (in || plain.IsWorked(d)) || away.IsWorked(d) != (!in && plain.IsWorked(d)) {
				t.Fatalf("%v with %v", d, r)
			}
		}
	})
}

func TestMonthsAreAddedToTheSameDayOrTheLast(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		from   workcal.Date
		months int
		want   workcal.Date
	}{
		{workcal.Of(2025, 6, 13), -2, workcal.Of(2025, 4, 13)},
		{workcal.Of(2025, 3, 31), -1, workcal.Of(2025, 2, 28)},
		{workcal.Of(2024, 3, 31), -1, workcal.Of(2024, 2, 29)},
		{workcal.Of(2025, 1, 15), -1, workcal.Of(2024, 12, 15)},
		{workcal.Of(2025, 12, 31), 2, workcal.Of(2026, 2, 28)},
		{0, 3, 0}, {workcal.MaxDate, 5, workcal.MaxDate}, {workcal.MinDate, -5, workcal.MinDate},
	} {
		if got := c.from.AddMonths(c.months); got != c.want {
			t.Errorf("%v %+d months is %v, want %v", c.from, c.months, got, c.want)
		}
	}
}

func TestTheYearIsWrittenWhenItIsAnother(t *testing.T) {
	t.Parallel()
	d := workcal.Of(2025, 5, 1)
	for got, want := range map[string]string{
		d.FrenchIn(2025): "jeudi 1er mai", d.FrenchIn(2026): "jeudi 1er mai 2025", workcal.Date(0).FrenchIn(2025): "",
		d.FrenchShortIn(2025): "jeu. 1er mai", d.FrenchShortIn(2024): "jeu. 1er mai 2025",
		workcal.FrenchSpanIn(d, d, 2025):               "le 1er mai",
		workcal.FrenchSpanIn(d, d+3, 2025):             "du 1er au 4 mai",
		workcal.FrenchSpanIn(d-2, d+3, 2025):           "du 29 avril au 4 mai",
		workcal.FrenchSpanIn(d, d+3, 2026):             "du 1er au 4 mai 2025",
		workcal.FrenchSpanIn(d, d.AddMonths(12), 2025): "du 1er mai 2025 au 1er mai 2026",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
