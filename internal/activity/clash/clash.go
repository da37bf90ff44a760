// Package clash tells what does not hold in a programme: a space or a person twice at once, a slot outside the event, more people than a space
// holds, more tables than there are, nobody to receive them. It knows no database: a room gives what it read, and says in French what comes back.
//
// Times are moments, not what clocks show, so that the nights on which clocks change are as long as they are. Intervals hold their beginning and
// not their end: a slot that begins when another one ends does not overlap it.
package clash

import (
	"cmp"
	"slices"
	"time"
)

// Kind is what does not hold.
type Kind string

// The kinds, the gravest first.
const (
	SpaceTwice   Kind = "space_twice"   // two slots are in one space at once
	PersonTwice  Kind = "person_twice"  // a person is given two slots at once
	PersonAway   Kind = "person_away"   // a person is given a slot while she is away
	OverCapacity Kind = "over_capacity" // a slot takes more people than its space
	SetUp        Kind = "set_up"        // the time to set one slot up, or to tidy it, is another one's
	NotEnough    Kind = "not_enough"    // more of a thing is taken at once than there are
	NoTimeToGo   Kind = "no_time_to_go" // a person cannot go from one slot to the next in time
	TooFewStaff  Kind = "too_few_staff" // fewer people receive the public than the activity asks
	OutsideEvent Kind = "outside_event" // a slot begins before the event or ends after it
	Closed       Kind = "closed"        // a slot is held while the museum is closed
	NoSlot       Kind = "no_slot"       // an activity is announced, and none of its slots is held
	NoPlace      Kind = "no_place"      // an activity is announced, and one of its slots is nowhere yet
	Nobody       Kind = "nobody"        // an activity is announced, and nobody is given one of its slots
)

// Kinds lists them.
var Kinds = []Kind{SpaceTwice, PersonTwice, PersonAway, OverCapacity, SetUp, NotEnough, NoTimeToGo, TooFewStaff, OutsideEvent, Closed, NoSlot, NoPlace, Nobody}

// Span is a time from a moment on, until before another.
type Span struct{ Start, End time.Time }

func (s Span) meets(other Span) bool { return s.Start.Before(other.End) && other.Start.Before(s.End) }

// within tells whether one of several spans, which do not touch, holds it whole.
func (s Span) within(spans []Span) bool {
	return slices.ContainsFunc(spans, func(o Span) bool { return !s.Start.Before(o.Start) && !s.End.After(o.End) })
}

// Slot is one that is to be held: neither cancelled nor postponed.
type Slot struct {
	ID       int64
	Activity int64
	Span
	Space         int64         // of the museum; 0: none
	Elsewhere     string        // an address; ""  with no space: it is not known yet where
	Before, After time.Duration // to set it up and to tidy, in its place
	Capacity      int           // how many people it takes; 0: not said
	People        []int64       // who is given it
}

// held is the time during which it takes its place.
func (s Slot) held() Span { return Span{s.Start.Add(-s.Before), s.End.Add(s.After)} }

func (s Slot) placed() bool { return s.Space != 0 || s.Elsewhere != "" }

// Space is a room of the museum.
type Space struct {
	ID       int64
	Capacity int // the most people that it holds, however they are; 0: not known
}

// Activity is what slots are of.
type Activity struct {
	ID        int64
	Announced bool
	Ratio     int // so many people of the public for each member of staff at most; 0: no matter
}

// Away is when a person is not there.
type Away struct {
	Person int64
	Span
}

// Programme is all that is looked at together. Slots of other projects stand in it too, where they share a space or a person.
type Programme struct {
	Slots      []Slot
	Spaces     []Space
	Activities []Activity
	Away       []Away
	Things     []Thing
	Takes      []Take
	Event      Span          // zero: it is not known when
	Open       []Span        // when the museum is open, in order, none touching the next; nil: not known
	Walk, Trip time.Duration // from a space to another one, and to an address or from it
}

