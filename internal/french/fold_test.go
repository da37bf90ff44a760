package french_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"parvis/internal/french"
)

func TestFoldForgetsCaseAccentsAndTypography(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"": "", "  Tâche \u00a0 précédente\n": "tache precedente", "E\u0301TAT": "etat", "N°": "n°", "Nº": "n°", "« Durée »": "\" duree \"", "J−21 – a‑b": "j-21 - a-b",
		"L’été": "l'ete", "L'ÉTÉ": "l'ete", "lʼété": "l'ete", "l‘ete": "l'ete", "Cœur": "coeur", "ÆŒ": "aeoe", "Straße": "strasse", "STRAẞE": "strasse", "Noël": "noel", "ça": "ca",
		"1\u202f000\u00a0j": "1 000 j", "\ufeffid": "id", "dé\u00admonter": "demonter", "a\u200bb": "ab", "☑\ufe0f": "☑", "a\x00b": "a b", "…": "...",
	} {
		if got := french.Fold(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	rapid.Check(t, func(rt *rapid.T) {
		text := rapid.String().Draw(rt, "text")
		s := french.Fold(text)
		if again := french.Fold(s); again != s || strings.Contains(s, "  ") || strings.TrimSpace(s) != s {
			rt.Fatalf("%q becomes %q", s, again)
		}
		first, _ := utf8.DecodeRuneInString(s)
		if got := french.FirstFolded(text); (got == 0) != (s == "") || got < 0x80 && got != 0 && got != first {
			rt.Fatalf("%q begins with %q, not %q", text, got, first)
		}
	})
}
