package demo_test

import (
	"testing"

	"parvis/internal/demo"
	"parvis/internal/territory"
)

// TestTheTwinningHasItsDistricts counts the towns and the districts of the story, and those that a map can show.
func TestTheTwinningHasItsDistricts(t *testing.T) {
	t.Parallel()
	s := told(t)
	all, err := s.Territories.List(t.Context(), s.people[intern].On(demo.Day), territory.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	towns, coded, placed := 0, 0, 0
	for _, one := range all {
		switch {
		case one.Kind == territory.Town:
			towns++
		case one.Vintage() == 2024:
			coded++
		}
		if one.Placed() {
			placed++
		}
	}
	if towns != 2 || coded != 9 || placed != 9 || len(all) != 13 {
		t.Errorf("%d towns, %d districts with a code, %d with a place, of %d", towns, coded, placed, len(all))
	}
}
