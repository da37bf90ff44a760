package crew

import (
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/postgres"
)

// LockBy is Lock for an act of a person, whose own row is left alone: it is shared as her transaction commits, when nobody waits for more.
func LockBy(ctx context.Context, tx pgx.Tx, by account.By, hands []Hand) ([]Member, error) {
	own := OfPerson(by.ID)
	if by.ID == 0 || !slices.Contains(hands, own) {
		return Lock(ctx, tx, hands)
	}
	if err := keepApart(ctx, tx, inOrder(hands)); err != nil {
		return nil, err
	}
	members, err := Lock(ctx, tx, slices.DeleteFunc(slices.Clone(hands), func(h Hand) bool { return h == own }))
	if err != nil {
		return nil, err
	}
	all, err := list(ctx, tx)
	for _, m := range Members(all) {
		if m.Hand == own {
			members = append(members, m)
		}
	}
	return members, err
}

// keepApart keeps whoever else locks one of these hands waiting.
func keepApart(ctx context.Context, tx pgx.Tx, hands []Hand) error {
	numbers := make([]int64, len(hands))
	for i, h := range hands {
		numbers[i] = int64(h)
	}
	_, err := tx.Exec(ctx, `SELECT count(pg_advisory_xact_lock(hashtext('crew hand'), hashint8(hand))) FROM unnest(@hands::bigint[]) hand`, pgx.NamedArgs{"hands": numbers})
	return postgres.Translate(err)
}
