package table

import (
	"slices"
	"strconv"

	"parvis/internal/exchange/intake"
	"parvis/internal/exchange/sheet"
	"parvis/internal/exchange/workbook"
	"parvis/internal/fault"
	"parvis/internal/french"
)

// Reading is what a file holds.
type Reading[T any] struct {
	Heading int      // number of the row of headings
	Rows    []Row[T] // in the order of the file
	Aside   []int    // numbers of the rows that hold nothing to read; the notes, or the report, say why
	Notes   []string // what people must know of how the file was read, in French sentences
	Missing []string // labels of the columns that must be there and are not: nothing can be taken before they are

	table  Table[T]
	source *intake.Source
	header header
	places map[string]Problem // where problems of a column are, by its name
	said   int                // problems so far
	aside  []intake.Row       // the rows of Aside, and why
}

// Row is one row of a file. Its value is whole where it has no problem.
type Row[T any] struct {
	Number   int // as the spreadsheet shows it, from 1
	Value    T
	Problems []Problem

	cells sheet.Row
	from  *origin
}

// origin is where rows come from: what they need to be read again.
type origin struct {
	source  *intake.Source
	columns []int
}

// Problem is one thing to mend in a file.
type Problem struct {
	Row    int
	Column string // its letters, "" when it is about the whole row or a column that the file has not
	Name   string // of the form's field
	Label  string
	Text   string // in French, with its full stop

	at int // the column's place in the file from 1; 0 for none
}

// String says where and what: "Ligne 4, « Capacité assise » : …".
func (p Problem) String() string {
	where := "Ligne " + strconv.Itoa(p.Row)
	switch {
	case p.Column != "":
		where += ", colonne " + p.Column + " (" + p.Label + ")"
	case p.Label != "":
		where += ", " + french.Quote(p.Label)
	}
	return where + "\u00a0: " + p.Text
}

// mostSaid is how many problems are worth spelling out; the rows beyond are only named.
const mostSaid = 1000

// Read reads a file from its bytes, with nobody to ask. What keeps it from being read at all, a column that
// is missing or there twice among it, is a fault.Invalid whose sentence says what to do.
func (t Table[T]) Read(data []byte) (*Reading[T], error) {
	r, err := t.read(data, intake.Choices{}, false)
	if err != nil {
		return nil, err
	}
	if err := t.checkHeader(r); err != nil {
		return nil, err
	}
	return r, nil
}

// ReadWith reads a file from its bytes with what a person decided about it. Its columns have the names of
// the table's for roles. Where they cannot be told, the reading has no values, and its report what is to
// be chosen. A row that looks like a total and could be a value is left aside unless the person takes it.
// What keeps the file from being read at all is a fault.Invalid.
func (t Table[T]) ReadWith(data []byte, c intake.Choices) (*Reading[T], error) {
	return t.read(data, c, true)
}

// read reads a file; asked tells that somebody decides about it.
func (t Table[T]) read(data []byte, c intake.Choices, asked bool) (*Reading[T], error) {
	known, err := t.headings()
	if err != nil {
		return nil, err
	}
	isHeading := func(cell string) bool { _, is := known[fold(cell)]; return is }
	s, err := intake.Open(data, c, isHeading, intake.Bounds{Bytes: MostBytes, Rows: MostRows + headerRows, Columns: MostColumns})
	if err != nil {
		return nil, err
	}
	h := t.header(s, known, c)
	if s.Cut > 0 || len(h.below(s)) > MostRows {
		return nil, tooManyRows()
	}
	r := &Reading[T]{table: t, source: s, header: h, Missing: t.required(h), places: make(map[string]Problem, len(t.Columns))}
	if len(s.Rows) == 0 {
		return nil, refuse("Ce fichier est vide.")
	}
	r.Heading = s.Rows[h.at].Number
	if err := s.Cover(r.Heading+1, len(h.columns)); err != nil {
		return nil, err
	}
	for _, column := range t.Columns {
		r.places[column.Name] = Problem{Label: column.Label}
	}
	for i, column := range h.columns {
		if column >= 0 {
			c := t.Columns[column]
			r.places[c.Name] = Problem{Column: workbook.ColumnName(i + 1), Label: c.Label, at: i + 1}
		}
	}
	t.fill(r, known, func(row int) bool { return !asked || slices.Contains(c.In, row) })
	t.note(r)
	return r, nil
}

