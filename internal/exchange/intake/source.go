package intake

import (
	"bytes"
	"errors"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync"

	"parvis/internal/exchange/sheet"
	"parvis/internal/exchange/workbook"
	"parvis/internal/fault"
	"parvis/internal/french"
)

// Bounds is the most that a file may hold. Zero is no bound but those of the readers below.
type Bounds struct {
	Bytes   int // of the file
	Rows    int // that are not empty
	Columns int // that may hold something
}

// Source is a file as rows of cells, whichever kind it is, as the choices have it read.
type Source struct {
	Rows      []sheet.Row // those that are not empty, in order, corrections made
	Text      bool        // it is a text (CSV), no workbook
	Encoding  string      // "" for a workbook
	Separator string
	SepRow    bool     // row 1 is "sep=;", which is in no Row
	Sheet     string   // of a workbook
	Sheets    []string // all of them
	Notes     []string // how it was read, in French sentences
	Cut       int      // number of the first row beyond the bound; 0 when all were kept

	faults    map[spot]string // cells without a value, and why
	merged    []workbook.Area
	covered   map[spot]spot // by which cell
	choices   Choices
	out       map[int]bool // rows that the person leaves out
	corrected map[spot]bool
}

// spot is the place of a cell, from 1.
type spot struct{ row, column int }

// oneAtATime bounds the memory that workbooks take while they are read.
var oneAtATime sync.Mutex

