package staff

import (
	"cmp"
	"slices"

	"parvis/internal/crew"
	"parvis/internal/slot"
	"parvis/internal/workcal"
)

// Step is how many minutes a column of the board lasts.
const Step = 30

// The hours that a board shows at least.
const (
	earliest = 9 * 60
	latest   = 18 * 60
)

// Gap is a need that lacks people, with its slot.
type Gap struct {
	Need
	Slot slot.Slot
}

// Cell is so many half hours of a row of the board, with what is in them; none: they are free.
type Cell struct {
	From  int // minutes from the midnight before
	Cols  int
	Posts []Held
	Gaps  []Gap
	Away  bool // the whole day
}

// Held is a slot that somebody holds on the day of a board.
type Held struct {
	Post
	Elsewhere bool // of another project
	Double    bool // another slot takes her at that time too
}

// Row is somebody's day.
type Row struct {
	crew.Member
	Cells   []Cell
	Posts   []Held // in time
	Minutes int    // that slots take of hers; two at once count once
	Doubles int    // slots that another one meets
	Away    bool   // somewhere in the day
}

// Board is who is where on a day.
type Board struct {
	Day      workcal.Date
	From, To int      // minutes from midnight; whole hours
	Lanes    [][]Cell // of the gaps: as few as keep those of one lane apart
	Gaps     []Gap    // in time
	Rows     []Row    // by name
}

// Hours are the beginnings of the hours that the board shows.
func (b Board) Hours() []int {
	var hours []int
	for h := b.From; h < b.To; h += 60 {
		hours = append(hours, h)
	}
	return hours
}

// Cols is how many half hours there are.
func (b Board) Cols() int { return (b.To - b.From) / Step }

// Lacking is how many people lack.
func (b Board) Lacking() int {
	n := 0
	for _, g := range b.Gaps {
		n += g.Lacking()
	}
	return n
}

// Minutes is how long all people together are there.
func (b Board) Minutes() int {
	n := 0
	for _, r := range b.Rows {
		n += r.Minutes
	}
	return n
}

// gapsOn are the needs of the slots of a day that lack people, in time.
func (t Team) gapsOn(day workcal.Date) []Gap {
	var list []Gap
	for _, s := range t.On(day) {
		if !s.Status.Held() {
			continue
		}
		for _, n := range t.Needs[s.ID] {
			if n.Lacking() > 0 {
				list = append(list, Gap{n, s})
			}
		}
	}
	return list
}

// heldOn is what each person holds on a day, in time.
func (t Team) heldOn(day workcal.Date) map[crew.Hand][]Held {
	on := map[crew.Hand][]Held{}
	add := func(p Post, elsewhere bool) {
		if p.Day == day && p.Taken() {
			on[p.Hand] = append(on[p.Hand], Held{Post: p, Elsewhere: elsewhere})
		}
	}
	for _, needs := range t.Needs {
		for _, n := range needs {
			for _, p := range n.Posts {
				add(p, false)
			}
		}
	}
	for _, p := range t.Elsewhere {
		add(p, true)
	}
	for _, list := range on {
		slices.SortFunc(list, func(a, b Held) int {
			return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.ID, b.ID))
		})
		for i := range list {
			for j := range list {
				list[i].Double = list[i].Double || i != j && list[i].From < list[j].To && list[j].From < list[i].To
			}
		}
	}
	return on
}

// awayOn tells whether somebody is away on a day.
func (t Team) awayOn(hand crew.Hand, day workcal.Date) bool {
	return slices.ContainsFunc(t.Absences, func(l Absence) bool { return l.Hand() == hand && l.On(day) })
}

// people are those who hold something of the project, whatever the day.
func (t Team) people() []crew.Member {
	on := map[crew.Hand]bool{}
	for _, needs := range t.Needs {
		for _, n := range needs {
			for _, p := range n.Posts {
				on[p.Hand] = on[p.Hand] || p.Holds()
			}
		}
	}
	return slices.DeleteFunc(slices.Clone(t.Members), func(m crew.Member) bool { return !on[m.Hand] })
}

// taken is how many minutes slots take, two at once counted once; they are in time.
func taken(list []Held) int {
	n, until := 0, 0
	for _, h := range list {
		if from := max(h.From, until); h.To > from {
			n, until = n+h.To-from, h.To
		}
	}
	return n
}

