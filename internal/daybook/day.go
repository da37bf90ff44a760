package daybook

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/attendance"
	"parvis/internal/crew"
	"parvis/internal/french"
	"parvis/internal/postgres"
	"parvis/internal/slot"
	"parvis/internal/staff"
	"parvis/internal/workcal"
)

// The bounds of what the page of the day shows.
const (
	mostPlaces  = 200
	mostEntries = 500 // of a day
	Recent      = 3   // messages and incidents of the page of the day
)

// Seen is a slot as the day needs it.
type Seen struct {
	slot.Slot
	Needs []staff.Need
	Count attendance.Count
	Late  int   // minutes that it is said to be late by
	SetUp *Line // nil: nothing is to be set up
}

// Lacking says who lacks: « 1 accueil, 2 guides »; "" for nobody.
func (s Seen) Lacking() string {
	var said []string
	for _, n := range s.Needs {
		if lacks := n.Lacking(); lacks > 0 {
			said = append(said, french.Number(lacks)+"\u00a0"+n.Label)
		}
	}
	return strings.Join(said, ", ")
}

// Holders are those who have to be there, by name.
func (s Seen) Holders() []staff.Post {
	var list []staff.Post
	for _, n := range s.Needs {
		for _, p := range n.Posts {
			if p.Stands() {
				list = append(list, p)
			}
		}
	}
	return list
}

// Place is what happens in one place: now, and next.
type Place struct {
	Name string
	Now  []Seen // in time; mostly one
	Next *Seen
}

// The ranks of places, worst first.
const (
	rankLate = iota
	rankGap
	rankSetUp
	rankOn
	rankNext
)

// rank tells how bad it is.
func (p Place) rank(now time.Time) int {
	all := p.Now
	if p.Next != nil {
		all = append(slices.Clone(all), *p.Next)
	}
	worst := rankNext
	if len(p.Now) > 0 {
		worst = rankOn
	}
	for _, s := range all {
		switch {
		case s.Late > 0:
			worst = min(worst, rankLate)
		case s.Lacking() != "":
			worst = min(worst, rankGap)
		case s.SetUp != nil && s.SetUp.Late(now):
			worst = min(worst, rankSetUp)
		}
	}
	return worst
}

// Late tells whether something is late there; Gap whether somebody lacks.
func (p Place) Late() bool { return p.rank(time.Time{}) == rankLate }

// Gap tells whether somebody lacks there, and nothing is late.
func (p Place) Gap() bool { return p.rank(time.Time{}) == rankGap }

// Now is the day of a project at a moment, as one person sees it.
type Now struct {
	Project      Project
	Day          workcal.Date
	At           time.Time
	Before, Next workcal.Date // the nearest days with slots; zero: none
	Places       []Place      // worst first
	Coming       int          // slots that run or will
	All          int          // slots of the day
	Messages     []Entry      // the last ones, newest first
	Incidents    []Entry      // that are open, newest first
	OpenCount    int          // of all of those
	Phones       map[crew.Hand]crew.Phone
}

// Now gives the day of a project: what runs and what comes next in each place. It reads these slots alone, however many the day has.
func (r *Room) Now(ctx context.Context, by account.By, of int64, day workcal.Date) (Now, error) {
	if err := visible(by); err != nil {
		return Now{}, err
	}
	n := Now{Day: day, At: by.At}
	g, err := r.glance(ctx, by, of, day)
	if err != nil {
		return n, err
	}
	n.Project = g.rows.projects[0]
	n.Before, n.Next, n.Phones = g.rows.counted.Before, g.rows.counted.After, g.rows.phones()
	n.Messages, n.Incidents, n.OpenCount = g.rows.told()
	slots, coming, total := g.rows.picked(of)
	n.Coming, n.All = coming, total
	counts, err := r.counted(ctx, slots, (*attendance.Reading).QueuePresent)
	n.Places = g.counted(counts)
	return n, err
}

