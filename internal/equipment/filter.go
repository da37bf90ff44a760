package equipment

import (
	"cmp"
	"slices"
	"strings"

	"parvis/internal/french"
)

// State is what a filter asks of things.
type State string

// The answers; "" takes all.
const (
	InService    State = "service"
	OutOfService State = "hors-service"
	Damaged      State = "abime" // some are broken or missing
)

// States lists them.
var States = []State{InService, OutOfService, Damaged}

// Sort is what a list is sorted by.
type Sort string

// The sorts; "" is by name too.
const (
	ByName     Sort = "nom"
	ByCategory Sort = "categorie"
	ByQuantity Sort = "quantite"
	ByStorage  Sort = "rangement"
)

// Sorts lists them.
var Sorts = []Sort{ByName, ByCategory, ByQuantity, ByStorage}

// Filter chooses things and their order; its zero value takes all of them, by name.
type Filter struct {
	Text     string // in the name, the place where it is kept or the notes
	Category Category
	State    State
	Sort     Sort
	Down     bool
}

// Narrowed tells whether the filter leaves anything out.
func (f Filter) Narrowed() bool {
	f.Sort, f.Down = "", false
	return f != Filter{}
}

// Of gives those of a list that pass, in their order.
func (f Filter) Of(list []Item) []Item {
	f.Text = french.Fold(f.Text)
	list = slices.DeleteFunc(list, func(i Item) bool { return !f.takes(i) })
	slices.SortStableFunc(list, func(a, b Item) int {
		c := f.compare(a, b)
		if f.Down {
			c = -c
		}
		return cmp.Or(c, cmp.Compare(french.Fold(a.Name), french.Fold(b.Name)), cmp.Compare(a.ID, b.ID))
	})
	return list
}

func (f Filter) takes(i Item) bool {
	if f.Text != "" && !strings.Contains(french.Fold(i.Name+" "+i.Storage+" "+i.Notes), f.Text) || f.Category != "" && f.Category != i.Category {
		return false
	}
	switch f.State {
	case InService:
		return i.Active
	case OutOfService:
		return !i.Active
	case Damaged:
		return i.StateText() != ""
	}
	return true
}

func (f Filter) compare(a, b Item) int {
	switch f.Sort {
	case ByCategory:
		return cmp.Compare(slices.Index(Categories, a.Category), slices.Index(Categories, b.Category))
	case ByQuantity:
		return cmp.Compare(a.Quantity, b.Quantity)
	case ByStorage:
		return cmp.Compare(french.Fold(a.Storage), french.Fold(b.Storage))
	}
	return cmp.Compare(french.Fold(a.Name), french.Fold(b.Name))
}
