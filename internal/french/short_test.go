package french

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// TestATextIsShortenedAtAWord holds texts that fit and texts that do not, accents written in two ways.
func TestATextIsShortenedAtAWord(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, want string }{
		{"JEA 2025", "JEA 2025"},
		{"JEA 2025\u00a0: trois jours d’archéologie au musée", "JEA 2025\u00a0: trois jours…"},
		{"Visite sans une seule tâche", "Visite sans une seule…"},
		{"Visite, mais sans détour, oui", "Visite, mais sans…"},
		{"https://partage.example/dossier", "https://partage.example…"},
		{strings.Repeat("e\u0301", 24), strings.Repeat("e\u0301", 24)},
		{strings.Repeat("q\u0301", 25), strings.Repeat("q\u0301", 23) + "…"},
		{"", ""},
	} {
		if got := Shorten(c.text, 24); got != c.want {
			t.Errorf("%q is shortened to %q, want %q", c.text, got, c.want)
		}
	}
}

// TestWhatIsShortenedFits holds any text at any length: it fits, begins as the text does, and is no longer than it was.
func TestWhatIsShortenedFits(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.SampledFrom([]rune("aé e\u0301q\u0301 ’-.«» œ👩\u200d🎨")), 0, 60, -1).Draw(t, "text")
		most := rapid.IntRange(1, 30).Draw(t, "most")
		got := Shorten(text, most)
		if Letters(got) > most || !utf8.ValidString(got) {
			t.Fatalf("%q has %d letters, at most %d", got, Letters(got), most)
		}
		if Letters(text) <= most && got != text {
			t.Fatalf("%q fits and became %q", text, got)
		}
	})
}
