package table

import (
	"strconv"
	"strings"

	"parvis/internal/exchange/sheet"
	"parvis/internal/exchange/workbook"
	"parvis/internal/fault"
	"parvis/internal/french"
)

// Reading is what a file holds.
type Reading[T any] struct {
	Heading int      // number of the row of headings
	Rows    []Row[T] // in the order of the file
	Aside   []int    // numbers of the rows that hold nothing to read; the notes say why
	Notes   []string // what people must know of how the file was read, in French sentences

	places map[string]Problem // where problems of a column are, by its name
	said   int                // problems so far
}

// Row is one row of a file. Its value is whole where it has no problem.
type Row[T any] struct {
	Number   int // as the spreadsheet shows it, from 1
	Value    T
	Problems []Problem

	cells []read // those that were put into the value
}

// read is what a column read.
type read struct {
	column int
	text   string
}

// Problem is one thing to mend in a file.
type Problem struct {
	Row    int
	Column string // its letters, "" when it is about the whole row or a column that the file has not
	Name   string // of the form's field
	Label  string
	Text   string // in French, with its full stop
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

// Read reads a file from its bytes. What keeps it from being read at all is a fault.Invalid whose
// sentence says what to do.
func (t Table[T]) Read(data []byte) (*Reading[T], error) {
	known, err := t.headings()
	if err != nil {
		return nil, err
	}
	s, err := open(data, known)
	if err != nil {
		return nil, err
	}
	h, found := s.header(known)
	if !found {
		return nil, refuse("Aucune des premières lignes de ce fichier ne porte les en-têtes attendus\u00a0: " + quotedLabels(t.labels()) + ".")
	}
	if err := t.checkHeader(s, h); err != nil {
		return nil, err
	}
	if len(s.below(h)) > MostRows {
		return nil, tooManyRows()
	}
	if err := s.cover(h); err != nil {
		return nil, err
	}
	r := &Reading[T]{Heading: s.rows[h.at].Number, places: make(map[string]Problem, len(t.Columns))}
	for _, c := range t.Columns {
		r.places[c.Name] = Problem{Label: c.Label}
	}
	for i, column := range h.columns {
		if column >= 0 {
			c := t.Columns[column]
			r.places[c.Name] = Problem{Column: workbook.ColumnName(i + 1), Label: c.Label}
		}
	}
	repeated, nothing := t.fill(r, s, h, known)
	t.note(r, s, h, repeated, nothing)
	return r, nil
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

// checkHeader refuses a file in which a column is missing that must be there, or is there twice.
func (t Table[T]) checkHeader(s *source, h header) error {
	place := map[int]int{}
	for i, column := range h.columns {
		if column < 0 {
			continue
		}
		if before, twice := place[column]; twice {
			return refuse("Les colonnes " + workbook.ColumnName(before+1) + " et " + workbook.ColumnName(i+1) + " de ce fichier sont toutes deux lues comme " + french.Quote(t.Columns[column].Label) + "\u00a0: n’en gardez qu’une.")
		}
		place[column] = i
	}
	var missing []string
	for i, c := range t.Columns {
		if _, there := place[i]; c.Required && !there {
			missing = append(missing, c.Label)
		}
	}
	switch len(missing) {
	case 0:
		return nil
	case 1:
		return refuse("Il manque à ce fichier la colonne " + quotedLabels(missing) + ", dans la ligne d’en-têtes " + strconv.Itoa(s.rows[h.at].Number) + ".")
	}
	return refuse("Il manque à ce fichier les colonnes " + quotedLabels(missing) + ", dans la ligne d’en-têtes " + strconv.Itoa(s.rows[h.at].Number) + ".")
}

// fill reads the rows below the headings. It gives the numbers of those that repeat the headings,
// and of those that hold nothing in a column that is read.
func (t Table[T]) fill(r *Reading[T], s *source, h header, known map[string]int) (repeated, nothing []int) {
	for _, row := range s.rows[:h.at] {
		r.Aside = append(r.Aside, row.Number)
	}
	for _, row := range s.below(h) {
		if repeats(row, h, known) {
			repeated = append(repeated, row.Number)
			r.Aside = append(r.Aside, row.Number)
			continue
		}
		one, any := t.row(r, s, h, row)
		if !any {
			nothing = append(nothing, row.Number)
			r.Aside = append(r.Aside, row.Number)
			continue
		}
		r.Rows = append(r.Rows, one)
	}
	return repeated, nothing
}

// repeats tells whether a row is the headings again, as lists that were pasted together have them.
func repeats(row sheet.Row, h header, known map[string]int) bool {
	same := 0
	for i, c := range row.Cells {
		if strings.TrimSpace(c) == "" {
			continue
		}
		column, is := known[fold(c)]
		if !is || i >= len(h.columns) || h.columns[i] != column {
			return false
		}
		same++
	}
	return same > 1
}

// row reads a row; any is false when nothing stands in a column that is read.
func (t Table[T]) row(r *Reading[T], s *source, h header, row sheet.Row) (one Row[T], any bool) {
	one = Row[T]{Number: row.Number, Value: t.Blank}
	for i, column := range h.columns {
		if column < 0 || t.Columns[column].Read == nil {
			continue
		}
		text, sentence := s.cell(row, i)
		if text == "" && sentence == "" {
			continue
		}
		any = true
		if sentence == "" {
			if err := t.Columns[column].Read(&one.Value, text); err != nil {
				sentence = err.Error()
			}
		}
		if sentence == "" {
			one.cells = append(one.cells, read{column, text})
		}
		if sentence != "" {
			one.Problems = r.say(one.Problems, row.Number, t.Columns[column].Name, sentence)
		}
	}
	return one, any
}

// Over gives a T that is kept already with what a row says of it: a cell that is empty, or a column that
// the file has not, leaves it as it was.
func (t Table[T]) Over(kept T, row Row[T]) T {
	for _, c := range row.cells {
		_ = t.Columns[c.column].Read(&kept, c.text) // it was read once without an error
	}
	return kept
}

// cell gives the text of a cell, "" when it is blank, and why it holds no value if it holds none.
func (s *source) cell(row sheet.Row, at int) (text, sentence string) {
	if sentence = s.faults[spot{row.Number, at + 1}]; sentence != "" {
		return "", sentence
	}
	if at < len(row.Cells) {
		text = row.Cells[at]
	}
	switch {
	case strings.TrimSpace(text) == "":
		return "", ""
	case s.csv && sheet.IsMistake(text):
		return "", sheet.SayMistake(text)
	}
	return sheet.Unprotect(text), ""
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
