package plan

import (
	"slices"

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

// Horizon is until when a list looks: what is late and for today is always in it.
type Horizon string

// The horizons.
const (
	AllTime   Horizon = "" // whatever the day, and what has none
	ThisWeek  Horizon = "semaine"
	ThisMonth Horizon = "mois"
)

// Filter narrows a list; zero fields do not.
type Filter struct {
	Project  int64
	Category Category
	Whose    Whose
	Horizon  Horizon
}

// When is the part of a list that a task stands in.
type When string

// The parts of a list, in order.
const (
	WhenLate     When = "late"  // its latest finish has passed
	WhenToday    When = "today" // its planned days have begun: work on it today
	WhenThisWeek When = "week"  // its planned days begin by Sunday
	WhenMonth    When = "month" // its planned days begin by the end of the month
	WhenLater    When = "later"
	WhenUndated  When = "undated" // it has no day, or its project none yet
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
	case WhenMonth:
		return "Ce mois-ci"
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
	Own   []Own     // what its person noted for herself, by day
	Total int       // how many there are, those included that are cut off
}

// CanTick tells whether the reader may tick anything of the section: what somebody noted, only she may.
func (s Section) CanTick(mine bool) bool {
	return mine && len(s.Own) > 0 || slices.ContainsFunc(s.Rows, func(r ListRow) bool { return r.Allowed.CanTick })
}

// List is somebody's tasks across her projects, and what she noted for herself. Sections without a row are left out.
type List struct {
	PersonID int64
	Person   string // whose it is
	Mine     bool   // its reader's own
	Today    workcal.Date
	Filter   Filter
	Whose    Whose // what it shows: the filter's choice, or the one that suits her role
	Sections []Section
	Later    int        // open tasks that begin beyond the horizon
	Undated  int        // open tasks whose project has no date, when the horizon leaves them out
	Projects []Project  // those she has tasks in, whatever the filter, for the filter's select
	Addable  []Project  // those that its reader may add a task to, hers first
	People   []Assignee // whose lists its reader may open besides, by name
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

// Of is how many tasks stand in a part of the list.
func (l List) Of(when When) int {
	for _, s := range l.Sections {
		if s.When == when {
			return s.Total
		}
	}
	return 0
}

// shows tells whether a horizon reaches a part of a list.
func (h Horizon) shows(when When) bool {
	switch when {
	case WhenMonth:
		return h != ThisWeek
	case WhenLater, WhenUndated:
		return h == AllTime
	}
	return true
}

// ahead is the part of a list in which a day to come stands.
func ahead(day, today workcal.Date) When {
	sunday := today.AddDays((7 - int(today.Weekday())) % 7)
	first := workcal.Of(today.Year(), today.Month(), 1)
	switch {
	case day <= sunday:
		return WhenThisWeek
	case day < first.AddMonths(1):
		return WhenMonth
	}
	return WhenLater
}
