package plan

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/trash"
)

// Bins are where tasks are thrown away. The items taken off a checklist wait on their task's page, and
// go for good with this bin. What somebody noted for herself has a bin that only she sees.
func (r *Room) Bins() []trash.Bin {
	own := trash.Bin{Key: "personnelles", Label: "Mes tâches personnelles", Done: "La tâche est rétablie dans votre liste.", Restore: r.RestoreOwn,
		List: func(ctx context.Context, by account.By) ([]trash.Item, error) { return trashedOwn(ctx, r.db, by) },
		Purge: func(ctx context.Context, before time.Time) error {
			return postgres.Translate(purgeOwn(ctx, r.db, before))
		}}
	return []trash.Bin{{Key: "taches", Label: "Tâches", Done: "La tâche est rétablie.", List: r.trash, Restore: r.RestoreTask,
		Purge: func(ctx context.Context, before time.Time) error { return postgres.Translate(purge(ctx, r.db, before)) }}, own}
}

// trash lists the deleted tasks of the projects that stand; those who may edit a project's tasks may
// restore them.
func (r *Room) trash(ctx context.Context, by account.By) ([]trash.Item, error) {
	if err := programme.Visible(by); err != nil {
		return nil, err
	}
	rows, err := postgres.List[deletedTask](ctx, r.db, trashSQL, pgx.NamedArgs{"since": trash.Since(by.At), "person": by.ID})
	if err != nil {
		return nil, fmt.Errorf("list deleted tasks: %w", err)
	}
	items := make([]trash.Item, len(rows))
	for i, row := range rows {
		row.May = by.Can(MayEditTask, (&Task{ResponsibleID: row.ResponsibleID}).Tie(by.ID, row.Member)) && row.Status.CheckOpen() == nil
		items[i] = row.Item
	}
	return items, nil
}

type deletedTask struct {
	trash.Item
	Member        bool
	ResponsibleID *int64
	Status        programme.Status
}
