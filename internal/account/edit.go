package account

import (
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/fault"
	"parvis/internal/journal"
	"parvis/internal/postgres"
)

// Edit changes a person's name, address and role, if she is still at this version: otherwise nothing is
// written, and the failure carries both texts (fault.StaleOf). The last active head keeps her role.
func (a *Accounts) Edit(ctx context.Context, by By, id int64, i Identity, version int) (edited Person, err error) {
	i, problems := i.normal()
	err = a.changePerson(ctx, by, id, func(tx pgx.Tx, before Person, heads []int64) error {
		if problems.Any() {
			return problems.Err()
		}
		if before.Version != version {
			return journal.Met(ctx, tx, "Cette fiche", before.Subject(), before.Version, IdentityFields.Both(before.Identity(), i))
		}
		changes := IdentityFields.Changes(before.Identity(), i)
		if len(changes) == 0 {
			edited = before
			return nil
		}
		if i.Role != access.Head && lastHead(id, heads) {
			var p fault.Problems
			p.Add(FieldRole, "C’est la dernière cheffe de service active\u00a0: donnez d’abord ce rôle à une autre personne.")
			return p.Err()
		}
		if edited, err = updateIdentity(ctx, tx, id, i); err != nil {
			return err
		}
		if err := postgres.Bump(ctx, tx, room, 0); err != nil {
			return err
		}
		return journal.Write(ctx, tx, by.Did(journal.Edited, edited.Subject(), changes...))
	})
	return edited, err
}

// changePerson finds and locks a person, for a head who still is one, and runs do on her in one
// transaction. heads are the active heads, locked too.
func (a *Accounts) changePerson(ctx context.Context, by By, id int64, do func(tx pgx.Tx, p Person, heads []int64) error) error {
	if err := mayManage(by); err != nil {
		return err
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
		if err != nil {
			return err
		}
		return do(tx, p, heads)
	})
}
