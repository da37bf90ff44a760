package staff

import (
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/postgres"
)

// queueDayPosts reads what people are given of the slots of a project that begin between two moments.
func queueDayPosts(b *pgx.Batch, into *[]postRow, project int64, from, to time.Time) {
	postgres.Queue(b, into, postSQL+`s.project_id = @of AND s.starts_at >= @from AND s.starts_at < @to AND o.ended_at IS NULL`+postOrder,
		pgx.NamedArgs{"of": project, "from": from, "to": to, "most": mostListed})
}
