package plan

import (
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/undo"
)

// place is a task as it stands, for whoever would write it again.
type place struct {
	ID            int64
	ProjectID     int64
	ResponsibleID *int64
	Status        *programme.Status // nil: the project is in the trash
	Member        bool
	Gone          bool // in the trash
}

// placesOf finds the tasks that rows are of, by task, and the tasks of items, by item.
func placesOf(ctx context.Context, q postgres.Querier, rows []undo.Row, person int64) (tasks map[int64]place, items map[int64]int64, err error) {
	ids := slices.Concat(undo.IDs(undo.Of(rows, "tasks"), "id"), undo.IDs(undo.Of(rows, "task_needs"), "task_id"))
	var found []place
	var of []struct{ ID, TaskID int64 }
	b := &pgx.Batch{}
	args := pgx.NamedArgs{"items": undo.IDs(undo.Of(rows, "checklist_items"), "id"), "ids": ids, "person": person}
	postgres.Queue(b, &of, `SELECT id, task_id FROM checklist_items WHERE id = ANY(@items)`, args)
	postgres.Queue(b, &found, `SELECT t.id, t.project_id, t.responsible_id, p.status,
			EXISTS (SELECT FROM members_named m WHERE m.project_id = t.project_id AND m.person_id = @person) OR COALESCE(p.pilot_id = @person, false) AS member,
			t.deleted_at IS NOT NULL AS gone
		FROM tasks t LEFT JOIN project_anchors p ON p.id = t.project_id
		WHERE t.id = ANY(@ids) OR t.id IN (SELECT task_id FROM checklist_items WHERE id = ANY(@items))`, args)
	if err := q.SendBatch(ctx, b).Close(); err != nil {
		return nil, nil, postgres.Translate(err)
	}
	tasks, items = map[int64]place{}, map[int64]int64{}
	for _, p := range found {
		tasks[p.ID] = p
	}
	for _, i := range of {
		items[i.ID] = i.TaskID
	}
	return tasks, items, nil
}

// ownersOf tells whose some own tasks are, in the trash or not.
func ownersOf(ctx context.Context, q postgres.Querier, ids []int64) (map[int64]int64, error) {
	owns := map[int64]int64{}
	if len(ids) == 0 {
		return owns, nil
	}
	found, err := postgres.List[struct{ ID, PersonID int64 }](ctx, q, `SELECT id, person_id FROM own_tasks WHERE id = ANY(@ids)`, pgx.NamedArgs{"ids": ids})
	for _, o := range found {
		owns[o.ID] = o.PersonID
	}
	return owns, err
}
