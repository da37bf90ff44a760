package equipment

import (
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
)

// CopyNeeds gives slots what another one needs of the equipment: what a slot that is repeated gives to those that are made from it. It asks nothing: who
// calls it has made them, in this transaction. What is lacking then shows.
func CopyNeeds(ctx context.Context, tx pgx.Tx, by account.By, from int64, to []int64) error {
	of := make([]int64, len(to))
	for i := range of {
		of[i] = from
	}
	return CopyEach(ctx, tx, by, of, to)
}

// CopyEach gives each slot of to what the one of from at the same place needs, as CopyNeeds does. What is not at the catalogue any more is left out.
func CopyEach(ctx context.Context, tx pgx.Tx, by account.By, from, to []int64) error {
	if len(to) == 0 || len(from) != len(to) {
		return nil
	}
	return copyEach(ctx, tx, by, from, to)
}
