package agreement

import (
	"cmp"
	"slices"
	"strings"

	"parvis/internal/french"
	"parvis/internal/workcal"
)

// Sort is what a list is sorted by.
type Sort string

// The sorts; "" is by title too. Nothing is sorted by amounts: their order would tell them.
const (
	ByTitle Sort = "titre"
	ByState Sort = "etat"
	ByEnd   Sort = "fin"
)

// Sorts lists them.
var Sorts = []Sort{ByTitle, ByState, ByEnd}

// Within are the numbers of days within which a list asks what ends.
var Within = []int{30, 60, 90, 180}

// Filter chooses agreements and their order; its zero value takes all of them, by title.
type Filter struct {
	Text         string // in the title, the organisations, the project, the signatories or the notes; folded before comparing
	State        State  // on the day of the reader; "": any
	Kind         Kind   // "": any
	Project      int64  // 0: any
	Organisation int64  // 0: any
	Within       int    // signed, and ending within so many days; 0: any
	Sort         Sort
	Down         bool
}

// Narrowed tells whether the filter leaves anything out.
func (f Filter) Narrowed() bool {
	f.Sort, f.Down = "", false
	return f != Filter{}
}

// Of gives those of a list that pass on a day, in their order. What is not known comes last, whichever the way.
func (f Filter) Of(list []Agreement, today workcal.Date) []Agreement {
	f.Text = french.Fold(f.Text)
	list = slices.DeleteFunc(list, func(a Agreement) bool { return !f.takes(a, today) })
	slices.SortStableFunc(list, func(a, b Agreement) int {
		return cmp.Or(f.compare(a, b, today), turned(cmp.Compare(french.Fold(a.Title), french.Fold(b.Title)), f.Down && f.Sort == ByTitle), cmp.Compare(a.ID, b.ID))
	})
	return list
}

func (f Filter) takes(a Agreement, today workcal.Date) bool {
	return (f.Text == "" || strings.Contains(a.searched(), f.Text)) && (f.State == "" || f.State == a.Standing(today)) && (f.Kind == "" || f.Kind == a.Kind) &&
		(f.Project == 0 || f.Project == a.Project.ID) && (f.Organisation == 0 || a.with(f.Organisation)) && (f.Within == 0 || a.endsWithin(f.Within, today))
}

// searched is what a text is looked for in: no amount.
func (d Draft) searched() string {
	return french.Fold(strings.Join([]string{d.Title, Names(d.Organisations), d.Project.Name, d.Signatories, d.Notes}, " "))
}

func (d Draft) with(organisation int64) bool {
	for _, one := range d.Organisations {
		if one.ID == organisation {
			return true
		}
	}
	return false
}

func (d Draft) endsWithin(days int, today workcal.Date) bool {
	return d.State == Signed && d.Last >= today && d.Last <= today.AddDays(days)
}

func (f Filter) compare(a, b Agreement, today workcal.Date) int {
	switch f.Sort {
	case ByState:
		return turned(cmp.Compare(slices.Index(Standings, a.Standing(today)), slices.Index(Standings, b.Standing(today))), f.Down)
	case ByEnd:
		if a.Last.IsZero() != b.Last.IsZero() {
			return map[bool]int{true: 1, false: -1}[a.Last.IsZero()]
		}
		return turned(cmp.Compare(a.Last, b.Last), f.Down)
	}
	return 0
}

func turned(order int, down bool) int {
	if down {
		return -order
	}
	return order
}
