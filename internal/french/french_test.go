package french_test

import (
	"testing"
	"time"

	"parvis/internal/french"
)

func TestNumbersAreGroupedByThreeWithNarrowSpaces(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]string{0: "0", 7: "7", 999: "999", 1000: "1\u202f000", 10_050: "10\u202f050", 1_234_567: "1\u202f234\u202f567", -2500: "−2\u202f500"} {
		if got := french.Number(n); got != want {
			t.Errorf("%d is written %q, want %q", n, got, want)
		}
	}
}

func TestZeroAndOneAreSingular(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]string{-2: "−2\u00a0jours", -1: "−1\u00a0jour", 0: "0\u00a0jour", 1: "1\u00a0jour", 2: "2\u00a0jours"} {
		if got := french.Count(n, "jour", "jours"); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}

func TestHourHasTwoDigitsOfMinutes(t *testing.T) {
	t.Parallel()
	if got := french.Hour(time.Date(2025, 4, 7, 9, 5, 0, 0, time.UTC)); got != "9\u00a0h\u00a005" {
		t.Errorf("got %q", got)
	}
}

func TestTidyingKeepsNoBreakSpaces(t *testing.T) {
	t.Parallel()
	if got := french.OneLine(" «\u00a0Levez  les\tyeux\u202f!\u00a0»\n "); got != "«\u00a0Levez les yeux\u202f!\u00a0»" {
		t.Errorf("got %q", got)
	}
	if got := french.Paragraphs("\r\nun\r\ndeux\r\n"); got != "un\ndeux" {
		t.Errorf("got %q", got)
	}
}