// Conflict is one thing that does not hold. What does not concern it is 0.
type Conflict struct {
	Kind     Kind
	Activity int64 // of the slot, or of none
	Slot     int64
	Other    int64 // the other slot; of two, Slot is the one that begins first, or has the lower number
	Space    int64
	Person   int64
	Thing    int64
	Booking  int64 // NotEnough: of no slot
	Count    int   // TooFewStaff: how many people lack; OverCapacity: how many are too many; NotEnough: how many lack at the worst moment
}

// Find gives every conflict of a programme, each once: in the order of the slots, then of the kinds. It takes as long as there are slots and
// conflicts, not as there are pairs.
func Find(p Programme) []Conflict {
	f := finder{Programme: p, activities: map[int64]Activity{}, spaces: map[int64]Space{}}
	for _, a := range p.Activities {
		f.activities[a.ID] = a
	}
	for _, s := range p.Spaces {
		f.spaces[s.ID] = s
	}
	f.slots = slices.Clone(p.Slots)
	slices.SortFunc(f.slots, inTime)
	bySpace, byPerson := map[int64][]Slot{}, map[int64][]Slot{}
	held := map[int64]bool{} // activities
	for _, s := range f.slots {
		held[s.Activity] = true
		f.alone(s)
		if s.Space != 0 {
			bySpace[s.Space] = append(bySpace[s.Space], s)
		}
		for _, person := range once(s.People) {
			byPerson[person] = append(byPerson[person], s)
		}
	}
	for space, list := range bySpace {
		f.inSpace(space, list)
	}
	for person, list := range byPerson {
		f.ofPerson(person, list)
	}
	f.whileAway(byPerson)
	f.ofThings()
	for _, a := range p.Activities {
		if a.Announced && !held[a.ID] {
			f.add(Conflict{Kind: NoSlot, Activity: a.ID})
		}
	}
	f.order()
	return f.found
}

// inTime puts slots in the order of their beginnings.
func inTime(a, b Slot) int { return cmp.Or(a.Start.Compare(b.Start), cmp.Compare(a.ID, b.ID)) }

func once(people []int64) []int64 {
	list := slices.Clone(people)
	slices.Sort(list)
	return slices.Compact(list)
}

type finder struct {
	Programme
	slots      []Slot
	activities map[int64]Activity
	spaces     map[int64]Space
	found      []Conflict
}

func (f *finder) add(c Conflict) { f.found = append(f.found, c) }

// alone looks at a slot by itself.
func (f *finder) alone(s Slot) {
	c := Conflict{Activity: s.Activity, Slot: s.ID}
	say := func(kind Kind, count int) {
		c.Kind, c.Count = kind, count
		f.add(c)
	}
	of := f.activities[s.Activity]
	if f.Event != (Span{}) && (s.Start.Before(f.Event.Start) || s.End.After(f.Event.End)) {
		say(OutsideEvent, 0)
	}
	if f.Open != nil && s.Space != 0 && !s.within(f.Open) {
		say(Closed, 0)
	}
	if lack := f.lacking(of, s); lack > 0 {
		say(TooFewStaff, lack)
	}
	if of.Announced && !s.placed() {
		say(NoPlace, 0)
	}
	if of.Announced && len(s.People) == 0 {
		say(Nobody, 0)
	}
	if most := f.spaces[s.Space].Capacity; s.Space != 0 && most > 0 && s.Capacity > most {
		c.Space = s.Space
		say(OverCapacity, s.Capacity-most)
	}
}

// lacking is how many people a slot lacks for as many of the public as it takes. Where nobody is given it, that is told otherwise, once the activity is
// announced; before, nobody is late.
func (f *finder) lacking(of Activity, s Slot) int {
	if of.Ratio <= 0 || s.Capacity <= 0 || len(s.People) == 0 {
		return 0
	}
	return (s.Capacity+of.Ratio-1)/of.Ratio - len(once(s.People))
}

