package plan

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/personal"
	"parvis/internal/postgres"
)

// aboutTasks tells what is given to somebody of the service, and what she noted for herself.
func aboutTasks(ctx context.Context, q postgres.Querier, s personal.Subject) ([]personal.Section, error) {
	if s.Kind != personal.Member {
		return nil, nil
	}
	args := pgx.NamedArgs{"id": s.ID}
	given, err := postgres.Scalars[string](ctx, q, `SELECT title FROM tasks WHERE responsible_id = @id AND deleted_at IS NULL ORDER BY id`, args)
	if err != nil {
		return nil, err
	}
	own, err := postgres.Scalars[string](ctx, q, `SELECT title FROM own_tasks WHERE person_id = @id ORDER BY id`, args)
	if err != nil {
		return nil, err
	}
	var list []personal.Section
	for _, part := range []personal.Section{{Title: "Tâches dont elle est responsable", Lines: given}, {Title: "Tâches personnelles", Lines: own}} {
		if len(part.Lines) > 0 {
			list = append(list, part)
		}
	}
	return list, nil
}

// eraseOwn removes what somebody of the service noted for herself.
func eraseOwn(ctx context.Context, tx pgx.Tx, _ time.Time, s personal.Subject) ([]string, error) {
	if s.Kind != personal.Member {
		return nil, nil
	}
	_, err := tx.Exec(ctx, `DELETE FROM own_tasks WHERE person_id = @id`, pgx.NamedArgs{"id": s.ID})
	return []string{"Ses tâches personnelles sont effacées."}, postgres.Translate(err)
}

// afterWords notes which plans are worded otherwise.
func afterWords(ctx context.Context, tx pgx.Tx, rows map[string][]int64) error {
	projects, err := postgres.Scalars[int64](ctx, tx, `SELECT DISTINCT project_id FROM tasks WHERE id = ANY(@tasks) OR id IN (SELECT task_id FROM checklist_items WHERE id = ANY(@items)) ORDER BY 1`,
		pgx.NamedArgs{"tasks": rows["tasks"], "items": rows["checklist_items"]})
	if err != nil {
		return err
	}
	for _, id := range projects {
		for _, counted := range []string{room, lists} {
			if err := postgres.Bump(ctx, tx, counted, id); err != nil {
				return err
			}
		}
	}
	return nil
}
