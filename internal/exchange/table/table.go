package table

import (
	"errors"
	"strings"
	"unicode"

	"parvis/internal/exchange/workbook"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
)

// The bounds of a table as a file.
const (
	MostBytes   = 5 << 20 // of a file that is read
	MostRows    = 20_000  // below the headings
	MostColumns = 100
	MostLetters = workbook.MostLetters // of a cell, in units of UTF-16
)

// Table is how the things of a room are written as a file and read from one.
type Table[T any] struct {
	Name    string // of its sheet, 31 characters at most, and of its file: "Espaces"
	Columns []Column[T]
	Blank   T // what a row is before its cells are read; an empty cell leaves it as it is
}

// Column is one thing about a T.
type Column[T any] struct {
	Name     string   // of the form's field, for problems
	Label    string   // the heading that is written
	Aliases  []string // other headings that are read; case, accents, spaces and signs do not matter
	Required bool     // a file without this heading is refused
	Group    string   // the heading that it is offered under with those beside it; "" for none
	Rare     bool     // most files do without this heading: that one has not is not said
	Cell     func(T) Cell
	// Read puts what a cell holds into a T. The text is never blank. The error is a French sentence
	// with its full stop. Nil is a column that is written only.
	Read func(*T, string) error
	// Down puts into a T what an empty cell means where people leave empty what is as above: the text of the nearest cell above that is not.
	// Nil leaves it as it is.
	Down func(*T, string) error
}

// Shown makes columns that are written only of fields: days and numbers as such.
func Shown[T any](fields field.List[T]) []Column[T] {
	columns := make([]Column[T], len(fields))
	for i, f := range fields {
		columns[i] = Column[T]{Name: f.Name, Label: f.Label, Cell: func(v T) Cell { return shown(f, v) }}
	}
	return columns
}

func shown[T any](f field.Field[T], v T) Cell {
	switch {
	case f.Day != nil:
		return Day(f.Day(v))
	case f.Number != nil && f.Number(v) == 0:
		return Cell{}
	case f.Number != nil:
		return Whole(f.Number(v))
	}
	return Text(f.Said(v))
}

// Format is a kind of file.
type Format string

// The kinds of files.
const (
	CSV  Format = "csv"
	XLSX Format = "xlsx"
)

// Formats are the kinds of files, in the order in which they are offered.
var Formats = []Format{XLSX, CSV}

// ContentType is what a browser is told about a file.
func (f Format) ContentType() string {
	if f == CSV {
		return "text/csv; charset=utf-8"
	}
	return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
}

// headings gives the place of each column by its headings, as fold writes them.
func (t Table[T]) headings() (map[string]int, error) {
	if len(t.Columns) == 0 || len(t.Columns) > MostColumns {
		return nil, errors.New("table: " + t.Name + " has no column, or too many")
	}
	all := make(map[string]int, 2*len(t.Columns))
	for i, c := range t.Columns {
		for _, heading := range append([]string{c.Label}, c.Aliases...) {
			key := fold(heading)
			if before, taken := all[key]; key == "" || taken && before != i {
				return nil, errors.New("table: " + t.Name + " has two columns that read " + heading)
			}
			all[key] = i
		}
	}
	return all, nil
}

// longestHeading is more than any heading takes, in bytes.
const longestHeading = 300

// fold writes a heading for comparing: letters and digits, or where there are none the signs. It is
// "" for what is too long to be one.
func fold(heading string) string {
	if len(heading) > longestHeading {
		return ""
	}
	plain := french.Fold(heading)
	if kept := strings.Map(lettersOnly, plain); kept != "" {
		return kept
	}
	return strings.ReplaceAll(plain, " ", "")
}

func lettersOnly(r rune) rune {
	if unicode.IsLetter(r) || unicode.IsDigit(r) {
		return r
	}
	return -1
}

// refuse is that a file cannot be read, with a sentence that says what to do.
func refuse(sentence string) error { return fault.New(fault.Invalid, sentence, nil) }

// quotedLabels names columns: "« Nom », « Étage » et « Notes »".
func quotedLabels(labels []string) string {
	quoted := make([]string, len(labels))
	for i, l := range labels {
		quoted[i] = french.Quote(l)
	}
	return french.And(quoted)
}
