package table

import (
	"slices"
	"strconv"
	"strings"

	"parvis/internal/exchange/intake"
	"parvis/internal/exchange/sheet"
	"parvis/internal/exchange/workbook"
	"parvis/internal/french"
)

// headerRows is how many rows are looked at for the headings.
const headerRows = 20

// header is the row of the headings and what its columns are.
type header struct {
	at      int    // its place among the rows
	found   bool   // it holds headings that are known, or the person chose it
	columns []int  // the column of the table in each column of the file, or notRead
	chosen  []bool // the person decided so
	twice   []twice
}

// notRead is a column of the file that is none of the table.
const notRead = -1

// twice is that a column of the file would be read as one before it already is.
type twice struct{ first, again, column int }

// header finds the row among the first that names the most columns, and what each column of the file is.
func (t Table[T]) header(s *intake.Source, known map[string]int, c intake.Choices) header {
	var h header
	h.at, h.found = s.Heading(headerRows, func(row sheet.Row) int { return countKnown(row, known) })
	if !h.found {
		h.at = s.Fullest(headerRows)
	}
	if len(s.Rows) == 0 {
		return h
	}
	cells := s.Rows[h.at].Cells
	h.columns = make([]int, max(len(cells), t.furthest(c)))
	h.chosen = make([]bool, len(h.columns))
	taken := map[int]int{}
	for i := range h.columns {
		h.columns[i] = notRead
		name, decided := c.Columns[i+1]
		column := t.named(name)
		if !decided || column == notRead && name != intake.Aside {
			continue
		}
		h.chosen[i] = true
		h.take(i, column, taken)
	}
	for i, cell := range cells {
		column, is := known[fold(cell)]
		if !is || h.chosen[i] {
			continue
		}
		if first, there := taken[column]; there && h.chosen[first] {
			h.chosen[i] = true // the person says which one it is
			continue
		}
		h.take(i, column, taken)
	}
	return h
}

// take makes a column of the file one of the table, unless another one is it already.
func (h *header) take(at, column int, taken map[int]int) {
	if column == notRead {
		return
	}
	if first, there := taken[column]; there {
		h.twice = append(h.twice, twice{first, at, column})
		return
	}
	h.columns[at], taken[column] = column, at
}

// countKnown counts the columns that a row names, each once.
func countKnown(row sheet.Row, known map[string]int) int {
	found := map[int]bool{}
	for _, cell := range row.Cells {
		if column, is := known[fold(cell)]; is {
			found[column] = true
		}
	}
	return len(found)
}

// furthest gives the last column of the file that the person decided about.
func (t Table[T]) furthest(c intake.Choices) int {
	last := 0
	for at := range c.Columns {
		if at <= MostColumns {
			last = max(last, at)
		}
	}
	return last
}

// named gives the column that a role names, notRead for none that can be read.
func (t Table[T]) named(role string) int {
	return slices.IndexFunc(t.Columns, func(c Column[T]) bool { return c.Name == role && c.Read != nil })
}

// below gives the rows under the headings.
func (h *header) below(s *intake.Source) []sheet.Row { return s.Rows[min(h.at+1, len(s.Rows)):] }

// required names the columns that must be there and are not.
func (t Table[T]) required(h header) (labels []string) {
	for i, c := range t.Columns {
		if c.Required && !slices.Contains(h.columns, i) {
			labels = append(labels, c.Label)
		}
	}
	return labels
}

// checkHeader refuses a file in which a column is missing that must be there, or is there twice.
func (t Table[T]) checkHeader(r *Reading[T]) error {
	row := strconv.Itoa(r.Heading)
	switch {
	case !r.header.found:
		return refuse("Aucune des premières lignes de ce fichier ne porte les en-têtes attendus\u00a0: " + quotedLabels(t.labels()) + ".")
	case len(r.header.twice) > 0:
		return refuse(t.sayTwice(r.header.twice[0], "de ce fichier ") + "\u00a0: n’en gardez qu’une.")
	case len(r.Missing) == 1:
		return refuse("Il manque à ce fichier la colonne " + quotedLabels(r.Missing) + ", dans la ligne d’en-têtes " + row + ".")
	case len(r.Missing) > 1:
		return refuse("Il manque à ce fichier les colonnes " + quotedLabels(r.Missing) + ", dans la ligne d’en-têtes " + row + ".")
	}
	return nil
}

// sayTwice says that two columns of the file are the same one of the table, without what to do.
func (t Table[T]) sayTwice(d twice, of string) string {
	return "Les colonnes " + workbook.ColumnName(d.first+1) + " et " + workbook.ColumnName(d.again+1) + " " + of + "sont toutes deux lues comme " + french.Quote(t.Columns[d.column].Label)
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
