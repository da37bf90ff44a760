package written_test

import (
	"testing"

	"pgregory.net/rapid"

	"parvis/internal/french"
	"parvis/internal/written"
)

func TestTimesAreReadInMinutes(t *testing.T) {
	t.Parallel()
	for want, texts := range map[int][]string{
		0:   {"0", "0 min", "0 h"},
		45:  {"45", "45 min", "45mn", "45 minutes", "0,75 h", "0 h 45"},
		90:  {"90", "90 min", "1 h 30", "1h30", "1\u00a0h\u00a030", "1 H 30 min", "1,5 h", "1.5 heures"},
		120: {"2 h", "2h", "deux heures", "120"},
		65:  {"1 h 05", "1h5"},
	} {
		for _, text := range texts {
			if got, err := written.Minutes(text); got != want || err != nil {
				t.Errorf("%q: %d, %v, want %d", text, got, err, want)
			}
		}
	}
}

func TestWhatIsNoTimeSaysWhatToWrite(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"longtemps":    "« longtemps » n’est pas un nombre d’heures et de minutes : écrivez par exemple 45 min ou 1 h 30.",
		"2 jours":      "« 2 jours » n’est pas un nombre d’heures et de minutes : écrivez par exemple 45 min ou 1 h 30.",
		"1 h 75":       "« 1 h 75 » n’est pas un nombre d’heures et de minutes : écrivez par exemple 45 min ou 1 h 30.",
		"-5":           "Le temps « -5 » est négatif.",
		"":             "Le temps manque : écrivez par exemple 45 min ou 1 h 30.",
		"999999999999": "Le temps « 999999999999 » est trop long : 999 999 999 minutes au plus.",
	} {
		if got, err := written.Minutes(text); err == nil || french.PlainSpaces(err.Error()) != want {
			t.Errorf("%q: %d, %v, want %q", text, got, err, want)
		}
	}
}

func TestTimesComeBackAsTheyAreWritten(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		n := rapid.IntRange(1, 100_000).Draw(rt, "minutes")
		if got, err := written.Minutes(written.MinutesText(n)); got != n || err != nil {
			rt.Fatalf("%q: %d, %v, want %d", written.MinutesText(n), got, err, n)
		}
	})
}
