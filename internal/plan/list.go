package plan

import (
	"parvis/internal/workcal"
)

// Whose chooses whose tasks a list shows.
type Whose string

// The choices. The zero value shows an intern her own and the unassigned tasks of her projects,
// anybody else her own.
const (
	WhoseDefault Whose = ""
	WhoseMine    Whose = "moi"
	WhoseFree    Whose = "libres" // unassigned tasks of her projects
	WhoseBoth    Whose = "toutes" // both
)

// Filter narrows a list; zero fields do not.
type Filter struct {
	Project  int64
	Category Category
	Whose    Whose
}

// When is the part of a list that a task stands in.
type When string

// The parts of a list, in order.
const (
	WhenLate     When = "late"  // its latest finish has passed
	WhenToday    When = "today" // its planned days have begun: work on it today
	WhenThisWeek When = "week"  // its planned days begin by Sunday
	WhenLater    When = "later"
	WhenUndated  When = "undated" // its project has no date yet
	WhenDone     When = "done"    // done in the last seven days, so that it can be unticked
)

// Label is the part's French heading.
func (w When) Label() string {
	switch w {
	case WhenLate:
		return "En retard"
	case WhenToday:
		return "Aujourd’hui"
	case WhenThisWeek:
		return "Cette semaine"
	case WhenLater:
		return "Plus tard"
	case WhenUndated:
		return "Sans date"
	case WhenDone:
		return "Fait récemment"
	}
	return ""
}

// Entry of a list: a task, its project and its checklist.
type ListRow struct {
	Row
	Project   Project
	Checklist []Item
	Free      bool // nobody's yet: anyone of the project may take it
}

// Section is one part of a list.
type Section struct {
	When  When
	Rows  []ListRow // by planned finish, then project, then by hand
	Total int       // how many there are, those included that are cut off
}

// List is somebody's tasks across her projects. Sections without a row are left out.
type List struct {
	Today    workcal.Date
	Filter   Filter
	Whose    Whose // what it shows: the filter's choice, or the one that suits her role
	Sections []Section
	Projects []Project // those she has tasks in, whatever the filter, for the filter's select
}

// Count is how many open tasks the list shows.
func (l List) Count() int {
	n := 0
	for _, s := range l.Sections {
		if s.When != WhenDone {
			n += s.Total
		}
	}
	return n
}
