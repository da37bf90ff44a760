package attendance

import (
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/workcal"
)

// Uncounted is a project with slots that are over and that nobody counted.
type Uncounted struct {
	Project     int64
	Title       string // its short name, or its title
	Slots       int
	First, Last workcal.Date
	Slot        int64 // the first of them
}

// uncountedFor is for how many days it is told that nobody counted a slot: nobody remembers later.
const uncountedFor = 30

// ToCount adds to a batch the projects whose slots of the last weeks nobody counted, though nobody said why: of every project for the head of
// service, of hers for anybody else.
func ToCount(into *[]Uncounted, by account.By, most int) account.Also {
	if !by.Can(MayCount, access.Tie{}) {
		return func(*pgx.Batch) {}
	}
	return func(b *pgx.Batch) {
		queueUncounted(b, into, by, by.At.Add(-uncountedFor*24*time.Hour), most)
	}
}
