package intake

import (
	"slices"
	"strconv"

	"parvis/internal/field"
)

// Choices is what a person decided about how a file is read. Its zero value decides nothing: what is
// found in the file is proposed. It is kept as JSON beside the file.
type Choices struct {
	Encoding  string            `json:"encoding,omitempty"`  // a sheet.Encoding; "" is as found
	Separator string            `json:"separator,omitempty"` // ";", ",", "\t" or "|"; "" is as found
	Sheet     string            `json:"sheet,omitempty"`     // of a workbook, by name; "" is as found
	Heading   int               `json:"heading,omitempty"`   // number of the row of headings; 0 is as found
	Columns   map[int]string    `json:"columns,omitempty"`   // by place from 1: the name of a Role, or Aside
	Cells     map[string]string `json:"cells,omitempty"`     // corrections, by At(row, column)
	Out       []int             `json:"out,omitempty"`       // numbers of the rows that are left out
	In        []int             `json:"in,omitempty"`        // numbers of rows that look like none and are taken all the same (Row.MayTake)
	Answers   map[string]string `json:"answers,omitempty"`   // by the name of an Ask
}

// Aside is the choice of a column that is not read.
const Aside = "-"

// At names a cell: "12.3" is row 12, column 3, both from 1.
func At(row, column int) string { return strconv.Itoa(row) + "." + strconv.Itoa(column) }

// LeavesOut tells whether a row is left out.
func (c Choices) LeavesOut(row int) bool { return slices.Contains(c.Out, row) }

// Role is what a column may be.
type Role struct {
	Name, Label string
	Group       string // the heading that it is offered under with those beside it; "" for none
}

// Column is a column of the file as it is read.
type Column struct {
	At      int    // from 1
	Heading string // as written; "" when it has none
	Role    string // the name of its Role; Aside when it is not read
	Samples []string
}

// Outcome is what becomes of a row.
type Outcome string

// The outcomes.
const (
	Created Outcome = "created"
	Changed Outcome = "changed"
	Same    Outcome = "same"    // it says what is kept already
	Skipped Outcome = "skipped" // it is no data, or the person leaves it out
	Waits   Outcome = "waits"   // something is to be mended, or to be chosen, or the row to be left out
)

// Remark is something to know of a row.
type Remark struct {
	Column   int    // from 1; 0 is about the whole row
	Heading  string // of that column
	Cell     string // what stands there
	Text     string // in French, with its full stop
	Waits    bool   // the row cannot go in before this is mended
	Proposal string // what could stand in the cell instead; "" for none
}

// Row is what would become of a row that is not empty.
type Row struct {
	Number  int    // as the spreadsheet shows it, from 1
	Title   string // what a person would call it
	Outcome Outcome
	Remarks []Remark       // of one that is skipped: why
	MayTake bool           // it is skipped for what it looks like (a total), and can be taken all the same
	Changes []field.Change // what it would write, from before to after; the room that takes it fills this in
}

// Ask is a question that one answer settles for several rows.
type Ask struct {
	Name, Label, Hint string
	Options           []Role // what may be answered, by Role.Name; nil: a text
	Free              bool   // nothing waits for it: its proposal holds until it is answered
	Rows              []int
	Answer            string // as the person gave it; "" for none yet
	Problem           string // what is wrong with the answer, in French; "" for nothing
	Proposal          string
}

// Report is how a file was read.
type Report struct {
	Encoding  string // "" for a workbook
	Separator string
	Sheet     string   // of a workbook
	Sheets    []string // all of them
	Heading   int      // number of the row of headings
	Columns   []Column // those that have a heading or hold something, in order
	Roles     []Role   // what they may be, in the order in which they are offered
	Rows      []Row    // in the order of the file
	Asks      []Ask
	Notes     []string // about the whole file, in French sentences
	Summary   string   // what importing it would come to, in a sentence; the room that takes it says it
}

// Row gives what would become of a row, by its number; nil when it is empty.
func (r *Report) Row(number int) *Row {
	at, found := slices.BinarySearchFunc(r.Rows, number, func(row Row, n int) int { return row.Number - n })
	if !found {
		return nil
	}
	return &r.Rows[at]
}

// Count is how many rows have an outcome.
func (r *Report) Count(o Outcome) int {
	n := 0
	for i := range r.Rows {
		if r.Rows[i].Outcome == o {
			n++
		}
	}
	return n
}

// Noted is how many rows go in with a remark.
func (r *Report) Noted() int {
	n := 0
	for i := range r.Rows {
		if o := r.Rows[i].Outcome; (o == Created || o == Changed) && len(r.Rows[i].Remarks) > 0 {
			n++
		}
	}
	return n
}

// Ready tells whether nothing waits any more, and something would change.
func (r *Report) Ready() bool {
	return r.Count(Waits) == 0 && r.Count(Created)+r.Count(Changed) > 0
}
