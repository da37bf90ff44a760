package slot

import (
	"cmp"
	"slices"

	"parvis/internal/workcal"
)

// Half is the minutes of a row of a grid.
const Half = 30

// Column is a place of a grid.
type Column struct {
	Space   Space  // of the museum
	Name    string // « Auditorium », « Ailleurs », « Lieu à préciser »
	Outside bool   // slots that are at an address
}

// Cell is a place of a grid at an hour: empty, or the slots that begin there, over as many rows as the last of them lasts.
type Cell struct {
	Column int
	From   int // minutes from midnight
	Slots  []Slot
	Rows   int
}

// GridRow is half an hour of a grid: the cells that begin there. A column that has none is still taken by a cell above.
type GridRow struct {
	From  int // minutes from midnight, beyond 1440 on the next day
	Cells []Cell
}

// Grid is the slots of a day, hours down and places across.
type Grid struct {
	Day     workcal.Date
	Columns []Column
	Rows    []GridRow
}

// The hours that a grid shows even where nothing is held.
const (
	gridFrom = 10 * 60
	gridTo   = 18 * 60
)

// GridOf lays out the slots of a day. Its columns are the spaces that the project uses on that day, then addresses and what has no place yet, where
// there are some; slots that meet in a place share a cell.
func (p Programme) GridOf(day workcal.Date) Grid {
	list := p.On(day)
	g := Grid{Day: day, Columns: p.columns(list)}
	from, to := gridFrom, gridTo
	byColumn := make([][]Slot, len(g.Columns))
	for _, s := range list {
		from, to = min(from, s.From-s.From%Half), max(to, roundUp(s.To))
		i := g.columnOf(s)
		byColumn[i] = append(byColumn[i], s)
	}
	g.Rows = make([]GridRow, (to-from)/Half)
	for i := range g.Rows {
		g.Rows[i].From = from + i*Half
	}
	for i, in := range byColumn {
		slices.SortStableFunc(in, func(a, b Slot) int { return cmp.Or(a.From-b.From, a.To-b.To, cmp.Compare(a.ID, b.ID)) })
		g.fill(i, in)
	}
	return g
}

func roundUp(minutes int) int { return (minutes + Half - 1) / Half * Half }

// columns are the places of slots.
func (p Programme) columns(slots []Slot) []Column {
	used := map[int64]string{}
	outside, nowhere := false, false
	for _, s := range slots {
		switch {
		case s.Space.ID != 0:
			used[s.Space.ID] = s.Space.Name
		case s.Elsewhere != "":
			outside = true
		default:
			nowhere = true
		}
	}
	var list []Column
	for _, s := range p.Spaces { // by name
		if _, is := used[s.ID]; is {
			list = append(list, Column{Space: s, Name: s.Name})
			delete(used, s.ID)
		}
	}
	for id, name := range used { // in use no more
		list = append(list, Column{Space: Space{ID: id, Name: name}, Name: name})
	}
	slices.SortStableFunc(list[len(list)-len(used):], func(a, b Column) int { return cmp.Compare(a.Space.ID, b.Space.ID) })
	if outside {
		list = append(list, Column{Name: "Ailleurs", Outside: true})
	}
	if nowhere || len(list) == 0 {
		list = append(list, Column{Name: "Lieu à préciser"})
	}
	return list
}

func (g Grid) columnOf(s Slot) int {
	return max(0, slices.IndexFunc(g.Columns, func(c Column) bool {
		if s.Space.ID != 0 || c.Space.ID != 0 {
			return c.Space.ID == s.Space.ID
		}
		return c.Outside == (s.Elsewhere != "")
	}))
}

// fill puts the slots of a column, in the order of their beginnings, in its cells.
func (g *Grid) fill(column int, list []Slot) {
	for at := 0; at < len(g.Rows); {
		from := g.Rows[at].From
		cell := Cell{Column: column, From: from, Rows: 1}
		end := from + Half
		for len(list) > 0 && list[0].From < end {
			cell.Slots = append(cell.Slots, list[0])
			end = max(end, roundUp(list[0].To))
			list = list[1:]
		}
		cell.Rows = min((end-from)/Half, len(g.Rows)-at)
		g.Rows[at].Cells = append(g.Rows[at].Cells, cell)
		at += cell.Rows
	}
}
