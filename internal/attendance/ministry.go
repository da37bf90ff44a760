package attendance

import "time"

// Ministry is a row of the ministry's table: whoever came is in one of the columns of a price and in one of those of a heading. What is not known is
// not zero.
type Ministry struct {
	Label    string
	Paid     Number
	Free     Number
	Unpriced int // came to slots whose activity has no price that is known: they are neither paid nor free
	Total    Number
	Headings map[Heading]Number
	Slots    int // that are over, or counted
	Missing  int // of these, those that nobody counted
}

// MinistryOf adds up some slots as the ministry asks for them, at a moment.
func MinistryOf(label string, list []Slot, audiences []Audience, at time.Time) Ministry {
	m := Ministry{Label: label, Headings: map[Heading]Number{}}
	heading := map[int64]Heading{}
	for _, a := range audiences {
		heading[a.ID] = a.Heading
	}
	counted, priced := false, false
	paid, free, headings := 0, 0, map[Heading]int{}
	for _, s := range list {
		if s.Coming(at) {
			continue
		}
		m.Slots++
		if !s.Present.Known {
			m.Missing++
			continue
		}
		counted, m.Total.N = true, m.Total.N+s.Present.N
		switch s.Price {
		case Paid:
			paid += s.Present.N
		case Free:
			free += s.Present.N
		default:
			m.Unpriced += s.Present.N
		}
		priced = priced || s.Price != Unpriced
		for _, p := range s.Parts {
			headings[heading[p.Audience]] += p.N
		}
	}
	m.Total.Known = counted
	if priced {
		m.Paid, m.Free = Number{true, paid}, Number{true, free}
	}
	for _, h := range Headings {
		m.Headings[h] = Number{counted, headings[h]}
	}
	return m
}
