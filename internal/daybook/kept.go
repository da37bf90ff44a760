package daybook

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/attendance"
	"parvis/internal/crew"
	"parvis/internal/postgres"
	"parvis/internal/slot"
	"parvis/internal/staff"
	"parvis/internal/workcal"
)

// kept is what the pages of the day showed, until something is counted: all but how many came, which changes with every tap. It is read only.
type kept struct {
	glances *postgres.Kept[glance]
	sheets  *postgres.Kept[sheet]
	lists   *postgres.Kept[[]List]
	duties  *postgres.Kept[duty]
	phones  *postgres.Kept[crew.Phone]
}

// mostKept is the days of a few projects, for some minutes.
const mostKept = 32

func keep() kept {
	return kept{glances: postgres.Keep[glance](mostKept), sheets: postgres.Keep[sheet](mostKept), lists: postgres.Keep[[]List](mostKept), duties: postgres.Keep[duty](mostKept), phones: postgres.Keep[crew.Phone](mostKept)}
}

// glance is what the page of a day shows at a minute.
type glance struct {
	rows   dayRows
	places []Place
}

// counted are its places with how many came to their slots.
func (g glance) counted(counts map[int64]attendance.Count) []Place {
	list := slices.Clone(g.places)
	for i := range list {
		list[i].Now = slices.Clone(list[i].Now)
		for n := range list[i].Now {
			list[i].Now[n].Count = counts[list[i].Now[n].ID]
		}
		if list[i].Next != nil {
			next := *list[i].Next
			next.Count = counts[next.ID]
			list[i].Next = &next
		}
	}
	return list
}

// glance gives what runs and what comes next, and who holds it.
func (r *Room) glance(ctx context.Context, by account.By, of int64, day workcal.Date) (glance, error) {
	return r.kept.glances.Of(by.Changes, fmt.Sprint(of, day, by.At.Unix()/60), func() (glance, error) { // slots begin and end on the minute
		return r.readGlance(ctx, of, day, by.At.Truncate(time.Minute).Add(time.Minute-1))
	})
}

func (r *Room) readGlance(ctx context.Context, of int64, day workcal.Date, now time.Time) (glance, error) {
	var g glance
	b := &pgx.Batch{}
	g.rows.queue(b, of, day, now)
	if err := r.db.SendBatch(ctx, b).Close(); err != nil {
		return g, postgres.Translate(err)
	}
	if _, err := g.rows.of(); err != nil {
		return g, err
	}
	slots, _, _ := g.rows.picked(of)
	if len(slots) == 0 {
		return g, nil
	}
	var people staff.Reading
	b = &pgx.Batch{}
	people.Queue(b, slotIDs(slots))
	err := postgres.Translate(r.db.SendBatch(ctx, b).Close())
	g.places = placesOf(seenOf(slots, people.Needs(), g.rows.late(), g.rows.ticks()), now)
	return g, err
}

// sheet is a whole day: what was planned for it, and what was noted and ticked.
type sheet struct {
	project Project
	slots   []slot.Slot // in time; none that is proposed only
	entries []Entry
	ticks   map[string]Tick
}

// sheet gives a whole day of a project.
func (r *Room) sheet(ctx context.Context, by account.By, of int64, day workcal.Date) (sheet, error) {
	if err := visible(by); err != nil {
		return sheet{}, err
	}
	return r.kept.sheets.Of(by.Changes, fmt.Sprint(of, day), func() (sheet, error) {
		var rows dayRows
		b := &pgx.Batch{}
		rows.queueWhole(b, of, day)
		if err := r.db.SendBatch(ctx, b).Close(); err != nil {
			return sheet{}, postgres.Translate(err)
		}
		p, err := rows.of()
		if err != nil {
			return sheet{}, err
		}
		s := sheet{project: p, entries: rows.noted(), ticks: rows.ticks()}
		s.slots, err = r.slots.Day(ctx, by, of, day)
		s.slots = slices.DeleteFunc(s.slots, func(one slot.Slot) bool { return one.Status == slot.Proposed })
		return s, err
	})
}

// day is it as one person sees it. A slot is as late as the last word on it says.
func (s sheet) day(by account.By, day workcal.Date) Day {
	d := Day{Project: s.project, Day: day, Entries: slices.Clone(s.entries), Slots: make([]Seen, len(s.slots))}
	late := map[int64]int{}
	for i := range d.Entries {
		e := &d.Entries[i]
		e.May = e.rights(by)
		if e.Kind == Delay {
			late[e.Slot] = e.Minutes
		}
	}
	for i, one := range s.slots {
		d.Slots[i] = Seen{Slot: one, Late: late[one.ID]}
	}
	return d
}

