package postgres_test

import (
	"errors"
	"testing"

	"parvis/internal/postgres"
)

func TestWhatIsKeptLastsUntilSomethingIsCounted(t *testing.T) {
	t.Parallel()
	k := postgres.Keep[int](2)
	worked := 0
	of := func(number int64, name string, fails error) int {
		v, err := k.Of(number, name, func() (int, error) { worked++; return worked, fails })
		if !errors.Is(err, fails) {
			t.Errorf("%v", err)
		}
		return v
	}
	for _, one := range []struct {
		number int64
		name   string
		want   int
		why    string
	}{
		{0, "a", 1, "under no number"},
		{0, "a", 2, "nothing is kept under no number"},
		{5, "a", 3, "not known yet"},
		{5, "a", 3, "kept"},
		{5, "b", 4, "another name"},
		{4, "a", 5, "an older number is not answered with newer facts"},
		{5, "a", 3, "a slow reader does not replace them"},
		{6, "a", 6, "something was counted"},
		{6, "b", 7, "all went"},
		{6, "c", 8, "no room: the others go"},
		{6, "a", 9, "gone"},
	} {
		if got := of(one.number, one.name, nil); got != one.want {
			t.Errorf("%s: %d, want %d", one.why, got, one.want)
		}
	}
	of(7, "a", errors.ErrUnsupported)
	if got := of(7, "a", nil); got != 11 {
		t.Errorf("a failure was kept: %d", got)
	}
}
