package attendance

import (
	"slices"
	"strings"
	"time"

	"parvis/internal/french"
	"parvis/internal/programme"
	"parvis/internal/slot"
)

// Price is what a slot's activity costs, as far as it is known.
type Price int

// What is known of a price.
const (
	Unpriced Price = iota // nobody said
	Paid
	Free
)

// Project is a project as evaluation needs it.
type Project struct {
	ID        int64
	Title     string
	ShortName string
	Kind      programme.Kind
	Status    programme.Status
}

// Short is what the project is called where there is little room.
func (p Project) Short() string { return programme.Short(p.ShortName, p.Title) }

// Event is the event that a project prepares; its number is 0 where it prepares none.
type Event struct {
	ID         int64
	Name       string
	Year       int
	Series     string // "": the museum's own
	SeriesName string
}

// Part is how many of an audience came.
type Part struct {
	Audience int64
	N        int
}

// Slot is a slot with its four numbers.
type Slot struct {
	slot.Times
	ID         int64
	ActivityID int64
	Title      string // of its activity
	Place      string
	Status     slot.Status
	Project    Project
	Event      Event
	Price      Price
	Planned    Number // people: its capacity; not known where it has none
	Registered Number // people of the groups that are in: always known
	Present    Number
	Absent     Number
	Parts      []Part // of those who came, by audience
	Reason     Reason // why Present is not known
	Origin     Origin // of its groups
	Taps       int    // how many taps its count is the sum of
}

// Origin is where the groups of a slot come from: one territory, several, or none that is known.
type Origin struct {
	Territory int64
	Several   bool
}

// Due tells whether a slot is over at a moment and nobody counted there.
func (s *Slot) Due(at time.Time) bool { return !s.Present.Known && !s.End().After(at) }

// Coming tells whether a slot is not over at a moment, and nobody counted there yet.
func (s *Slot) Coming(at time.Time) bool { return !s.Present.Known && s.End().After(at) }

// Of is how many of an audience came: not known where nobody counted.
func (s Slot) Of(audience int64) Number {
	n := Number{Known: s.Present.Known}
	for _, p := range s.Parts {
		if p.Audience == audience {
			n.N += p.N
		}
	}
	return n
}

// Sum is a total, with how many slots it was made of and how many it misses. Of none, it is not known.
type Sum struct {
	N       int
	Of      int // slots whose number is known
	Missing int // slots whose number is not
}

// Number is the total as a number: not known where no slot's is.
func (s Sum) Number() Number { return Number{Known: s.Of > 0, N: s.N} }

func (s *Sum) add(n Number) {
	if !n.Known {
		s.Missing++
		return
	}
	s.N, s.Of = s.N+n.N, s.Of+1
}

// Totals are the four numbers of some slots. Those that are to come and not counted yet are in none of them.
type Totals struct {
	Slots      int // that are over, or counted
	Coming     int // that are neither
	Planned    Sum
	Registered Sum
	Present    Sum
	Absent     Sum
	Reasons    map[Reason]int // of the slots that Present misses; "": nobody said
}

// TotalsOf adds the numbers of slots that are known at a moment.
func TotalsOf(list []Slot, at time.Time) Totals {
	t := Totals{Reasons: map[Reason]int{}}
	for i := range list {
		t.add(&list[i], at)
	}
	return t
}

func (t *Totals) add(s *Slot, at time.Time) {
	if s.Coming(at) {
		t.Coming++
		return
	}
	t.Slots++
	t.Planned.add(s.Planned)
	t.Registered.add(s.Registered)
	t.Present.add(s.Present)
	t.Absent.add(s.Absent)
	if !s.Present.Known {
		t.Reasons[s.Reason]++
	}
}

// Subtotal is some slots with their totals: of a project, an event, a year, a territory.
type Subtotal struct {
	Key   string
	Label string
	Totals
}

// SubtotalsOf parts slots by a key, in the order of their labels; each slot is in one of them.
func SubtotalsOf(list []Slot, at time.Time, of func(*Slot) (key, label string)) []Subtotal {
	var groups []Subtotal
	index := map[string]int{}
	for i := range list {
		key, label := of(&list[i])
		n, known := index[key]
		if !known {
			n = len(groups)
			index[key], groups = n, append(groups, Subtotal{key, label, Totals{Reasons: map[Reason]int{}}})
		}
		groups[n].add(&list[i], at)
	}
	slices.SortFunc(groups, func(a, b Subtotal) int {
		if order := strings.Compare(french.Fold(a.Label), french.Fold(b.Label)); order != 0 {
			return order
		}
		return strings.Compare(a.Key, b.Key)
	})
	return groups
}

// AudienceTotal is how many of an audience came to some slots: of those that somebody counted. How many slots miss is the same for each.
type AudienceTotal struct {
	Audience
	Sum
}

// ByAudience adds the parts of slots, in the order of the audiences; those of whom nobody came anywhere are left out.
func ByAudience(list []Slot, audiences []Audience, at time.Time) []AudienceTotal {
	missing, n, of := 0, map[int64]int{}, map[int64]int{}
	for i := range list {
		s := &list[i]
		if s.Due(at) {
			missing++
		}
		for _, p := range s.Parts {
			n[p.Audience] += p.N
			of[p.Audience]++
		}
	}
	var totals []AudienceTotal
	for _, a := range audiences {
		if of[a.ID] > 0 {
			totals = append(totals, AudienceTotal{a, Sum{N: n[a.ID], Of: of[a.ID], Missing: missing}})
		}
	}
	return totals
}

// OfAudience is the slot with the numbers of one audience alone: who did not come is of none.
func (s Slot) OfAudience(audience int64) Slot {
	s.Present, s.Absent, s.Parts = s.Of(audience), Number{}, nil
	if s.Present.Known {
		s.Parts = []Part{{audience, s.Present.N}}
	}
	return s
}
