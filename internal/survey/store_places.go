package survey

import (
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/postgres"
)

func projects(ctx context.Context, q postgres.Querier) ([]Project, error) {
	return postgres.List[Project](ctx, q, `SELECT id, coalesce(nullif(short_name, ''), title) AS title, status NOT IN ('finished', 'archived', 'cancelled') AS open FROM project_anchors
		ORDER BY open DESC, title COLLATE "fr-x-icu", id LIMIT 1000`, nil)
}

func slotsOf(ctx context.Context, q postgres.Querier, project int64) ([]Slot, error) {
	return postgres.List[Slot](ctx, q, `SELECT id, title, starts_at FROM slots_named WHERE project_id = @project AND living ORDER BY starts_at, id LIMIT 500`, pgx.NamedArgs{"project": project})
}
