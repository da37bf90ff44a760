package written_test

import (
	"strings"
	"testing"

	"parvis/internal/written"
)

func TestOpening(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{"": "", " fermé ": "", "Fermée": "", "–": "", "10h-18h": "10 h – 18 h", "de 10 h à 18 h": "10 h – 18 h", "entre 9h et 12h": "9 h – 12 h",
		"9h-12h, 14h-17h30": "9 h – 12 h, 14 h – 17 h 30", "9h30 à 12h et 14h à 18h": "9 h 30 – 12 h, 14 h – 18 h", "9h-12h ; 13h-15h; 20:00-22:00": "9 h – 12 h, 13 h – 15 h, 20 h – 22 h", "18h-1h": "18 h – 1 h", "18 h – minuit": "18 h – 24 h"} {
		list, err := written.Opening(text)
		if got := strings.ReplaceAll(written.OpeningText(list), "\u00a0", " "); err != nil || got != want {
			t.Errorf("%q: %q, %v; want %q", text, got, err, want)
		}
		if again, err := written.Opening(written.OpeningText(list)); err != nil || written.OpeningText(again) != written.OpeningText(list) {
			t.Errorf("%q is not read again: %v, %v", written.OpeningText(list), again, err)
		}
	}
	for _, text := range []string{"10", "ouvert", "18h-10h", "9h-12h, 11h-14h", "14h-17h, 9h-12h", "18h-1h, 20h-22h", "9h-10h,11h-12h,13h-14h,15h-16h,17h-18h,19h-20h,21h-22h", strings.Repeat("9", 9999)} {
		if list, err := written.Opening(text); err == nil {
			t.Errorf("%.40q: %v", text, list)
		}
	}
}

func FuzzOpening(f *testing.F) {
	for _, text := range []string{"9h-12h, 14h-17h30", "fermé", "18h à 1h"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		list, err := written.Opening(text)
		if err != nil {
			return
		}
		for i, r := range list {
			if r.From < 0 || r.To <= r.From || r.To > written.Day+written.SmallHours || i > 0 && r.From <= list[i-1].To {
				t.Errorf("%q: %v", text, list)
			}
		}
	})
}
