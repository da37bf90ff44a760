package programme

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/postgres"
)

// CreateEvent keeps a new event and gives its id. The same submission key creates once.
func (r *Room) CreateEvent(ctx context.Context, by account.By, key string, d EventDraft) (int64, error) {
	if err := by.Check(MayEdit, access.Tie{}); err != nil {
		return 0, err
	}
	d = d.Tidy()
	if err := d.Check().Err(); err != nil {
		return 0, err
	}
	var id int64
	err := postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		var err error
		id, err = postgres.Once(ctx, tx, key, func() (int64, error) { return insertEvent(ctx, tx, by, d) })
		return err
	})
	return id, err
}

// EditEvent replaces what was typed about an event, if it is still at this version. Otherwise
// nothing is written: the event as it now stands comes back with a Conflict fault. Moving its
// days moves every project that hangs on it, and each project's journal says so.
func (r *Room) EditEvent(ctx context.Context, by account.By, id int64, version int, d EventDraft) (Event, error) {
	var current Event
	d = d.Tidy()
	err := postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		event, err := r.lockVisibleEvent(ctx, tx, by, id)
		if err != nil {
			return err
		}
		if err := by.Check(MayEdit, access.Tie{}); err != nil {
			return err
		}
		if err := d.Check().Err(); err != nil {
			return err
		}
		if event.Version != version {
			current = event
			return changedMeanwhile("Cet événement")
		}
		return editEvent(ctx, tx, by, event, d)
	})
	return current, err
}

func (r *Room) lockVisibleEvent(ctx context.Context, tx pgx.Tx, by account.By, id int64) (Event, error) {
	if err := Visible(by); err != nil {
		return Event{}, err
	}
	event, err := lockEvent(ctx, tx, id, false)
	if err != nil {
		return Event{}, fmt.Errorf("lock event %d: %w", id, err)
	}
	return event, nil
}

func editEvent(ctx context.Context, tx pgx.Tx, by account.By, before Event, d EventDraft) error {
	dateMoved := d.First != before.First || d.Last != before.Last
	if dateMoved {
		if err := by.Check(MayMoveDate, access.Tie{}); err != nil {
			return err
		}
	}
	if err := updateEvent(ctx, tx, before.ID, d, by.At); err != nil {
		return fmt.Errorf("update event %d: %w", before.ID, err)
	}
	if !dateMoved {
		return nil
	}
	what := moved("l’événement "+french.Quote(d.Name), before.First, before.Last, d.First, d.Last)
	return recordInProjects(ctx, tx, by, before.ID, what)
}

// DeleteEvent puts an event in the trash for RestoreDays; refused while projects hang on it.
func (r *Room) DeleteEvent(ctx context.Context, by account.By, id int64) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		event, err := r.lockVisibleEvent(ctx, tx, by, id)
		if err != nil {
			return err
		}
		if err := by.Check(MayArchive, access.Tie{}); err != nil {
			return err
		}
		n, err := livingProjects(ctx, tx, id)
		if err != nil {
			return fmt.Errorf("count the projects of event %d: %w", id, err)
		}
		if n > 0 {
			return fault.New(fault.Conflict, stillPrepared(event.Name, n), nil)
		}
		return markEventDeleted(ctx, tx, id, &by.At, by.At)
	})
}

func stillPrepared(name string, projects int) string {
	return french.Agree(projects, "Un projet prépare "+french.Quote(name)+"\u00a0: veuillez d’abord le supprimer ou le rattacher ailleurs.",
		french.Projects(projects)+" préparent "+french.Quote(name)+"\u00a0: veuillez d’abord les supprimer ou les rattacher ailleurs.")
}

// RestoreEvent takes an event out of the trash; NotFound after RestoreDays.
func (r *Room) RestoreEvent(ctx context.Context, by account.By, id int64) error {
	if !seesDeleted(by) {
		return fault.Missing(nil)
	}
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		event, err := lockEvent(ctx, tx, id, true)
		if err != nil {
			return fmt.Errorf("lock deleted event %d: %w", id, err)
		}
		if err := checkRestorable(event.DeletedAt, by.At); err != nil {
			return err
		}
		err = markEventDeleted(ctx, tx, id, nil, by.At)
		if fault.Is(err, fault.Conflict) {
			return fault.New(fault.Conflict, fmt.Sprintf("Une autre édition %d de cet événement national existe désormais : veuillez d’abord la supprimer ou la modifier.", event.Year), err)
		}
		return err
	})
}
