// Package territory holds the towns and the districts that the service works with: the priority districts of the national list (QPV),
// and those that a town treats like them.
//
// Operations take who asks and when, as one value; whoever may not see a thing is answered as if it did not
// exist.
package territory

import (
	"cmp"
	"context"
	"slices"

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

// Room is the territories: every operation is one of its methods.
type Room struct {
	db   *pgxpool.Pool
	kept *postgres.Kept[[]Choice]
	all  *postgres.Kept[[]Territory]
}

// New opens the territories kept in a database.
func New(db *pgxpool.Pool) *Room {
	return &Room{db: db, kept: postgres.Keep[[]Choice](1), all: postgres.Keep[[]Territory](1)}
}

// Rights is what a person may do with a territory as it stands, for the page that shows it.
type Rights struct{ Edit, Exchange, Delete, Restore bool }

// Allowed is what a person may do with the territories as a whole: add to them, restore to them.
func Allowed(by account.By) Rights {
	return Rights{Edit: by.Can(MayEdit, access.Tie{}), Exchange: by.Can(MayExchange, access.Tie{}),
		Delete: by.Can(MayDelete, access.Tie{}), Restore: by.Can(MayDelete, access.Tie{})}
}

// List gives the territories that pass the filter, by name. One query, or none while nothing changed.
func (r *Room) List(ctx context.Context, by account.By, f Filter) ([]Territory, error) {
	if !by.Can(MayRead, access.Tie{}) {
		return nil, fault.Missing(nil)
	}
	all, err := r.all.Of(by.Changes, "", func() ([]Territory, error) { return list(ctx, r.db) })
	return f.Of(slices.Clone(all)), err
}

// Territory gives a territory. Whoever may restore it also finds a deleted one.
func (r *Room) Territory(ctx context.Context, by account.By, id int64) (Sheet, error) {
	if !by.Can(MayRead, access.Tie{}) {
		return Sheet{}, fault.Missing(nil)
	}
	may := Allowed(by)
	t, err := find(ctx, r.db, id, may.Restore)
	living := t.DeletedAt == nil
	may.Edit, may.Delete, may.Restore = may.Edit && living, may.Delete && living, may.Restore && !living
	return Sheet{Territory: t, May: may}, err
}

// History gives a page, from 1, of what was done to a territory, newest first.
func (r *Room) History(ctx context.Context, by account.By, id int64, page int) (journal.Page, error) {
	if _, err := r.Territory(ctx, by, id); err != nil {
		return journal.Page{}, err
	}
	return journal.Of(ctx, r.db, by.Sight(), journal.Territory, id, page)
}

// Create keeps a new territory and gives its id. A district's towns are there already: they are found by name or by INSEE code. The same
// submission key creates once; the same under another key is asked about, since districts may bear one name (postgres.OnceAlike).
func (r *Room) Create(ctx context.Context, by account.By, key string, d Draft) (id int64, err error) {
	d = d.Tidy()
	if err := cmp.Or(by.Check(MayEdit, access.Tie{}), d.Check().Err()); err != nil {
		return 0, err
	}
	err = postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		id, err = postgres.OnceAlike(ctx, tx, key, func(id int64) (bool, error) { return lives(ctx, tx, id) }, func() (int64, error) { return create(ctx, tx, by, d) })
		return err
	})
	return id, err
}

func create(ctx context.Context, tx pgx.Tx, by account.By, d Draft) (int64, error) {
	d, towns, err := resolve(ctx, tx, d)
	if err != nil {
		return 0, err
	}
	id, err := insert(ctx, tx, by, d)
	if err != nil {
		return 0, err
	}
	if err := link(ctx, tx, id, towns); err != nil {
		return 0, err
	}
	return id, journal.Write(ctx, tx, by.Did(journal.Created, Territory{ID: id, Draft: d}.Subject()))
}

// resolve finds the towns of a district, holds them until the transaction ends, and gives the draft with their names as they are kept.
func resolve(ctx context.Context, tx pgx.Tx, d Draft) (Draft, []int64, error) {
	typed := SplitTowns(d.Towns)
	if d.Kind != District || len(typed) == 0 {
		return d, nil, nil
	}
	found, err := lockTowns(ctx, tx, typed)
	if err != nil {
		return d, nil, err
	}
	names, ids := make([]string, len(typed)), make([]int64, len(typed))
	for i, one := range typed {
		for _, t := range found {
			if french.Fold(t.Name) == french.Fold(one) || ids[i] == 0 && t.Code != "" && t.Code == tidyCode(one) {
				names[i], ids[i] = t.Name, t.ID
			}
		}
		if ids[i] == 0 {
			return d, nil, fault.Problems{{Field: "villes", Sentence: french.Quote(one) + " n’est pas une ville connue ici\u00a0: veuillez d’abord l’ajouter, ou corriger son nom."}}.Err()
		}
	}
	d.Towns = JoinTowns(names)
	return d, ids, nil
}

