package account

import (
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/journal"
)

// IdentityFields lists what is told of a person, in the order of her form.
var IdentityFields = field.List[Identity]{
	{Name: FieldName, Label: "Prénom et nom", Value: func(i Identity) string { return i.Name }},
	{Name: FieldEmail, Label: "Adresse électronique", Value: func(i Identity) string { return i.Email }},
	{Name: FieldRole, Label: "Rôle", Value: func(i Identity) string { return string(i.Role) }, Text: Identity.roleText},
}

// roleText is the role as people read it, "" for somebody who had none yet.
func (i Identity) roleText() string {
	if i.Role == "" {
		return ""
	}
	return i.Role.Label()
}

// Identity gives what a head of service writes about a person, to fill a form.
func (p Person) Identity() Identity { return Identity{Name: p.Name, Email: p.Email, Role: p.Role} }

// Subject is the person as the journal names her.
func (p Person) Subject() journal.Subject {
	return journal.Subject{Kind: journal.Person, ID: p.ID, Name: p.Name}
}

// History gives a page, from 1, of what was done to a person's account, newest first.
func (a *Accounts) History(ctx context.Context, by By, id int64, page int) (journal.Page, error) {
	if err := by.Check(MayManagePeople, access.Tie{}); err != nil {
		return journal.Page{}, err
	}
	return journal.Of(ctx, a.db, by.Sight(), journal.Person, id, page)
}

// Erase takes the name of somebody whose access has ended out of the history of everything. What she
// did stays, told of « un ancien membre du service ». It cannot be undone.
func (a *Accounts) Erase(ctx context.Context, by By, id int64) error {
	return a.changePerson(ctx, by, id, func(tx pgx.Tx, p Person, _ []int64) error {
		if p.Active() {
			return fault.New(fault.Invalid, "Le compte est encore actif\u00a0: désactivez-le d’abord.", nil)
		}
		return journal.Erase(ctx, tx, p.ID, p.Name)
	})
}
