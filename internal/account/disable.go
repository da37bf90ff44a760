package account

import (
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/fault"
	"parvis/internal/journal"
	"parvis/internal/postgres"
)

// Disable ends a person's access and her sessions; what she did stays. Nobody disables herself,
// and the last active head stays. Disabling twice changes nothing.
func (a *Accounts) Disable(ctx context.Context, by By, id int64) error {
	return a.changePerson(ctx, by, id, func(tx pgx.Tx, p Person, heads []int64) error {
		switch {
		case by.ID == id:
			return fault.New(fault.Invalid, "Vous ne pouvez pas désactiver votre propre compte\u00a0: demandez-le à une autre cheffe de service.", nil)
		case !p.Active():
			return nil
		case lastHead(id, heads):
			return fault.New(fault.Invalid, "C’est la dernière cheffe de service active\u00a0: donnez d’abord ce rôle à une autre personne.", nil)
		}
		if err := updateDisabled(ctx, tx, id, &by.At); err != nil {
			return err
		}
		if err := postgres.Bump(ctx, tx, room, 0); err != nil {
			return err
		}
		return journal.Write(ctx, tx, by.Did(journal.Disabled, p.Subject()))
	})
}

// Enable gives a person her access back, with the password she had. Enabling twice changes nothing.
func (a *Accounts) Enable(ctx context.Context, by By, id int64) error {
	return a.changePerson(ctx, by, id, func(tx pgx.Tx, p Person, _ []int64) error {
		if p.Active() {
			return nil
		}
		if p.ErasedAt != nil {
			return fault.New(fault.Conflict, "Les données de cette personne ont été effacées\u00a0: créez un nouveau compte.", nil)
		}
		if err := updateDisabled(ctx, tx, id, nil); err != nil {
			return err
		}
		if err := postgres.Bump(ctx, tx, room, 0); err != nil {
			return err
		}
		return journal.Write(ctx, tx, by.Did(journal.Enabled, p.Subject()))
	})
}

// LogOutEverywhere ends all of a person's own sessions, on every machine, this one included.
func (a *Accounts) LogOutEverywhere(ctx context.Context, by By) error {
	return postgres.Translate(bumpEpoch(ctx, a.db, by.ID))
}
