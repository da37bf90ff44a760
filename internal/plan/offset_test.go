package plan_test

import (
	"errors"
	"strings"
	"testing"

	"parvis/internal/plan"
	"parvis/internal/written"
)

func TestOffsetsAreReadAsPeopleWriteThem(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"J-21": "J-21", "j-21": "J-21", " J - 21 ": "J-21", "J−21": "J-21", "J–21": "J-21", "J-10o": "J-10o", "j-10O": "J-10o",
		"E+7": "E+7", "e+1o": "E+1o", "J": "J-0", "J-0": "J-0", "E": "E+0", "J-2000": "J-2000", "": "", " \u00a0": "", "J+0": "J-0",
		"J-2 mois": "J-2 mois", "M-2": "J-2 mois", "S-6": "J-42", "35 jours ouvrés avant": "J-35o", "la veille": "J-1", "J21": "J-21",
		"1 mois après": "E+1 mois", "J-66 mois": "J-66 mois",
	} {
		o, err := plan.ParseOffset(text)
		if err != nil || o.String() != want {
			t.Errorf("%q: %q, %v", text, o, err)
		}
		back, err := plan.ParseOffset(o.String())
		if err != nil || back != o {
			t.Errorf("%q does not come back: %v %v", o, back, err)
		}
	}
	for _, text := range []string{"J+3", "E-3", "J-2001", "J-67 mois", "J-6 ans", "J-", "K-3", "21", "J-3x", "J--3", "o", "J-1oo", strings.Repeat("J", 1<<20)} {
		o, err := plan.ParseOffset(text)
		if err == nil || !o.IsZero() {
			t.Errorf("%.20q is read as %s", text, o)
		} else if sentence, ok := errors.AsType[written.Problem](err); !ok || len(sentence) > 400 || !strings.HasSuffix(string(sentence), ".") {
			t.Errorf("%.20q: no sentence for a person: %v", text, err)
		}
	}
}

func TestEveryCategoryHasItsLabel(t *testing.T) {
	t.Parallel()
	for _, c := range plan.Categories {
		if !c.Valid() || c.Label() == "" {
			t.Errorf("%q", c)
		}
	}
	if plan.Category("sport").Valid() {
		t.Error("an unknown word is valid")
	}
}
