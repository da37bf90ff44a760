package plansheet

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"parvis/internal/exchange/intake"
	"parvis/internal/exchange/sheet"
	"parvis/internal/french"
	"parvis/internal/written"
)

// addDay notes a problem with a cell that should be a day. That its month comes first is a matter of
// the whole column, and is kept until the column was read.
func (d *decoder) addDay(row, at int, text, sentence string) {
	if sentence == "" || !written.MonthFirst(text) {
		d.addProposing(row, at, sentence, d.likely(text))
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
	for _, at := range slices.Sorted(maps.Keys(d.american)) {
		cells := d.american[at]
		dayFirst := slices.ContainsFunc(d.entries, func(e entry) bool { return written.DayFirst(e.cell(at)) })
		if dayFirst || d.importing {
			for _, p := range cells {
				d.add(p.Row, at, p.Text)
			}
			if !dayFirst {
				d.askOrder(at, cells)
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

// The answers to the question in which order the days of a column are written.
const (
	monthComesFirst = "le mois d’abord"
	dayComesFirst   = "le jour d’abord"
)

// orderAsked is the name of that question for a column, its place counted from 0.
func orderAsked(at int) string { return "dates_" + strconv.Itoa(at+1) }

// askOrder asks whether all dates of a column have their month first, as some have.
func (d *decoder) askOrder(at int, cells []Problem) {
	a := intake.Ask{Name: orderAsked(at), Label: "Ordre du jour et du mois dans la colonne " + d.columns[at].name(), Proposal: monthComesFirst,
		Hint:   "Certaines dates y ont le mois d’abord. Écrivez " + french.Quote(monthComesFirst) + " pour toutes les lire ainsi, ou " + french.Quote(dayComesFirst) + " et corrigez celles-là.",
		Answer: strings.TrimSpace(d.options.Choices.Answers[orderAsked(at)])}
	if answer := french.Fold(a.Answer); answer != "" && answer != french.Fold(dayComesFirst) {
		a.Problem = "Répondez " + french.Quote(monthComesFirst) + " ou " + french.Quote(dayComesFirst) + "."
	}
	for _, p := range cells {
		a.Rows = append(a.Rows, p.Row)
	}
	d.report.asks = append(d.report.asks, a)
}

// swapped is a day written with numbers, whatever comes first.
var swapped = regexp.MustCompile(`^(\d{1,2})([/.-])(\d{1,2})([/.-]\d{2,4}(?:\D.*)?)$`)

// turnDays puts the day first in the columns of which the person says that their month comes first.
func (d *decoder) turnDays() {
	for _, c := range d.columns {
		if french.Fold(d.options.Choices.Answers[orderAsked(c.at)]) != french.Fold(monthComesFirst) {
			continue
		}
		for i := range d.entries {
			e := &d.entries[i]
			if m := swapped.FindStringSubmatch(e.cell(c.at)); m != nil {
				e.Cells = slices.Clone(e.Cells)
				e.Cells[c.at] = m[3] + m[2] + m[1] + m[4]
			}
		}
		d.report.asks = append(d.report.asks, intake.Ask{Name: orderAsked(c.at), Label: "Ordre du jour et du mois dans la colonne " + c.name(), Answer: monthComesFirst, Proposal: monthComesFirst})
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
