package edition_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"parvis/internal/edition"
	"parvis/internal/workcal"
)

// TestDaysKeepTheirNameInTheWeek takes the dates of the national events from one year to the next.
func TestDaysKeepTheirNameInTheWeek(t *testing.T) {
	t.Parallel()
	span := func(m time.Month, d, days, year int) edition.Span {
		first := workcal.Of(year, m, d)
		return edition.Span{First: first, Last: first.AddDays(days - 1)}
	}
	for name, c := range map[string]struct {
		from, to edition.Span
		by       int
		lost     int // days of the first that have none in the second
	}{
		"three days that are three days":             {span(time.June, 14, 3, 2024), span(time.June, 13, 3, 2025), 364, 0},
		"without its Friday":                         {span(time.June, 14, 3, 2024), span(time.June, 14, 2, 2025), 364, 1},
		"with a Thursday more":                       {span(time.June, 14, 3, 2024), span(time.June, 12, 4, 2025), 364, 0},
		"one night":                                  {span(time.May, 18, 1, 2024), span(time.May, 17, 1, 2025), 364, 0},
		"from Monday to Friday, then on one weekend": {span(time.June, 10, 5, 2024), span(time.June, 13, 3, 2025), 364, 4},
		"a night that becomes a Thursday":            {span(time.May, 18, 1, 2024), span(time.May, 22, 1, 2025), 371, 1},
		"ten days that become three":                 {span(time.October, 4, 10, 2024), span(time.October, 3, 3, 2025), 364, 7},
	} {
		by := edition.Weeks(c.from, c.to)
		lost := 0
		for d := c.from.First; d <= c.from.Last; d = d.AddDays(1) {
			if _, lands := edition.Lands(d, c.from, c.to, by); !lands {
				lost++
			}
		}
		if by != c.by || lost != c.lost {
			t.Errorf("%s: %d days later, %d lost; want %d and %d", name, by, lost, c.by, c.lost)
		}
	}
}

// TestADayKeepsItsNameOrIsListed: whatever the two events.
func TestADayKeepsItsNameOrIsListed(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		span := func(name string) edition.Span {
			first := workcal.Of(2024, time.January, 1).AddDays(rapid.IntRange(0, 1_000).Draw(t, name))
			return edition.Span{First: first, Last: first.AddDays(rapid.IntRange(0, 40).Draw(t, name+" days"))}
		}
		from, to := span("from"), span("to")
		by := edition.Weeks(from, to)
		if by%7 != 0 {
			t.Fatalf("%d days later", by)
		}
		d := from.First.AddDays(rapid.IntRange(-60, 100).Draw(t, "day"))
		there, lands := edition.Lands(d, from, to, by)
		if there.Weekday() != d.Weekday() || there.Sub(d) != by {
			t.Fatalf("%v goes to %v", d, there)
		}
		if lands != (!from.Holds(d) || to.Holds(there)) {
			t.Fatalf("%v to %v: %v", d, there, lands)
		}
		near := edition.Near(there, to)
		if !to.Holds(near) || to.Holds(there) && near != there {
			t.Fatalf("near %v is %v", there, near)
		}
		if to.Last.Sub(to.First) >= 6 && near.Weekday() != d.Weekday() {
			t.Fatalf("an event of a week has each day: near %v is %v", there, near)
		}
		// No other whole number of weeks keeps more days within the new event.
		kept := func(by int) (n int) {
			for d := from.First; d <= from.Last; d = d.AddDays(1) {
				if to.Holds(d.AddDays(by)) {
					n++
				}
			}
			return n
		}
		for other := by - 70; other <= by+70; other += 7 {
			if kept(other) > kept(by) {
				t.Fatalf("%d days keep %d, %d keep %d", by, kept(by), other, kept(other))
			}
		}
	})
}
