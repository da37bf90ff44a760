package account_test

import (
	"testing"
	"time"

	"parvis/internal/account"
	"parvis/internal/workcal"
)

func TestTodayIsTheDayInParis(t *testing.T) {
	t.Parallel()
	zoe := account.Person{ID: 3}
	for at, want := range map[time.Time]workcal.Date{
		time.Date(2025, 4, 6, 21, 59, 0, 0, time.UTC): workcal.Of(2025, 4, 6),
		time.Date(2025, 4, 6, 22, 0, 0, 0, time.UTC):  workcal.Of(2025, 4, 7),
	} {
		if got := zoe.At(at).Today(); got != want {
			t.Errorf("%s is %s, want %s", at, got, want)
		}
	}
	day := workcal.Of(2025, 3, 30) // an hour short
	if got := zoe.On(day); got.Today() != day || got.ID != zoe.ID || got.At.UTC().Hour() != 10 {
		t.Errorf("on %s: %d at %s", day, got.ID, got.At)
	}
}
