package programme

import (
	"cmp"
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/journal"
	"parvis/internal/trash"
)

// CreateEvent keeps a new event and gives its id. The same submission key creates once.
func (r *Room) CreateEvent(ctx context.Context, by account.By, key string, d EventDraft) (int64, error) {
	d = d.Tidy()
	if err := cmp.Or(by.Check(MayEdit, access.Tie{}), d.Check().Err()); err != nil {
		return 0, err
	}
	return r.create(ctx, key, eventLives, func(tx pgx.Tx) (int64, error) {
		id, err := insertEvent(ctx, tx, by, d)
		if err != nil {
			return 0, err
		}
		return id, journal.Write(ctx, tx, by.Did(journal.Created, Event{ID: id, Name: d.Name}.Subject()))
	})
}

// EditEvent replaces what was typed about an event, if it is still at this version: otherwise nothing
// is written, and the failure carries both texts (fault.StaleOf). Moving its days moves every project
// that hangs on it, and each project's history says so.
func (r *Room) EditEvent(ctx context.Context, by account.By, id int64, version int, d EventDraft) error {
	d = d.Tidy()
	return r.changeEvent(ctx, by, id, false, MayEdit, func(tx pgx.Tx, before Event) error {
		series, err := listSeries(ctx, tx)
		if err = cmp.Or(d.Check().Err(), err); err != nil {
			return err
		}
		fields := eventFields(series)
		if before.Version != version {
			return journal.Met(ctx, tx, "Cet événement", before.Subject(), before.Version, fields.Both(before.Draft(), d))
		}
		did := by.Did(journal.Edited, Event{ID: id, Name: d.Name}.Subject(), fields.Changes(before.Draft(), d)...)
		if d.First != before.First || d.Last != before.Last {
			if err := by.Check(MayMoveDate, access.Tie{}); err != nil {
				return err
			}
			did.Verb = journal.Moved
			if did.Projects, err = projectsOf(ctx, tx, id, false); err != nil {
				return err
			}
		}
		if len(did.Changes) == 0 {
			return nil
		}
		if err := updateEvent(ctx, tx, by, id, d); err != nil {
			return err
		}
		if err := journal.Write(ctx, tx, did); err != nil || did.Verb != journal.Moved {
			return err
		}
		projects, err := liveOf(ctx, tx, id)
		if err != nil {
			return err
		}
		return r.tellMoved(ctx, tx, by, did.Subject, projects)
	})
}

// changeEvent finds and locks an event, living or in the trash, that this person may see; asks access for
// the action and runs do on it, in one transaction.
func (r *Room) changeEvent(ctx context.Context, by account.By, id int64, trashed bool, action *access.Action, do func(pgx.Tx, Event) error) error {
	if err := Visible(by); err != nil || trashed && !seesDeleted(by) {
		return cmp.Or(err, error(fault.Missing(nil)))
	}
	return r.change(ctx, func(tx pgx.Tx) error {
		event, err := lockEvent(ctx, tx, id, trashed)
		if err = cmp.Or(err, by.Check(action, access.Tie{})); err != nil {
			return err
		}
		return do(tx, event)
	})
}

// DeleteEvent puts an event in the trash; refused while projects hang on it.
func (r *Room) DeleteEvent(ctx context.Context, by account.By, id int64) error {
	return r.changeEvent(ctx, by, id, false, MayArchive, func(tx pgx.Tx, event Event) error {
		projects, err := projectsOf(ctx, tx, id, true)
		if err != nil {
			return err
		}
		if n := len(projects); n > 0 {
			return fault.New(fault.Conflict, stillPrepared(event.Name, n), nil)
		}
		if err := markEventDeleted(ctx, tx, id, &by.At, by.At); err != nil {
			return err
		}
		return journal.Write(ctx, tx, by.Did(journal.Deleted, event.Subject()))
	})
}

// RestoreEvent takes an event out of the trash; NotFound once it is too late, or to whoever may not.
func (r *Room) RestoreEvent(ctx context.Context, by account.By, id int64) error {
	return r.changeEvent(ctx, by, id, true, MayArchive, func(tx pgx.Tx, event Event) error {
		if err := trash.Check(event.DeletedAt, by.At); err != nil {
			return err
		}
		err := markEventDeleted(ctx, tx, id, nil, by.At)
		if fault.Is(err, fault.Conflict) {
			return fault.New(fault.Conflict, anotherEdition(event.Year), err)
		}
		if err != nil {
			return err
		}
		return journal.Write(ctx, tx, by.Did(journal.Restored, event.Subject()))
	})
}
