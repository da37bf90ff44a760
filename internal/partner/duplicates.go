package partner

import (
	"cmp"
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/partner/alike"
	"parvis/internal/postgres"
)

// mostPairs is how many pairs a page proposes.
const mostPairs = 200

func organisationsAlike(a, b Organisation) alike.Likeness {
	return alike.Organisations(a.likeness(), b.likeness())
}

func contactsAlike(a, b Contact) alike.Likeness { return alike.People(a.likeness(), b.likeness()) }

// Duplicates proposes the organisations and the contacts that may be there twice, but those that were said not to be the same.
func (r *Room) Duplicates(ctx context.Context, by account.By) ([]Pair[Organisation], []Pair[Contact], error) {
	if err := cmp.Or(visible(by), by.Check(MayMerge, access.Tie{})); err != nil {
		return nil, nil, err
	}
	found, err := r.kept.alike.Of(by.Changes, "", func() (found alikes, err error) {
		if found.organisations, err = pairs(ctx, r.db, "organisation", findOrganisations, func(o Organisation) int64 { return o.ID }, organisationsAlike); err != nil {
			return found, err
		}
		found.contacts, err = pairs(ctx, r.db, "contact", findContacts, func(c Contact) int64 { return c.ID }, contactsAlike)
		return found, err
	})
	return slices.Clone(found.organisations), slices.Clone(found.contacts), err
}

// pairs reads the records that share a key, and keeps those that are likely the same.
func pairs[T any](ctx context.Context, q postgres.Querier, kind string, find func(context.Context, postgres.Querier, []int64) ([]T, error), id func(T) int64, compare func(a, b T) alike.Likeness) ([]Pair[T], error) {
	found, err := pairsAlike(ctx, q, kind, 4*mostPairs)
	if err != nil {
		return nil, err
	}
	var ids []int64
	for _, p := range found {
		ids = append(ids, p[0], p[1])
	}
	records, err := find(ctx, q, once(ids))
	if err != nil {
		return nil, err
	}
	by := make(map[int64]T, len(records))
	for _, one := range records {
		by[id(one)] = one
	}
	var list []Pair[T]
	for _, p := range found {
		one, other := by[p[0]], by[p[1]]
		if like := compare(one, other); like.Sure >= alike.Likely && len(list) < mostPairs {
			list = append(list, Pair[T]{one, other, like.Reasons})
		}
	}
	return list, nil
}

// Like gives the organisations that may be the same as one, with why: for its page.
func (r *Room) Like(ctx context.Context, by account.By, o Organisation) ([]Pair[Organisation], error) {
	if !by.Can(MayMerge, access.Tie{}) {
		return nil, nil
	}
	ids, err := likeOne(ctx, r.db, "organisation", o.ID)
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	found, err := findOrganisations(ctx, r.db, ids)
	var list []Pair[Organisation]
	for _, other := range found {
		if like := organisationsAlike(o, other); like.Sure >= alike.Likely {
			list = append(list, Pair[Organisation]{o, other, like.Reasons})
		}
	}
	return list, err
}

// LikeContact is Like for a contact.
func (r *Room) LikeContact(ctx context.Context, by account.By, c Contact) ([]Pair[Contact], error) {
	if !by.Can(MayMerge, access.Tie{}) {
		return nil, nil
	}
	ids, err := likeOne(ctx, r.db, "contact", c.ID)
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	found, err := findContacts(ctx, r.db, ids)
	var list []Pair[Contact]
	for _, other := range found {
		if like := contactsAlike(c, other); like.Sure >= alike.Likely {
			list = append(list, Pair[Contact]{c, other, like.Reasons})
		}
	}
	return list, err
}

// Apart remembers that two organisations are not the same, whatever they look like.
func (r *Room) Apart(ctx context.Context, by account.By, one, other int64) error {
	if _, err := r.Compare(ctx, by, one, other); err != nil {
		return err
	}
	return r.apart(ctx, by, "organisation", one, other)
}

// ContactsApart is Apart for contacts.
func (r *Room) ContactsApart(ctx context.Context, by account.By, one, other int64) error {
	if _, err := r.CompareContacts(ctx, by, one, other); err != nil {
		return err
	}
	return r.apart(ctx, by, "contact", one, other)
}

func (r *Room) apart(ctx context.Context, by account.By, kind string, one, other int64) error {
	if one == other {
		return fault.Missing(nil)
	}
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error { return insertApart(ctx, tx, by, kind, one, other) })
}
