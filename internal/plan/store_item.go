package plan

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/postgres"
)

// lockItem reads an item of this very task's checklist and holds it until the transaction ends.
func lockItem(ctx context.Context, tx pgx.Tx, taskID, itemID int64) (Item, error) {
	return postgres.One[Item](ctx, tx, `SELECT `+itemColumns+itemFrom+
		`WHERE i.id = @item AND i.task_id = @task AND i.removed_at IS NULL FOR UPDATE OF i`,
		pgx.NamedArgs{"item": itemID, "task": taskID})
}

// lockOpenItems is lockItem for those of a checklist that are not ticked, in its order.
func lockOpenItems(ctx context.Context, tx pgx.Tx, taskID int64) ([]Item, error) {
	return postgres.List[Item](ctx, tx, `SELECT `+itemColumns+itemFrom+
		`WHERE i.task_id = @task AND i.removed_at IS NULL AND i.ticked_at IS NULL ORDER BY i.position, i.id FOR UPDATE OF i`,
		pgx.NamedArgs{"task": taskID})
}

// lockRemovedItem is lockItem for an item taken off the checklist since then.
func lockRemovedItem(ctx context.Context, tx pgx.Tx, taskID, itemID int64, since time.Time) (Item, error) {
	return postgres.One[Item](ctx, tx, `SELECT `+itemColumns+itemFrom+
		`WHERE i.id = @item AND i.task_id = @task AND i.removed_at >= @since FOR UPDATE OF i`,
		pgx.NamedArgs{"item": itemID, "task": taskID, "since": since})
}

func countItems(ctx context.Context, tx pgx.Tx, taskID int64) (int, error) {
	return postgres.Scalar[int](ctx, tx, `SELECT count(*) FROM checklist_items WHERE task_id = @task AND removed_at IS NULL`, pgx.NamedArgs{"task": taskID})
}

func insertItem(ctx context.Context, tx pgx.Tx, taskID int64, label string) (int64, error) {
	return postgres.Scalar[int64](ctx, tx, `INSERT INTO checklist_items (task_id, position, label)
		VALUES (@task, (SELECT COALESCE(max(position), 0) + 1 FROM checklist_items WHERE task_id = @task), @label)
		RETURNING id`, pgx.NamedArgs{"task": taskID, "label": label})
}

func updateItemLabel(ctx context.Context, tx pgx.Tx, itemID int64, label string) error {
	return exec(ctx, tx, `UPDATE checklist_items SET label = @label WHERE id = @item`, pgx.NamedArgs{"item": itemID, "label": label})
}

// updateItemTick stores who ticked an item and when; a nil time unticks it.
func updateItemTick(ctx context.Context, tx pgx.Tx, itemID, personID int64, at *time.Time) error {
	return exec(ctx, tx, `UPDATE checklist_items SET ticked_at = @at,
		ticked_by = CASE WHEN @at::timestamptz IS NULL THEN NULL ELSE @person::bigint END WHERE id = @item`,
		pgx.NamedArgs{"item": itemID, "person": personID, "at": at})
}

// markRemoved takes an item off its checklist, or puts it back with a nil time.
func markRemoved(ctx context.Context, tx pgx.Tx, itemID int64, at *time.Time) error {
	return exec(ctx, tx, `UPDATE checklist_items SET removed_at = @at WHERE id = @item`, pgx.NamedArgs{"item": itemID, "at": at})
}

// readNames gives the title of a task and the text of one of its items, "" for what is not there.
func readNames(ctx context.Context, db postgres.Querier, taskID, itemID int64) (task, item string, err error) {
	names, err := postgres.List[named](ctx, db, `SELECT t.title, COALESCE(i.label, '') AS label FROM tasks t
		LEFT JOIN checklist_items i ON i.task_id = t.id AND i.id = @item WHERE t.id = @task`, pgx.NamedArgs{"task": taskID, "item": itemID})
	if err != nil || len(names) == 0 {
		return "", "", err
	}
	return names[0].Title, names[0].Label, nil
}

type named struct{ Title, Label string }

// storedLabel is the text of a point, and its task.
type storedLabel struct {
	TaskID int64
	Label  string
	Ticked bool
}

const labelsSQL = `SELECT i.task_id, i.label, i.ticked_at IS NOT NULL AS ticked FROM checklist_items i JOIN tasks t ON t.id = i.task_id
	WHERE t.project_id = @project AND t.deleted_at IS NULL AND i.removed_at IS NULL ORDER BY i.task_id, i.position, i.id`

// labelsOf lists the points of every checklist of a project.
func labelsOf(ctx context.Context, q postgres.Querier, projectID int64) ([]storedLabel, error) {
	return postgres.List[storedLabel](ctx, q, labelsSQL, pgx.NamedArgs{"project": projectID})
}

// queueLabels is labelsOf in a batch.
func queueLabels(b *pgx.Batch, list *[]storedLabel, projectID int64) {
	postgres.Queue(b, list, labelsSQL, pgx.NamedArgs{"project": projectID})
}

// queueItems adds points at the end of a task's checklist.
func queueItems(b *pgx.Batch, taskID int64, items []newItem, by account.By) {
	for _, item := range items {
		b.Queue(`INSERT INTO checklist_items (task_id, position, label, ticked_at, ticked_by)
			SELECT @task, COALESCE(max(position), 0) + 1, @label, CASE WHEN @ticked THEN @now::timestamptz END, CASE WHEN @ticked THEN @by::bigint END
			FROM checklist_items WHERE task_id = @task`, pgx.NamedArgs{"task": taskID, "label": item.Label, "ticked": item.Ticked, "now": by.At, "by": by.ID})
	}
}
