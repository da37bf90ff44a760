package account

import (
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/fault"
	"parvis/internal/postgres"
)

// Disable ends a person's access and her sessions; what she did stays. Nobody disables herself,
// and the last active head stays. Disabling twice changes nothing.
func (a *Accounts) Disable(ctx context.Context, by By, id int64) error {
	if err := mayManage(by); err != nil {
		return err
	}
	if by.ID == id {
		return fault.New(fault.Invalid, "Vous ne pouvez pas désactiver votre propre compte : demandez-le à une autre cheffe de service.", nil)
	}
	return postgres.InTx(ctx, a.db, func(tx pgx.Tx) error {
		heads, err := lockHeads(ctx, tx)
		if err != nil {
			return err
		}
		if err := stillHead(by, heads); err != nil {
			return err
		}
		p, err := lockPerson(ctx, tx, id)
		if err != nil || !p.Active() {
			return err
		}
		if lastHead(id, heads) {
			return fault.New(fault.Invalid, "C’est la dernière cheffe de service active : donnez d’abord ce rôle à une autre personne.", nil)
		}
		return updateDisabled(ctx, tx, id, &by.At)
	})
}

// Enable gives a person her access back, with the password she had. Enabling twice changes nothing.
func (a *Accounts) Enable(ctx context.Context, by By, id int64) error {
	if err := mayManage(by); err != nil {
		return err
	}
	return postgres.InTx(ctx, a.db, func(tx pgx.Tx) error {
		if err := lockActor(ctx, tx, by); err != nil {
			return err
		}
		p, err := lockPerson(ctx, tx, id)
		if err != nil || p.Active() {
			return err
		}
		return updateDisabled(ctx, tx, id, nil)
	})
}

// LogOutEverywhere ends all of a person's own sessions, on every machine, this one included.
func (a *Accounts) LogOutEverywhere(ctx context.Context, by By) error {
	return postgres.Translate(bumpEpoch(ctx, a.db, by.ID))
}
