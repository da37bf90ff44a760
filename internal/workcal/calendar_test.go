package workcal_test

import (
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"parvis/internal/workcal"
)

func TestFrenchPublicHolidaysOf2025(t *testing.T) {
	t.Parallel()
	want := []struct{ date, name string }{
		{"2025-01-01", "Jour de l’an"}, {"2025-04-21", "Lundi de Pâques"}, {"2025-05-01", "Fête du Travail"},
		{"2025-05-08", "Victoire de 1945"}, {"2025-05-29", "Ascension"}, {"2025-06-09", "Lundi de Pentecôte"},
		{"2025-07-14", "Fête nationale"}, {"2025-08-15", "Assomption"}, {"2025-11-01", "Toussaint"},
		{"2025-11-11", "Armistice de 1918"}, {"2025-12-25", "Noël"},
	}
	got := workcal.PublicHolidays(2025, false)
	if len(got) != len(want) {
		t.Fatalf("%d holidays: %v", len(got), got)
	}
	for i, w := range want {
		if got[i].Date != day(t, w.date) || got[i].Name != w.name {
			t.Errorf("holiday %d is %v %q, want %s %q", i, got[i].Date, got[i].Name, w.date, w.name)
		}
	}
	alsace := workcal.NewCalendar(workcal.Config{AlsaceMoselle: true})
	france := workcal.NewCalendar(workcal.Config{})
	for date, name := range map[string]string{"2025-04-18": "Vendredi saint", "2025-12-26": "Saint-Étienne"} {
		if got := alsace.WhyOff(day(t, date)); got != name {
			t.Errorf("in Alsace %s is off because %q, want %q", date, got, name)
		}
		if !france.IsWorked(day(t, date)) {
			t.Errorf("%s is off in the rest of France", date)
		}
	}
}

// Easter computed by the anonymous Gregorian algorithm, independently of the library.
func easter(year int) workcal.Date {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	f := (b + 8) / 25
	g := (b - f + 1) / 3
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	return workcal.Of(year, time.Month((h+l-7*m+114)/31), (h+l-7*m+114)%31+1)
}

func TestMovableHolidaysFollowEasterInEveryYear(t *testing.T) {
	t.Parallel()
	for year := 1; year <= 9999; year++ {
		want := map[string]workcal.Date{"Lundi de Pâques": easter(year).AddDays(1),
			"Ascension": easter(year).AddDays(39), "Lundi de Pentecôte": easter(year).AddDays(50)}
		for _, h := range workcal.PublicHolidays(year, false) {
			if w, movable := want[h.Name]; movable && w != h.Date {
				t.Fatalf("%s %d is %v, want %v", h.Name, year, h.Date, w)
			}
		}
	}
}

func TestWhyOffNamesTheReason(t *testing.T) {
	t.Parallel()
	service := workcal.NewCalendar(workcal.Config{Closures: []workcal.Range{
		{From: day(t, "2025-05-30"), Label: "Pont de l’Ascension"}, {From: day(t, "2025-08-04"), To: day(t, "2025-08-08")}}})
	person := service.WithLeave([]workcal.Range{{From: day(t, "2025-05-26"), To: day(t, "2025-05-27")}})
	for _, c := range []struct {
		calendar  *workcal.Calendar
		date, why string
	}{
		{service, "2025-05-29", "Ascension"}, {service, "2025-05-30", "Pont de l’Ascension"},
		{service, "2025-05-31", "samedi"}, {service, "2025-08-05", "fermeture"}, {service, "2025-05-26", ""},
		{person, "2025-05-26", "congé"}, {person, "2025-05-29", "Ascension"}, {person, "2025-05-28", ""},
	} {
		if got := c.calendar.WhyOff(day(t, c.date)); got != c.why {
			t.Errorf("%s off because %q, want %q", c.date, got, c.why)
		}
	}
	if got := service.WhyOff(0); got != "" {
		t.Errorf("no date is off because %q", got)
	}
}

func anyCalendar(t *rapid.T, around workcal.Date) *workcal.Calendar {
	ranges := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) workcal.Range {
		from := around.AddDays(rapid.IntRange(-200, 200).Draw(t, "from"))
		return workcal.Range{From: from, To: from.AddDays(rapid.IntRange(-1, 150).Draw(t, "length"))}
	}), 0, 4)
	return workcal.NewCalendar(workcal.Config{
		Week:          workcal.Week(rapid.Uint8Range(0, 127).Draw(t, "week")),
		AlsaceMoselle: rapid.Bool().Draw(t, "alsace"),
		NoHolidays:    rapid.Bool().Draw(t, "no holidays"),
		Closures:      ranges.Draw(t, "closures"),
	}).WithLeave(ranges.Draw(t, "leave"))
}

