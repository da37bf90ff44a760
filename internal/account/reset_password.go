package account

import (
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/fault"
	"parvis/internal/journal"
	"parvis/internal/postgres"
)

// ResetPassword gives a person a new provisional password and ends her sessions. A head does not
// reset her own: she changes it. key is the form's submission key: sending it twice resets once.
func (a *Accounts) ResetPassword(ctx context.Context, by By, id int64, key string) (Provisional, error) {
	if err := mayManage(by); err != nil {
		return Provisional{}, err
	}
	if by.ID == id {
		return Provisional{}, fault.New(fault.Invalid, "Pour changer votre propre mot de passe, passez par la page « Mon compte ».", nil)
	}
	password := newProvisional()
	hash, err := a.hash(ctx, password)
	if err != nil {
		return Provisional{}, err
	}
	var reset Provisional
	err = postgres.InTx(ctx, a.db, func(tx pgx.Tx) error {
		if err := lockActor(ctx, tx, by); err != nil {
			return err
		}
		_, err := postgres.Once(ctx, tx, key, func() (int64, error) {
			p, err := updatePassword(ctx, tx, id, hash, true)
			if err != nil {
				return 0, err
			}
			reset.Password = password
			return id, journal.Write(ctx, tx, by.Did(journal.PasswordReset, p.Subject()))
		})
		if again, ok := fault.TwiceOf(err); err != nil && !(ok && again.Same) {
			return err
		}
		reset.Person, err = personByID(ctx, tx, id)
		return err
	})
	if err != nil {
		return Provisional{}, err
	}
	return reset, nil
}

// lockActor is stillHead for operations that need the heads for nothing else.
func lockActor(ctx context.Context, tx pgx.Tx, by By) error {
	heads, err := lockHeads(ctx, tx)
	if err != nil {
		return err
	}
	return stillHead(by, heads)
}