func tooManyRows() error {
	return refuse("Ce tableau compte plus de " + french.Number(MostRows) + " lignes. Importez-le en plusieurs fois.")
}

// labels are the headings of what is read.
func (t Table[T]) labels() []string {
	var all []string
	for _, c := range t.Columns {
		if c.Read != nil {
			all = append(all, c.Label)
		}
	}
	return all
}

// fill reads the rows below the headings, and sets aside those that hold no value. takes tells of a row that
// looks like a total whether it is one all the same.
func (t Table[T]) fill(r *Reading[T], known map[string]int, takes func(row int) bool) {
	s, h := r.source, r.header
	from := &origin{s, h.columns}
	up := above{}
	for _, row := range s.Rows[:h.at] {
		r.leave(row, "Cette ligne précède les en-têtes.")
	}
	rows := h.below(s)
	r.Rows = make([]Row[T], 0, len(rows))
	for i, row := range rows {
		if why := t.noValue(s, h, row, known); why != "" {
			r.leave(row, why)
			if why != repeated {
				up.pass(from, row)
			}
			continue
		}
		said := r.said
		one, any := t.row(r, from, row)
		if any {
			t.fillDown(r, &one, up)
		}
		switch {
		case !any:
			r.leave(row, nothingRead)
		case t.isTotal(r, one, row, i == len(rows)-1):
			r.said = said
			r.leave(row, isTotal)
		case mayBeTotal(row) && !takes(row.Number):
			r.said = said
			r.leave(row, perhapsTotal)
			r.aside[len(r.aside)-1].MayTake = true
		default:
			r.Rows = append(r.Rows, one)
			up.pass(from, row)
		}
	}
}

// Why rows are set aside, where the notes say so too.
const (
	repeated     = "Cette ligne répète les en-têtes."
	nothingRead  = "Cette ligne n’a rien dans les colonnes qui sont lues."
	isTotal      = "Cette ligne est un total."
	perhapsTotal = "Cette ligne ressemble à un total\u00a0: elle est laissée de côté. Prenez-la si ce n’en est pas un."
)

// noValue says why a row is none, before its cells are looked at; "" when it may be one.
func (t Table[T]) noValue(s *intake.Source, h header, row sheet.Row, known map[string]int) string {
	if why := s.Aside(row); why != "" {
		return why
	}
	if repeats(row, h, known) {
		return repeated
	}
	return ""
}

// leave sets a row aside.
func (r *Reading[T]) leave(row sheet.Row, why string) {
	r.Aside = append(r.Aside, row.Number)
	r.aside = append(r.aside, intake.Row{Number: row.Number, Title: titleOf(row), Outcome: intake.Skipped, Remarks: []intake.Remark{{Text: why}}})
}

// isTotal tells whether a row sums others up, and could be no value of its own: what must be there is
// not, or cannot be read. It says so and has otherwise numbers only; or, as the last row, it has nothing
// but numbers.
func (t Table[T]) isTotal(r *Reading[T], one Row[T], row sheet.Row, last bool) bool {
	lacks := false
	for i, column := range r.header.columns {
		if column >= 0 && t.Columns[column].Required {
			text, fault := r.source.Cell(row, i)
			lacks = lacks || text == "" && fault == ""
		}
	}
	if !lacks && len(one.Problems) == 0 {
		return false
	}
	says, numbers := sheet.LooksLikeTotal(row.Cells)
	return says || lacks && last && numbers
}

// mayBeTotal tells whether a row says that it sums others up, though it could be a value.
func mayBeTotal(row sheet.Row) bool {
	says, _ := sheet.LooksLikeTotal(row.Cells)
	return says
}

