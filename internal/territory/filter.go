package territory

import (
	"cmp"
	"slices"
	"strings"

	"parvis/internal/french"
)

// Coded tells the territories that have a code from the others.
type Coded string

// The two answers; "" takes both.
const (
	WithCode    Coded = "oui"
	WithoutCode Coded = "non"
)

// Codeds lists both.
var Codeds = []Coded{WithCode, WithoutCode}

// Filter chooses territories; its zero value takes all of them.
type Filter struct {
	Text  string // in the names, the codes, the towns or the notes; folded before comparing
	Kind  Kind   // "": any
	Town  int64  // that town and the districts in it; 0: any
	Coded Coded  // "": any
}

// Narrowed tells whether the filter leaves anything out.
func (f Filter) Narrowed() bool { return f != Filter{} }

// Of gives those of a list that pass, in their order.
func (f Filter) Of(list []Territory) []Territory {
	f.Text = french.Fold(f.Text)
	return slices.DeleteFunc(list, func(t Territory) bool { return !f.takes(t) })
}

func (f Filter) takes(t Territory) bool {
	return (f.Text == "" || strings.Contains(french.Fold(strings.Join([]string{t.Name, t.KnownAs, t.Code, t.Predecessor, t.Towns, t.Notes}, " ")), f.Text)) &&
		(f.Kind == "" || f.Kind == t.Kind) && (f.Town == 0 || f.Town == t.ID || slices.Contains(t.TownIDs, f.Town)) &&
		(f.Coded == "" || (t.Code != "") == (f.Coded == WithCode))
}

// Group is a town with its districts.
type Group struct {
	ID        int64 // of the town; 0 for the districts without one
	Name      string
	Town      *Territory // nil where the list has not the town itself
	Districts []Territory
}

// Grouped gathers a list by town. A district that spans several stands in each of them, or only in the one that is asked for; 0 asks for
// all.
func Grouped(list []Territory, town int64) []Group {
	at, groups := map[int64]int{}, []Group(nil)
	of := func(id int64, name string) *Group {
		if _, known := at[id]; !known {
			at[id] = len(groups)
			groups = append(groups, Group{ID: id, Name: name})
		}
		return &groups[at[id]]
	}
	for i, t := range list {
		if t.Kind == Town {
			of(t.ID, t.Name).Town = &list[i]
			continue
		}
		for j, id := range t.TownIDs {
			if town == 0 || town == id {
				g := of(id, t.TownNames[j])
				g.Districts = append(g.Districts, t)
			}
		}
		if len(t.TownIDs) == 0 {
			g := of(0, "")
			g.Districts = append(g.Districts, t)
		}
	}
	slices.SortStableFunc(groups, func(a, b Group) int {
		return cmp.Or(bool2int(a.ID == 0)-bool2int(b.ID == 0), strings.Compare(french.Fold(a.Name), french.Fold(b.Name)), cmp.Compare(a.ID, b.ID))
	})
	return groups
}

func bool2int(b bool) int {
	if b {
		return 1
	}
	return 0
}
