package equipment

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/partner"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/slot"
	"parvis/internal/trash"
)

// open locks a project, the first of all that is locked, and asks whether somebody may book for it.
func open(ctx context.Context, tx pgx.Tx, by account.By, project int64) error {
	if err := visible(by); err != nil {
		return err
	}
	p, tie, err := programme.Locked(ctx, tx, by, project)
	if err != nil {
		return err
	}
	return cmp.Or(by.Check(MayBook, tie), p.CheckOpen())
}

// did makes an entry about a booking, which its project's history tells too.
func did(by account.By, verb journal.Verb, b Booking, changes ...field.Change) journal.Entry {
	entry := by.Did(verb, b.Subject(), changes...)
	entry.Projects = []int64{b.Project.ID}
	return entry
}

// ask refuses what would be lacking, unless whoever asks was told.
func ask(said []string, despite bool) error {
	var p fault.Problems
	if despite {
		return nil
	}
	slot.Ask(&p, FieldDespite, said, "autre manque", "autres manques")
	return p.Err()
}

// lacking says what is lacking during a time if so many things are taken then, beside what other bookings take: « Vidéoprojecteur : il en manque 1,
// samedi 14 juin 2025, 14 h – 16 h (3 demandés, 2 disponibles). » Its turn was taken.
func lacking(ctx context.Context, q postgres.Querier, wants []Want, from, to time.Time, booking int64) ([]string, error) {
	ids, _ := columnsOf(wants)
	stock, takes, err := stockOf(ctx, q, ids, from, to, booking)
	if err != nil {
		return nil, err
	}
	var said []string
	for _, w := range wants {
		all := append(slices.Clone(takes[w.ID]), Take{From: from, To: to, Count: w.Count})
		for _, l := range Lacks(stock[w.ID], all) {
			if l.From.Before(to) && l.To.After(from) {
				l.From, l.To = latest(l.From, from), earliest(l.To, to)
				said = append(said, w.Name+"\u00a0: "+l.Sentence())
			}
		}
	}
	return said, nil
}

// Sentence says how many are lacking, and when.
func (l Lack) Sentence() string {
	return "il en manque " + french.Number(l.Missing()) + ", " + l.SpanText() + " (" + french.Count(l.Wanted, "demandé", "demandés") + ", " + french.Count(max(0, l.Usable), "disponible", "disponibles") + ")."
}

// fresh are the sentences that were not true before.
func fresh(now, before []string) []string {
	return slices.DeleteFunc(slices.Clone(now), func(one string) bool { return slices.Contains(before, one) })
}

// Book keeps a booking of a project, made by hand, and gives its number. What would be lacking is refused with FieldDespite, unless despite; it is
// given back. The same submission key creates once.
func (r *Room) Book(ctx context.Context, by account.By, key string, project int64, d BookingDraft, despite bool) (int64, []string, error) {
	var said []string
	id, err := postgres.CreateAlike(ctx, r.db, key, stands(ctx), func(tx pgx.Tx) (int64, error) {
		if err := open(ctx, tx, by, project); err != nil {
			return 0, err
		}
		d, wants, err := readBooking(ctx, tx, d, partner.Ref{})
		if err != nil {
			return 0, err
		}
		if err := r.turn(ctx, tx); err != nil {
			return 0, err
		}
		if said, err = lacking(ctx, tx, wants, d.Start(), d.End(), 0); err != nil {
			return 0, err
		}
		if err := ask(said, despite); err != nil {
			return 0, err
		}
		id, err := insertBooking(ctx, tx, by, project, d)
		if err != nil {
			return 0, err
		}
		if err := fillBooking(ctx, tx, id, wants); err != nil {
			return 0, err
		}
		return id, journal.Write(ctx, tx, did(by, journal.Created, Booking{ID: id, Project: slot.Project{ID: project}, Title: d.Purpose}))
	})
	return id, said, err
}

// readBooking checks a draft and reads what it books; before is who took care of it, who may stay whatever became of her.
func readBooking(ctx context.Context, q postgres.Querier, d BookingDraft, before partner.Ref) (BookingDraft, []Want, error) {
	d = d.Tidy()
	known, err := list(ctx, q)
	if err != nil {
		return d, nil, err
	}
	p := d.check()
	wants, broken := ReadWants(d.What, known)
	p.Merge(broken)
	p.Require(len(wants) > 0 || broken.Any(), FieldWhat, "Veuillez nommer au moins un article.")
	d.What = WantsText(wants)
	switch {
	case d.Person.ID == 0:
		d.Person = partner.Ref{}
	case d.Person.ID == before.ID:
		d.Person = before
	default:
		found, err := people(ctx, q, d.Person.ID)
		if err != nil {
			return d, nil, err
		}
		p.Require(len(found) == 1, FieldPerson, "Veuillez choisir une personne de la liste.")
		if len(found) == 1 {
			d.Person = found[0]
		}
	}
	return d, wants, p.Err()
}

