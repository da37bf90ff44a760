package slot

import (
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/postgres"
)

// activityStamp is when an activity last changed, and how many times.
type activityStamp struct {
	ID        int64
	UpdatedAt time.Time
	Version   int
}

// queueActivityStamps reads those of the living activities of a project.
func queueActivityStamps(b *pgx.Batch, into *[]activityStamp, project int64) {
	postgres.Queue(b, into, `SELECT id, updated_at, version FROM activities_named WHERE project_id = @project AND living ORDER BY id`, pgx.NamedArgs{"project": project})
}

// queueStampsOf reads those of the activities of some slots.
func queueStampsOf(b *pgx.Batch, into *[]activityStamp, slots []int64) {
	postgres.Queue(b, into, `SELECT id, updated_at, version FROM activities_named WHERE id IN (SELECT activity_id FROM slots WHERE id = ANY(@ids)) ORDER BY id`, pgx.NamedArgs{"ids": slots})
}
