package account

import (
	"time"

	"parvis/internal/postgres"
	"parvis/internal/workcal"
)

// By is who does or asks for something, and when: the second argument of every operation of the
// rooms, after the context. A person is asked about as before: by.Check, by.Can, by.ID.
type By struct {
	Person
	At time.Time
}

// Today is the day of the act, in Paris.
func (b By) Today() workcal.Date { return workcal.FromTime(b.At.In(postgres.Paris)) }

// At is this person acting at this moment.
func (p Person) At(now time.Time) By { return By{Person: p, At: now} }

// On is this person acting on this day, at noon in Paris.
func (p Person) On(day workcal.Date) By {
	return p.At(time.Date(day.Year(), day.Month(), day.Day(), 12, 0, 0, 0, postgres.Paris))
}
