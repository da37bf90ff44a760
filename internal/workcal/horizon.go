package workcal

import "sync/atomic"

// Horizon is the first day from which a calendar was told its closures and leave: what lies before was
// not read. It notes whether the calendar was asked about a day before it, for the answer may then
// be wrong; every other answer is the one of a calendar that knows all of them, since it depends
// only on the days between those it was given and the one it gives.
//
// Calendars made from one another share their horizon. Nil has every day behind it.
type Horizon struct {
	first   Date
	crossed atomic.Bool
}

// NewHorizon makes a horizon on a day.
func NewHorizon(first Date) *Horizon { return &Horizon{first: first} }

// Crossed reports whether anybody asked about a day before the horizon.
func (h *Horizon) Crossed() bool { return h != nil && h.crossed.Load() }

// See notes that somebody needs to know about d; no date is nothing to know.
func (h *Horizon) See(d Date) {
	if h != nil && d < h.first && d != 0 {
		h.crossed.Store(true)
	}
}
