package survey

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parvis/internal/survey/question"
)

// Whatever is typed over answers, their keys are keys, each once; and those whose lines only moved are the same.
func TestKeysOfLines(t *testing.T) {
	t.Parallel()
	line := rapid.SampledFrom([]string{"Oui", "Non", "Très satisfait", "Pas satisfait", "Tout à fait d’accord", "a = b", "autre", "é", "12", "…", "Une réponse bien plus longue que les autres, avec des mots et encore des mots"})
	rapid.Check(t, func(t *rapid.T) {
		first := ReadLines(strings.Join(rapid.SliceOfN(line, 0, 8).Draw(t, "first"), "\n"), nil, nil)
		moved := rapid.Permutation(slices.Clone(first)).Draw(t, "moved")
		keys := func(list []question.Option) (keys []string) {
			for _, o := range list {
				if !question.IsOptionKey(o.Key) || slices.Contains(keys, o.Key) || o.Key == question.OtherKey {
					t.Fatalf("%q of %v", o.Key, list)
				}
				keys = append(keys, o.Key)
			}
			slices.Sort(keys)
			return keys
		}
		if again := ReadLines(LinesOf(moved, true), first, nil); !slices.EqualFunc(again, moved, func(a, b question.Option) bool { return a.Key == b.Key && a.Label[question.French] == b.Label[question.French] }) {
			t.Fatalf("%v became %v", moved, again)
		}
		if again := ReadLines(LinesOf(moved, false), first, nil); !slices.Equal(keys(again), keys(first)) {
			t.Fatalf("%v became %v", moved, again)
		}
		second := ReadLines(strings.Join(rapid.SliceOfN(line, 0, 8).Draw(t, "second"), "\n"), nil, first)
		keys(second)
	})
}
