package activity

import (
	"cmp"
	"slices"
	"strings"

	"parvis/internal/french"
)

// Sort is what a list is sorted by.
type Sort string

// The sorts; "" is by title too.
const (
	ByTitle   Sort = "titre"
	ByKind    Sort = "type"
	ByState   Sort = "etat"
	ByProject Sort = "projet"
)

// Sorts lists them.
var Sorts = []Sort{ByTitle, ByKind, ByState, ByProject}

// Filter chooses activities and their order; its zero value takes all of them, by title.
type Filter struct {
	Text     string // in the title, the texts, the speakers, the organisations, the project or the notes; folded before comparing
	Kind     Kind   // "": any
	State    State  // "": any
	Project  int64  // 0: any
	Audience string // among the audiences; folded before comparing
	Access   string // the name of a disability to which it is accessible; "": any
	Lack     Lack   // "": any
	Sort     Sort
	Down     bool
}

// Narrowed tells whether the filter leaves anything out.
func (f Filter) Narrowed() bool {
	f.Sort, f.Down = "", false
	return f != Filter{}
}

// Of gives those of a list, which is by title, that pass, in their order.
func (f Filter) Of(list []Activity) []Activity {
	kept := f.passing(list)
	if f.Sort == "" || f.Sort == ByTitle {
		if f.Down {
			slices.Reverse(kept)
		}
		return kept
	}
	compare := f.compare()
	slices.SortStableFunc(kept, func(a, b Activity) int { return turned(compare(a, b), f.Down) }) // those that are alike stay by title
	return kept
}

// passing gives those of a list that pass, as they come.
func (f Filter) passing(list []Activity) []Activity {
	f.Text, f.Audience = french.Fold(f.Text), french.Fold(f.Audience)
	kept := make([]Activity, 0, len(list))
	for _, a := range list {
		if f.takes(a) {
			kept = append(kept, a)
		}
	}
	return kept
}

func (f Filter) takes(a Activity) bool {
	return (f.Text == "" || strings.Contains(a.searched(), f.Text)) && (f.Kind == "" || f.Kind == a.Kind) && (f.State == "" || f.State == a.State) &&
		(f.Project == 0 || f.Project == a.Project.ID) && (f.Audience == "" || strings.Contains(french.Fold(a.Audiences), f.Audience)) &&
		(f.Access == "" || a.accessibleTo(f.Access)) && (f.Lack == "" || a.Lacks(f.Lack))
}

// searched is what a text is looked for in.
func (a Activity) searched() string {
	return french.Fold(strings.Join([]string{a.Title, a.Summary, a.Text, a.Speakers, Names(a.Organisations), a.Project.Title, a.Notes}, " "))
}

func (d Draft) accessibleTo(name string) bool {
	for _, one := range Disabilities {
		if one.Name() == name {
			return d.Access[one] == Accessible
		}
	}
	return false
}

// compare is the order of what the filter sorts by. The titles of projects are folded once each.
func (f Filter) compare() func(a, b Activity) int {
	switch f.Sort {
	case ByKind:
		return func(a, b Activity) int { return cmp.Compare(slices.Index(Kinds, a.Kind), slices.Index(Kinds, b.Kind)) }
	case ByState:
		return func(a, b Activity) int {
			return cmp.Compare(slices.Index(States, a.State), slices.Index(States, b.State))
		}
	}
	folded := map[string]string{}
	fold := func(title string) string {
		if _, met := folded[title]; !met {
			folded[title] = french.Fold(title)
		}
		return folded[title]
	}
	return func(a, b Activity) int { return cmp.Compare(fold(a.Project.Title), fold(b.Project.Title)) }
}

func turned(order int, down bool) int {
	if down {
		return -order
	}
	return order
}

// Counts tells how many activities of a list are in each state, and what lacks in how many.
type Counts struct {
	All   int
	State map[State]int
	Lack  map[Lack]int
}

// Count counts a list.
func Count(list []Activity) Counts {
	c := Counts{All: len(list), State: map[State]int{}, Lack: map[Lack]int{}}
	for _, a := range list {
		c.State[a.State]++
		for _, l := range AllLacks {
			if a.Lacks(l) {
				c.Lack[l]++
			}
		}
	}
	return c
}
