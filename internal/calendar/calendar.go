// Package calendar holds the days the service works: its week and holidays, its closures, and each
// person's own week and leaves.
//
// Its own pages read and change Settings. Whoever plans reads the days it needs within a batch of its
// own: Queue, then Reading.Build. Whoever keeps them asks for Revision whether they still stand, so that a
// closure shows everywhere at once.
package calendar

import (
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/workcal"
)

// Room is the calendar's door: every operation is one of its methods.
type Room struct {
	db *pgxpool.Pool
}

// New opens the room over a database.
func New(db *pgxpool.Pool) *Room { return &Room{db: db} }

// visible refuses, as absent, everything to somebody who may not read the calendar.
func visible(by account.By) error {
	if by.Can(MayRead, access.Tie{}) {
		return nil
	}
	return fault.Missing(nil)
}

// Week is the service's usual week and holidays.
type Week struct {
	Days          workcal.Week
	AlsaceMoselle bool
	SchoolZone    string // "A", "B" or "C"
	Opening       Opening
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

// Away is a leave with the name of who is away.
type Away struct {
	Leave
	Name string
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

// Settings is everything the settings page shows.
type Settings struct {
	Week     Week
	Closures []Closure
	People   []PersonCalendar // active people, by name
	CanEdit  bool
}

// Absences is who is away, today and later, and the reader's own days.
type Absences struct {
	Mine    PersonCalendar // her own week, and her leaves that are not over
	Others  []Away         // of everybody else who is active, by first day, then by name
	CanEdit bool           // whether she may change her own
}

// CheckYear keeps dates within what calendars are built for.
func CheckYear(p *fault.Problems, field string, d workcal.Date) {
	if d.IsZero() {
		return
	}
	p.Require(d.Year() >= 1900 && d.Year() <= 2199, field, "Indiquez une date entre 1900 et 2199.")
}
