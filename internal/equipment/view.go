package equipment

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/journal"
	"parvis/internal/partner"
	"parvis/internal/programme"
	"parvis/internal/slot"
	"parvis/internal/workcal"
)

func tieOf(member bool) access.Tie { return access.Tie{Member: member} }

// Taker is what takes a thing.
type Taker struct {
	Take
	Booking   int64
	ProjectID int64
	Project   string // its short name, or the first words of its title
	SlotID    int64  // 0: booked by hand
	Title     string
	Firm      bool
}

// When is from when to when it is taken.
func (t Taker) When() string { return spanText(t.From, t.To) }

// Held is a thing with what takes it during a time, in time.
type Held struct {
	ID      int64
	Name    string
	Storage string
	Usable  int
	Takers  []Taker
}

// Lacks are when more is wanted of it than there are.
func (h Held) Lacks() []Lack {
	return Lacks(h.Usable, h.takes())
}

func (h Held) takes() []Take {
	takes := make([]Take, len(h.Takers))
	for i, t := range h.Takers {
		takes[i] = t.Take
	}
	return takes
}

// Shortage is a thing of which more is wanted than there are, at some time.
type Shortage struct {
	Lack
	ID     int64
	Name   string
	Takers []Taker // that meet then
}

// of tells whether a project is among those that meet.
func (s Shortage) of(project int64) bool {
	return slices.ContainsFunc(s.Takers, func(t Taker) bool { return t.ProjectID == project })
}

// gather puts what takes things beside them.
func gather(rows []heldRow) []Held {
	var list []Held
	for _, r := range rows {
		if n := len(list); n == 0 || list[n-1].ID != r.Item {
			list = append(list, Held{ID: r.Item, Name: r.Name, Storage: r.Storage, Usable: r.Usable})
		}
		last := &list[len(list)-1]
		last.Takers = append(last.Takers, Taker{r.take(), r.Booking, r.ProjectID, programme.Short(r.ShortName, r.Project), r.SlotID, r.Title, r.Firm})
	}
	return list
}

// shortages are those of things, in time.
func shortages(list []Held) []Shortage {
	var found []Shortage
	for _, h := range list {
		for _, l := range h.Lacks() {
			s := Shortage{Lack: l, ID: h.ID, Name: h.Name}
			for _, t := range h.Takers {
				if t.From.Before(l.To) && t.To.After(l.From) {
					s.Takers = append(s.Takers, t)
				}
			}
			found = append(found, s)
		}
	}
	slices.SortStableFunc(found, func(a, b Shortage) int { return a.From.Compare(b.From) })
	return found
}

// midnight begins a day in Paris.
func midnight(d workcal.Date) time.Time { return slot.Times{Day: d}.Start() }

// Ahead is how many days ahead the shortages of all projects are looked for.
const Ahead = 400

// Shortages gives what is lacking from a day on, for so many days (Ahead), in time. One query.
func (r *Room) Shortages(ctx context.Context, by account.By, from workcal.Date) ([]Shortage, error) {
	if err := visible(by); err != nil {
		return nil, err
	}
	list, err := r.kept.shortages.Of(by.Changes, fmt.Sprint(from), func() ([]Shortage, error) {
		rows, err := held(ctx, r.db, midnight(from), midnight(from.AddDays(Ahead)), unsure, 0)
		return shortages(gather(rows)), err
	})
	return slices.Clone(list), err
}

// ShortagesOn gives what a project lacks on a day, in time. One query.
func (r *Room) ShortagesOn(ctx context.Context, by account.By, project int64, day workcal.Date) ([]Shortage, error) {
	if err := visible(by); err != nil {
		return nil, err
	}
	list, err := r.kept.lacking.Of(by.Changes, fmt.Sprint(project, day), func() ([]Shortage, error) {
		rows, err := held(ctx, r.db, midnight(day), midnight(day.AddDays(1)), unsureThere, project)
		return slices.DeleteFunc(shortages(gather(rows)), func(s Shortage) bool {
			return !s.of(project) || !s.From.Before(midnight(day.AddDays(1))) || !s.To.After(midnight(day))
		}), err
	})
	return slices.Clone(list), err
}

