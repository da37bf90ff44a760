package planui

import (
	"strconv"
	"strings"
	"time"

	"parvis/internal/plan"
	"parvis/internal/workcal"
)

// paperWidth and paperHeight are what an A3 landscape sheet leaves inside its margins, in tenths of a
// millimetre, below a heading of two lines and the legend.
const (
	paperWidth  = 4000
	paperHeight = 2480
)

// On paper a row is as high as fills the sheet, between these. Its text has 7 points at least, 24.7 tenths of a
// millimetre, and 9 at most.
const (
	leastRow, mostRow   = 30.5, 100
	leastText, mostText = 24.8, 31.8
)

// paperSizes are tenths of a millimetre on A3. Rows and columns are made to measure by onPaper.
var paperSizes = sizes{label: 1000, tail: 70, head: 118, row: leastRow, text: leastText, months: 18, height: paperHeight}

// name begins the ids of a chart's parts: a page may hold one for the screen and those for paper.
func (s sizes) name() string {
	if s.height > 0 {
		return "f"
	}
	return "g"
}

// paperFor leaves room for a title that takes several lines.
func paperFor(v plan.View) sizes {
	const line, most = 62, 130 // its height, and how many letters it holds
	s := paperSizes
	s.height -= line * float64(letters(v.Project.Title)/most)
	return s
}

// onPaper gives the sizes that bring rows on as few sheets as can be read, all as full as each other, and how
// many stand on each.
func (s sizes) onPaper(rows []plan.Row) (sizes, int) {
	s.head = 4.4 * leastText
	room := s.height - s.head - chartFoot
	most := int(room / leastRow)
	sheets := (len(rows) + most - 1) / most
	each := (len(rows) + sheets - 1) / sheets
	s.row = min(room/float64(each), mostRow)
	s.text = min(max(s.row*0.72, leastText), mostText)
	s.head = 4.4 * s.text
	s.row = min((s.height-s.head-chartFoot)/float64(each), mostRow)

	title, who, when, after := 0, 0, 0, 0
	for i := range rows {
		r := &rows[i]
		title = max(title, letters(r.Title)+len(strconv.Itoa(r.Number))+2)
		who = max(who, letters(r.Responsible))
		when = max(when, letters(shortDays(r)))
		after = max(after, letters(numbersOf(r.Needs)))
	}
	s.who, s.when, s.after = s.column(who, 30), s.column(when, 30), s.column(after, 16)
	s.label = min(float64(title)*s.text*letterWidth+s.text*2.5, 1000) + s.who + s.when + s.after
	return s, each
}

// column is the width of a column of so many letters, at most most of them; 0 for none.
func (s sizes) column(letters, most int) float64 {
	if letters == 0 {
		return 0
	}
	return float64(min(letters, most))*s.text*letterWidth + s.text
}

// The width of a letter, in parts of the text's size, on average.
const (
	letterWidth = 0.47
	boldWidth   = 0.53
)

func letters(s string) int { return len([]rune(s)) }

// cut shortens a text to what a width holds.
func cut(text string, width, size, letter float64) string {
	room := max(1, int(width/(size*letter)))
	if all := []rune(text); len(all) > room {
		return string(all[:room-1]) + "…"
	}
	return text
}

var shortMonths = [...]string{"", "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."}

// shortDays writes the planned days of a task in a narrow column: « 7–11 avr. ».
func shortDays(r *plan.Row) string {
	from, to := r.PlannedStart, r.PlannedFinish
	end := strconv.Itoa(to.Day()) + "\u00a0" + shortMonths[to.Month()]
	switch {
	case to.IsZero():
		return ""
	case from.IsZero() || from == to:
		return end
	case from.Month() == to.Month() && from.Year() == to.Year():
		return strconv.Itoa(from.Day()) + "–" + end
	}
	return strconv.Itoa(from.Day()) + "\u00a0" + shortMonths[from.Month()] + "\u00a0– " + end
}

// numbersOf writes what a task waits for by its number: « 3, 12 ».
func numbersOf(links []plan.Link) string {
	list := make([]string, len(links))
	for i, l := range links {
		list[i] = strconv.Itoa(l.Number)
	}
	return strings.Join(list, ", ")
}

// nameMonths names the months of the scale, all in full where the narrowest has room for it, else all in short:
// the first one and January then say their year.
func (c *chart) nameMonths() {
	fits := func(name string, b band) bool {
		return float64(letters(name)+1)*c.Sizes.text*boldWidth <= b.W
	}
	long := true
	first := c.From
	for m := first; m <= c.To; m = monthAfter(m) {
		long = long && fits(m.FrenchMonthYear(), c.Months[monthsBetween(first, m)])
	}
	for m := first; m <= c.To; m = monthAfter(m) {
		b := &c.Months[monthsBetween(first, m)]
		b.Label = shortMonths[m.Month()]
		if full := b.Label + " " + strconv.Itoa(m.Year()); (m == first || m.Month() == time.January) && fits(full, *b) {
			b.Label = full
		}
		switch {
		case long:
			b.Label = m.FrenchMonthYear()
		case !fits(b.Label, *b):
			b.Label = ""
		}
	}
}

func monthsBetween(a, b workcal.Date) int {
	return (b.Year()-a.Year())*12 + int(b.Month()-a.Month())
}
