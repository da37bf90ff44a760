package plan_test

import (
	"strings"
	"testing"

	"parvis/internal/plan"
)

func TestOffsetsAreReadAsPeopleWriteThem(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"J-21": "J-21", "j-21": "J-21", " J - 21 ": "J-21", "J−21": "J-21", "J–21": "J-21", "J-10o": "J-10o", "j-10O": "J-10o",
		"E+7": "E+7", "e+1o": "E+1o", "J": "J-0", "J-0": "J-0", "E": "E+0", "J-2000": "J-2000", "": "", "J+0": "J-0",
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
	for _, text := range []string{"J+3", "E-3", "J21", "J-2001", "J-", "K-3", "21", "J-3x", "J--3", "o", "J-1oo", strings.Repeat("J", 1<<20)} {
		if o, err := plan.ParseOffset(text); err == nil {
			t.Errorf("%.20q is read as %s", text, o)
		} else if len(err.Error()) > 200 {
			t.Errorf("%.20q: an error of %d characters", text, len(err.Error()))
		}
	}
}

func TestOffsetsSpeakFrench(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"J-21": "21 jours avant l’événement", "J-1": "1 jour avant l’événement", "J-10o": "10 jours ouvrés avant l’événement",
		"E+1o": "1 jour ouvré après l’événement", "J-0": "le premier jour de l’événement", "E+0": "le dernier jour de l’événement", "": "",
		"J-2000": "2\u202f000 jours avant l’événement",
	} {
		o, err := plan.ParseOffset(text)
		if got := o.Words(); err != nil || got != want {
			t.Errorf("%s: %q, %v", text, got, err)
		}
	}
}

func TestEveryCategoryAndStateHasItsLabel(t *testing.T) {
	t.Parallel()
	for _, c := range plan.Categories {
		if !c.Valid() || c.Label() == "" {
			t.Errorf("%q", c)
		}
	}
	for _, s := range plan.States {
		if !s.Valid() || s.Label() == "" {
			t.Errorf("%q", s)
		}
	}
	if plan.Category("sport").Valid() || plan.State("lost").Valid() {
		t.Error("an unknown word is valid")
	}
}
