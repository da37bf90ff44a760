package table

import (
	"bufio"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"parvis/internal/exchange/sheet"
	"parvis/internal/exchange/workbook"
	"parvis/internal/fault"
	"parvis/internal/french"
)

// Write writes rows as a file of this kind, as a stream. Before the first byte it looks at all of
// them: more than MostRows, or a cell that no spreadsheet can hold, is a fault.TooLarge.
func (t Table[T]) Write(w io.Writer, f Format, rows []T) error {
	if _, err := t.headings(); err != nil {
		return err
	}
	columns, err := t.measure(rows)
	if err != nil {
		return err
	}
	if f == CSV {
		return t.writeCSV(w, rows)
	}
	out := workbook.NewWriter(w, t.Name, columns)
	for _, row := range rows {
		for _, c := range t.Columns {
			c.Cell(row).in(out)
		}
		out.EndRow()
	}
	return out.Close()
}

// The widths of columns, in characters.
const (
	narrowest = 8
	widest    = 60
)

// measure checks what will be written, and gives each column the width of its longest line.
func (t Table[T]) measure(rows []T) ([]workbook.Column, error) {
	if len(rows) > MostRows {
		return nil, fault.New(fault.TooLarge, "Ce tableau compte "+french.Number(len(rows))+" lignes, et un fichier "+french.Number(MostRows)+" au plus. Filtrez la liste, puis recommencez.", nil)
	}
	columns := make([]workbook.Column, len(t.Columns))
	for i, c := range t.Columns {
		width := longestLine(c.Label)
		for _, row := range rows {
			text := c.Cell(row).String()
			if !utf8.ValidString(text) || strings.ContainsRune(text, 0) {
				return nil, errors.New("table: " + t.Name + " has something in " + c.Label + " that is no text")
			}
			if len(text) >= MostLetters && workbook.TooLong("'"+text) { // it may need an apostrophe
				return nil, fault.New(fault.TooLarge, "Un texte de la colonne "+french.Quote(c.Label)+" dépasse "+french.Number(MostLetters-1)+" caractères, plus que n’en contient la cellule d’un tableur. Raccourcissez-le, puis recommencez.", nil)
			}
			width = max(width, longestLine(text))
		}
		columns[i] = workbook.Column{Heading: c.Label, Width: float64(min(max(width, narrowest), widest) + 2)}
	}
	return columns, nil
}

// longestLine counts the characters of the longest line of a text.
func longestLine(text string) int {
	longest := 0
	for line := range strings.Lines(text) {
		longest = max(longest, utf8.RuneCountInString(line))
	}
	return longest
}

// writeCSV writes what Excel reads in France.
func (t Table[T]) writeCSV(w io.Writer, rows []T) error {
	out := bufio.NewWriter(w)
	cells := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		cells[i] = sheet.Protect(c.Label)
	}
	out.WriteString("\ufeff")
	writeRecord(out, cells)
	for _, row := range rows {
		for i, c := range t.Columns {
			cell := c.Cell(row)
			cells[i] = cell.String()
			if cell.kind == isText {
				cells[i] = sheet.Protect(cells[i])
			}
		}
		writeRecord(out, cells)
	}
	return out.Flush() // it keeps the first error
}

// writeRecord writes a row. All its cells stand between quotes if one holds a line break: reading
// then knows that the quotes are no mistake.
func writeRecord(out *bufio.Writer, cells []string) {
	all := strings.ContainsAny(strings.Join(cells, ""), "\r\n")
	for i, c := range cells {
		if i > 0 {
			out.WriteByte(';')
		}
		if all || strings.ContainsAny(c, "\";,\t|") {
			c = `"` + strings.ReplaceAll(c, `"`, `""`) + `"`
		}
		out.WriteString(c)
	}
	out.WriteString("\r\n")
}

// doubled protects a text that reading would take for a protected one. A workbook needs no more: it
// says itself what is a text.
func doubled(s string) string {
	if sheet.Ambiguous(s) {
		return "'" + s
	}
	return s
}
