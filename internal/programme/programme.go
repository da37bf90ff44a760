// Package programme holds what the service prepares: events (national editions and the
// museum's own) and the projects that prepare them, with their members, status and journal.
//
// Operations take the person who asks and the moment they happen; both decide, never a clock
// of their own. Whoever may not see a thing is answered as if it did not exist.
package programme

import (
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/postgres"
)

// Room is the programme: every operation is one of its methods.
type Room struct {
	db *pgxpool.Pool
}

// New opens the programme kept in a database.
func New(db *pgxpool.Pool) *Room { return &Room{db: db} }

// Visible refuses, as absent, everything to somebody who may not read the programme.
func Visible(by account.By) error {
	if by.Can(MayRead, access.Tie{}) {
		return nil
	}
	return fault.Missing(nil)
}

// seesDeleted tells whether this person may see what is in the trash.
func seesDeleted(by account.By) bool {
	return by.Can(MayArchive, access.Tie{})
}

// Refusals are the constraints that what is typed here can meet.
var Refusals = postgres.Refusals{
	"events_edition_key": {Field: "annee",
		Sentence: "L’édition de cette année existe déjà pour cet événement national : veuillez la modifier plutôt que d’en créer une autre."},
	"events_series_key_fkey": {Field: "serie",
		Sentence: "Veuillez choisir un événement national de la liste, ou un événement propre au musée."},
}
