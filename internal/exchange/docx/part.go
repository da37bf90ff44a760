package docx

import (
	"archive/zip"
	"cmp"
	"slices"
)

// part is a part that may hold fields: its bytes, and what is to change in them.
type part struct {
	file   *zip.File
	raw    []byte
	fields []string // in order, each once
	nodes  []*node

	notes []note // of footnotes and endnotes: those that somebody wrote

	// Of the text itself.
	body    span   // what stands between the marks of its body
	prefix  string // of Word's own names, with its colon
	section span   // the last section's settings, at the end of the body; empty when there are none
}

// note is a footnote or an endnote.
type note struct {
	span
	key string // "footnote 2", as references name it
	id  int
}

// span is a range of a part's bytes.
type span struct{ start, end int64 }

// kind is what becomes of a node.
type kind int8

const (
	aText    kind = iota // a text that holds a field, or a part of one: it is written anew
	aRow                 // a table row with fields
	aDrop                // what may be there once only, such as a bookmark: not in copies
	aNumber              // the number of a drawing: another one in copies
	aNote                // the number of a note, where it stands or is referred to: each letter has its own
	aSection             // the settings of the letter's first section
)

// node is a range of bytes that changes. Nodes lie within each other or beside each other, never across.
type node struct {
	span
	kind   kind
	tag    string  // of a text: its element's name with the prefix; of a note's number, the attribute's
	value  string  // of a text: what it reads; of a note's number, its key
	holes  []hole  // of a text: where values go, in order
	within []*node // of a row
	table  *table  // of a row
}

// hole is a range of a text's value that a field takes. A field over several texts stands in the first of them: key is "" in the others.
type hole struct {
	from, to int
	key      string
}

// table counts the rows of one, to know whether any would stay.
type table struct {
	rows   int
	filled []*node // those with fields
}

// arrange makes a tree of nodes found in any order: what stands within a row is the row's. Rows without fields are none.
func arrange(found []*node) ([]*node, error) {
	slices.SortFunc(found, func(a, b *node) int {
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(b.end, a.end))
	})
	var roots []*node
	var open []*node // rows
	for _, n := range found {
		for len(open) > 0 && open[len(open)-1].end <= n.start {
			open = open[:len(open)-1]
		}
		level := &roots
		if len(open) > 0 {
			if n.end > open[len(open)-1].end {
				return nil, errShape
			}
			level = &open[len(open)-1].within
		}
		if before := *level; len(before) > 0 && before[len(before)-1].end > n.start {
			return nil, errShape
		}
		*level = append(*level, n)
		if n.kind == aRow {
			open = append(open, n)
		}
	}
	return flatten(roots), nil
}

// flatten takes the rows without fields away, and leaves what they hold.
func flatten(nodes []*node) []*node {
	kept := make([]*node, 0, len(nodes))
	for _, n := range nodes {
		n.within = flatten(n.within)
		switch {
		case n.kind == aRow && len(n.keys()) == 0:
			kept = append(kept, n.within...)
		case n.kind == aRow:
			n.table.filled = append(n.table.filled, n)
			kept = append(kept, n)
		default:
			kept = append(kept, n)
		}
	}
	return kept
}

// keys are the fields of a row that stand in no row within it, in order.
func (n *node) keys() []string {
	var keys []string
	for _, w := range n.within {
		for _, h := range w.holes {
			if h.key != "" {
				keys = append(keys, h.key)
			}
		}
	}
	return keys
}
