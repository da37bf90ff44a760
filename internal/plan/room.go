package plan

import (
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
)

// Room is the plan's door: every operation is one of its methods.
type Room struct {
	db *pgxpool.Pool
}

// New opens the room over a database.
func New(db *pgxpool.Pool) *Room { return &Room{db: db} }

// RestoreDays is how long a deleted task can be restored.
const RestoreDays = 30

// deletedSince is the moment before which a deletion can no longer be undone.
func deletedSince(now time.Time) time.Time { return now.AddDate(0, 0, -RestoreDays) }

// visible refuses, as absent, everything to somebody who may not read the programme.
func visible(person account.Person) error {
	if person.Can(access.ReadProgramme, access.Tie{}) {
		return nil
	}
	return fault.Missing(nil)
}