// rowOn is the day of a person, without its cells.
func (t Team) rowOn(m crew.Member, day workcal.Date, held []Held) Row {
	row := Row{Member: m, Posts: held, Minutes: taken(held), Away: t.awayOn(m.Hand, day)}
	for _, h := range held {
		if h.Double {
			row.Doubles++
		}
	}
	return row
}

// BoardOf lays a day out.
func (t Team) BoardOf(day workcal.Date) Board {
	b := Board{Day: day, From: earliest, To: latest, Gaps: t.gapsOn(day)}
	held := t.heldOn(day)
	stretch := func(from, to int) {
		b.From, b.To = min(b.From, from/60*60), max(b.To, (to+59)/60*60)
	}
	for _, g := range b.Gaps {
		stretch(g.Slot.From, g.Slot.To)
	}
	for _, list := range held {
		for _, h := range list {
			stretch(h.From, h.To)
		}
	}
	b.Lanes = b.lanes()
	for _, m := range t.people() {
		row := t.rowOn(m, day, held[m.Hand])
		if row.Away && len(row.Posts) == 0 {
			row.Cells = []Cell{{From: b.From, Cols: b.Cols(), Away: true}}
		} else {
			row.Cells = b.cells(row.Posts)
		}
		b.Rows = append(b.Rows, row)
	}
	return b
}

// first and last are the columns that a time begins and ends in.
func (b Board) first(from int) int { return (from - b.From) / Step }
func (b Board) last(to int) int    { return (to - b.From + Step - 1) / Step }

// cells lays out what somebody holds: what shares a half hour shares a cell.
func (b Board) cells(list []Held) []Cell {
	var cells []Cell
	next := 0
	for i := 0; i < len(list); {
		first, last := b.first(list[i].From), b.last(list[i].To)
		cell := Cell{From: b.From + first*Step, Posts: []Held{list[i]}}
		for i++; i < len(list) && b.first(list[i].From) < last; i++ {
			cell.Posts, last = append(cell.Posts, list[i]), max(last, b.last(list[i].To))
		}
		cells = b.free(cells, next, first)
		cell.Cols, next = last-first, last
		cells = append(cells, cell)
	}
	return b.free(cells, next, b.Cols())
}

// free adds a cell for each half hour with nothing in it.
func (b Board) free(cells []Cell, from, to int) []Cell {
	for ; from < to; from++ {
		cells = append(cells, Cell{From: b.From + from*Step, Cols: 1})
	}
	return cells
}

// lanes lays the gaps out, those at the same time one under the other.
func (b Board) lanes() [][]Cell {
	var ends []int
	var lanes [][]Cell
	for _, g := range b.Gaps {
		first, last := b.first(g.Slot.From), b.last(g.Slot.To)
		lane := slices.IndexFunc(ends, func(end int) bool { return end <= first })
		if lane < 0 {
			lane, ends, lanes = len(ends), append(ends, 0), append(lanes, nil)
		}
		lanes[lane] = append(b.free(lanes[lane], ends[lane], first), Cell{From: b.From + first*Step, Cols: last - first, Gaps: []Gap{g}})
		ends[lane] = last
	}
	for i := range lanes {
		lanes[i] = b.free(lanes[i], ends[i], b.Cols())
	}
	return lanes
}

// PersonDays is what somebody holds over several days.
type PersonDays struct {
	crew.Member
	Days    []Row
	Minutes int
}

// DaysOf lays several days out, by person.
func (t Team) DaysOf(days []workcal.Date) []PersonDays {
	var list []PersonDays
	on := make([]map[crew.Hand][]Held, len(days))
	for i, d := range days {
		on[i] = t.heldOn(d)
	}
	for _, m := range t.people() {
		p := PersonDays{Member: m}
		for i, d := range days {
			p.Days = append(p.Days, t.rowOn(m, d, on[i][m.Hand]))
			p.Minutes += p.Days[i].Minutes
		}
		list = append(list, p)
	}
	return list
}

// GapsOn are the needs of a day that lack people, in time.
func (t Team) GapsOn(day workcal.Date) []Gap { return t.gapsOn(day) }