// inSpace looks at the slots of a space, in the order of their beginnings.
func (f *finder) inSpace(space int64, list []Slot) {
	byHeld := slices.Clone(list)
	slices.SortFunc(byHeld, func(a, b Slot) int { return cmp.Or(a.held().Start.Compare(b.held().Start), inTime(a, b)) })
	meeting(byHeld, Slot.held, func(a, b Slot) {
		if inTime(a, b) > 0 {
			a, b = b, a
		}
		kind := SetUp
		if a.meets(b.Span) {
			kind = SpaceTwice
		}
		f.add(Conflict{Kind: kind, Activity: a.Activity, Slot: a.ID, Other: b.ID, Space: space})
	})
}

// ofPerson looks at the slots that a person is given, in the order of their beginnings.
func (f *finder) ofPerson(person int64, list []Slot) {
	longest := max(f.Walk, f.Trip)
	reach := func(s Slot) Span { return Span{s.Start, s.End.Add(longest)} }
	meeting(list, reach, func(a, b Slot) {
		switch {
		case a.meets(b.Span):
			f.add(Conflict{Kind: PersonTwice, Activity: a.Activity, Slot: a.ID, Other: b.ID, Person: person})
		case b.Start.Sub(a.End) < f.way(a, b):
			f.add(Conflict{Kind: NoTimeToGo, Activity: a.Activity, Slot: a.ID, Other: b.ID, Person: person})
		}
	})
}

// way is how long it takes to go from the place of one slot to that of another one; nothing where one of them is not known.
func (f *finder) way(a, b Slot) time.Duration {
	switch {
	case !a.placed() || !b.placed() || a.Space == b.Space && a.Elsewhere == b.Elsewhere:
		return 0
	case a.Space != 0 && b.Space != 0:
		return f.Walk
	}
	return f.Trip
}

// whileAway looks at what people are given while they are away.
func (f *finder) whileAway(byPerson map[int64][]Slot) {
	seen := map[[2]int64]bool{} // a slot may meet two absences
	for _, away := range f.Away {
		list := byPerson[away.Person]
		for _, s := range list {
			if !s.Start.Before(away.End) {
				break
			}
			if s.meets(away.Span) && !seen[[2]int64{away.Person, s.ID}] {
				seen[[2]int64{away.Person, s.ID}] = true
				f.add(Conflict{Kind: PersonAway, Activity: s.Activity, Slot: s.ID, Person: away.Person})
			}
		}
	}
}

// meeting tells each pair of slots whose spans meet, out of those in the order in which their spans begin.
func meeting(list []Slot, span func(Slot) Span, tell func(a, b Slot)) {
	var open []Slot // begun and not over
	for _, s := range list {
		now := span(s)
		open = slices.DeleteFunc(open, func(o Slot) bool { return !span(o).End.After(now.Start) })
		for _, o := range open {
			if span(o).meets(now) {
				tell(o, s)
			}
		}
		open = append(open, s)
	}
}

// order puts what was found in the order of the slots, what concerns none last.
func (f *finder) order() {
	at := make(map[int64]int, len(f.slots))
	for i, s := range f.slots {
		at[s.ID] = i
	}
	place := func(c Conflict) int {
		if c.Slot == 0 {
			return len(f.slots)
		}
		return at[c.Slot]
	}
	slices.SortFunc(f.found, func(a, b Conflict) int {
		return cmp.Or(cmp.Compare(place(a), place(b)), cmp.Compare(slices.Index(Kinds, a.Kind), slices.Index(Kinds, b.Kind)), cmp.Compare(at[a.Other], at[b.Other]),
			cmp.Compare(a.Person, b.Person), cmp.Compare(a.Thing, b.Thing), cmp.Compare(a.Booking, b.Booking), cmp.Compare(a.Activity, b.Activity))
	})
}
