package table

import (
	"bytes"
	"errors"
	"slices"
	"strconv"
	"strings"
	"sync"

	"parvis/internal/exchange/sheet"
	"parvis/internal/exchange/workbook"
	"parvis/internal/french"
)

// headerRows is how many rows are looked at for the headings.
const headerRows = 20

// source is a file as rows of cells, whichever kind it is.
type source struct {
	rows   []sheet.Row
	csv    bool
	faults map[spot]string // cells without a value, and why
	merged []workbook.Area
	notes  []string
}

// spot is the place of a cell, from 1.
type spot struct{ row, column int }

// oneAtATime bounds the memory that workbooks take while they are read.
var oneAtATime sync.Mutex

// open makes rows of the bytes of a file.
func open(data []byte, known map[string]int) (*source, error) {
	switch {
	case len(data) > MostBytes:
		return nil, refuse("Ce fichier dépasse 5\u00a0Mo. Copiez le tableau seul dans un nouveau classeur, puis recommencez.")
	case len(bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\ufeff")))) == 0:
		return nil, refuse("Ce fichier est vide.")
	}
	isHeading := func(cell string) bool { _, is := known[fold(cell)]; return is }
	s, cut, err := &source{}, 0, error(nil)
	if workbook.Is(data) {
		oneAtATime.Lock()
		defer oneAtATime.Unlock()
		cut, err = s.fromWorkbook(data, isHeading)
	} else if foreign := workbook.Foreign(data); foreign != nil {
		err = foreign
	} else {
		cut, err = s.fromText(data, isHeading)
	}
	if problem, ok := errors.AsType[*sheet.Problem](err); ok {
		if problem.Row > 0 {
			return nil, refuse("Ligne " + strconv.Itoa(problem.Row) + "\u00a0: " + problem.Text)
		}
		return nil, refuse(problem.Text)
	}
	if err == nil && cut > 0 {
		err = tooManyRows()
	}
	return s, err
}

func tooManyRows() error {
	return refuse("Ce tableau compte plus de " + french.Number(MostRows) + " lignes. Importez-le en plusieurs fois.")
}

func (s *source) fromWorkbook(data []byte, isHeading func(string) bool) (cut int, err error) {
	b, err := workbook.Read(data, workbook.Options{Known: isHeading, MaxRows: MostRows + headerRows, MaxColumns: MostColumns})
	if err != nil {
		return 0, err
	}
	s.rows, s.merged, s.notes = b.Rows, b.Merged, b.Notes
	s.faults = make(map[spot]string, len(b.Faults))
	for _, f := range b.Faults {
		s.faults[spot{f.Row, f.Column}] = f.Text
	}
	return b.Cut, nil
}

func (s *source) fromText(data []byte, isHeading func(string) bool) (cut int, err error) {
	read, err := sheet.Read(bytes.NewReader(data), sheet.Options{Known: isHeading, MaxRows: MostRows + headerRows})
	if err != nil {
		return 0, err
	}
	s.rows, s.csv = read.Rows, true
	for _, row := range s.rows {
		for i, c := range row.Cells {
			if i >= MostColumns && strings.TrimSpace(c) != "" {
				return 0, &sheet.Problem{Row: row.Number, Text: "Cette ligne a du contenu au-delà de la centième colonne, la dernière qui est lue."}
			}
			if workbook.TooLong(c) {
				return 0, &sheet.Problem{Row: row.Number, Text: "La cellule " + workbook.ColumnName(i+1) + strconv.Itoa(row.Number) + " est trop longue\u00a0: " + french.Number(MostLetters) + " caractères au plus, comme dans un tableur."}
			}
		}
	}
	return read.Cut, nil
}

// header is the row of the headings and what stands below them.
type header struct {
	at      int   // its place among the rows
	columns []int // the column of the table in each column of the file, or -1
}

// header finds the row among the first that names the most columns.
func (s *source) header(known map[string]int) (h header, ok bool) {
	best := 0
	for at, row := range s.rows[:min(len(s.rows), headerRows)] {
		columns := make([]int, len(row.Cells))
		found := map[int]bool{}
		for i, c := range row.Cells {
			column, is := known[fold(c)]
			if columns[i] = column; !is {
				columns[i] = -1
				continue
			}
			found[column] = true
		}
		if len(found) > best {
			best, h = len(found), header{at, columns}
		}
	}
	return h, best > 0
}

// below gives the rows under the headings.
func (s *source) below(h header) []sheet.Row { return s.rows[h.at+1:] }

// mostCovered is how many cells may be covered by merged ones, which no table comes near.
const mostCovered = 100_000

// cover notes as faults the cells that are read and that another one covers: which of the rows and
// columns it spans a value is meant for is anybody's guess.
func (s *source) cover(h header) error {
	rows, covered := s.below(h), 0
	for _, a := range s.merged {
		if s.blank(a.FirstRow, a.FirstColumn) {
			continue
		}
		from, _ := slices.BinarySearchFunc(rows, a.FirstRow, byNumber)
		to, _ := slices.BinarySearchFunc(rows, a.LastRow+1, byNumber)
		for _, row := range rows[from:to] {
			for column := a.FirstColumn; column <= min(a.LastColumn, len(h.columns)); column++ {
				if covered++; covered > mostCovered {
					return refuse("Trop de cellules de ce tableau sont fusionnées\u00a0: défusionnez-les, puis recommencez.")
				}
				if row.Number != a.FirstRow || column != a.FirstColumn {
					s.faults[spot{row.Number, column}] = "Cette cellule est fusionnée avec la cellule " + workbook.ColumnName(a.FirstColumn) + strconv.Itoa(a.FirstRow) + "\u00a0: défusionnez-les et remplissez chacune."
				}
			}
		}
	}
	return nil
}

func byNumber(r sheet.Row, number int) int { return r.Number - number }

// blank tells whether nothing stands in a cell.
func (s *source) blank(row, column int) bool {
	at, found := slices.BinarySearchFunc(s.rows, row, byNumber)
	return !found || column > len(s.rows[at].Cells) || strings.TrimSpace(s.rows[at].Cells[column-1]) == ""
}
