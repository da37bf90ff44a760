// Package next says what to do first among things that are due and wait for each other. It is pure: what is known comes in, an order
// comes out.
package next

import (
	"cmp"
	"slices"

	"parvis/internal/workcal"
)

// Thing is something to do: a piece to send, to obtain, to have signed.
type Thing struct {
	ID    int64
	Due   workcal.Date // zero: whenever
	Done  bool         // or not to be done any more
	Needs []int64      // what it waits for; what is not in the list holds nothing back
}

// Order is what the things are to each other.
type Order struct {
	things  []Thing
	at      map[int64]int
	waiting [][]int // of each, the open things that wait for it directly
}

// Of works out what some things are to each other.
func Of(things []Thing) Order {
	o := Order{things: things, at: make(map[int64]int, len(things)), waiting: make([][]int, len(things))}
	for i, t := range things {
		o.at[t.ID] = i
	}
	for i, t := range things {
		if t.Done {
			continue
		}
		for _, need := range t.Needs {
			if n, there := o.at[need]; there && !slices.Contains(o.waiting[n], i) {
				o.waiting[n] = append(o.waiting[n], i)
			}
		}
	}
	return o
}

// Blocking gives the open things that a thing waits for, in its own order.
func (o Order) Blocking(id int64) []int64 {
	i, there := o.at[id]
	if !there || o.things[i].Done {
		return nil
	}
	var open []int64
	for _, need := range o.things[i].Needs {
		if n, there := o.at[need]; there && !o.things[n].Done && !slices.Contains(open, need) {
			open = append(open, need)
		}
	}
	return open
}

// Blocks counts the open things that wait for an open thing, directly or not; those of a loop wait for each other, and are counted once.
func (o Order) Blocks(id int64) int {
	i, there := o.at[id]
	if !there || o.things[i].Done {
		return 0
	}
	n, _ := o.behind(i)
	return n
}

// behind counts what waits for a thing, directly or not, and gives the first day on which any of it is due, itself included.
func (o Order) behind(i int) (n int, due workcal.Date) {
	seen := map[int]bool{i: true}
	due = o.things[i].Due
	for queue := []int{i}; len(queue) > 0; queue = queue[1:] {
		for _, w := range o.waiting[queue[0]] {
			if seen[w] {
				continue
			}
			seen[w] = true
			n++
			due = sooner(due, o.things[w].Due)
			queue = append(queue, w)
		}
	}
	return n, due
}

func sooner(a, b workcal.Date) workcal.Date {
	if a.IsZero() || !b.IsZero() && b < a {
		return b
	}
	return a
}

// First gives the n things to do first: open ones that wait for nothing that is open. One counts as due when it is, or when what waits for it
// is, whichever comes first; of those due on one day, what holds back most goes first, then what is itself due sooner, then the older one. What
// has no day comes after what has one.
func (o Order) First(n int) []int64 {
	type ranked struct {
		Thing
		until  workcal.Date
		blocks int
	}
	var list []ranked
	for i, t := range o.things {
		if t.Done || len(o.Blocking(t.ID)) > 0 {
			continue
		}
		blocks, until := o.behind(i)
		list = append(list, ranked{t, until, blocks})
	}
	slices.SortFunc(list, func(a, b ranked) int {
		return cmp.Or(byDay(a.until, b.until), cmp.Compare(b.blocks, a.blocks), byDay(a.Due, b.Due), cmp.Compare(a.ID, b.ID))
	})
	first := make([]int64, 0, min(n, len(list)))
	for _, one := range list[:min(n, len(list))] {
		first = append(first, one.ID)
	}
	return first
}

// byDay orders days, with what has none after what has one.
func byDay(a, b workcal.Date) int {
	switch {
	case a.IsZero() && b.IsZero():
		return 0
	case a.IsZero():
		return 1
	case b.IsZero():
		return -1
	}
	return cmp.Compare(a, b)
}

// Closes tells whether a need of a thing would have it wait for itself: whether what it would wait for waits for it already.
func Closes(things []Thing, id, need int64) bool {
	if id == need {
		return true
	}
	needs := map[int64][]int64{}
	for _, t := range things {
		needs[t.ID] = t.Needs
	}
	seen := map[int64]bool{need: true}
	for queue := []int64{need}; len(queue) > 0; queue = queue[1:] {
		for _, n := range needs[queue[0]] {
			if n == id {
				return true
			}
			if !seen[n] {
				seen[n] = true
				queue = append(queue, n)
			}
		}
	}
	return false
}