// counted reads who came to slots, as far as a page tells it.
func (r *Room) counted(ctx context.Context, slots []slot.Slot, queue func(*attendance.Reading, *pgx.Batch, []int64)) (map[int64]attendance.Count, error) {
	if len(slots) == 0 {
		return nil, nil
	}
	var counts attendance.Reading
	ids := slotIDs(slots)
	b := &pgx.Batch{}
	queue(&counts, b, ids)
	err := postgres.Translate(r.db.SendBatch(ctx, b).Close())
	return counts.Counts(ids), err
}

func slotIDs(slots []slot.Slot) []int64 {
	ids := make([]int64, len(slots))
	for i, s := range slots {
		ids[i] = s.ID
	}
	return ids
}

// seenOf puts beside slots what is known of them.
func seenOf(slots []slot.Slot, needs map[int64][]staff.Need, late map[int64]int, ticks map[string]Tick) []Seen {
	list := make([]Seen, 0, len(slots))
	for _, s := range slots {
		one := Seen{Slot: s, Needs: needs[s.ID], Late: late[s.ID]}
		if s.SetUp > 0 {
			line := setUpLine(s)
			line.Tick = ticks[line.Key]
			one.SetUp = &line
		}
		list = append(list, one)
	}
	return list
}

// placesOf lays slots out by place, the worst first.
func placesOf(seen []Seen, now time.Time) []Place {
	var list []Place
	for _, s := range seen {
		i := slices.IndexFunc(list, func(p Place) bool { return p.Name == s.Place() })
		if i < 0 {
			i, list = len(list), append(list, Place{Name: s.Place()})
		}
		switch {
		case !s.Start().After(now):
			list[i].Now = append(list[i].Now, s)
		case list[i].Next == nil:
			list[i].Next = &s
		}
	}
	slices.SortStableFunc(list, func(a, b Place) int {
		return cmp.Or(cmp.Compare(a.rank(now), b.rank(now)), a.begins().Compare(b.begins()), strings.Compare(french.Fold(a.Name), french.Fold(b.Name)))
	})
	return list
}

// begins is when what runs there began, or what comes next will.
func (p Place) begins() time.Time {
	if len(p.Now) > 0 {
		return p.Now[0].Start()
	}
	return p.Next.Start()
}

// Day is a whole day of a project, slot by slot. Who holds them is not told.
type Day struct {
	Project Project
	Day     workcal.Date
	Slots   []Seen // planned, in time; and those that were cancelled or postponed
	Entries []Entry
	Lists   []List
}

// Held are the slots that were planned for the day.
func (d Day) Held() []*Seen {
	list := make([]*Seen, 0, len(d.Slots))
	for i := range d.Slots {
		if d.Slots[i].Status == slot.Planned {
			list = append(list, &d.Slots[i])
		}
	}
	return list
}

// Of gives the lines of some kind, in the order in which they were noted.
func (d Day) Of(kind Kind) []Entry {
	return slices.DeleteFunc(slices.Clone(d.Entries), func(e Entry) bool { return e.Kind != kind })
}

// Total is how many came to the slots of the day, and of how many nobody knows.
func (d Day) Total() (sum, missing int) {
	var counts []attendance.Count
	for _, s := range d.Held() {
		counts = append(counts, s.Count)
	}
	return attendance.Total(counts)
}

// Counting is what somebody needs to count at a slot.
type Counting struct {
	Seen
	Counted attendance.Counting
}

// Counting gives a slot of a project to whoever counts at it.
func (r *Room) Counting(ctx context.Context, by account.By, of, id int64) (Counting, error) {
	c := Counting{}
	if err := visible(by); err != nil {
		return c, err
	}
	at, err := r.slots.Living(ctx, by, id)
	if err == nil && at.Project.ID != of {
		err = faultMissing()
	}
	if err != nil {
		return c, err
	}
	c.Counted, err = r.counts.Counting(ctx, by, id)
	c.Seen = Seen{Slot: at, Count: c.Counted.Count}
	return c, err
}

// Person is somebody who is on duty, with what she holds that day.
type Person struct {
	crew.Hand
	Name  string
	Phone crew.Phone // "": none is known
	Posts []staff.Post
}

// Next is what she holds at a moment, or will next; nil: nothing more that day.
func (p Person) Next(now time.Time) *staff.Post {
	for _, one := range p.Posts {
		if one.End().After(now) {
			return &one
		}
	}
	return nil
}
