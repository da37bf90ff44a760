package plan

import (
	"context"
	"time"

	"parvis/internal/postgres"
	"parvis/internal/programme"
)

// Purge removes for good the tasks and checklist items that can no longer be put back.
func (r *Room) Purge(ctx context.Context, now time.Time) error {
	return postgres.Translate(purge(ctx, r.db, programme.DeletedSince(now)))
}
