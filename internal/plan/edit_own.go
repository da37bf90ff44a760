package plan

import (
	"cmp"
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/trash"
	"parvis/internal/workcal"
)

// tieTo is how somebody stands to what is a person's.
func tieTo(by account.By, person int64) access.Tie { return access.Tie{Mine: by.ID == person} }

// AddOwn notes something that somebody has to do, for herself, and gives its id. The same key notes it once.
func (r *Room) AddOwn(ctx context.Context, by account.By, draft OwnDraft, key string) (int64, error) {
	if err := by.Check(MayEditOwn, tieTo(by, by.ID)); err != nil {
		return 0, err
	}
	if err := draft.Check().Err(); err != nil {
		return 0, err
	}
	return postgres.Create(ctx, r.db, key, func(tx pgx.Tx) (int64, error) { return AddOwnIn(ctx, tx, by, draft) })
}

// AddOwnIn is AddOwn within the transaction of a room above.
func AddOwnIn(ctx context.Context, tx pgx.Tx, by account.By, draft OwnDraft) (int64, error) {
	if err := cmp.Or(by.Check(MayEditOwn, tieTo(by, by.ID)), draft.Check().Err()); err != nil {
		return 0, err
	}
	draft = draft.trimmed()
	n, err := countOwn(ctx, tx, by.ID)
	if err != nil {
		return 0, err
	}
	if n >= maxOwn {
		return 0, fault.New(fault.Conflict, "Votre liste a déjà "+french.Number(n)+"\u00a0tâches personnelles\u00a0: supprimez celles qui ne servent plus.", nil)
	}
	id, err := insertOwn(ctx, tx, by, draft)
	if err != nil {
		return 0, err
	}
	return id, journal.Write(ctx, tx, by.Did(journal.Created, Own{ID: id, Title: draft.Title}.Subject()))
}

// Own gives one to whoever sees it: to anybody else it is not there.
func (r *Room) Own(ctx context.Context, by account.By, id int64) (OwnDetail, error) {
	d := OwnDetail{Today: by.Today()}
	own, err := readOwn(ctx, r.db, id, &d.History)
	if err != nil {
		return OwnDetail{}, err
	}
	if err := programme.Visible(by); err != nil || !mayReadOwn(by, own.PersonID) {
		return OwnDetail{}, fault.Missing(err)
	}
	d.Own, d.Person, d.Mine = own.Own, own.Person, by.Can(MayEditOwn, tieTo(by, own.PersonID))
	return d, nil
}

// OwnToEdit is Own for who may change it; the head, who only sees it, is refused.
func (r *Room) OwnToEdit(ctx context.Context, by account.By, id int64) (OwnDetail, error) {
	d, err := r.Own(ctx, by, id)
	if err != nil {
		return d, err
	}
	return d, by.Check(MayEditOwn, tieTo(by, d.PersonID))
}

// changeOwn finds one, in the trash or not, for who may change it, and runs do on it in one transaction.
func (r *Room) changeOwn(ctx context.Context, by account.By, id int64, deleted bool, do func(pgx.Tx, Own) error) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		own, err := lockOwn(ctx, tx, id, deleted, trash.Since(by.At))
		if err != nil {
			return err
		}
		if !mayReadOwn(by, own.PersonID) {
			return fault.Missing(nil)
		}
		if err := by.Check(MayEditOwn, tieTo(by, own.PersonID)); err != nil {
			return err
		}
		return do(tx, own)
	})
}

// EditOwn replaces its title and day, if it is still at this version: see EditTask.
func (r *Room) EditOwn(ctx context.Context, by account.By, id int64, version int, draft OwnDraft) error {
	return r.changeOwn(ctx, by, id, false, func(tx pgx.Tx, own Own) error {
		if err := draft.Check().Err(); err != nil {
			return err
		}
		draft := draft.trimmed()
		if own.Version != version {
			return journal.Met(ctx, tx, "Cette tâche", own.Subject(), own.Version, OwnFields.Both(own.Draft(), draft))
		}
		changes := OwnFields.Changes(own.Draft(), draft)
		if len(changes) == 0 {
			return nil
		}
		if err := updateOwn(ctx, tx, id, draft, by.At); err != nil {
			return err
		}
		own.Title = draft.Title
		return journal.Write(ctx, tx, by.Did(journal.Edited, own.Subject(), changes...))
	})
}

// TickOwn notes that it was done today; a done one stays as it is.
func (r *Room) TickOwn(ctx context.Context, by account.By, id int64) error {
	return r.finishOwn(ctx, by, id, journal.Finished, by.Today())
}

// UntickOwn takes the tick back; one that is to do stays as it is.
func (r *Room) UntickOwn(ctx context.Context, by account.By, id int64) error {
	return r.finishOwn(ctx, by, id, journal.Reopened, 0)
}

func (r *Room) finishOwn(ctx context.Context, by account.By, id int64, verb journal.Verb, day workcal.Date) error {
	return r.changeOwn(ctx, by, id, false, func(tx pgx.Tx, own Own) error {
		if own.Done() != day.IsZero() {
			return nil
		}
		if err := markOwnDone(ctx, tx, id, day, by.At); err != nil {
			return err
		}
		after := own
		after.DoneOn = day
		return journal.Write(ctx, tx, by.Did(verb, own.Subject(), ownDone.Changes(own, after)...))
	})
}

// ownDone is what ticking changes.
var ownDone = field.List[Own]{{Name: FieldFinish, Label: "Faite le", Day: func(o Own) workcal.Date { return o.DoneOn }}}

// DeleteOwn puts one in the trash for 30 days.
func (r *Room) DeleteOwn(ctx context.Context, by account.By, id int64) error {
	return r.changeOwn(ctx, by, id, false, func(tx pgx.Tx, own Own) error {
		if err := markOwnDeleted(ctx, tx, id, &by.At, by.At); err != nil {
			return err
		}
		return journal.Write(ctx, tx, by.Did(journal.Deleted, own.Subject()))
	})
}

// RestoreOwn takes one back from the trash.
func (r *Room) RestoreOwn(ctx context.Context, by account.By, id int64) error {
	return r.changeOwn(ctx, by, id, true, func(tx pgx.Tx, own Own) error {
		if err := markOwnDeleted(ctx, tx, id, nil, by.At); err != nil {
			return err
		}
		return journal.Write(ctx, tx, by.Did(journal.Restored, own.Subject()))
	})
}
