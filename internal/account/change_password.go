package account

import (
	"context"
	"net/netip"

	"github.com/jackc/pgx/v5"

	"parvis/internal/fault"
	"parvis/internal/postgres"
)

// ChangePassword replaces a person's own password, which she must know, and ends all her sessions:
// the caller opens this one anew with the epoch of the person it gives back. Wrong current
// passwords count like failed logins. Problems are by field.
func (a *Accounts) ChangePassword(ctx context.Context, by By, current, fresh string, address netip.Addr) (Person, error) {
	ctx = unguarded(ctx) // it ends her sessions, and looks itself whether this one is over
	var problems fault.Problems
	problems.Require(current != "", FieldCurrent, "Indiquez votre mot de passe actuel.")
	if why := passwordProblem(fresh, by.Person); why != "" {
		problems.Add(FieldNew, why)
	}
	if problems.Any() {
		return Person{}, problems.Err()
	}
	k := keysOf(by.Email, address)
	if err := a.attempt(ctx, k); err != nil {
		return Person{}, err
	}
	known, err := credentialsByID(ctx, a.db, by.ID)
	if err != nil {
		return Person{}, err
	}
	ok, _, err := a.matches(ctx, cut(current), known.PasswordHash)
	if err != nil {
		return Person{}, err
	}
	problems.Require(ok, FieldCurrent, "Ce n’est pas votre mot de passe actuel.")
	problems.Require(!ok || canonical(current) != canonical(fresh), FieldNew, "Le nouveau mot de passe doit être différent de l’actuel.")
	if problems.Any() {
		return Person{}, problems.Err()
	}
	hash, err := a.hash(ctx, fresh)
	if err != nil {
		return Person{}, err
	}
	var changed Person
	err = postgres.InTx(ctx, a.db, func(tx pgx.Tx) error {
		before, err := lockPerson(ctx, tx, by.ID)
		if err != nil {
			return err
		}
		// Reset, disabled or logged out everywhere while she typed: this session is over.
		if !before.Active() || before.SessionEpoch != by.SessionEpoch {
			return sessionOver()
		}
		if err := deleteFailures(ctx, tx, k); err != nil {
			return err
		}
		changed, err = updatePassword(ctx, tx, by.ID, hash, false)
		return err
	})
	return changed, err
}
