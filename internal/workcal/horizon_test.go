package workcal_test

import (
	"testing"

	"pgregory.net/rapid"

	"parvis/internal/workcal"
)

// An answer of a calendar that does not know the days off that end before its horizon is the one of a
// calendar that knows them all, or it is noted that it may not be.
func TestWhatLiesBehindTheHorizonIsMissedOnlyWhereItIsNoted(t *testing.T) {
	t.Parallel()
	base := workcal.Of(2025, 1, 1)
	rapid.Check(t, func(t *rapid.T) {
		day := rapid.Custom(func(t *rapid.T) workcal.Date { return base.AddDays(rapid.IntRange(-400, 400).Draw(t, "day")) })
		ranges := func(name string) []workcal.Range {
			list := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) workcal.Range {
				from := day.Draw(t, "from")
				return workcal.Range{From: from, To: from.AddDays(rapid.IntRange(0, 60).Draw(t, "length")), Label: "x"}
			}), 0, 8).Draw(t, name)
			return list
		}
		first := day.Draw(t, "horizon")
		known := func(all []workcal.Range) []workcal.Range {
			var kept []workcal.Range
			for _, r := range all {
				if r.To >= first {
					kept = append(kept, r)
				}
			}
			return kept
		}
		closures, leave, opened := ranges("closures"), ranges("leave"), workcal.Range{From: day.Draw(t, "opened")}
		horizon := workcal.NewHorizon(first)
		whole := workcal.NewCalendar(workcal.Config{Closures: closures}).WithLeave(leave).Opened(opened)
		narrow := workcal.NewCalendar(workcal.Config{Closures: known(closures), Horizon: horizon}).WithLeave(known(leave)).Opened(opened)
		a, b, n := day.Draw(t, "a"), day.Draw(t, "b"), rapid.IntRange(-300, 300).Draw(t, "n")
		ask := rapid.SampledFrom([]func(c *workcal.Calendar) any{
			func(c *workcal.Calendar) any { return c.IsWorked(a) },
			func(c *workcal.Calendar) any { return c.Next(a) },
			func(c *workcal.Calendar) any { return c.Prev(a) },
			func(c *workcal.Calendar) any { return c.Add(a, n) },
			func(c *workcal.Calendar) any { return c.Between(a, b) },
			func(c *workcal.Calendar) any { return c.Worked(a, b) },
			func(c *workcal.Calendar) any { return c.Off(a) },
			func(c *workcal.Calendar) any { return c.WhyOff(a) },
			func(c *workcal.Calendar) any { r, ok := c.LeaveIn(min(a, b), max(a, b)); return [2]any{r, ok} },
		}).Draw(t, "question")
		got, want := ask(narrow), ask(whole)
		if got != want && !horizon.Crossed() {
			t.Fatalf("got %v, want %v, and nothing was noted", got, want)
		}
	})
}

func TestDaysFromTheHorizonOnCrossNothing(t *testing.T) {
	t.Parallel()
	first := workcal.Of(2025, 4, 7) // a Monday
	for name, c := range map[string]struct {
		ask     func(*workcal.Calendar)
		crossed bool
	}{
		"the day itself": {func(c *workcal.Calendar) {
			c.IsWorked(first)
			c.Prev(first)
			c.Add(first, 20)
			c.Between(first, first+9)
		}, false},
		"a day before":               {func(c *workcal.Calendar) { c.IsWorked(first - 1) }, true},
		"a step that lands before":   {func(c *workcal.Calendar) { c.Add(first+1, -2) }, true},
		"a count from a day before":  {func(c *workcal.Calendar) { c.Between(first-1, first+9) }, true},
		"a leave that began before":  {func(c *workcal.Calendar) { c.LeaveIn(first-1, first+9) }, true},
		"no date":                    {func(c *workcal.Calendar) { c.IsWorked(0); c.Off(0); c.Between(0, first); c.Add(0, -3) }, false},
		"the name of a holiday":      {func(c *workcal.Calendar) { c.Holiday(first - 400) }, false},
		"a calendar without horizon": {func(*workcal.Calendar) { workcal.NewCalendar(workcal.Config{}).IsWorked(first - 400) }, false},
	} {
		h := workcal.NewHorizon(first)
		c.ask(workcal.NewCalendar(workcal.Config{Horizon: h}))
		if h.Crossed() != c.crossed {
			t.Errorf("%s: crossed %v", name, h.Crossed())
		}
	}
}
