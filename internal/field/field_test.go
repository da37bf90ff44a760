package field_test

import (
	"reflect"
	"slices"
	"testing"

	"parvis/internal/field"
)

type space struct {
	name  string
	floor string
	seats int
}

var fields = field.List[space]{
	{Name: "nom", Label: "Nom", Value: func(s space) string { return s.name }},
	{Name: "etage", Label: "Étage", Value: func(s space) string { return s.floor }},
	{Name: "places", Label: "Places", Value: func(s space) string { return string(rune('0' + s.seats)) },
		Text: func(s space) string { return map[int]string{1: "une place", 2: "deux places"}[s.seats] }},
}

func TestBothTextsStandSideBySideWithoutWhatIsEmptyInBoth(t *testing.T) {
	t.Parallel()
	got := fields.Both(space{name: "Atelier", seats: 1}, space{name: "Atelier", seats: 2})
	want := []field.Change{
		{Name: "nom", Label: "Nom", Before: "Atelier", After: "Atelier"},
		{Name: "places", Label: "Places", Before: "une place", After: "deux places", From: "1", To: "2"},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v", got)
	}
}

func TestChangesAreWhatDiffers(t *testing.T) {
	t.Parallel()
	if got := fields.Changes(space{name: "Atelier"}, space{name: "Atelier"}); got != nil {
		t.Errorf("nothing differs, got %+v", got)
	}
	got := fields.Changes(space{name: "Atelier", floor: "1"}, space{name: "Atelier"})
	if len(got) != 1 || got[0] != (field.Change{Name: "etage", Label: "Étage", Before: "1"}) {
		t.Errorf("got %+v", got)
	}
}

// Two values that read alike, for instance two people of one name, still differ.
func TestWhatReadsAlikeCanDiffer(t *testing.T) {
	t.Parallel()
	if got := fields.Changes(space{seats: 3}, space{seats: 4}); len(got) != 1 || got[0].From != "3" || got[0].To != "4" {
		t.Errorf("got %+v", got)
	}
}

func TestNamesAndValuesFollowTheList(t *testing.T) {
	t.Parallel()
	if got := fields.Names(); !slices.Equal(got, []string{"nom", "etage", "places"}) {
		t.Errorf("names %v", got)
	}
	if got := fields.Values(space{name: "Atelier", seats: 2}); got["nom"][0] != "Atelier" || got["places"][0] != "2" || got["etage"][0] != "" {
		t.Errorf("values %v", got)
	}
}