// above is the nearest cell that is not empty of each column, above a row: its text, or why it holds no value. Those of a row that is left
// out are there too: what is below it says the same.
type above map[int]struct{ text, fault string }

func (up above) pass(from *origin, row sheet.Row) {
	if mayBeTotal(row) {
		return
	}
	for i := range from.columns {
		if text, fault := from.source.Cell(row, i); text != "" || fault != "" {
			up[i] = struct{ text, fault string }{text, fault}
		}
	}
}

// row reads a row; any is false when nothing stands in a column that is read.
func (t Table[T]) row(r *Reading[T], from *origin, row sheet.Row) (one Row[T], any bool) {
	one = Row[T]{Number: row.Number, Value: t.Blank, cells: row, from: from}
	for i, column := range from.columns {
		if column < 0 || t.Columns[column].Read == nil {
			continue
		}
		text, sentence := from.source.Cell(row, i)
		if text == "" && sentence == "" {
			continue
		}
		any = true
		if sentence == "" {
			if err := t.Columns[column].Read(&one.Value, text); err != nil {
				sentence = err.Error()
			}
		}
		if sentence != "" {
			one.Problems = r.say(one.Problems, row.Number, t.Columns[column].Name, sentence)
		}
	}
	return one, any
}

// fillDown gives the empty cells of a row what stands above them, in the columns where that is what they mean.
func (t Table[T]) fillDown(r *Reading[T], one *Row[T], up above) {
	for i, column := range one.from.columns {
		if column < 0 || t.Columns[column].Down == nil || up[i].text+up[i].fault == "" {
			continue
		}
		if text, fault := one.from.source.Cell(one.cells, i); text != "" || fault != "" {
			continue
		}
		sentence := up[i].fault
		if sentence == "" {
			if err := t.Columns[column].Down(&one.Value, up[i].text); err != nil {
				sentence = err.Error()
			}
		}
		if sentence != "" {
			one.Problems = r.say(one.Problems, one.Number, t.Columns[column].Name, sentence)
		}
	}
}

// Over gives a T that is kept already with what a row says of it: a cell that is empty or could not be
// read, or a column that the file has not, leaves it as it was.
func (t Table[T]) Over(kept T, row Row[T]) T {
	if row.from == nil {
		return kept
	}
	for i, column := range row.from.columns {
		if column < 0 || t.Columns[column].Read == nil {
			continue
		}
		if text, fault := row.from.source.Cell(row.cells, i); text != "" && fault == "" {
			if over := kept; t.Columns[column].Read(&over, text) == nil {
				kept = over
			}
		}
	}
	return kept
}

// say notes a problem of a row. Beyond mostSaid, a row only says that it has some.
func (r *Reading[T]) say(problems []Problem, row int, name, sentence string) []Problem {
	p := r.places[name]
	p.Name = name
	if r.said++; r.said > mostSaid {
		if len(problems) > 0 {
			return problems
		}
		p, sentence = Problem{}, "Cette ligne aussi est à corriger."
	}
	p.Row, p.Text = row, sentence
	return append(problems, p)
}

// Refuse notes what a room's rules say of the value of a row, about the columns that have no
// problem yet.
func (r *Reading[T]) Refuse(row int, broken fault.Problems) {
	one := &r.Rows[row]
	for _, p := range broken {
		known := false
		for _, before := range one.Problems {
			known = known || before.Name == p.Field
		}
		if !known {
			one.Problems = r.say(one.Problems, one.Number, p.Field, p.Sentence)
		}
	}
}

// Problems lists what is to mend, in the order of the file.
func (r *Reading[T]) Problems() []Problem {
	var all []Problem
	for _, row := range r.Rows {
		all = append(all, row.Problems...)
	}
	return all
}

// Values gives what the rows without a problem hold.
func (r *Reading[T]) Values() []T {
	var all []T
	for _, row := range r.Rows {
		if len(row.Problems) == 0 {
			all = append(all, row.Value)
		}
	}
	return all
}
