package equipment

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
	"parvis/internal/notice"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/slot"
	"parvis/internal/trash"
)

// Room is the equipment: every operation is one of its methods.
type Room struct {
	db    *pgxpool.Pool
	slots *slot.Room
	kept  kept
	turn  func(context.Context, pgx.Tx) error
}

// New opens the equipment kept in a database, which goes to the slots of projects.
func New(db *pgxpool.Pool, slots *slot.Room) *Room {
	return &Room{db: db, slots: slots, kept: keep(), turn: takeTurn}
}

// Topics are the kinds of things of this room that people talk about and attach files to.
var Topics = []notice.Topic{{Kind: journal.Equipment, MayRead: MayRead, SQL: topicSQL}}

// Rights is what a person may do with a thing as it stands, for the page that shows it.
type Rights struct{ Edit, Exchange, Delete, Restore bool }

// Allowed is what a person may do with the catalogue as a whole.
func Allowed(by account.By) Rights {
	may := func(a *access.Action) bool { return by.Can(a, access.Tie{}) }
	return Rights{Edit: may(MayEdit), Exchange: may(MayExchange), Delete: may(MayDelete), Restore: may(MayDelete)}
}

// living are the rights about something that is in the trash or not.
func (r Rights) living(is bool) Rights {
	r.Edit, r.Delete, r.Restore = r.Edit && is, r.Delete && is, r.Restore && !is
	return r
}

// visible refuses whoever may not read the equipment, as if there were none.
func visible(by account.By) error {
	if !by.Can(MayRead, access.Tie{}) {
		return fault.Missing(nil)
	}
	return programme.Visible(by)
}

// Sheet is one thing as one person sees it.
type Sheet struct {
	Item
	May Rights
}

// List gives the things that pass the filter, in its order. One query.
func (r *Room) List(ctx context.Context, by account.By, f Filter) ([]Item, error) {
	if err := visible(by); err != nil {
		return nil, err
	}
	list, err := r.catalogue(ctx, by)
	return f.Of(list), err
}

// Item gives a thing. Whoever may restore it also finds a deleted one.
func (r *Room) Item(ctx context.Context, by account.By, id int64) (Sheet, error) {
	if err := visible(by); err != nil {
		return Sheet{}, err
	}
	may := Allowed(by)
	if by.Changes > 0 { // the catalogue is kept
		items, err := r.catalogue(ctx, by)
		if err != nil {
			return Sheet{}, err
		}
		if i := slices.IndexFunc(items, func(i Item) bool { return i.ID == id }); i >= 0 {
			return Sheet{items[i], may.living(true)}, nil
		}
	}
	item, err := find(ctx, r.db, id, may.Restore)
	return Sheet{item, may.living(item.DeletedAt == nil)}, err
}

// History gives a page, from 1, of what was done to a thing, newest first.
func (r *Room) History(ctx context.Context, by account.By, id int64, page int) (journal.Page, error) {
	if _, err := r.Item(ctx, by, id); err != nil {
		return journal.Page{}, err
	}
	return journal.Of(ctx, r.db, by.Sight(), journal.Equipment, id, page)
}

// Create keeps a new thing and gives its id. The same submission key creates once.
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
	return id, journal.Write(ctx, tx, by.Did(journal.Created, Item{ID: id, Draft: d}.Subject()))
}

// Edit replaces what was typed about a thing, if it is still at this version: otherwise nothing is written, and the failure carries both texts
// (fault.StaleOf).
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
			return journal.Met(ctx, tx, "Cet article", before.Subject(), before.Version, Fields.Both(before.Draft, d))
		}
		return replace(ctx, tx, by, before, d)
	})
}

// replace writes what differs, and nothing if nothing does.
func replace(ctx context.Context, tx pgx.Tx, by account.By, before Item, d Draft) error {
	changes := Fields.Changes(before.Draft, d)
	if len(changes) == 0 {
		return nil
	}
	if err := update(ctx, tx, by, before.ID, d); err != nil {
		return err
	}
	return journal.Write(ctx, tx, by.Did(journal.Edited, Item{ID: before.ID, Draft: d}.Subject(), changes...))
}

// hold finds a thing, living or in the trash, that this person may see, keeps it from changing until the transaction ends, and asks access for
// the action.
func hold(ctx context.Context, tx pgx.Tx, by account.By, id int64, trashed bool, action *access.Action) (Item, error) {
	if visible(by) != nil || trashed && !Allowed(by).Restore {
		return Item{}, fault.Missing(nil)
	}
	item, err := lock(ctx, tx, id, trashed)
	return item, cmp.Or(err, by.Check(action, access.Tie{}))
}

// Delete puts a thing in the trash: what was booked of it is lacking then.
func (r *Room) Delete(ctx context.Context, by account.By, id int64) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		item, err := hold(ctx, tx, by, id, false, MayDelete)
		if err != nil {
			return err
		}
		if err := markDeleted(ctx, tx, by, id, &by.At); err != nil {
			return err
		}
		return journal.Write(ctx, tx, by.Did(journal.Deleted, item.Subject()))
	})
}

// Restore takes a thing out of the trash; NotFound once it is too late, or to whoever may not.
func (r *Room) Restore(ctx context.Context, by account.By, id int64) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		item, err := hold(ctx, tx, by, id, true, MayDelete)
		if err != nil {
			return err
		}
		if err := trash.Check(item.DeletedAt, by.At); err != nil {
			return err
		}
		if err := markDeleted(ctx, tx, by, id, nil); err != nil {
			return taken(err, "Un autre article", item.Name)
		}
		return journal.Write(ctx, tx, by.Did(journal.Restored, item.Subject()))
	})
}

// taken says that a name went to another one while a thing was in the trash.
func taken(err error, what, name string) error {
	if fault.Is(err, fault.Invalid) {
		return fault.New(fault.Conflict, what+" s’appelle désormais "+french.Quote(name)+"\u00a0: veuillez d’abord le renommer ou le supprimer.", err)
	}
	return err
}

// Bins are where things, sets and bookings are thrown away: what hangs on others first.
func (r *Room) Bins() []trash.Bin {
	return []trash.Bin{
		{Key: "reservations", Label: "Réservations de matériel", Done: "La réservation est rétablie.", List: r.trashedBookings, Restore: r.RestoreBooking, Purge: r.purgeBookings},
		{Key: "lots", Label: "Lots de matériel", Done: "Le lot est rétabli.", List: r.trashedSets, Restore: r.RestoreSet, Purge: r.purgeSets},
		{Key: "materiel", Label: "Matériel", Done: "L’article est rétabli.", List: r.trashed, Restore: r.Restore, Purge: r.purge},
	}
}
