package space

import (
	"cmp"
	"slices"
	"strings"

	"parvis/internal/french"
)

// Service tells the spaces in service from the others.
type Service string

// The two answers; "" takes both.
const (
	InService    Service = "oui"
	OutOfService Service = "non"
)

// Services lists both.
var Services = []Service{InService, OutOfService}

// Sort is what a list is sorted by.
type Sort string

// The sorts; "" is by name too.
const (
	ByName     Sort = "nom"
	ByFloor    Sort = "etage"
	BySurface  Sort = "surface"
	ByCapacity Sort = "capacite"
)

// Sorts lists them.
var Sorts = []Sort{ByName, ByFloor, BySurface, ByCapacity}

// Filter chooses spaces and their order; its zero value takes all of them, by name.
type Filter struct {
	Text     string  // in the name, the floor or the notes; folded before comparing
	Access   Access  // "": any
	Capacity int     // at least so many people, seated or standing; 0: any
	Service  Service // "": any
	Sort     Sort
	Down     bool // from the last to the first
}

// Narrowed tells whether the filter leaves anything out.
func (f Filter) Narrowed() bool {
	f.Sort, f.Down = "", false
	return f != Filter{}
}

// Of gives those of a list that pass, in their order. What is not known comes last, whichever the way.
func (f Filter) Of(list []Space) []Space {
	f.Text = french.Fold(f.Text)
	list = slices.DeleteFunc(list, func(s Space) bool { return !f.takes(s) })
	slices.SortStableFunc(list, func(a, b Space) int {
		return cmp.Or(f.compare(a, b), order(french.Fold(a.Name), french.Fold(b.Name), f.Down && f.Sort == ByName), cmp.Compare(a.ID, b.ID))
	})
	return list
}

func (f Filter) takes(s Space) bool {
	return (f.Text == "" || strings.Contains(french.Fold(s.Name+" "+s.Floor+" "+s.Notes), f.Text)) &&
		(f.Access == "" || f.Access == s.Access) && s.Capacity() >= f.Capacity && (f.Service == "" || s.Active == (f.Service == InService))
}

func (f Filter) compare(a, b Space) int {
	switch f.Sort {
	case ByFloor:
		return order(french.Fold(a.Floor), french.Fold(b.Floor), f.Down)
	case BySurface:
		return order(a.Surface, b.Surface, f.Down)
	case ByCapacity:
		return order(a.Capacity(), b.Capacity(), f.Down)
	}
	return 0
}

// order compares two values of which the zero one is not known.
func order[V cmp.Ordered](a, b V, down bool) int {
	var none V
	switch {
	case a == b:
		return 0
	case a == none:
		return 1
	case b == none:
		return -1
	case down:
		return cmp.Compare(b, a)
	}
	return cmp.Compare(a, b)
}