// holdBooking locks the project of a booking, then the booking, and asks whether somebody may book there.
func holdBooking(ctx context.Context, tx pgx.Tx, by account.By, id int64, trashed bool) (Booking, error) {
	if err := visible(by); err != nil {
		return Booking{}, err
	}
	project, err := projectOfBooking(ctx, tx, id)
	if err != nil {
		return Booking{}, err
	}
	if err := open(ctx, tx, by, project); err != nil {
		return Booking{}, err
	}
	b, err := lockBooking(ctx, tx, by, id)
	if err == nil && ((b.DeletedAt != nil) != trashed || !b.Living) {
		err = fault.Missing(nil)
	}
	return b, err
}

// EditBooking replaces what was typed about a booking made by hand, if it is still at this version: otherwise nothing is written, and the failure
// carries both texts (fault.StaleOf). What would newly be lacking is asked about as Book does. A line that stays keeps when it left and came back.
func (r *Room) EditBooking(ctx context.Context, by account.By, id int64, version int, d BookingDraft, despite bool) ([]string, error) {
	var said []string
	err := postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		before, err := holdBooking(ctx, tx, by, id, false)
		if err != nil {
			return err
		}
		if before.SlotID != 0 {
			return fault.Missing(nil)
		}
		d, wants, err := readBooking(ctx, tx, d, before.Person)
		if err != nil {
			return err
		}
		if before.Version != version {
			return journal.Met(ctx, tx, "Cette réservation", before.Subject(), before.Version, BookingFields.Both(before.BookingDraft, d))
		}
		changes := BookingFields.Changes(before.BookingDraft, d)
		if len(changes) == 0 {
			return nil
		}
		if said, err = r.newly(ctx, tx, before, wants, d.Start(), d.End()); err != nil {
			return err
		}
		if err := cmp.Or(ask(said, despite), updateBooking(ctx, tx, by, id, d), fillBooking(ctx, tx, id, wants)); err != nil {
			return err
		}
		before.Title = d.Purpose
		return journal.Write(ctx, tx, did(by, journal.Edited, before, changes...))
	})
	return said, err
}

// newly says what a change of a booking would newly have lacking.
func (r *Room) newly(ctx context.Context, tx pgx.Tx, before Booking, wants []Want, from, to time.Time) ([]string, error) {
	if err := r.turn(ctx, tx); err != nil {
		return nil, err
	}
	was, err := lacking(ctx, tx, before.wants(), before.TakenFrom, before.TakenTo, before.ID)
	if err != nil {
		return nil, err
	}
	is, err := lacking(ctx, tx, wants, from, to, before.ID)
	return fresh(is, was), err
}

// wants is what a booking still takes.
func (b Booking) wants() []Want {
	list := make([]Want, 0, len(b.Lines))
	for _, l := range b.Lines {
		list = append(list, l.Want)
	}
	return list
}

// CancelBooking puts a booking made by hand in the trash: what it took is free.
func (r *Room) CancelBooking(ctx context.Context, by account.By, id int64) (Booking, error) {
	var b Booking
	err := postgres.InTx(ctx, r.db, func(tx pgx.Tx) (err error) {
		if b, err = holdBooking(ctx, tx, by, id, false); err != nil {
			return err
		}
		if b.SlotID != 0 {
			return fault.Missing(nil)
		}
		if err := markBooking(ctx, tx, by, id, &by.At); err != nil {
			return err
		}
		return journal.Write(ctx, tx, did(by, journal.Deleted, b))
	})
	return b, err
}

// RestoreBooking takes a booking out of the trash; NotFound once it is too late. What is lacking then shows.
func (r *Room) RestoreBooking(ctx context.Context, by account.By, id int64) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		b, err := holdBooking(ctx, tx, by, id, true)
		if err != nil {
			return err
		}
		if err := cmp.Or(trash.Check(b.DeletedAt, by.At), markBooking(ctx, tx, by, id, nil)); err != nil {
			return err
		}
		return journal.Write(ctx, tx, did(by, journal.Restored, b))
	})
}

