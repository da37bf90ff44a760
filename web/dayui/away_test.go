package dayui

import (
	"testing"

	"parvis/internal/daybook"
	"parvis/internal/equipment"
	"parvis/internal/outing"
	"parvis/internal/partner"
)

// What is taken along is what goes where the outing is; where no list says so, all that is loaded that day.
func TestWhatIsTakenAlongGoesThere(t *testing.T) {
	t.Parallel()
	list := func(title, key string) daybook.List {
		return daybook.List{Title: title, Lines: []daybook.Line{{Key: key + "1"}}}
	}
	lists := []daybook.List{list("À charger\u00a0: Cour", equipment.DayOut), list("À charger\u00a0: Centre social Le Phare", equipment.DayOut), list("À rapporter\u00a0: Centre social Le Phare", equipment.DayBack), list("Montage", "montage:"), {Title: "À charger\u00a0: rien"}}
	for name, c := range map[string]struct {
		draft outing.Draft
		want  int
	}{
		"by its address":   {outing.Draft{Address: "Centre social le Phare, Nanterre"}, 1},
		"by its host":      {outing.Draft{Host: partner.Ref{ID: 1, Name: "le phare"}}, 1},
		"nothing says so":  {outing.Draft{Address: "12, rue de la Gare"}, 2},
		"nothing is known": {outing.Draft{}, 2},
	} {
		if got := loadsOf(lists, outing.Outing{Draft: c.draft}); len(got) != c.want {
			t.Errorf("%s: %d lists, want %d", name, len(got), c.want)
		}
	}
}
