package french_test

import (
	"testing"

	"parvis/internal/french"
)

func TestOnlyWhatCanBeSeenIsKept(t *testing.T) {
	t.Parallel()
	for _, nothing := range []string{"\u200b", "\u200d", "\u3164", "\u2800", "\u00ad", "\u2060", "\ufe0f", "\ufeff", "\u202e", "\u0301", "\u00a0\u200b \u202f", "\u2066\u2069", "\x7f", "\u200d\ufe0f"} {
		for name, read := range map[string]func(string) string{"OneLine": french.OneLine, "Paragraphs": french.Paragraphs} {
			if got := read(nothing); got != "" {
				t.Errorf("%s of %q is %q", name, nothing, got)
			}
		}
	}
	for typed, want := range map[string]string{
		"Fiche\u202etxt.exe":   "Fichetxt.exe",
		"co\u00adlo\u200bnnes": "colonnes",
		"\ufeffTitre":          "Titre",
		"10\u202f000\u00a0€":   "10\u202f000\u00a0€",
		"👩\u200d🎨 et ✂\ufe0f":  "👩\u200d🎨 et ✂\ufe0f",
		"e\u0301te\u0301":      "e\u0301te\u0301",
		"\u3164Nuit des\u3164": "Nuit des",
	} {
		if got := french.OneLine(typed); got != want {
			t.Errorf("%q is kept as %q, want %q", typed, got, want)
		}
	}
	if got := french.Paragraphs("Un\r\n\tdeux\u202e\r\n"); got != "Un\n\tdeux" {
		t.Errorf("paragraphs: %q", got)
	}
}

func TestSearchingForgetsLigaturesAndNoBreakSpaces(t *testing.T) {
	t.Parallel()
	for stored, asked := range map[string]string{"Une œuvre": "oeuvre", "Nuit\u00a0des\u202fmusées": "nuit des musees", "co\u00adlonnes": "colonnes"} {
		if got := french.Fold(stored); got != french.Fold("une "+asked) && got != french.Fold(asked) {
			t.Errorf("%q folds to %q, which %q does not find", stored, got, asked)
		}
	}
}