// Open makes rows of the bytes of a file, CSV or XLSX, with the choices made. known tells a heading: it
// helps to find what parts the cells, and the sheet of a workbook; it may be nil. What keeps the file from
// being read at all is a fault.Invalid whose sentence says what to do. Rows beyond the bound are cut, and
// Cut says where.
func Open(data []byte, c Choices, known func(cell string) bool, o Bounds) (*Source, error) {
	switch {
	case o.Bytes > 0 && len(data) > o.Bytes:
		return nil, refuse("Ce fichier dépasse " + strconv.Itoa(o.Bytes>>20) + "\u00a0Mo. Copiez le tableau seul dans un nouveau classeur, puis recommencez.")
	case len(bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\ufeff")))) == 0:
		return nil, refuse("Ce fichier est vide.")
	}
	s, err := &Source{choices: c, faults: map[spot]string{}, out: make(map[int]bool, len(c.Out))}, error(nil)
	for _, number := range c.Out {
		s.out[number] = true
	}
	if workbook.Is(data) {
		err = s.fromWorkbook(data, known, o)
	} else if foreign := workbook.Foreign(data); foreign != nil {
		err = foreign
	} else {
		err = s.fromText(data, known, o)
	}
	if err == nil {
		err = s.correct(o)
	}
	if problem, ok := errors.AsType[*sheet.Problem](err); ok {
		if problem.Row > 0 {
			return nil, refuse("Ligne " + strconv.Itoa(problem.Row) + "\u00a0: " + problem.Text)
		}
		return nil, refuse(problem.Text)
	}
	if err != nil {
		return nil, err
	}
	return s, nil
}

// refuse is that a file cannot be read, with a sentence that says what to do.
func refuse(sentence string) error { return fault.New(fault.Invalid, sentence, nil) }

// A workbook from this size on, in bytes, unpacks to much more than itself, and reading its XML makes ten
// times as much garbage: it is collected more often meanwhile than a server that answers pages would.
const (
	largeWorkbook = 256 << 10
	collectOften  = 25 // percent
)

func (s *Source) fromWorkbook(data []byte, known func(string) bool, o Bounds) error {
	oneAtATime.Lock()
	defer oneAtATime.Unlock()
	if len(data) > largeWorkbook {
		defer debug.SetGCPercent(debug.SetGCPercent(collectOften))
	}
	b, err := workbook.Read(data, workbook.Options{Known: known, MaxRows: o.Rows, MaxColumns: o.Columns, Sheet: s.choices.Sheet})
	if err != nil {
		return err
	}
	s.Rows, s.merged, s.Notes, s.Cut, s.Sheet, s.Sheets = b.Rows, b.Merged, b.Notes, b.Cut, b.Sheet, b.Sheets
	for _, f := range b.Faults {
		s.faults[spot{f.Row, f.Column}] = f.Text
	}
	return nil
}

func (s *Source) fromText(data []byte, known func(string) bool, o Bounds) error {
	options := sheet.Options{Known: known, MaxRows: o.Rows, MaxColumns: o.Columns, Encoding: sheet.Encoding(s.choices.Encoding)}
	if slices.Contains(sheet.Separators, s.choices.Separator) {
		options.Separator = s.choices.Separator
	}
	read, err := sheet.Read(bytes.NewReader(data), options)
	if err != nil {
		return err
	}
	s.Rows, s.Text, s.Cut, s.SepRow = read.Rows, true, read.Cut, read.SepRow
	s.Encoding, s.Separator = string(read.Encoding), read.Separator
	for _, row := range s.Rows {
		if err := checkRow(row, o.Columns); err != nil {
			return err
		}
	}
	return nil
}

// checkRow holds that a row of a text is one that a spreadsheet could hold.
func checkRow(row sheet.Row, columns int) error {
	for i, c := range row.Cells {
		if columns > 0 && i >= columns && strings.TrimSpace(c) != "" {
			return &sheet.Problem{Row: row.Number, Text: "Cette ligne a du contenu dans la colonne " + workbook.ColumnName(i+1) + ", au-delà de la dernière qui est lue, " + workbook.ColumnName(columns) + "."}
		}
		if workbook.TooLong(c) {
			return &sheet.Problem{Row: row.Number, Text: "La cellule " + workbook.ColumnName(i+1) + strconv.Itoa(row.Number) + " est trop longue\u00a0: " + french.Number(workbook.MostLetters) + " caractères au plus, comme dans un tableur."}
		}
	}
	return nil
}

// correct puts what the person typed in the place of what the file says. Such a cell has no fault any
// more; one of a row or a column that the file has not is left aside.
func (s *Source) correct(o Bounds) error {
	for place, text := range s.choices.Cells {
		at, ok := placed(place)
		if !ok || at.column > workbook.MostColumns || o.Columns > 0 && at.column > o.Columns {
			continue
		}
		i, found := slices.BinarySearchFunc(s.Rows, at.row, byNumber)
		if !found {
			continue
		}
		row := &s.Rows[i]
		for len(row.Cells) < at.column {
			row.Cells = append(row.Cells, "")
		}
		if sheet.Ambiguous(text) {
			text = "'" + text // it is meant as it was typed
		}
		row.Cells[at.column-1] = text
		if err := checkRow(*row, 0); err != nil {
			return err
		}
		delete(s.faults, at)
		if s.corrected == nil {
			s.corrected = map[spot]bool{}
		}
		s.corrected[at] = true
	}
	return nil
}

// placed reads what At writes.
func placed(place string) (at spot, ok bool) {
	row, column, found := strings.Cut(place, ".")
	var err1, err2 error
	at.row, err1 = strconv.Atoi(row)
	at.column, err2 = strconv.Atoi(column)
	return at, found && err1 == nil && err2 == nil && at.row > 0 && at.column > 0
}

// Aside says why a row is not read at all, "" when it is: the person leaves it out, or emptied it.
func (s *Source) Aside(row sheet.Row) string {
	switch {
	case s.out[row.Number]:
		return "Vous laissez cette ligne de côté."
	case sheet.Empty(row.Cells):
		return "Vos corrections ont vidé cette ligne."
	}
	return ""
}

// SepRowSays is why row 1 is left aside where it is "sep=;".
const SepRowSays = "Cette ligne dit seulement ce qui sépare les cellules."

// Fault says why a cell holds no value, "" when it holds one or is empty. Row and column count from 1.
func (s *Source) Fault(row, column int) string { return s.faults[spot{row, column}] }

// Corrected tells whether the person typed what stands in a cell.
func (s *Source) Corrected(row, column int) bool { return s.corrected[spot{row, column}] }

// Cell gives the text of a cell, "" when it is blank, and why it holds no value if it holds none. Its
// place counts from 0.
func (s *Source) Cell(row sheet.Row, at int) (text, fault string) {
	if len(s.faults) > 0 {
		if fault = s.faults[spot{row.Number, at + 1}]; fault != "" {
			return "", fault
		}
	}
	if at < len(row.Cells) {
		text = row.Cells[at]
	}
	switch {
	case strings.TrimSpace(text) == "":
		return "", ""
	case s.Text && sheet.IsMistake(text):
		return "", sheet.SayMistake(text)
	}
	return sheet.Unprotect(text), ""
}

// Heading finds the row of headings: the one that the person chose, else the one among the first that
// weighs most, where weigh gives 0 to what is none. Of several, the first wins. It gives its place among
// the rows, and whether it was found so.
func (s *Source) Heading(most int, weigh func(sheet.Row) int) (at int, found bool) {
	if s.choices.Heading > 0 {
		if at, found = slices.BinarySearchFunc(s.Rows, s.choices.Heading, byNumber); found {
			return at, true
		}
		s.Notes = append(s.Notes, "La ligne "+strconv.Itoa(s.choices.Heading)+", choisie pour les en-têtes, est vide ou n’existe pas\u00a0: ils sont cherchés comme si rien n’était choisi.")
	}
	best := 0
	for i, row := range s.Rows[:min(len(s.Rows), most)] {
		if n := weigh(row); n > best {
			best, at = n, i
		}
	}
	return at, best > 0
}

// Fullest gives the place of the row among the first that has the most cells with a text, for whoever
// has to show some row of headings where none is known.
func (s *Source) Fullest(most int) (at int) {
	best := 0
	for i, row := range s.Rows[:min(len(s.Rows), most)] {
		n := 0
		for _, c := range row.Cells {
			if strings.TrimSpace(c) != "" {
				n++
			}
		}
		if n > best {
			best, at = n, i
		}
	}
	return at
}

// mostCovered is how many cells may be covered by merged ones, which no table comes near.
const mostCovered = 100_000

// Cover notes as faults the cells of the rows from a number on, in so many columns, that another one
// covers: which of the rows and columns it spans a value is meant for is anybody's guess. A cell that was
// corrected is covered no more. Too many of them are a fault.Invalid.
func (s *Source) Cover(from, columns int) error {
	covered := 0
	s.covered = map[spot]spot{}
	for _, a := range s.merged {
		if s.blank(a.FirstRow, a.FirstColumn) {
			continue
		}
		first, _ := slices.BinarySearchFunc(s.Rows, max(a.FirstRow, from), byNumber)
		last, _ := slices.BinarySearchFunc(s.Rows, max(a.LastRow+1, from), byNumber)
		for _, row := range s.Rows[first:last] {
			for column := a.FirstColumn; column <= min(a.LastColumn, columns); column++ {
				if covered++; covered > mostCovered {
					return refuse("Trop de cellules de ce tableau sont fusionnées\u00a0: défusionnez-les, puis recommencez.")
				}
				at := spot{row.Number, column}
				if (row.Number != a.FirstRow || column != a.FirstColumn) && !s.corrected[at] {
					s.covered[at] = spot{a.FirstRow, a.FirstColumn}
					s.faults[at] = "Cette cellule est fusionnée avec la cellule " + workbook.ColumnName(a.FirstColumn) + strconv.Itoa(a.FirstRow) + "\u00a0: défusionnez-les et remplissez chacune."
				}
			}
		}
	}
	return nil
}

// CoveredBy gives what stands in the cell that covers another one, once Cover has been asked; "" for a cell
// that none covers. Row and column count from 1.
func (s *Source) CoveredBy(row, column int) string {
	by, is := s.covered[spot{row, column}]
	if !is {
		return ""
	}
	at, found := slices.BinarySearchFunc(s.Rows, by.row, byNumber)
	if !found {
		return ""
	}
	text, _ := s.Cell(s.Rows[at], by.column-1)
	return text
}

func byNumber(r sheet.Row, number int) int { return r.Number - number }

// blank tells whether nothing stands in a cell.
func (s *Source) blank(row, column int) bool {
	at, found := slices.BinarySearchFunc(s.Rows, row, byNumber)
	return !found || column > len(s.Rows[at].Cells) || strings.TrimSpace(s.Rows[at].Cells[column-1]) == ""
}

// Shown is a text as a page shows it beside others: on one line, and not too long.
func Shown(text string) string {
	const most = 80
	line := []rune(french.OneLine(strings.ToValidUTF8(text[:min(len(text), 8*most)], "")))
	if len(line) > most {
		return string(line[:most]) + "…"
	}
	return string(line)
}

// Columns lists the columns that have a heading, in the row at a place, or hold something below it. role
// gives the role of each, its place counted from 0.
func (s *Source) Columns(heading int, role func(at int) string) []Column {
	if heading >= len(s.Rows) {
		return nil
	}
	headings, below := s.Rows[heading].Cells, s.Rows[heading+1:]
	wide := len(headings)
	for _, row := range below {
		wide = max(wide, len(row.Cells))
	}
	samples := make([][]string, wide)
	for _, row := range below {
		if s.Aside(row) != "" {
			continue
		}
		for i, cell := range row.Cells {
			samples[i] = sample(samples[i], cell)
		}
	}
	var all []Column
	for i := range wide {
		c := Column{At: i + 1, Samples: samples[i]}
		if i < len(headings) {
			c.Heading = strings.TrimSpace(headings[i])
		}
		if c.Heading != "" || len(c.Samples) > 0 {
			c.Role = role(i)
			all = append(all, c)
		}
	}
	return all
}

// sample adds a cell to the first three different ones of a column.
func sample(all []string, cell string) []string {
	if len(all) == 3 || slices.Contains(all, cell) || strings.TrimSpace(cell) == "" {
		return all
	}
	if text := Shown(sheet.Unprotect(strings.TrimSpace(cell))); text != "" && !slices.Contains(all, text) {
		all = append(all, text)
	}
	return all
}
