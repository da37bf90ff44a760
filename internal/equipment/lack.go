package equipment

import (
	"cmp"
	"slices"
	"time"
)

// Take is so many of a thing, from a moment to another one.
type Take struct {
	LineID   int64
	From, To time.Time
	Count    int
}

// Lack is a time during which more of a thing are wanted than can be lent.
type Lack struct {
	From, To time.Time
	Wanted   int // the most at any moment of it
	Usable   int
}

// Missing is how many are lacking at the worst moment.
func (l Lack) Missing() int { return l.Wanted - l.Usable }

// Lacks finds when more is taken of a thing than can be lent. What ends at a moment is free for what begins then.
func Lacks(usable int, takes []Take) []Lack {
	type edge struct {
		at    time.Time
		count int
	}
	edges := make([]edge, 0, 2*len(takes))
	for _, t := range takes {
		if t.To.After(t.From) && t.Count > 0 {
			edges = append(edges, edge{t.From, t.Count}, edge{t.To, -t.Count})
		}
	}
	slices.SortFunc(edges, func(a, b edge) int { return cmp.Or(a.at.Compare(b.at), cmp.Compare(a.count, b.count)) })
	var lacks []Lack
	open, taken := false, 0
	for i, e := range edges {
		taken += e.count
		if i+1 < len(edges) && edges[i+1].at.Equal(e.at) {
			continue // all that changes at one moment changes together
		}
		switch {
		case taken > usable && !open:
			lacks, open = append(lacks, Lack{From: e.at, Wanted: taken, Usable: usable}), true
		case taken > usable:
			lacks[len(lacks)-1].Wanted = max(lacks[len(lacks)-1].Wanted, taken)
		case open:
			lacks[len(lacks)-1].To, open = e.at, false
		}
	}
	return lacks
}

// Peak is the most that is taken at any moment of a time.
func Peak(takes []Take, from, to time.Time) int {
	var within []Take
	for _, t := range takes {
		if t.From.Before(to) && t.To.After(from) {
			t.From, t.To = latest(t.From, from), earliest(t.To, to)
			within = append(within, t)
		}
	}
	most := 0
	for _, l := range Lacks(0, within) {
		most = max(most, l.Wanted)
	}
	return most
}

func latest(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func earliest(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}
