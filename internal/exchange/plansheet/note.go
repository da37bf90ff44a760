package plansheet

import (
	"slices"
	"strconv"
	"strings"

	"parvis/internal/exchange/sheet"
)

// Note says how something was read that could have been read otherwise, or what was left
// aside or not kept. People must see it beside the plan.
type Note struct {
	Row    int    // the first row it is about; 0 when it is about the whole file or a column
	Rows   []int  // every such row
	Column int    // from 1; 0 when it is about whole rows
	Header string // the column's header as written
	Text   string // in French, with its full stop
}

// String says where and what: "lignes 3 et 7, colonne 2 (durée) : …".
func (n Note) String() string { return placed(n.Rows, n.Column, n.Header, n.Text) }

// LeftAside is a row that gave no task, and why.
type LeftAside struct {
	Row  int
	Text string
}

// Warnings gives the notes as sentences.
func (s *Sheet) Warnings() []string {
	all := make([]string, len(s.Notes))
	for i, n := range s.Notes {
		all[i] = n.String()
	}
	return all
}

// noteKind keeps apart the remarks of one column that cannot stand in one sentence.
type noteKind int8

const (
	noteValue noteKind = iota // how a cell was read
	noteEmpty                 // what stands for an empty cell
	noteLink                  // a link that was not kept
	noteUnit                  // what the header says that numbers count
	noteFile                  // the file or the table as a whole
)

// distinctNotes is how many different remarks of a kind are given for a column; what goes
// beyond them is given once, with its rows.
const distinctNotes = 10

type noteGroup struct {
	column int // from 0; -1 for whole rows
	kind   noteKind
	notes  []Note
	more   []int
}

// notes collects remarks, those that are the same in one.
type notes struct {
	groups []*noteGroup
	find   map[[2]int]*noteGroup
	told   func(kind noteKind, rows []int, column int, text string) // takes them instead, for an import
}

// add notes a remark about a row of the column at a place counted from 0; row 0 is no row,
// column -1 no column.
func (ns *notes) add(kind noteKind, row, column int, text string) {
	if row > 0 {
		ns.addRows(kind, []int{row}, column, text)
		return
	}
	ns.addRows(kind, nil, column, text)
}

func (ns *notes) addRows(kind noteKind, rows []int, column int, text string) {
	if text == "" {
		return
	}
	if ns.told != nil {
		ns.told(kind, rows, column, text)
		return
	}
	key := [2]int{int(kind), column}
	g := ns.find[key]
	if g == nil {
		g = &noteGroup{column: column, kind: kind}
		if ns.find == nil {
			ns.find = map[[2]int]*noteGroup{}
		}
		ns.find[key] = g
		ns.groups = append(ns.groups, g)
	}
	at := slices.IndexFunc(g.notes, func(n Note) bool { return n.Text == text })
	switch {
	case at >= 0:
		g.notes[at].Rows = append(g.notes[at].Rows, rows...)
	case len(g.notes) < distinctNotes || kind == noteFile:
		n := Note{Rows: rows, Text: text}
		if len(rows) > 0 {
			n.Row = rows[0]
		}
		g.notes = append(g.notes, n)
	default:
		g.more = append(g.more, rows...)
	}
}

// all gives the notes in the order they were found.
func (ns *notes) all(headers []string) []Note {
	var all []Note
	for _, g := range ns.groups {
		list := g.notes
		if len(g.more) > 0 {
			list = append(list, Note{Row: g.more[0], Rows: g.more, Text: "D’autres cellules de cette colonne appellent la même remarque."})
		}
		for _, n := range list {
			if g.column >= 0 {
				n.Column, n.Header = g.column+1, headers[g.column]
			}
			all = append(all, n)
		}
	}
	return all
}

// placed puts the place before a sentence.
func placed(rows []int, column int, header, text string) string {
	var where []string
	switch {
	case len(rows) > 0 && column == 0: // rows left aside: none of them is passed over
		where = append(where, sheet.AllRows(rows))
	case len(rows) > 0:
		where = append(where, sheet.RowList(rows))
	}
	switch {
	case column > 0 && header != "":
		where = append(where, "colonne "+strconv.Itoa(column)+" ("+printable(header, 40)+")")
	case column > 0:
		where = append(where, "colonne "+strconv.Itoa(column))
	case header != "":
		where = append(where, "colonne "+printable(header, 40))
	}
	if len(where) == 0 {
		return text
	}
	return strings.Join(where, ", ") + "\u00a0: " + text
}
