package programme

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/postgres"
	"parvis/internal/trash"
)

// Delete puts a project in the trash, where the head of service finds it.
func (r *Room) Delete(ctx context.Context, by account.By, id int64) error {
	return r.change(ctx, func(tx pgx.Tx) error {
		project, tie, err := Locked(ctx, tx, by, id)
		if err != nil {
			return fmt.Errorf("lock project %d: %w", id, err)
		}
		if err := by.Check(MayArchive, tie); err != nil {
			return err
		}
		if err := markProjectDeleted(ctx, tx, id, &by.At, by.At); err != nil {
			return fmt.Errorf("delete project %d: %w", id, err)
		}
		return record(ctx, tx, by, journal.Deleted, project)
	})
}

// Restore takes a project out of the trash. What was deleted too long ago (see trash), or is not in
// the trash, is NotFound; a project whose event is in the trash is refused with a sentence.
func (r *Room) Restore(ctx context.Context, by account.By, id int64) error {
	if !seesDeleted(by) {
		return fault.Missing(nil)
	}
	return r.change(ctx, func(tx pgx.Tx) error {
		project, err := lockedDeleted(ctx, tx, by, id)
		if err != nil {
			return fmt.Errorf("lock deleted project %d: %w", id, err)
		}
		if err := trash.Check(project.DeletedAt, by.At); err != nil {
			return err
		}
		if err := checkEventStands(ctx, tx, project); err != nil {
			return err
		}
		if err := markProjectDeleted(ctx, tx, id, nil, by.At); err != nil {
			return fmt.Errorf("restore project %d: %w", id, err)
		}
		return record(ctx, tx, by, journal.Restored, project)
	})
}

func checkEventStands(ctx context.Context, tx pgx.Tx, project Project) error {
	if project.OwnDays() {
		return nil
	}
	_, err := shareEvent(ctx, tx, project.EventID)
	if fault.Is(err, fault.NotFound) {
		return fault.New(fault.Conflict, "L’événement "+french.Quote(project.EventName)+" est lui aussi à la corbeille : veuillez le rétablir d’abord.", err)
	}
	return err
}

// Bins are where projects and events are thrown away. A project goes with all it owns; an event, once
// no project hangs on it.
func (r *Room) Bins() []trash.Bin {
	return []trash.Bin{
		{Key: "projets", Label: "Projets", Done: "Le projet est rétabli.", List: r.trash(trashedProjects), Restore: r.Restore,
			Purge: func(ctx context.Context, before time.Time) error { return purgeProjects(ctx, r.db, before) }},
		{Key: "evenements", Label: "Événements", Done: "L’événement est rétabli.", List: r.trash(trashedEvents), Restore: r.RestoreEvent,
			Purge: func(ctx context.Context, before time.Time) error { return purgeEvents(ctx, r.db, before) }},
	}
}

// trash lists what the head of service can still restore; anybody else restores nothing here.
func (r *Room) trash(list func(context.Context, postgres.Querier, time.Time) ([]trash.Item, error)) func(context.Context, account.By) ([]trash.Item, error) {
	return func(ctx context.Context, by account.By) ([]trash.Item, error) {
		if !seesDeleted(by) {
			return nil, nil
		}
		return list(ctx, r.db, trash.Since(by.At))
	}
}
