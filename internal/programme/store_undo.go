package programme

import (
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/postgres"
)

// Hold locks projects, in the trash or not, as every change of them and of their plans does; the lowest id first.
func Hold(ctx context.Context, tx pgx.Tx, ids []int64) error {
	_, err := tx.Exec(ctx, `SELECT id FROM projects WHERE id = ANY(@ids) ORDER BY id FOR NO KEY UPDATE`, pgx.NamedArgs{"ids": ids})
	return postgres.Translate(err)
}

func holdEvents(ctx context.Context, tx pgx.Tx, ids []int64) error {
	_, err := tx.Exec(ctx, `SELECT id FROM events WHERE id = ANY(@ids) ORDER BY id FOR NO KEY UPDATE`, pgx.NamedArgs{"ids": ids})
	return postgres.Translate(err)
}

// statusesOf gives the status of projects, in the trash or not.
func statusesOf(ctx context.Context, q postgres.Querier, ids []int64) (map[int64]Status, error) {
	found, err := postgres.List[struct {
		ID     int64
		Status Status
	}](ctx, q, `SELECT id, status FROM projects WHERE id = ANY(@ids)`, pgx.NamedArgs{"ids": ids})
	status := make(map[int64]Status, len(found))
	for _, p := range found {
		status[p.ID] = p.Status
	}
	return status, err
}

// prepared is an event with how many projects prepare it.
type prepared struct {
	Name     string
	Projects int
}

// thrownAmong finds an event in the trash that projects prepare, among some events and those of some projects.
func thrownAmong(ctx context.Context, q postgres.Querier, events, projects []int64) ([]prepared, error) {
	return postgres.List[prepared](ctx, q, `SELECT e.name, count(*) AS projects FROM events e JOIN projects p ON p.event_id = e.id AND p.deleted_at IS NULL
		WHERE e.deleted_at IS NOT NULL AND (e.id = ANY(@events) OR p.id = ANY(@projects)) GROUP BY e.id, e.name ORDER BY e.id LIMIT 1`,
		pgx.NamedArgs{"events": events, "projects": projects})
}
