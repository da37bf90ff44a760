package programme

import (
	"context"
	"time"

	"parvis/internal/postgres"
)

// Purge removes for good what has been in the trash for longer than it can be restored: projects
// with all they own, then events that no project hangs on.
func (r *Room) Purge(ctx context.Context, now time.Time) error {
	return postgres.Translate(purge(ctx, r.db, DeletedSince(now)))
}
