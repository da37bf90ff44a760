// Package programme holds what the service prepares: events (national editions and the
// museum's own) and the projects that prepare them, with their members, status and journal.
//
// Operations take the person who asks and the moment they happen; both decide, never a clock
// of their own. Whoever may not see a thing is answered as if it did not exist.
package programme

import (
	"context"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/postgres"
)

// Room is the programme: every operation is one of its methods.
type Room struct {
	db        *pgxpool.Pool
	concerned func(ctx context.Context, tx pgx.Tx, projects []int64) ([]int64, error) // see Concerning
}

// New opens the programme kept in a database.
func New(db *pgxpool.Pool) *Room { return &Room{db: db} }

// room is whose numbers postgres.Bump counts here.
const room = "programme"

// Revision is the SQL of a number that changes with any project or event.
var Revision = postgres.Revision(room, "0")

// change runs do in one transaction and counts what it changed: last, so that whoever waits for the number holds
// nothing that others wait for.
func (r *Room) change(ctx context.Context, do func(pgx.Tx) error) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		if err := do(tx); err != nil {
			return err
		}
		return postgres.Bump(ctx, tx, room, 0)
	})
}

// create is change for what is made once for a submission key; it gives its id. lives finds those that are not in the
// trash.
func (r *Room) create(ctx context.Context, key string, lives func(context.Context, pgx.Tx, int64) (bool, error), do func(pgx.Tx) (int64, error)) (id int64, err error) {
	err = r.change(ctx, func(tx pgx.Tx) error {
		id, err = postgres.OnceAlike(ctx, tx, key, func(id int64) (bool, error) { return lives(ctx, tx, id) },
			func() (int64, error) { return do(tx) })
		return err
	})
	return id, err
}

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
