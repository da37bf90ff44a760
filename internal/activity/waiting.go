package activity

import (
	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
)

// Waiting is what is proposed and waits to be retained.
type Waiting struct {
	Total    int
	Projects int
}

// ToRetain adds to a batch the counting of what is proposed in the projects under way: for whoever may retain it, nothing for anybody
// else.
func ToRetain(into *Waiting, by account.By) account.Also {
	if !by.Can(MayRetain, access.Tie{}) {
		return func(*pgx.Batch) {}
	}
	return func(b *pgx.Batch) { queueWaiting(b, into) }
}
