package demo

import (
	"context"
	"fmt"

	"golang.org/x/sync/errgroup"

	"parvis/internal/access"
	"parvis/internal/account"
)

// who is somebody of the story.
type who int

const (
	nobody who = iota
	claire
	samir
	lucie
	ines
)

const (
	headEmail   = "cheffe@parvis.test"
	samirEmail  = "equipe@parvis.test"
	lucieEmail  = "mediation@parvis.test"
	internEmail = "stagiaire@parvis.test"
)

var identities = map[who]account.Identity{
	claire: {Name: "Claire Vasseur", Email: headEmail, Role: access.Head},
	samir:  {Name: "Samir Benali", Email: samirEmail, Role: access.Team},
	lucie:  {Name: "Lucie Morel", Email: lucieEmail, Role: access.Team},
	ines:   {Name: "Inès Carpentier", Email: internEmail, Role: access.Intern},
}

// people makes everybody known; hashing passwords is slow by design, so all at once.
func people(ctx context.Context, accounts *account.Accounts) (map[who]account.Person, error) {
	var seeded [ines + 1]account.Person
	group, ctx := errgroup.WithContext(ctx)
	for w, identity := range identities {
		group.Go(func() (err error) {
			seeded[w], err = accounts.Seed(ctx, identity, Password)
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, fmt.Errorf("people: %w", err)
	}
	known := map[who]account.Person{}
	for w := range identities {
		known[w] = seeded[w]
	}
	return known, nil
}
