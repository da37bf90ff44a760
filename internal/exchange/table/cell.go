package table

import (
	"strings"

	"parvis/internal/exchange/workbook"
	"parvis/internal/workcal"
	"parvis/internal/written"
)

// Cell is what is written in one cell. Its zero value is an empty one.
type Cell struct {
	kind   cellKind
	text   string
	number float64
	day    workcal.Date
}

type cellKind int8

const (
	isEmpty cellKind = iota
	isText
	isNumber
	isDay
)

// Text is a text, and an empty cell for blanks only. Its line ends become \n.
func Text(s string) Cell {
	if strings.TrimSpace(s) == "" {
		return Cell{}
	}
	return Cell{kind: isText, text: s}
}

// Whole is a whole number.
func Whole(n int) Cell { return Cell{kind: isNumber, number: float64(n)} }

// Decimal is a number, of which spreadsheets keep fifteen digits.
func Decimal(x float64) Cell { return Cell{kind: isNumber, number: x} }

// Day is a day, and an empty cell for no day.
func Day(d workcal.Date) Cell {
	if d.IsZero() {
		return Cell{}
	}
	return Cell{kind: isDay, day: d}
}

// YesNo is "oui" or "non".
func YesNo(yes bool) Cell { return Text(written.Answer(yes)) }

// String is the text of the cell as people read it, and as a column reads it.
func (c Cell) String() string {
	switch c.kind {
	case isNumber:
		return written.NumberText(c.number)
	case isDay:
		return written.DayText(c.day)
	}
	return c.text
}

// in writes the cell in a workbook. A text that reading would take for a protected one is protected.
func (c Cell) in(w *workbook.Writer) {
	switch c.kind {
	case isText:
		w.Text(doubled(c.text))
	case isNumber:
		w.Number(c.number)
	case isDay:
		w.Day(c.day)
	default:
		w.Skip()
	}
}
