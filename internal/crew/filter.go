package crew

import (
	"slices"
	"strings"

	"parvis/internal/french"
)

// Group is which people a list shows, by what they are to the service.
type Group string

// OfService are the people of the service; every Kind is a group too, and "" is everybody.
const OfService Group = "service"

// Groups lists them in the order of the pages.
var Groups = append([]Group{OfService}, func() (list []Group) {
	for _, k := range Kinds {
		list = append(list, Group(k))
	}
	return list
}()...)

// Label is the group in French, without a capital.
func (g Group) Label() string {
	if g == OfService {
		return Kind("").Label()
	}
	return Kind(g).Label()
}

// Which tells those who may be given slots from the others.
type Which string

// The answers; "" is those who may be given slots.
const (
	Inactive Which = "non"
	Whoever  Which = "tous"
)

// Whiches lists both.
var Whiches = []Which{Inactive, Whoever}

// Filter chooses people; its zero value takes those who may be given slots.
type Filter struct {
	Text  string // in the name or the skills; folded before comparing
	Group Group  // "": any
	Skill int64  // 0: any
	Which Which
}

// Narrowed tells whether the filter leaves anything out of those who may be given slots, or shows others.
func (f Filter) Narrowed() bool { return f != Filter{} }

// Of gives those of a list that pass, in their order.
func (f Filter) Of(list []Member) []Member {
	f.Text = french.Fold(f.Text)
	return slices.DeleteFunc(list, func(m Member) bool { return !f.takes(m) })
}

func (f Filter) takes(m Member) bool {
	return !m.Gone && (f.Text == "" || strings.Contains(french.Fold(m.Name+" "+strings.Join(m.SkillNames(), " ")), f.Text)) &&
		(f.Group == "" || f.Group == OfService && m.Kind == "" || Group(m.Kind) == f.Group) && (f.Skill == 0 || m.Can(f.Skill)) &&
		(f.Which == Whoever || m.Active == (f.Which == ""))
}
