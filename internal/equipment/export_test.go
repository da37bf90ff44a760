package equipment

import (
	"context"

	"github.com/jackc/pgx/v5"
)

// Unlocked is the room where nobody waits for her turn, to show that a test can fail.
func (r *Room) Unlocked() *Room {
	loose := *r
	loose.turn = func(context.Context, pgx.Tx) error { return nil }
	return &loose
}
