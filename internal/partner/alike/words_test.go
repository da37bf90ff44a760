package alike_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parvis/internal/partner/alike"
)

func TestAWordThatIsMisspeltMeansWhatItIsNearTo(t *testing.T) {
	t.Parallel()
	vocabulary := strings.Fields("mission maison locale local mediatheque nanterre phare les amis du gue socioculturel centre bleu oeuf")
	for typed, want := range map[string]string{
		"mission":      "mission",
		"miss":         "mission",
		"msison":       "maison mission",
		"mision":       "mission maison",
		"missoin":      "mission",
		"mediateque":   "mediatheque",
		"mediat":       "mediatheque",
		"medaitheque":  "mediatheque",
		"lcoale":       "locale local",
		"fhare":        "phare",
		"fare":         "",
		"gu":           "gue",
		"gur":          "", // three letters are typed right, or mean anything
		"ouef":         "oeuf",
		"xyzzy":        "",
		"nanterrre":    "nanterre",
		"nanterreee":   "nanterre",
		"nanterreeeee": "",
	} {
		if got := strings.Join(alike.Meant(typed, vocabulary), " "); got != want {
			t.Errorf("%q means %q, want %q", typed, got, want)
		}
	}
	for typed, want := range map[string]int{"msison lcoale": 2, "centre socio culturel": 2, "socio cultrel": 1, "les amis xyzzy": 0, "": 0} {
		if got := alike.MeantAll(strings.Fields(typed), vocabulary); len(got) != want {
			t.Errorf("%q means %v", typed, got)
		}
	}
}

// TestOneMistakeInALongWordIsForgiven makes one in a word of six letters or more, anywhere.
func TestOneMistakeInALongWordIsForgiven(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.StringMatching(`[a-z]{6,12}`).Draw(t, "word")
		typed := []byte(word)
		i := rapid.IntRange(0, len(word)-2).Draw(t, "where")
		switch rapid.IntRange(0, 3).Draw(t, "mistake") {
		case 0:
			typed[i] = '0'
		case 1:
			typed = slices.Delete(typed, i, i+1)
		case 2:
			typed = slices.Insert(typed, i, '0')
		case 3:
			typed[i], typed[i+1] = typed[i+1], typed[i]
		}
		if got := alike.Meant(string(typed), []string{"0000000000000", word}); !slices.Equal(got, []string{word}) {
			t.Fatalf("%q means %q, want %q", typed, got, word)
		}
	})
}
