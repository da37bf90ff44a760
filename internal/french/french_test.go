package french_test

import (
	"strings"
	"testing"
	"time"

	"parvis/internal/french"
)

func TestSizesAreSaidInTheUnitThatSuitsThem(t *testing.T) {
	t.Parallel()
	for bytes, want := range map[int64]string{0: "0\u00a0Ko", 300 << 10: "300\u00a0Ko", 1 << 20: "1\u00a0Mo", 64 << 20: "64\u00a0Mo", 2000 << 20: "2\u202f000\u00a0Mo"} {
		if got := french.Size(bytes); got != want {
			t.Errorf("%d: %q, want %q", bytes, got, want)
		}
	}
}

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

func TestQuotationsWithinQuotationsHaveTheirOwnMarks(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Nuit": "«\u00a0Nuit\u00a0»", "Atelier «\u00a0Toucher la terre\u00a0»": "«\u00a0Atelier “Toucher la terre”\u00a0»", "« a » «b»": "«\u00a0“a” “b”\u00a0»",
	} {
		if got := french.Quote(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestListsAreJoinedInFrench(t *testing.T) {
	t.Parallel()
	list := []string{"a", "b", "c", "d"}
	for got, want := range map[string]string{
		french.And(nil): "", french.And(list[:1]): "a", french.And(list[:2]): "a et b", french.And(list): "a, b, c et d", french.Or(list[:3]): "a, b ou c",
		french.AndOthers(list, 4) + ".": "a, b, c et d.", french.AndOthers(list, 3): "a, b, c et 1\u00a0autre", french.AndOthers(list, 1): "a et 3\u00a0autres",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestNamesAreElided(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"Claire": "de Claire", "Inès": "d’Inès", "Émile": "d’Émile", "Œdipe": "d’Œdipe", "Hélène": "d’Hélène", "Yves": "d’Yves", "Yann": "de Yann", "Y": "d’Y", "": "de ",
	} {
		if got := french.Of(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

func TestCountsSayHowManyAreLate(t *testing.T) {
	t.Parallel()
	for got, want := range map[string]string{
		french.TasksToDo(1, 0): "1 tâche à faire", french.TasksToDo(1, 1): "1 tâche à faire, en retard", french.TasksToDo(3, 3): "3 tâches à faire, toutes en retard",
		french.TasksToDo(1200, 2): "1 200 tâches à faire, dont 2 en retard", french.TasksDone(1, 40): "1 tâche faite sur 40", french.ItemsTicked(0, 1): "0/1 point",
		french.Sentence("été"): "Été.", french.Sentence("Fini."): "Fini.", french.Sentence(""): "", french.Capital("œuvre"): "Œuvre",
		french.LateBy(7): "en retard de 7 j", french.Subject(""): "Parvis", french.Responsible(""): "à attribuer",
	} {
		if got = french.PlainSpaces(got); got != want {
			t.Errorf("got %q, want %q", got, want)
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

func TestHalfDaysAreWrittenAsDays(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]string{0: "0 jour", 1: "une demi-journée", 2: "1 jour", 3: "1,5 jour", 4: "2 jours", 5: "2,5 jours", 2001: "1 000,5 jours",
		-1: "−0,5 jour", -2: "−1 jour", -3: "−1,5 jour", -5: "−2,5 jours"} {
		if got := french.HalfDays(n); strings.ReplaceAll(french.PlainSpaces(got), "\u202f", " ") != want || strings.Contains(got, " ") && n != 1 {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}
