package planui

import (
	"strconv"

	"parvis/internal/french"
	"parvis/internal/plan"
	"parvis/internal/workcal"
)

// dayLine is a day, or days that follow, that the chart only shows by a colour or a line.
type dayLine struct{ Days, What string }

// markedDays writes in words what a chart's columns show besides its bars: today, the day J, the public
// holidays, the closures and the school holidays of the days it draws, in that order.
func markedDays(v plan.View, c chart, school []workcal.SchoolHoliday) []dayLine {
	var lines []dayLine
	if v.Today >= c.From && v.Today <= c.To {
		lines = append(lines, dayLine{v.Today.French(), "aujourd’hui"})
	}
	lines = append(lines, dayLine{workcal.FrenchRange(v.Project.First, v.Project.Last), "jour J"})
	var closures []dayLine
	for d := c.From; v.Calendar != nil && d <= c.To; d++ {
		switch off := v.Calendar.Off(d); off.Kind {
		case workcal.PublicHolidayOff:
			lines = append(lines, dayLine{d.French(), off.Label})
		case workcal.Closed:
			what := "fermeture du service"
			if off.Label != "" {
				what += "\u00a0: " + off.Label
			}
			closures = append(closures, dayLine{workcal.FrenchRange(off.From, off.To), what})
			d = max(d, off.To)
		}
	}
	lines = append(lines, closures...)
	for _, h := range school {
		if h.From <= c.To && h.To >= c.From {
			lines = append(lines, dayLine{workcal.FrenchRange(h.From, h.To), h.Label})
		}
	}
	return lines
}

// alternative says what a chart shows, for whoever does not see it: each sheet has its own.
func (c chart) alternative() string {
	text := "Diagramme de Gantt de " + french.Quote(c.Title) + ", " + c.Period
	if n := len(c.Bars); n > 0 {
		text += ", " + french.Tasks(n)
	}
	if c.Sizes.height > 0 { // a page of the screen holds those for paper too
		text += ", feuille " + strconv.Itoa(c.Sheet) + " sur " + strconv.Itoa(c.Sheets)
	}
	return text + ". Les mêmes données se lisent en tableau sur la page du diagramme."
}

// barFill colours a bar where no style sheet does.
func barFill(class string) string {
	switch class {
	case "is-done", "is-blocked":
		return "#fff"
	case "is-critical":
		return "#e8b77a"
	case "is-late":
		return "#f3c5bd"
	}
	return "#8d8171"
}

// earliest writes when a task may begin, if it is still to do.
func earliest(r plan.Row) string {
	if !r.State.Open() || r.EarliestStart.IsZero() {
		return "—"
	}
	return r.EarliestStart.FrenchShortIn(r.Year)
}

// rule is a vertical line that leaves room for the numbers of the days in the scale; it begins at a part of
// the scale's height.
func (c chart) rule(x, from float64) string {
	return "M" + f(x) + " " + f(c.Sizes.head*from) + "V" + f(c.Sizes.head*0.53) + "M" + f(x) + " " + f(c.Sizes.head*0.79) + "V" + f(c.Height)
}
