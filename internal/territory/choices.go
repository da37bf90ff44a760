package territory

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/french"
)

// Choice is a territory that something may be said to be in.
type Choice struct {
	ID    int64
	Kind  Kind
	Name  string
	Code  string
	Label string // « Nanterre (toute la ville) », « Le Parc », « Les Blagis (Bagneux, Sceaux) »
	Group string // the town that it stands under with those beside it; "" for districts without one
}

// Choices gives every living territory, each once: a town, then its districts, in the order of the alphabet. A district that spans several
// towns stands under the first. One query, or none while nothing changed.
func (r *Room) Choices(ctx context.Context, by account.By) ([]Choice, error) {
	if !by.Can(MayRead, access.Tie{}) {
		return nil, fault.Missing(nil)
	}
	choices, err := r.kept.Of(by.Changes, "", func() ([]Choice, error) { return r.choices(ctx) })
	return slices.Clone(choices), err
}

func (r *Room) choices(ctx context.Context) ([]Choice, error) {
	all, err := list(ctx, r.db)
	if err != nil {
		return nil, err
	}
	var choices []Choice
	for _, g := range Grouped(all, 0) {
		if g.Town != nil {
			choices = append(choices, Choice{ID: g.ID, Kind: Town, Name: g.Name, Code: g.Town.Code, Label: g.Name + " (toute la ville)", Group: g.Name})
		}
		for _, d := range g.Districts {
			if len(d.TownIDs) > 0 && firstTown(d) != g.ID {
				continue
			}
			c := Choice{ID: d.ID, Kind: District, Name: d.Name, Code: d.Code, Label: d.Name, Group: g.Name}
			if len(d.TownIDs) > 1 {
				c.Label += " (" + d.Towns + ")"
			}
			choices = append(choices, c)
		}
	}
	return choices, nil
}

// firstTown is the town of a district whose name comes first.
func firstTown(d Territory) int64 {
	first := 0
	for i, name := range d.TownNames {
		if french.Fold(name) < french.Fold(d.TownNames[first]) {
			first = i
		}
	}
	return d.TownIDs[first]
}

var (
	postal    = regexp.MustCompile(`^(?:f )?\d{4,5} `)
	cedex     = regexp.MustCompile(` cedex(?: \d{1,2})?$`)
	linkSigns = strings.NewReplacer("-", " ", "'", " ", "’", " ")
)

// Place gives the town that an address names, by its name, whatever its capitals, accents and hyphens: "92000 NANTERRE CEDEX". Nil for
// none. It never gives a district, of which names repeat.
func Place(postalCodeTown string, towns []Choice) *int64 {
	name := placeKey(postalCodeTown)
	for _, c := range towns {
		if c.Kind == Town && name != "" && placeKey(c.Name) == name {
			return &c.ID
		}
	}
	return nil
}

func placeKey(text string) string {
	key := strings.Join(strings.Fields(linkSigns.Replace(french.Fold(text))), " ")
	return cedex.ReplaceAllString(postal.ReplaceAllString(key, ""), "")
}
