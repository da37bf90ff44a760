package partner

import (
	"context"

	"parvis/internal/account"
)

// MostAddressees is how many organisations are written to at once, and MostThere how many people of each are read.
const (
	MostAddressees = 300
	MostThere      = 20
)

// Addressee is an organisation with who is there now: whom a letter may be written to.
type Addressee struct {
	Organisation
	Members []Member
}

// Addressees gives those of some organisations that stand, by name, each with at most MostThere people, those who accept to be contacted or
// were not asked first. Two queries.
func (r *Room) Addressees(ctx context.Context, by account.By, organisations []int64) ([]Addressee, error) {
	if err := visible(by); err != nil || len(organisations) == 0 {
		return nil, err
	}
	list, err := findAddressees(ctx, r.db, organisations)
	if err != nil {
		return nil, err
	}
	there, err := findMembers(ctx, r.db, organisations, by.Today())
	if err != nil {
		return nil, err
	}
	found := make([]Addressee, len(list))
	for i, o := range list {
		found[i] = Addressee{Organisation: o, Members: there[o.ID]}
	}
	return found, nil
}