// listsOf are what is to be done on a day, with its ticks; those without a line are left out.
func (r *Room) listsOf(ctx context.Context, by account.By, s sheet, day workcal.Date) ([]List, error) {
	list, err := r.kept.lists.Of(by.Changes, fmt.Sprint(s.project.ID, day), func() ([]List, error) {
		var all []List
		for _, lister := range r.lists {
			some, err := lister(ctx, by, s.project.ID, day)
			if err != nil {
				return nil, err
			}
			all = append(all, some...)
		}
		all = slices.DeleteFunc(append(all, setUps(s.slots)...), func(l List) bool { return len(l.Lines) == 0 })
		for _, one := range all {
			for i := range one.Lines {
				if !one.Lines[i].Kept {
					one.Lines[i].Tick = s.ticks[one.Lines[i].Key]
				}
			}
		}
		return all, nil
	})
	return slices.Clone(list), err
}

// duty is who holds the slots of a day, by name.
type duty struct {
	project Project
	people  []Person
}

func (r *Room) duty(ctx context.Context, by account.By, of int64, day workcal.Date) (duty, error) {
	return r.kept.duties.Of(by.Changes, fmt.Sprint(of, day), func() (duty, error) {
		var d duty
		var people staff.Reading
		var rows dayRows
		b := &pgx.Batch{}
		rows.queueProject(b, of)
		people.QueueDay(b, of, day)
		rows.queuePhones(b)
		if err := r.db.SendBatch(ctx, b).Close(); err != nil {
			return d, postgres.Translate(err)
		}
		var err error
		if d.project, err = rows.of(); err != nil {
			return d, err
		}
		phones := rows.phones()
		for _, post := range people.Posts() {
			if n := len(d.people); n == 0 || d.people[n-1].Hand != post.Hand {
				d.people = append(d.people, Person{Hand: post.Hand, Name: post.Name, Phone: phones[post.Hand]})
			}
			last := &d.people[len(d.people)-1]
			last.Posts = append(last.Posts, post)
		}
		return d, nil
	})
}

// Duty gives those who hold slots of a project on a day: those who are on a slot now first, then by name.
func (r *Room) Duty(ctx context.Context, by account.By, of int64, day workcal.Date) (Project, []Person, error) {
	if err := visible(by); err != nil {
		return Project{}, nil, err
	}
	d, err := r.duty(ctx, by, of, day)
	on := func(p Person) int {
		if next := p.Next(by.At); next != nil && !next.Start().After(by.At) {
			return 0
		}
		return 1
	}
	list := slices.Clone(d.people)
	slices.SortStableFunc(list, func(a, b Person) int { return cmp.Compare(on(a), on(b)) })
	return d.project, list, err
}

// Whole gives a whole day of a project, for its account.
func (r *Room) Whole(ctx context.Context, by account.By, of int64, day workcal.Date) (Day, error) {
	d, s, err := r.readDay(ctx, by, of, day)
	if err != nil {
		return d, err
	}
	if d.Lists, err = r.listsOf(ctx, by, s, day); err != nil {
		return d, err
	}
	return d, r.count(ctx, &d, s, (*attendance.Reading).QueueLines)
}

// Counts gives the slots of a day to whoever counts, with how many came and no more about it; its lists are left out.
func (r *Room) Counts(ctx context.Context, by account.By, of int64, day workcal.Date) (Day, error) {
	d, s, err := r.readDay(ctx, by, of, day)
	if err != nil {
		return d, err
	}
	return d, r.count(ctx, &d, s, (*attendance.Reading).QueueKnown)
}

// Noting gives what was noted on a day, and the slots that more may be noted of; who came and its lists are left out.
func (r *Room) Noting(ctx context.Context, by account.By, of int64, day workcal.Date) (Day, error) {
	d, _, err := r.readDay(ctx, by, of, day)
	return d, err
}

func (r *Room) readDay(ctx context.Context, by account.By, of int64, day workcal.Date) (Day, sheet, error) {
	s, err := r.sheet(ctx, by, of, day)
	if err != nil {
		return Day{}, s, err
	}
	return s.day(by, day), s, nil
}

func (r *Room) count(ctx context.Context, d *Day, s sheet, queue func(*attendance.Reading, *pgx.Batch, []int64)) error {
	counts, err := r.counted(ctx, s.slots, queue)
	for i := range d.Slots {
		d.Slots[i].Count = counts[d.Slots[i].ID]
	}
	return err
}
