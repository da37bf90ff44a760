package written_test

import (
	"testing"

	"pgregory.net/rapid"

	"parvis/internal/french"
	"parvis/internal/written"
)

func TestTimesOfTheDayAreRead(t *testing.T) {
	t.Parallel()
	for want, texts := range map[int][]string{
		0:    {"0h", "0 h 00", "00:00", "minuit"},
		570:  {"9h30", "9 h 30", "09:30", "9.30", "9H30", "9\u00a0h\u00a030", "9 heures 30", "à 9h30", "vers 9 h 30", "09:30:00", "9h30 min"},
		605:  {"10h05", "10h5"},
		720:  {"midi", "12h", "12:00"},
		840:  {"14h", "14 h", "14h00", "14:00", "14 heures"},
		1440: {"24h00", "24 h"},
	} {
		for _, text := range texts {
			if got, err := written.Hour(text); got != want || err != nil {
				t.Errorf("%q: %d, %v, want %d", text, got, err, want)
			}
		}
	}
}

func TestFromWhenToWhenIsRead(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][2]int{
		"14h-15h30":              {840, 930},
		"14 h – 15 h 30":         {840, 930},
		"de 18:00 à 19:15":       {1080, 1155},
		"entre 10h et 12h":       {600, 720},
		"10h/18h":                {600, 1080},
		"22h30-00h15":            {1350, 1455},
		"22:30 - 24h00":          {1350, 1440},
		"18h-1h":                 {1080, 1500},
		"23h jusqu’à 6h":         {1380, 1800},
		"de 10 h jusqu'à minuit": {600, 1440},
	} {
		if from, to, err := written.Hours(text); from != want[0] || to != want[1] || err != nil || !written.LooksLikeHours(text) {
			t.Errorf("%q: %d to %d, %v, want %v", text, from, to, err, want)
		}
	}
}

func TestWhatIsNoTimeOfTheDaySaysWhatToWrite(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"25h":    "« 25h » n’est pas une heure : écrivez par exemple 9 h 30 ou 14:00.",
		"24h01":  "« 24h01 » n’est pas une heure : écrivez par exemple 9 h 30 ou 14:00.",
		"9h60":   "« 9h60 » n’est pas une heure : écrivez par exemple 9 h 30 ou 14:00.",
		"14":     "« 14 » n’est pas une heure : écrivez par exemple 9 h 30 ou 14:00.",
		"matin":  "« matin » n’est pas une heure : écrivez par exemple 9 h 30 ou 14:00.",
		"":       "L’heure manque : écrivez par exemple 9 h 30 ou 14:00.",
		"-9h":    "« -9h » n’est pas une heure : écrivez par exemple 9 h 30 ou 14:00.",
		"9h30 ?": "« 9h30 ? » n’est pas une heure : écrivez par exemple 9 h 30 ou 14:00.",
	} {
		if got, err := written.Hour(text); err == nil || french.PlainSpaces(err.Error()) != want {
			t.Errorf("%q: %d, %v, want %q", text, got, err, want)
		}
	}
	for text, want := range map[string]string{
		"17h-16h": "La fin, 16 h, vient avant le début, 17 h. Une fin du lendemain est acceptée jusqu’à 6 h.",
		"14h-14h": "La fin est à la même heure que le début : 14 h.",
		"14h":     "« 14h » ne dit pas de quelle heure à quelle heure : écrivez par exemple 14 h - 15 h 30.",
		"9h-25h":  "« 9h-25h » n’est pas une heure : écrivez par exemple 9 h 30 ou 14:00.",
		"3h-2h":   "La fin, 2 h, vient avant le début, 3 h. Une fin du lendemain est acceptée jusqu’à 6 h.",
	} {
		_, _, err := written.Hours(text)
		if err == nil || french.PlainSpaces(err.Error()) != want {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}

func TestTimesOfTheDayComeBackAsTheyAreWritten(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, written.Day).Draw(t, "minutes")
		if got, err := written.Hour(written.HourText(n)); got != n || err != nil {
			t.Fatalf("%q: %d, %v, want %d", written.HourText(n), got, err, n)
		}
		to := rapid.IntRange(n+1, written.Day+written.SmallHours).Draw(t, "to")
		if to > written.Day && (n <= written.SmallHours || to-written.Day > n) { // longer than such a text says
			return
		}
		if from, until, err := written.Hours(written.HourText(n) + " - " + written.HourText(to)); from != n || until != to || err != nil {
			t.Fatalf("%d to %d: %d to %d, %v", n, to, from, until, err)
		}
	})
}

func FuzzHours(f *testing.F) {
	for _, seed := range []string{"14h-15h30", "de 18:00 à 19:15", "9.30", "minuit", "24h00 / 2h", "٩h30", "9h-", "::"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if n, err := written.Hour(text); err == nil && (n < 0 || n > written.Day) {
			t.Errorf("%q: %d", text, n)
		}
		if from, to, err := written.Hours(text); err == nil && (from < 0 || from >= to || to > written.Day+written.SmallHours) {
			t.Errorf("%q: %d to %d", text, from, to)
		}
	})
}
