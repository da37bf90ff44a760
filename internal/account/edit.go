package account

import (
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/fault"
	"parvis/internal/postgres"
)

// Edit changes a person's name, address and role, if version is still hers: otherwise it is a
// Conflict fault and nothing changes. The last active head keeps her role.
func (a *Accounts) Edit(ctx context.Context, by By, id int64, i Identity, version int) (Person, error) {
	if err := mayManage(by); err != nil {
		return Person{}, err
	}
	i, problems := i.normal()
	if problems.Any() {
		return Person{}, problems.Err()
	}
	var edited Person
	err := postgres.InTx(ctx, a.db, func(tx pgx.Tx) error {
		heads, err := lockHeads(ctx, tx)
		if err != nil {
			return err
		}
		if err := stillHead(by, heads); err != nil {
			return err
		}
		before, err := lockPerson(ctx, tx, id)
		if err != nil {
			return err
		}
		if before.Version != version {
			return editedMeanwhile()
		}
		if i.Role != access.Head && lastHead(id, heads) {
			var p fault.Problems
			p.Add(FieldRole, "C’est la dernière cheffe de service active : donnez d’abord ce rôle à une autre personne.")
			return p.Err()
		}
		edited, err = updateIdentity(ctx, tx, id, i)
		return err
	})
	if err != nil {
		return Person{}, err
	}
	return edited, nil
}
