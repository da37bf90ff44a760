package staff

import (
	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/slot"
	"parvis/internal/workcal"
)

// Coming is the beginning of what somebody is given, from a moment on.
type Coming struct {
	Shown   []Post // in time
	Total   int
	Waiting int // that she was told of and did not answer yet
}

// More is how many are left out.
func (c Coming) More() int { return c.Total - len(c.Shown) }

// Ahead adds to a batch the reading of what its reader is given, and has not refused, of slots that are not over: the first most of them.
func Ahead(into *Coming, by account.By, most int) account.Also {
	if !by.Can(MayRead, access.Tie{}) {
		return func(*pgx.Batch) {}
	}
	return func(b *pgx.Batch) { queueAhead(b, into, by, most) }
}

// Lack is a project whose slots lack people soon.
type Lack struct {
	Project     int64
	Title       string // its short name, or its title
	People      int    // that lack
	First, Last workcal.Date
}

// lackingWithin is how many days ahead it is told that slots lack people.
const lackingWithin = 90

// Lacking adds to a batch the projects whose slots lack people in the months that come, the first ones: for whoever may give slots, nothing
// for anybody else.
func Lacking(into *[]Lack, by account.By, most int) account.Also {
	if !by.Can(MayStaff, access.Tie{}) {
		return func(*pgx.Batch) {}
	}
	return func(b *pgx.Batch) { queueLacking(b, into, by, by.At.AddDate(0, 0, lackingWithin), most) }
}

// LackingToday is Lacking for what runs, or still begins today.
func LackingToday(into *[]Lack, by account.By, most int) account.Also {
	if !by.Can(MayStaff, access.Tie{}) {
		return func(*pgx.Batch) {}
	}
	return func(b *pgx.Batch) {
		queueLacking(b, into, by, slot.Times{Day: by.Today(), To: slot.Day}.End(), most)
	}
}
