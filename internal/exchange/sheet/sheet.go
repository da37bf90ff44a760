package sheet

import (
	"io"
	"slices"
	"strings"
)

// MaxBytes is the size of the largest file that Read accepts.
const MaxBytes = 10 << 20

// MaxCells is the most cells of a row, as many as a spreadsheet has.
const MaxCells = 16_384

// HeaderCells is how many cells of a row are looked at to tell whether it holds headers.
const HeaderCells = 200

// Options is what an import knows of its own files.
type Options struct {
	// Known tells a header that the import recognises; it helps to find the separator. It
	// may be nil.
	Known func(cell string) bool
	// MaxRows is the most rows that are kept; 0 keeps all.
	MaxRows int
	// MaxColumns is the last column of which empty cells are kept; 0 keeps all.
	MaxColumns int
	// Encoding is how the letters are read, whatever they look like; "" is as found.
	Encoding Encoding
	// Separator is what parts the cells, ";", "," or the like; "" is as found.
	Separator string
}

// Table is a file as rows of cells, and how it was read.
type Table struct {
	Rows      []Row // those that are not empty, in order
	Encoding  Encoding
	Separator string // "" when there is a single column
	SepRow    bool   // row 1 is "sep=;": it names the separator and holds nothing else
	Cut       int    // number of the first row beyond MaxRows; 0 when all were kept
}

// Row is one row with its number in the spreadsheet, from 1. Line breaks in its cells are \n.
type Row struct {
	Number int
	Cells  []string
}

// Problem is why a file cannot be read. It is the error of Read.
type Problem struct {
	Row  int    // 0 when it concerns the whole file
	Text string // in French, with its full stop
}

// Error gives the sentence.
func (p *Problem) Error() string { return p.Text }

// Read reads a whole file. Its error is a *Problem, or the reader's own.
func Read(r io.Reader, o Options) (*Table, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if err != nil {
		return nil, err
	}
	if len(data) > MaxBytes {
		return nil, &Problem{Text: "Le fichier est trop gros\u00a0: dix mégaoctets au plus."}
	}
	text, encoding, problem := decode(data, o.Encoding)
	if problem != nil {
		return nil, problem
	}
	t := &Table{Encoding: encoding}
	s := scanner{text: text}
	if sep, length := named(text); length > 0 {
		t.Separator, t.SepRow = sep, true
		s.at, s.row = length, 1
	} else {
		t.Separator = separator(text, o.Known)
	}
	if o.Separator != "" {
		t.Separator = o.Separator
	}
	s.sep = t.Separator
	if problem := t.fill(&s, bounds{o.MaxRows, o.MaxColumns}); problem != nil {
		return nil, problem
	}
	return t, nil
}

// bounds are the most rows and columns that are kept; 0 keeps all.
type bounds struct{ rows, columns int }

// fill keeps the rows that hold something.
func (t *Table) fill(s *scanner, most bounds) *Problem {
	var cells []string
	for {
		var err *Problem
		var more bool
		if cells, more, err = s.next(cells[:0]); err != nil || !more {
			return err
		}
		switch {
		case Empty(cells):
		case most.rows > 0 && len(t.Rows) == most.rows:
			t.Cut = s.row
			return nil
		default:
			kept := cells
			for most.columns > 0 && len(kept) > most.columns && strings.TrimSpace(kept[len(kept)-1]) == "" {
				kept = kept[:len(kept)-1]
			}
			t.Rows = append(t.Rows, Row{Number: s.row, Cells: slices.Clone(kept)})
		}
	}
}

// Empty reports whether no cell holds anything but blanks.
func Empty(cells []string) bool {
	for _, c := range cells {
		if strings.TrimSpace(c) != "" {
			return false
		}
	}
	return true
}
