package daybook

import (
	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/slot"
)

// Today is a project that holds slots today, and what somebody who is not there has to know of it.
type Today struct {
	Project   int64
	Title     string // its short name, or its title
	Slots     int    // of the day
	Coming    int    // of these, that run or will
	Late      int    // of these, that are said to be late
	Incidents int    // that are open
	Member    bool   // whoever asks works on it
}

// OnToday adds to a batch the projects that hold slots today, those with most of them first: for whoever may read the day, nothing for anybody else.
func OnToday(into *[]Today, by account.By, most int) account.Also {
	if visible(by) != nil {
		return func(*pgx.Batch) {}
	}
	day := by.Today()
	return func(b *pgx.Batch) {
		queueToday(b, into, by, slot.Times{Day: day}.Start(), slot.Times{Day: day.AddDays(1)}.Start(), most)
	}
}
