package account

import (
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/fault"
	"parvis/internal/journal"
	"parvis/internal/postgres"
)

// Provisional is a person and the password that was just made for her. It is shown once, kept
// nowhere, and must be changed at the first login.
type Provisional struct {
	Person   Person
	Password string // "" when the same form had already been sent: it was shown then
}

// Add makes somebody known. key is the form's submission key: sending the form twice adds once.
// What cannot be accepted is an Invalid fault with problems by field.
func (a *Accounts) Add(ctx context.Context, by By, i Identity, key string) (Provisional, error) {
	return a.add(ctx, by, i, key, nil)
}

// add makes somebody known with a password that was just made, and does what else is done in the same transaction.
func (a *Accounts) add(ctx context.Context, by By, i Identity, key string, also func(pgx.Tx, Person) error) (Provisional, error) {
	if err := mayManage(by); err != nil {
		return Provisional{}, err
	}
	i, problems := i.normal()
	if problems.Any() {
		return Provisional{}, problems.Err()
	}
	password := newProvisional()
	hash, err := a.hash(ctx, password)
	if err != nil {
		return Provisional{}, err
	}
	var added Provisional
	err = postgres.InTx(ctx, a.db, func(tx pgx.Tx) error {
		id, err := postgres.Once(ctx, tx, key, func() (int64, error) {
			p, err := insertPerson(ctx, tx, i, hash, true)
			if err != nil {
				return 0, err
			}
			if err := postgres.Bump(ctx, tx, room, 0); err != nil {
				return 0, err
			}
			added.Password = password
			if also != nil {
				if err := also(tx, p); err != nil {
					return 0, err
				}
			}
			return p.ID, journal.Write(ctx, tx, by.Did(journal.Created, p.Subject(), IdentityFields.Changes(Identity{}, i)...))
		})
		if again, ok := fault.TwiceOf(err); err != nil && !(ok && again.Same) {
			return err
		}
		added.Person, err = personByID(ctx, tx, id)
		return err
	})
	if err != nil {
		return Provisional{}, err
	}
	return added, nil
}

// Seed makes somebody known with a password that is not provisional and that no rule judges: for
// the demonstration and for tests, never for a real service.
func (a *Accounts) Seed(ctx context.Context, i Identity, password string) (Person, error) {
	i, problems := i.normal()
	if problems.Any() {
		return Person{}, problems.Err()
	}
	hash, err := a.hash(ctx, password)
	if err != nil {
		return Person{}, err
	}
	var p Person
	err = postgres.InTx(ctx, a.db, func(tx pgx.Tx) error {
		p, err = insertPerson(ctx, tx, i, hash, false)
		return err
	})
	return p, err
}
