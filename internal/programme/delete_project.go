package programme

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/postgres"
)

// Delete puts a project in the trash, where the head of service finds it for RestoreDays.
func (r *Room) Delete(ctx context.Context, by account.By, id int64) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		_, tie, err := Locked(ctx, tx, by, id)
		if err != nil {
			return fmt.Errorf("lock project %d: %w", id, err)
		}
		if err := by.Check(MayArchive, tie); err != nil {
			return err
		}
		if err := markProjectDeleted(ctx, tx, id, &by.At, by.At); err != nil {
			return fmt.Errorf("delete project %d: %w", id, err)
		}
		return Record(ctx, tx, by, id, "a mis le projet à la corbeille")
	})
}

// Restore takes a project out of the trash. What was deleted more than RestoreDays ago, or is not
// in the trash, is NotFound; a project whose event is in the trash is refused with a sentence.
func (r *Room) Restore(ctx context.Context, by account.By, id int64) error {
	if !seesDeleted(by) {
		return fault.Missing(nil)
	}
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		project, err := lockedDeleted(ctx, tx, by, id)
		if err != nil {
			return fmt.Errorf("lock deleted project %d: %w", id, err)
		}
		if err := checkRestorable(project.DeletedAt, by.At); err != nil {
			return err
		}
		if err := checkEventStands(ctx, tx, project); err != nil {
			return err
		}
		if err := markProjectDeleted(ctx, tx, id, nil, by.At); err != nil {
			return fmt.Errorf("restore project %d: %w", id, err)
		}
		return Record(ctx, tx, by, id, "a rétabli le projet")
	})
}

func checkRestorable(deletedAt *time.Time, now time.Time) error {
	if deletedAt != nil && deletedAt.After(DeletedSince(now)) {
		return nil
	}
	return fault.New(fault.NotFound, "Cet élément a été supprimé il y a plus de 30 jours : il ne peut plus être rétabli.", nil)
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

// Trash is what the head of service can still restore, last deleted first.
type Trash struct {
	Projects []Project
	Events   []Event
}

// Empty tells whether there is nothing to restore.
func (t Trash) Empty() bool { return len(t.Projects) == 0 && len(t.Events) == 0 }

// Trash gives what was deleted less than RestoreDays ago; Forbidden to all but the head.
func (r *Room) Trash(ctx context.Context, by account.By) (Trash, error) {
	if err := by.Check(MayArchive, access.Tie{}); err != nil {
		return Trash{}, err
	}
	since := DeletedSince(by.At)
	projects, err := trashedProjects(ctx, r.db, since)
	if err != nil {
		return Trash{}, fmt.Errorf("list deleted projects: %w", err)
	}
	events, err := trashedEvents(ctx, r.db, since)
	if err != nil {
		return Trash{}, fmt.Errorf("list deleted events: %w", err)
	}
	return Trash{Projects: projects, Events: events}, nil
}
