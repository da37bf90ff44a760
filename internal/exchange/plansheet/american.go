package plansheet

import (
	"slices"
	"strconv"

	"parvis/internal/exchange/sheet"
	"parvis/internal/written"
)

// addDay notes a problem with a cell that should be a day. That its month comes first is a matter of
// the whole column, and is kept until the column was read.
func (d *decoder) addDay(row, at int, text, sentence string) {
	if sentence == "" || !written.MonthFirst(text) {
		d.add(row, at, sentence)
		return
	}
	if d.american == nil {
		d.american = map[int][]Problem{}
	}
	d.american[at] = append(d.american[at], Problem{Row: row, Text: sentence})
}

// refuseAmerican refuses the columns of days that have their month first: to refuse only those that
// cannot be read otherwise would leave 12/05/2025 to be read as a day in May.
func (d *decoder) refuseAmerican() {
	for at, cells := range d.american {
		dayFirst := slices.ContainsFunc(d.entries, func(e entry) bool { return written.DayFirst(e.cell(at)) })
		if dayFirst {
			for _, p := range cells {
				d.add(p.Row, at, p.Text)
			}
			continue
		}
		rows := make([]int, len(cells))
		for i, p := range cells {
			rows[i] = p.Row
		}
		d.add(d.headerRow.Number, at, "Cette colonne semble écrite à l’américaine, le mois d’abord ("+d.sampleAt(rows[0], at)+", "+sheet.RowList(rows)+")"+d.misread(at)+
			"\u00a0: récrivez ses dates en commençant par le jour, par exemple 25/11/2025.")
	}
}

// sampleAt quotes the cell of a row.
func (d *decoder) sampleAt(row, at int) string {
	i, _ := slices.BinarySearchFunc(d.entries, row, func(e entry, row int) int { return e.Number - row })
	return quoted(d.entries[i].cell(at))
}

// misread says how another date of the column would be read.
func (d *decoder) misread(at int) string {
	for i := range d.entries {
		text := d.entries[i].cell(at)
		if written.MonthFirst(text) || !numericDay(text) {
			continue
		}
		if read := d.dayOf(text); read.problem == "" && read.date.Month() != 0 && int(read.date.Month()) != read.date.Day() {
			return ", où " + quoted(text) + ", ligne " + strconv.Itoa(d.entries[i].Number) + ", serait lu comme le " + read.date.FrenchDay()
		}
	}
	return ""
}

// numericDay reports whether a text is a day written with numbers alone, its year last.
func numericDay(text string) bool {
	return len(text) > 2 && isDigit(rune(text[0])) && (text[1] == '/' || text[2] == '/') && written.LooksLikeDate(text)
}
