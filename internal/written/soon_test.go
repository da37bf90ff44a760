package written_test

import (
	"testing"

	"parvis/internal/workcal"
	"parvis/internal/written"
)

func TestDaysThatAreNearAreReadAsPeopleSayThem(t *testing.T) {
	t.Parallel()
	monday := workcal.Of(2025, 4, 7)
	for text, want := range map[string]workcal.Date{
		"aujourd’hui": monday, "Aujourd'hui": monday, "demain": monday + 1, "Après-demain": monday + 2,
		"vendredi": monday + 4, "Vendredi.": monday + 4, "ven": monday + 4, "vendredi prochain": monday + 4, "pour jeudi": monday + 3, "dimanche": monday + 6, "lundi": monday + 7,
		"11/04": monday + 4, "vendredi 11 avril": monday + 4, "le 2 mai 2025": workcal.Of(2025, 5, 2),
	} {
		if got, _, err := written.Soon(text, monday, monday.AddDays(120)); err != nil || got != want {
			t.Errorf("%q is %s (%v), want %s", text, got, err, want)
		}
	}
	for _, text := range []string{"bientôt", "jeudi 11 avril", "", "fin avril"} {
		if got, _, err := written.Soon(text, monday, monday); err == nil {
			t.Errorf("%q is read as %s", text, got)
		}
	}
}