func TestIndexAgreesWithCountingDayByDay(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		around := rapid.SampledFrom([]workcal.Date{workcal.Of(2025, 6, 13), workcal.Of(1900, 1, 1),
			workcal.Of(2199, 12, 31), workcal.Of(1066, 10, 14), workcal.Of(9000, 1, 1)}).Draw(t, "around")
		c := anyCalendar(t, around)
		d := around.AddDays(rapid.IntRange(-400, 400).Draw(t, "day"))
		n := rapid.IntRange(1, 60).Draw(t, "n")

		forward, backward := d, d
		for left := n; left > 0; {
			if forward++; c.IsWorked(forward) {
				left--
			}
		}
		for left := n; left > 0; {
			if backward--; c.IsWorked(backward) {
				left--
			}
		}
		if got := c.Add(d, n); got != forward {
			t.Fatalf("%v + %d = %v, want %v", d, n, got, forward)
		}
		if got := c.Add(d, -n); got != backward {
			t.Fatalf("%v - %d = %v, want %v", d, n, got, backward)
		}
		if got := c.Between(d, forward); got != n {
			t.Fatalf("from %v to %v: %d worked days, want %d", d, forward, got, n)
		}
		if got := c.Between(forward, d); got != -n {
			t.Fatalf("from %v back to %v: %d worked days, want %d", forward, d, got, -n)
		}
		next, prev := d, d
		for !c.IsWorked(next) {
			next++
		}
		for !c.IsWorked(prev) {
			prev--
		}
		if c.Next(d) != next || c.Prev(d) != prev {
			t.Fatalf("around %v: %v and %v, want %v and %v", d, c.Prev(d), c.Next(d), prev, next)
		}
		if (c.WhyOff(d) == "") != c.IsWorked(d) {
			t.Fatalf("%v: worked %v, off because %q", d, c.IsWorked(d), c.WhyOff(d))
		}
		if got, want := c.Worked(prev, forward), c.Between(prev, forward)+1; got != want {
			t.Fatalf("%v to %v holds %d worked days, want %d", prev, forward, got, want)
		}
	})
}

func TestCalendarAnswersForAbsurdDates(t *testing.T) {
	t.Parallel()
	closedForEver := workcal.NewCalendar(workcal.Config{
		Closures: []workcal.Range{{From: workcal.MinDate, To: workcal.MaxDate}}})
	usual := workcal.NewCalendar(workcal.Config{})
	for _, c := range []*workcal.Calendar{closedForEver, usual} {
		for _, d := range []workcal.Date{0, workcal.MinDate, workcal.MaxDate, -5, workcal.MaxDate + 10, 1<<31 - 1, -1 << 31} {
			for _, n := range []int{0, 1, -1, 1 << 40, -1 << 40, -1 << 63} {
				c.Add(d, n)
			}
			c.Next(d)
			c.Prev(d)
			c.WhyOff(d)
			c.Between(d, workcal.Of(2025, 1, 1))
		}
	}
	if closedForEver.Next(workcal.Of(2025, 1, 1)) != workcal.MaxDate || closedForEver.Prev(workcal.Of(2025, 1, 1)) != workcal.MinDate {
		t.Error("a service closed for ever finds a worked day")
	}
	if got := usual.Add(workcal.Of(2199, 12, 31), 1); got != workcal.Of(2200, 1, 2) {
		t.Errorf("the first worked day of 2200 is %v", got)
	}
}

func TestCalendarIsSharedBetweenGoroutines(t *testing.T) {
	t.Parallel()
	c := workcal.NewCalendar(workcal.Config{})
	var group sync.WaitGroup
	for i := range 8 {
		group.Go(func() {
			if !c.IsWorked(c.Next(workcal.Date(1_000_000 + i))) {
				t.Error("the next worked day is not worked")
			}
		})
	}
	group.Wait()
}

func TestParseWeek(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]workcal.Week{
		"mon-fri": workcal.MondayToFriday, "tue-sat": workcal.TuesdayToSaturday, "MAR-SAM": workcal.TuesdayToSaturday,
		"mardi - samedi": workcal.TuesdayToSaturday, "mon, wed,fri": workcal.WeekOf(time.Monday, time.Wednesday, time.Friday),
		"sat-mon": workcal.WeekOf(time.Saturday, time.Sunday, time.Monday), "tuesday": workcal.WeekOf(time.Tuesday),
	} {
		if got, err := workcal.ParseWeek(s); err != nil || got != want {
			t.Errorf("%q gives %07b, %v; want %07b", s, got, err, want)
		}
	}
	for _, s := range []string{"", "-", "mon-", "monfri", "lundredi", "tue-sat-sun", "mo"} {
		if got, err := workcal.ParseWeek(s); err == nil {
			t.Errorf("%q gives %07b, want an error", s, got)
		}
	}
}

func BenchmarkAdd(b *testing.B) {
	c := workcal.NewCalendar(workcal.Config{})
	d := workcal.Of(2025, 6, 13)
	for b.Loop() {
		d = c.Add(c.Add(d, -30), 30)
	}
}

func BenchmarkNewCalendar(b *testing.B) {
	c := workcal.NewCalendar(workcal.Config{})
	for b.Loop() {
		c.WithLeave([]workcal.Range{{From: workcal.Of(2025, 8, 1), To: workcal.Of(2025, 8, 31)}})
	}
}
