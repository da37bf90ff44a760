package plan_test

import (
	"cmp"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"parvis/internal/plan"
)

// TestTheFirstAreThoseOfTheWholeSorted: what is equal stays as it stood, and nothing is lost.
func TestTheFirstAreThoseOfTheWholeSorted(t *testing.T) {
	type pair struct{ key, at int }
	before := func(a, b pair) int { return cmp.Compare(a.key, b.key) }
	rapid.Check(t, func(t *rapid.T) {
		list := make([]pair, rapid.IntRange(0, 40).Draw(t, "length"))
		for i := range list {
			list[i] = pair{rapid.IntRange(0, 9).Draw(t, "key"), i}
		}
		n := rapid.IntRange(-1, 50).Draw(t, "n")
		sorted := slices.Clone(list)
		slices.SortStableFunc(sorted, before)
		got := slices.Clone(list)
		plan.First(got, n, before)
		shown := max(0, min(n, len(list)))
		if !slices.Equal(got[:shown], sorted[:shown]) {
			t.Fatalf("the first %d of %v are %v", n, list, got[:shown])
		}
		slices.SortFunc(got, func(a, b pair) int { return cmp.Compare(a.at, b.at) })
		if !slices.Equal(got, list) {
			t.Fatalf("%v became %v", list, got)
		}
	})
}