// Edit replaces what was typed about a territory, if it is still at this version: otherwise nothing is
// written, and the failure carries both texts (fault.StaleOf). A town stays one, and so does a district.
func (r *Room) Edit(ctx context.Context, by account.By, id int64, version int, d Draft) error {
	d = d.Tidy()
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		before, err := hold(ctx, tx, by, id, false, MayEdit)
		if err != nil {
			return err
		}
		if d.Kind != before.Kind {
			return fault.Problems{{Field: "nature", Sentence: "La nature d’un territoire ne change pas\u00a0: veuillez en ajouter un autre."}}.Err()
		}
		if err := d.Check().Err(); err != nil {
			return err
		}
		if before.Version != version {
			return journal.Met(ctx, tx, "Ce territoire", before.Subject(), before.Version, Fields.Both(before.Draft, d))
		}
		return replace(ctx, tx, by, before, d)
	})
}

// replace writes what differs, and nothing if nothing does.
func replace(ctx context.Context, tx pgx.Tx, by account.By, before Territory, d Draft) error {
	d, towns, err := resolve(ctx, tx, d.after(before.Draft))
	if err != nil {
		return err
	}
	changes := Fields.Changes(before.Draft, d)
	if len(changes) == 0 {
		return nil
	}
	if err := update(ctx, tx, by, before.ID, d); err != nil {
		return err
	}
	if d.Towns != before.Towns {
		if err := unlink(ctx, tx, before.ID, towns); err != nil {
			return err
		}
		if err := link(ctx, tx, before.ID, towns); err != nil {
			return err
		}
	}
	return journal.Write(ctx, tx, by.Did(journal.Edited, Territory{ID: before.ID, Draft: d}.Subject(), changes...))
}

// hold finds a territory, living or in the trash, that this person may see, keeps it from changing until the
// transaction ends, and asks access for the action.
func hold(ctx context.Context, tx pgx.Tx, by account.By, id int64, trashed bool, action *access.Action) (Territory, error) {
	if !by.Can(MayRead, access.Tie{}) || trashed && !Allowed(by).Restore {
		return Territory{}, fault.Missing(nil)
	}
	t, err := lock(ctx, tx, id, trashed)
	return t, cmp.Or(err, by.Check(action, access.Tie{}))
}

// Delete puts a territory in the trash. A town that still has districts stays.
func (r *Room) Delete(ctx context.Context, by account.By, id int64) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		t, err := hold(ctx, tx, by, id, false, MayDelete)
		if err != nil {
			return err
		}
		if n, err := districtsOf(ctx, tx, id); err != nil {
			return err
		} else if n > 0 {
			return fault.New(fault.Conflict, "Cette ville a encore "+french.Count(n, "quartier", "quartiers")+"\u00a0: veuillez d’abord les supprimer, ou les rattacher à une autre ville.", nil)
		}
		if err := markDeleted(ctx, tx, by, id, &by.At); err != nil {
			return err
		}
		return journal.Write(ctx, tx, by.Did(journal.Deleted, t.Subject()))
	})
}

// Restore takes a territory out of the trash; NotFound once it is too late, or to whoever may not.
func (r *Room) Restore(ctx context.Context, by account.By, id int64) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		t, err := hold(ctx, tx, by, id, true, MayDelete)
		if err != nil {
			return err
		}
		if err := trash.Check(t.DeletedAt, by.At); err != nil {
			return err
		}
		if err := markDeleted(ctx, tx, by, id, nil); fault.Is(err, fault.Invalid) {
			return fault.New(fault.Conflict, "Un autre territoire a désormais le nom ou le code de "+french.Quote(t.Name)+"\u00a0: veuillez d’abord le modifier ou le supprimer.", err)
		} else if err != nil {
			return err
		}
		return journal.Write(ctx, tx, by.Did(journal.Restored, t.Subject()))
	})
}

// Bins are where territories are thrown away.
func (r *Room) Bins() []trash.Bin {
	return []trash.Bin{{Key: "territoires", Label: "Territoires", Done: "Le territoire est rétabli.", List: r.trashed, Restore: r.Restore, Purge: r.purge}}
}
