// Package space holds the museum's spaces: its rooms, halls and courts, how many people they hold and who
// gets into them.
//
// Operations take who asks and when, as one value; whoever may not see a thing is answered as if it did not
// exist.
package space

import (
	"cmp"
	"context"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/postgres"
	"parvis/internal/trash"
)

// Room is the spaces: every operation is one of its methods.
type Room struct {
	db *pgxpool.Pool
}

// New opens the spaces kept in a database.
func New(db *pgxpool.Pool) *Room { return &Room{db: db} }

// Rights is what a person may do with a space as it stands, for the page that shows it.
type Rights struct{ Edit, Exchange, Delete, Restore bool }

// Allowed is what a person may do with the spaces as a whole: add to them, restore to them.
func Allowed(by account.By) Rights {
	return Rights{Edit: by.Can(MayEdit, access.Tie{}), Exchange: by.Can(MayExchange, access.Tie{}),
		Delete: by.Can(MayDelete, access.Tie{}), Restore: by.Can(MayDelete, access.Tie{})}
}

// List gives the spaces that pass the filter, in its order. One query.
func (r *Room) List(ctx context.Context, by account.By, f Filter) ([]Space, error) {
	if !by.Can(MayRead, access.Tie{}) {
		return nil, fault.Missing(nil)
	}
	list, err := list(ctx, r.db)
	return f.Of(list), err
}

// Space gives a space. Whoever may restore it also finds a deleted one.
func (r *Room) Space(ctx context.Context, by account.By, id int64) (Sheet, error) {
	if !by.Can(MayRead, access.Tie{}) {
		return Sheet{}, fault.Missing(nil)
	}
	may := Allowed(by)
	space, err := find(ctx, r.db, id, may.Restore)
	living := space.DeletedAt == nil
	may.Edit, may.Delete, may.Restore = may.Edit && living, may.Delete && living, may.Restore && !living
	return Sheet{Space: space, May: may}, err
}

// History gives a page, from 1, of what was done to a space, newest first.
func (r *Room) History(ctx context.Context, by account.By, id int64, page int) (journal.Page, error) {
	if _, err := r.Space(ctx, by, id); err != nil {
		return journal.Page{}, err
	}
	return journal.Of(ctx, r.db, by.Sight(), journal.Space, id, page)
}

// Create keeps a new space and gives its id. The same submission key creates once.
func (r *Room) Create(ctx context.Context, by account.By, key string, d Draft) (int64, error) {
	d = d.Tidy()
	if err := cmp.Or(by.Check(MayEdit, access.Tie{}), d.Check().Err()); err != nil {
		return 0, err
	}
	return postgres.Create(ctx, r.db, key, func(tx pgx.Tx) (int64, error) { return create(ctx, tx, by, d) })
}

func create(ctx context.Context, tx pgx.Tx, by account.By, d Draft) (int64, error) {
	id, err := insert(ctx, tx, by, d)
	if err != nil {
		return 0, err
	}
	return id, journal.Write(ctx, tx, by.Did(journal.Created, Space{ID: id, Draft: d}.Subject()))
}

// Edit replaces what was typed about a space, if it is still at this version: otherwise nothing is
// written, and the failure carries both texts (fault.StaleOf).
func (r *Room) Edit(ctx context.Context, by account.By, id int64, version int, d Draft) error {
	d = d.Tidy()
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		before, err := hold(ctx, tx, by, id, false, MayEdit)
		if err != nil {
			return err
		}
		if err := d.Check().Err(); err != nil {
			return err
		}
		if before.Version != version {
			return journal.Met(ctx, tx, "Cet espace", before.Subject(), before.Version, Fields.Both(before.Draft, d))
		}
		return replace(ctx, tx, by, before, d)
	})
}

// replace writes what differs, and nothing if nothing does.
func replace(ctx context.Context, tx pgx.Tx, by account.By, before Space, d Draft) error {
	changes := Fields.Changes(before.Draft, d)
	if len(changes) == 0 {
		return nil
	}
	if err := update(ctx, tx, by, before.ID, d); err != nil {
		return err
	}
	return journal.Write(ctx, tx, by.Did(journal.Edited, Space{ID: before.ID, Draft: d}.Subject(), changes...))
}

// hold finds a space, living or in the trash, that this person may see, keeps it from changing until the
// transaction ends, and asks access for the action.
func hold(ctx context.Context, tx pgx.Tx, by account.By, id int64, trashed bool, action *access.Action) (Space, error) {
	if !by.Can(MayRead, access.Tie{}) || trashed && !Allowed(by).Restore {
		return Space{}, fault.Missing(nil)
	}
	space, err := lock(ctx, tx, id, trashed)
	return space, cmp.Or(err, by.Check(action, access.Tie{}))
}

// Delete puts a space in the trash.
func (r *Room) Delete(ctx context.Context, by account.By, id int64) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		space, err := hold(ctx, tx, by, id, false, MayDelete)
		if err != nil {
			return err
		}
		if err := markDeleted(ctx, tx, by, id, &by.At); err != nil {
			return err
		}
		return journal.Write(ctx, tx, by.Did(journal.Deleted, space.Subject()))
	})
}

// Restore takes a space out of the trash; NotFound once it is too late, or to whoever may not.
func (r *Room) Restore(ctx context.Context, by account.By, id int64) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		space, err := hold(ctx, tx, by, id, true, MayDelete)
		if err != nil {
			return err
		}
		if err := trash.Check(space.DeletedAt, by.At); err != nil {
			return err
		}
		if err := markDeleted(ctx, tx, by, id, nil); fault.Is(err, fault.Invalid) {
			return fault.New(fault.Conflict, "Un autre espace s’appelle désormais "+french.Quote(space.Name)+"\u00a0: veuillez d’abord le renommer ou le supprimer.", err)
		} else if err != nil {
			return err
		}
		return journal.Write(ctx, tx, by.Did(journal.Restored, space.Subject()))
	})
}

// Bins are where spaces are thrown away.
func (r *Room) Bins() []trash.Bin {
	return []trash.Bin{{Key: "espaces", Label: "Espaces", Done: "L’espace est rétabli.", List: r.trashed, Restore: r.Restore, Purge: r.purge}}
}
