package workbook

import (
	"strconv"
	"strings"
)

// place reads a number that a row or a column may give, and that otherwise follows the last one.
func place(text string, following, most int) (int, bool) {
	if text == "" {
		return following, following <= most
	}
	n, err := strconv.Atoi(text)
	return n, err == nil && n >= 1 && n <= most
}

// columnNumber reads letters; 0 when they name no column.
func columnNumber(letters string) int {
	n := 0
	for i := range len(letters) {
		if letters[i] < 'A' || letters[i] > 'Z' || n > MostColumns {
			return 0
		}
		n = n*26 + int(letters[i]-'A') + 1
	}
	if n > MostColumns {
		return 0
	}
	return n
}

// ColumnName writes the letters of a column, counted from 1: "AB".
func ColumnName(column int) string {
	name := ""
	for ; column > 0; column = (column - 1) / 26 {
		name = string(rune('A'+(column-1)%26)) + name
	}
	return name
}

// areaOf reads "B3:C5".
func areaOf(ref string) (a Area, ok bool) {
	first, last, several := strings.Cut(strings.ReplaceAll(ref, "$", ""), ":")
	if !several {
		last = first
	}
	var ok1, ok2 bool
	a.FirstRow, a.FirstColumn, ok1 = spot(first)
	a.LastRow, a.LastColumn, ok2 = spot(last)
	return a, ok1 && ok2 && a.FirstRow <= a.LastRow && a.FirstColumn <= a.LastColumn
}

func spot(ref string) (row, column int, ok bool) {
	digits := strings.TrimLeft(ref, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	column = columnNumber(ref[:len(ref)-len(digits)])
	row, ok = place(digits, 0, MostRows)
	return row, column, ok && row > 0 && column > 0
}
