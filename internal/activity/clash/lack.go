package clash

import (
	"cmp"
	"slices"
	"time"
)

// Taken is so many of a thing during a time.
type Taken struct {
	Span
	Count int
}

// Lack is a time during which more of a thing are taken than there are.
type Lack struct {
	Span
	Wanted int // the most at any moment of it
}

// Lacks finds when more is taken of a thing than there is of it, in time. What ends at a moment is free for what begins then.
func Lacks(usable int, taken []Taken) []Lack {
	type edge struct {
		at    time.Time
		count int
	}
	edges := make([]edge, 0, 2*len(taken))
	for _, t := range taken {
		if t.End.After(t.Start) && t.Count > 0 {
			edges = append(edges, edge{t.Start, t.Count}, edge{t.End, -t.Count})
		}
	}
	slices.SortFunc(edges, func(a, b edge) int { return cmp.Or(a.at.Compare(b.at), cmp.Compare(a.count, b.count)) })
	var lacks []Lack
	open, now := false, 0
	for i, e := range edges {
		now += e.count
		if i+1 < len(edges) && edges[i+1].at.Equal(e.at) {
			continue // all that changes at one moment changes together
		}
		switch {
		case now > usable && !open:
			lacks, open = append(lacks, Lack{Span: Span{Start: e.at}, Wanted: now}), true
		case now > usable:
			lacks[len(lacks)-1].Wanted = max(lacks[len(lacks)-1].Wanted, now)
		case open:
			lacks[len(lacks)-1].End, open = e.at, false
		}
	}
	return lacks
}

// Thing is something that is lent, with how many of it there are.
type Thing struct {
	ID     int64
	Usable int
}

// Take is so many of a thing: for a slot, while it is set up, held and tidied; for a booking, or for somebody else, during a time of its own.
type Take struct {
	Thing   int64
	Count   int
	Slot    int64 // 0: for none of the programme's
	Booking int64 // of the programme, of no slot; 0: of a slot, or somebody else's
	Span          // where it is of no slot
}

// ofThings looks at what slots and bookings take, thing by thing: each that takes one of which there is not enough is told.
func (f *finder) ofThings() {
	held := make(map[int64]Slot, len(f.slots))
	for _, s := range f.slots {
		held[s.ID] = s
	}
	byThing := map[int64][]Take{}
	for _, t := range f.Takes {
		if t.Slot != 0 {
			s, is := held[t.Slot]
			if !is {
				continue // it is not held: it takes nothing
			}
			t.Span = s.held()
		}
		byThing[t.Thing] = append(byThing[t.Thing], t)
	}
	for _, thing := range f.Things {
		list := byThing[thing.ID]
		taken := make([]Taken, len(list))
		for i, t := range list {
			taken[i] = Taken{t.Span, t.Count}
		}
		lacks := Lacks(thing.Usable, taken)
		if len(lacks) == 0 {
			continue
		}
		for _, t := range list {
			most := 0
			for _, l := range lacks {
				if l.meets(t.Span) {
					most = max(most, l.Wanted-thing.Usable)
				}
			}
			if most > 0 && (t.Slot != 0 || t.Booking != 0) {
				f.add(Conflict{Kind: NotEnough, Activity: held[t.Slot].Activity, Slot: t.Slot, Booking: t.Booking, Thing: thing.ID, Count: most})
			}
		}
	}
}
