package personal_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parvis/internal/personal"
)

var zoe = personal.Ways{Whole: []string{"Zoé Martineau-Duval", "Martineau-Duval Zoé", "zoe.md@exemple.test"}, Single: []string{"Zoé", "Martineau-Duval"}, Phones: []string{"+33199000006"}}

func TestANameIsFoundHoweverItIsWritten(t *testing.T) {
	t.Parallel()
	m := personal.NewMatcher([]personal.Ways{zoe}, nil)
	for text, want := range map[string]string{
		"Rappeler Zoé lundi":                        "Rappeler X lundi",
		"Rappeler ZOE MARTINEAU DUVAL.":             "Rappeler X.",
		"Mme Martineau\u2011Duval, puis zoé":        "Mme X, puis X",
		"Zoe\u0301\u00a0Martineau-Duval":            "X",
		"écrire à ZOE.MD@exemple.test":              "écrire à X",
		"cv_zoe_martineau_duval.pdf":                "cv_X.pdf",
		"01 99 00 00 06 ou +33 1.99.00.00.06":       "X ou X",
		"Zoéline, la Martineau, 501990000065, zoe2": "Zoéline, la Martineau, 501990000065, zoe2",
		"rien ici": "rien ici",
		"martineau duval, zoé : présente ; œuvre d’art": "X : présente ; œuvre d’art",
	} {
		if got := m.Replace(text, "X"); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
		if m.In(text) != (text != want) {
			t.Errorf("%q: In says otherwise than Replace", text)
		}
	}
	if personal.NewMatcher([]personal.Ways{{Single: []string{"X", ""}}}, nil) != nil {
		t.Error("one letter is looked for")
	}
}

func TestWhatOthersBearIsLeft(t *testing.T) {
	t.Parallel()
	m := personal.NewMatcher([]personal.Ways{zoe}, []string{"zoé"})
	if got := m.Replace("Zoé ; Zoé Martineau-Duval", "X"); got != "Zoé ; X" {
		t.Errorf("%q", got)
	}
}

func TestAQueryIsReadBeforeItIsSearched(t *testing.T) {
	t.Parallel()
	m := personal.NewMatcher([]personal.Ways{zoe}, nil)
	if got := m.ReplaceQuery("q=Zo%C3%A9+Martineau-Duval&type=association", "X"); got != "q=X&type=association" {
		t.Errorf("%q", got)
	}
	if got := m.ReplaceQuery("q=b%20c&a=1", "X"); got != "q=b%20c&a=1" {
		t.Errorf("what names nobody is written anew: %q", got)
	}
}

func TestNothingIsLeftOfWhatWasReplaced(t *testing.T) {
	t.Parallel()
	m := personal.NewMatcher([]personal.Ways{zoe}, nil)
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOf(rapid.SampledFrom([]string{"Zoé", "ZOE", " ", "-", "Martineau", "Duval", "zo\u0301e", "\u00a0", ".", "œ", "0199000006", "é", "a", "\n", "\xff"})).Draw(t, "parts")
		text := strings.Join(parts, "")
		if got := m.Replace(text, personal.Erased); m.In(got) {
			t.Fatalf("%q becomes %q", text, got)
		}
	})
}

func FuzzReplace(f *testing.F) {
	f.Add("Zoé Martineau-Duval", "écrire à Zoé")
	f.Fuzz(func(t *testing.T, name, text string) {
		m := personal.NewMatcher([]personal.Ways{{Whole: []string{name}}}, nil)
		if m == nil {
			return
		}
		if got := m.Replace(text, " "); !strings.Contains(text, name) && got != text && !m.In(text) {
			t.Fatalf("%q in %q", name, text)
		}
		m.Excerpt(text)
		m.ReplaceQuery(text, "x")
	})
}
