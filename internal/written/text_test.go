package written_test

import (
	"strings"
	"testing"

	"parvis/internal/written"
)

func TestHugeTextsAreRefusedAtOnceAndBriefly(t *testing.T) {
	t.Parallel()
	for _, unit := range []string{"9", "x", " ", "J-", "1;", "1/", "+1", "é\u0301", "\xff", "½", "13 et ", "S", "0", ".", "2FD", "\u202e"} {
		text := strings.Repeat(unit, 10<<20/len(unit))
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
	}
}