// LackingThings is how many things a project lacks.
type LackingThings struct {
	Project int64
	Things  int
}

// LackingToday adds to a batch what projects lack from now to the end of the day: what is booked, and cannot be firm.
func LackingToday(into *[]LackingThings, by account.By) account.Also {
	if visible(by) != nil {
		return func(*pgx.Batch) {}
	}
	return func(b *pgx.Batch) { queueLackingThings(b, into, by.At, midnight(by.Today().AddDays(1))) }
}

// Takers gives what takes a thing from a day on, in time, and when it is lacking.
func (r *Room) Takers(ctx context.Context, by account.By, item int64, from workcal.Date) ([]Taker, []Shortage, error) {
	if err := visible(by); err != nil {
		return nil, nil, err
	}
	t, err := r.kept.takers.Of(by.Changes, fmt.Sprint(item, from), func() (t takenUp, err error) {
		rows, err := held(ctx, r.db, midnight(from), midnight(from.AddDays(Ahead)), oneThing, item)
		if list := gather(rows); len(list) > 0 {
			t = takenUp{list[0].Takers, shortages(list)}
		}
		return t, err
	})
	return slices.Clone(t.by), slices.Clone(t.shortages), err
}

// Board is what a project books, as one person sees it.
type Board struct {
	Project   slot.Project
	Bookings  []Booking // that take something, in time
	Shortages []Shortage
	May       bool // book, and note what left
}

// OfProject gives what a project books and what is lacking of it.
func (r *Room) OfProject(ctx context.Context, by account.By, project int64) (Board, error) {
	p, err := r.project(ctx, by, project)
	if err != nil {
		return Board{}, err
	}
	b, err := r.kept.boards.Of(by.Changes, fmt.Sprint(project), func() (Board, error) { return r.readBoard(ctx, by, project) })
	b.Project, b.May = p, CheckBook(by, p) == nil
	b.Bookings, b.Shortages = slices.Clone(b.Bookings), slices.Clone(b.Shortages)
	return b, err
}

// readBoard reads what a project books, as anybody sees it.
func (r *Room) readBoard(ctx context.Context, by account.By, project int64) (Board, error) {
	b := Board{}
	list, err := bookings(ctx, r.db, anybody(by), `WHERE b.project_id = @project AND b.deleted_at IS NULL`, pgx.NamedArgs{"project": project})
	if err != nil {
		return b, err
	}
	var from, to time.Time
	for _, one := range list {
		if len(one.Lines) == 0 || !one.Held() {
			continue
		}
		b.Bookings = append(b.Bookings, one)
		if from.IsZero() || one.TakenFrom.Before(from) {
			from = one.TakenFrom
		}
		to = latest(to, one.TakenTo)
	}
	if len(b.Bookings) == 0 {
		return b, nil
	}
	rows, err := held(ctx, r.db, from, to, unsureThere, project)
	b.Shortages = slices.DeleteFunc(shortages(gather(rows)), func(s Shortage) bool { return !s.of(project) })
	return b, err
}

// anybody is who works on no project, for what is kept for all.
func anybody(by account.By) account.By {
	by.ID = 0
	return by
}

// project finds a project that its reader may see.
func (r *Room) project(ctx context.Context, by account.By, id int64) (slot.Project, error) {
	if err := visible(by); err != nil {
		return slot.Project{}, err
	}
	return r.slots.Project(ctx, by, id)
}

// Booking gives a booking. Whoever may restore it also finds a deleted one.
func (r *Room) Booking(ctx context.Context, by account.By, id int64) (BookingSheet, error) {
	if err := visible(by); err != nil {
		return BookingSheet{}, err
	}
	b, err := booking(ctx, r.db, by, id)
	if err != nil {
		return BookingSheet{}, err
	}
	s := BookingSheet{b, b.rights(by)}
	if b.DeletedAt != nil && !s.May.Restore || !b.Living || len(b.Lines) == 0 && b.SlotID != 0 {
		return BookingSheet{}, fault.Missing(nil)
	}
	return s, nil
}

