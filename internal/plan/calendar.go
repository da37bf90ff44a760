package plan

import (
	"parvis/internal/access"
	"parvis/internal/workcal"
)

// Week is the service's usual week and holidays.
type Week struct {
	Days          workcal.Week
	AlsaceMoselle bool
	SchoolZone    string // "A", "B" or "C"
	Version       int
}

// Closure is a run of days on which the whole service is closed, both ends included.
type Closure struct {
	ID    int64
	First workcal.Date
	Last  workcal.Date
	Label string
}

// Leave is a run of days on which a person is away, both ends included. No reason is kept.
type Leave struct {
	ID       int64
	PersonID int64
	First    workcal.Date
	Last     workcal.Date
}

// PersonCalendar is what is particular to one person.
type PersonCalendar struct {
	PersonID int64
	Name     string
	Role     access.Role
	Own      bool         // she has a week of her own
	Days     workcal.Week // hers, or the service's
	Leaves   []Leave
}

// Calendars is everything the settings page shows.
type Calendars struct {
	Week     Week
	Closures []Closure
	People   []PersonCalendar // active people, by name
	CanEdit  bool
}
