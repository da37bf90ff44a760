package written_test

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"parvis/internal/written"
)

func TestPlainForgetsCaseAccentsAndTypography(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"": "", "  Tâche \u00a0 précédente\n": "tache precedente", "E\u0301TAT": "etat", "N°": "n°", "Nº": "n°", "L’été": "l'ete", "« Durée »": "\" duree \"", "J−21 – a‑b": "j-21 - a-b",
		"Cœur": "coeur", "\ufeffid": "id", "dé\u00admonter": "demonter", "a\u200bb": "ab", "☑\ufe0f": "☑", "ÆŒ": "aeoe", "a\x00b": "a b", "…": "...",
	} {
		if got := written.Plain(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	rapid.Check(t, func(rt *rapid.T) {
		s := written.Plain(rapid.String().Draw(rt, "text"))
		if again := written.Plain(s); again != s || strings.Contains(s, "  ") || strings.TrimSpace(s) != s {
			rt.Fatalf("%q becomes %q", s, again)
		}
	})
}

func TestHugeTextsAreRefusedAtOnceAndBriefly(t *testing.T) {
	t.Parallel()
	for _, unit := range []string{"9", "x", " ", "J-", "1;", "1/", "+1", "é\u0301", "\xff", "½", "13 et ", "S", "0", ".", "2FD", "\u202e"} {
		text := strings.Repeat(unit, 10<<20/len(unit))
		began := time.Now()
		_, _, err := written.Date(text, june)
		said(t, err)
		_, _, _, err = written.Span(text, june)
		said(t, err)
		_, _, _, err = written.Duration(text)
		said(t, err)
		_, _, err = written.Offset(text)
		said(t, err)
		_, _, err = written.State(text)
		said(t, err)
		_, _, err = written.Links(text, func(string) bool { return false })
		if said(t, err) == "" {
			t.Errorf("%q is read as links", unit)
		}
		if written.LooksLikeDate(text) || written.LooksLikeOffset(text) {
			t.Errorf("%q looks like something", unit)
		}
		if spent := time.Since(began); spent > 10*time.Second {
			t.Errorf("%q took %s", unit, spent)
		}
	}
}