// Needs is what a slot needs, as it is typed whole.
type Needs struct{ What string }

// NeedFields lists what people type about it.
var NeedFields = field.List[Needs]{{Name: FieldWhat, Label: "Articles", Value: func(n Needs) string { return n.What }}}

// SetSlot replaces what a slot needs by what is typed (ReadWants), if it is still at this version: otherwise nothing is written, and the failure carries
// both texts (fault.StaleOf). What would newly be lacking is asked about as Book does, and given back.
func (r *Room) SetSlot(ctx context.Context, by account.By, id int64, version int, text string, despite bool) ([]string, error) {
	return r.equip(ctx, by, id, despite, func(before Booking, known []Item) ([]Want, error) {
		wants, p := ReadWants(text, known)
		if err := p.Err(); err != nil {
			return nil, err
		}
		if before.Version != max(1, version) { // nothing was said of a slot whose version is not known
			return nil, stale{Needs{before.What}, Needs{WantsText(wants)}}
		}
		return wants, nil
	})
}

// AddSet adds the things of a set to what a slot needs.
func (r *Room) AddSet(ctx context.Context, by account.By, id, set int64, despite bool) (Set, []string, error) {
	var s Set
	said, err := r.equip(ctx, by, id, despite, func(before Booking, _ []Item) ([]Want, error) {
		var err error
		if s, err = oneSet(ctx, r.db, set); err != nil {
			return nil, err
		}
		if s.DeletedAt != nil {
			return nil, fault.Missing(nil)
		}
		return together(before.wants(), s.Items), nil
	})
	return s, said, err
}

// stale is what an edit met, before it is told by whom.
type stale struct{ was, is Needs }

func (stale) Error() string { return "the needs changed meanwhile" }

// equip writes what a slot needs.
func (r *Room) equip(ctx context.Context, by account.By, id int64, despite bool, to func(Booking, []Item) ([]Want, error)) ([]string, error) {
	var said []string
	err := postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		s, before, err := holdSlot(ctx, tx, by, id)
		if err != nil {
			return err
		}
		known, err := list(ctx, tx)
		if err != nil {
			return err
		}
		wants, err := to(before, known)
		if met, is := err.(stale); is {
			return journal.Met(ctx, tx, "La liste du matériel", s.Subject(), before.Version, NeedFields.Both(met.was, met.is))
		}
		if err != nil {
			return err
		}
		changes := NeedFields.Changes(Needs{before.What}, Needs{WantsText(wants)})
		if len(changes) == 0 {
			return nil
		}
		from, until := heldFor(s)
		before.TakenFrom, before.TakenTo = from, until
		if s.Status.Held() {
			if said, err = r.newly(ctx, tx, before, wants, from, until); err != nil {
				return err
			}
		}
		if err := ask(said, despite); err != nil {
			return err
		}
		booking, err := touchSlot(ctx, tx, by, s)
		if err != nil {
			return err
		}
		if err := fillBooking(ctx, tx, booking, wants); err != nil {
			return err
		}
		entry := by.Did(journal.Equipped, s.Subject(), changes...)
		entry.Projects = []int64{s.Project.ID}
		return journal.Write(ctx, tx, entry)
	})
	return said, err
}

// heldFor is from when to when a slot takes what it needs, setting up and tidying included.
func heldFor(s slot.Slot) (from, to time.Time) {
	return s.Start().Add(-time.Duration(s.SetUp) * time.Minute), s.End().Add(time.Duration(s.Tidy) * time.Minute)
}

// holdSlot locks the project of a slot, then the slot, which is not in the trash, and gives it with what it needs.
func holdSlot(ctx context.Context, tx pgx.Tx, by account.By, id int64) (slot.Slot, Booking, error) {
	if err := visible(by); err != nil {
		return slot.Slot{}, Booking{}, err
	}
	found, err := slot.Found(ctx, tx, by, []int64{id})
	if err == nil && len(found) == 0 {
		err = fault.Missing(nil)
	}
	if err != nil {
		return slot.Slot{}, Booking{}, err
	}
	if err := open(ctx, tx, by, found[0].Project.ID); err != nil {
		return slot.Slot{}, Booking{}, err
	}
	held, err := slot.Hold(ctx, tx, by, []int64{id})
	if err == nil && (len(held) == 0 || held[0].DeletedAt != nil) {
		err = fault.Missing(nil)
	}
	if err != nil {
		return slot.Slot{}, Booking{}, err
	}
	b, err := ofSlot(ctx, tx, by, id)
	return held[0], b, err
}
