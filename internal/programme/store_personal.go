package programme

import (
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/personal"
	"parvis/internal/postgres"
)

// aboutProjects tells which projects somebody of the service is in.
func aboutProjects(ctx context.Context, q postgres.Querier, s personal.Subject) ([]personal.Section, error) {
	if s.Kind != personal.Member {
		return nil, nil
	}
	titles, err := postgres.Scalars[string](ctx, q, `SELECT p.title FROM projects p JOIN project_members m ON m.project_id = p.id WHERE m.person_id = @id ORDER BY p.title COLLATE "fr-x-icu", p.id`,
		pgx.NamedArgs{"id": s.ID})
	if err != nil || len(titles) == 0 {
		return nil, err
	}
	return []personal.Section{{Title: "Projets dont elle est membre", Lines: titles}}, nil
}

// afterWords notes that projects or events are worded otherwise.
func afterWords(ctx context.Context, tx pgx.Tx, rows map[string][]int64) error {
	if len(rows["projects"])+len(rows["events"]) == 0 {
		return nil
	}
	return postgres.Bump(ctx, tx, room, 0)
}
