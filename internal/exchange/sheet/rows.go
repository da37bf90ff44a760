package sheet

import (
	"strconv"

	"parvis/internal/french"
)

// RowList names rows: "ligne 3", "lignes 3 et 7", "lignes 3, 4, 5 … et 12 autres".
func RowList(rows []int) string {
	const shown = 10
	numbers := make([]string, len(rows))
	for i, row := range rows {
		numbers[i] = strconv.Itoa(row)
	}
	return french.Agree(len(rows), "ligne ", "lignes ") + french.AndOthers(numbers, shown)
}

// AllRows names every row, those that follow each other as "3 à 7".
func AllRows(rows []int) string {
	const alone = 10 // fewer are read more easily one by one
	if len(rows) <= alone {
		return RowList(rows)
	}
	var parts []string
	for from := 0; from < len(rows); {
		to := from
		for to+1 < len(rows) && rows[to+1] == rows[to]+1 {
			to++
		}
		text := strconv.Itoa(rows[from])
		switch {
		case to == from+1:
			to = from
		case to > from:
			text += " à " + strconv.Itoa(rows[to])
		}
		parts, from = append(parts, text), to+1
	}
	return "lignes " + french.And(parts)
}