// BookingHistory gives a page, from 1, of what was done to a booking, newest first.
func (r *Room) BookingHistory(ctx context.Context, by account.By, id int64, page int) (journal.Page, error) {
	if _, err := r.Booking(ctx, by, id); err != nil {
		return journal.Page{}, err
	}
	return journal.Of(ctx, r.db, by.Sight(), journal.Booking, id, page)
}

// Free is a thing with how many are left for a booking.
type Free struct {
	Item
	Left int
}

// Booking by hand, or for a slot, is filled with these.
type Adding struct {
	Project slot.Project
	People  []partner.Ref // who may take care of it
	Sets    []Set
	Items   []Free // of the catalogue, in service; how many are left is not known without a time
}

// Adding gives a project to whoever may book for it, with what the form needs.
func (r *Room) Adding(ctx context.Context, by account.By, project int64) (Adding, error) {
	p, err := r.project(ctx, by, project)
	if err != nil {
		return Adding{}, err
	}
	if err := CheckBook(by, p); err != nil {
		return Adding{}, err
	}
	return r.adding(ctx, by, p, time.Time{}, time.Time{}, 0)
}

// adding reads what may be booked, during a time where one is known.
func (r *Room) adding(ctx context.Context, by account.By, p slot.Project, from, to time.Time, but int64) (Adding, error) {
	a := Adding{Project: p}
	var err error
	if a.People, err = r.kept.people.Of(by.Changes, "", func() ([]partner.Ref, error) { return people(ctx, r.db, 0) }); err != nil {
		return a, err
	}
	a.People = slices.Clone(a.People)
	if a.Sets, err = r.Sets(ctx, by); err != nil {
		return a, err
	}
	a.Items, err = r.freeAt(ctx, by, from, to, but)
	return a, err
}

// EditingBooking is Adding for a booking made by hand, for whoever may edit it as it stands.
func (r *Room) EditingBooking(ctx context.Context, by account.By, b Booking) (Adding, error) {
	if err := CheckBook(by, b.Project); err != nil {
		return Adding{}, err
	}
	return r.adding(ctx, by, b.Project, b.TakenFrom, b.TakenTo, b.ID)
}

// SlotNeeds is what a slot needs, as one person sees it.
type SlotNeeds struct {
	slot.Slot
	Booking Booking
	May     bool
}

// OfSlot gives what a slot needs. A slot in the trash is there for nobody.
func (r *Room) OfSlot(ctx context.Context, by account.By, id int64) (SlotNeeds, error) {
	if err := visible(by); err != nil {
		return SlotNeeds{}, err
	}
	at, err := r.slots.Living(ctx, by, id)
	if err != nil {
		return SlotNeeds{}, err
	}
	n := SlotNeeds{Slot: at, May: CheckBook(by, at.Project) == nil}
	n.Booking, err = r.kept.slots.Of(by.Changes, fmt.Sprint(id), func() (Booking, error) { return ofSlot(ctx, r.db, anybody(by), id) })
	return n, err
}

// EditingSlot is Adding for a slot.
func (r *Room) EditingSlot(ctx context.Context, by account.By, n SlotNeeds) (Adding, error) {
	if err := CheckBook(by, n.Project); err != nil {
		return Adding{}, err
	}
	from, to := heldFor(n.Slot)
	return r.adding(ctx, by, n.Project, from, to, n.Booking.ID)
}

// LineOf gives a line of a booking, of a slot or made by hand, with its booking.
func (r *Room) LineOf(ctx context.Context, by account.By, id int64) (BookingSheet, Line, error) {
	if err := visible(by); err != nil {
		return BookingSheet{}, Line{}, err
	}
	of, err := bookingOfLine(ctx, r.db, id)
	if err != nil {
		return BookingSheet{}, Line{}, err
	}
	b, err := r.Booking(ctx, by, of)
	i := slices.IndexFunc(b.Lines, func(l Line) bool { return l.ID == id })
	if err == nil && (b.DeletedAt != nil || i < 0) {
		err = fault.Missing(nil)
	}
	if err != nil {
		return BookingSheet{}, Line{}, err
	}
	return b, b.Lines[i], nil
}
