package equipment

import (
	"time"

	"parvis/internal/activity/clash"
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

// Lacks finds when more is taken of a thing than can be lent: by the rule that a programme is looked at with.
func Lacks(usable int, takes []Take) []Lack {
	taken := make([]clash.Taken, len(takes))
	for i, t := range takes {
		taken[i] = clash.Taken{Span: clash.Span{Start: t.From, End: t.To}, Count: t.Count}
	}
	var lacks []Lack
	for _, l := range clash.Lacks(usable, taken) {
		lacks = append(lacks, Lack{From: l.Start, To: l.End, Wanted: l.Wanted, Usable: usable})
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
