package slot_test

import (
	"testing"

	"parvis/internal/slot"
	"parvis/internal/workcal"
)

func TestTheDayShownIsTheOneAskedForElseTheNextElseTheLast(t *testing.T) {
	t.Parallel()
	friday := workcal.Of(2025, 6, 13)
	days := []workcal.Date{friday, friday + 1, friday + 2}
	for _, c := range []struct {
		days        []workcal.Date
		asked       string
		today, want workcal.Date
	}{
		{days, "2025-06-14", friday, friday + 1},
		{days, "2025-06-20", friday + 1, friday + 1},
		{days, "bientôt", friday - 30, friday},
		{days, "", friday + 30, friday + 2},
		{nil, "2025-06-14", friday, 0},
	} {
		if got := slot.DayShown(c.days, c.asked, c.today); got != c.want {
			t.Errorf("of %v, %q asked for on %v: %v, want %v", c.days, c.asked, c.today, got, c.want)
		}
	}
}
