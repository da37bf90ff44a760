package trash_test

import (
	"testing"
	"time"

	"parvis/internal/fault"
	"parvis/internal/trash"
	"parvis/internal/workcal"
)

// What was deleted at any hour of a day can be put back until the end of the same last day.
func TestTheLastDayIsTheSameWhateverTheHour(t *testing.T) {
	t.Parallel()
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		deleted, now time.Time
		may          bool
	}{
		{time.Date(2025, 3, 1, 0, 0, 0, 0, paris), time.Date(2025, 3, 31, 23, 59, 59, 0, paris), true},
		{time.Date(2025, 3, 1, 23, 59, 59, 0, paris), time.Date(2025, 3, 31, 23, 59, 59, 0, paris), true},
		{time.Date(2025, 3, 1, 23, 59, 59, 0, paris), time.Date(2025, 4, 1, 0, 0, 0, 0, paris), false},
		{time.Date(2025, 3, 1, 0, 0, 0, 0, paris), time.Date(2025, 4, 1, 0, 0, 0, 0, paris), false},
		// Clocks change on 30 March 2025.
		{time.Date(2025, 3, 29, 12, 0, 0, 0, paris), time.Date(2025, 4, 28, 23, 30, 0, 0, paris), true},
		{time.Date(2025, 3, 29, 23, 30, 0, 0, paris), time.Date(2025, 4, 29, 0, 0, 0, 0, paris), false},
	} {
		if got := trash.Check(&c.deleted, c.now) == nil; got != c.may {
			t.Errorf("deleted %v, asked %v: %v, want %v", c.deleted, c.now, got, c.may)
		}
		shown := workcal.FromTime(c.now) <= trash.LastDay(c.deleted)
		if shown != c.may {
			t.Errorf("deleted %v: the last day shown is %v, the rule says %v on %v", c.deleted, trash.LastDay(c.deleted), c.may, c.now)
		}
	}
	if !fault.Is(trash.Check(nil, time.Now()), fault.NotFound) {
		t.Error("what is not in the trash cannot be put back")
	}
}

func TestWhatIsPutBackIsMarkedNoMore(t *testing.T) {
	t.Parallel()
	now := time.Date(2025, 4, 7, 9, 0, 0, 0, time.UTC)
	if at, err := trash.Mark(nil, now, false); err != nil || at == nil || !at.Equal(now) {
		t.Errorf("thrown away: %v, %v", at, err)
	}
	yesterday, lastYear := now.AddDate(0, 0, -1), now.AddDate(-1, 0, 0)
	if at, err := trash.Mark(&yesterday, now, true); err != nil || at != nil {
		t.Errorf("put back: %v, %v", at, err)
	}
	if _, err := trash.Mark(&lastYear, now, true); !fault.Is(err, fault.NotFound) {
		t.Errorf("put back too late: %v", err)
	}
}
