package plansheet

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"parvis/internal/french"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

// EncodeTable writes the plan for people: a line about the event, the tasks aligned in
// columns, the conflicts in sentences, how the table was read and the summary.
func EncodeTable(w io.Writer, p retroplan.Plan, today workcal.Date, r retroplan.Result, warnings []string) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "Événement\u00a0: %s. Aujourd’hui\u00a0: %s.\n\n",
		workcal.FrenchRange(p.Anchor.First, p.Anchor.Last), today.French())
	align(out, tableCells(p, r))
	conflicts(out, p, r)
	if len(warnings) > 0 {
		out.WriteString("\nLu ainsi\u00a0:\n")
		for _, text := range warnings {
			out.WriteString("- " + printable(text, 1000) + "\n")
		}
	}
	fmt.Fprintf(out, "\n%s\n", french.Sentence(r.Sentence()))
	return out.Flush()
}

var tableHeaders = [...]string{"N°", "Tâche", "Prévu du", "au", "Au plus tôt", "fin", "Au plus tard", "fin", "Marge", "Charge", "Alerte", "Pourquoi"}

// tableCells gives the cells of all lines one after the other.
func tableCells(p retroplan.Plan, r retroplan.Result) []string {
	date := dateFormat(p, r)
	cells := make([]string, 0, (len(r.Rows)+1)*len(tableHeaders))
	cells = append(cells, tableHeaders[:]...)
	for i := range r.Rows {
		row := &r.Rows[i]
		cells = append(cells, printable(p.Tasks[i].Ref, 20), printable(p.Tasks[i].Title, 40),
			date(row.PlannedStart), date(row.PlannedFinish),
			date(row.EarliestStart), date(row.EarliestFinish),
			date(row.LatestStart), date(row.LatestFinish),
			slack(row), p.Tasks[i].Effort.String(), alert(&p.Tasks[i], row), printable(strings.ReplaceAll(row.Reason.Short(), "'", "’"), 80))
	}
	return cells
}

// align writes the lines with their columns padded, the slack to the right. A column that holds
// nothing is left out.
func align(out *bufio.Writer, cells []string) {
	const right, columns = 8, len(tableHeaders)
	var widths [columns]int
	for i, c := range cells {
		widths[i%columns] = max(widths[i%columns], utf8.RuneCountInString(c))
	}
	for ; len(cells) > 0; cells = cells[columns:] {
		blanks := 0 // not written yet: none at the end of a line
		for i, c := range cells[:columns] {
			pad := widths[i] - utf8.RuneCountInString(c)
			if i == right {
				blanks, pad = blanks+pad, 0
			}
			if c != "" {
				for ; blanks > 0; blanks-- {
					out.WriteByte(' ')
				}
				out.WriteString(c)
			}
			blanks += pad + 2
		}
		out.WriteByte('\n')
	}
}

// dateFormat writes 13/06, with the year when the plan spans several.
func dateFormat(p retroplan.Plan, r retroplan.Result) func(workcal.Date) string {
	year, several := p.Anchor.First.Year(), false
	for i := range r.Rows {
		row := &r.Rows[i]
		for _, d := range [...]workcal.Date{row.PlannedStart, row.PlannedFinish, row.EarliestStart, row.EarliestFinish, row.LatestStart, row.LatestFinish} {
			several = several || !d.IsZero() && d.Year() != year
		}
	}
	return func(d workcal.Date) string {
		if d.IsZero() {
			return "–"
		}
		iso := d.String()
		day := iso[len(iso)-2:] + "/" + iso[len(iso)-5:len(iso)-3]
		if several {
			day += "/" + iso[:len(iso)-6]
		}
		return day
	}
}

func slack(row *retroplan.Row) string {
	if row.Frozen || row.LatestFinish.IsZero() {
		return "–"
	}
	return strconv.Itoa(row.Slack)
}

// alert says what should catch the eye: the delay, and that work has begun or cannot go on.
func alert(t *retroplan.Task, row *retroplan.Row) string {
	text := ""
	switch {
	case row.Late > 0:
		text = french.LateBy(row.Late)
	case row.Critical:
		text = "critique"
	}
	if t.State != retroplan.Blocked && t.State != retroplan.InProgress {
		return text
	}
	if text != "" {
		text += ", "
	}
	return text + t.State.French()
}

func conflicts(out *bufio.Writer, p retroplan.Plan, r retroplan.Result) {
	if r.Conflicts == 0 {
		return
	}
	out.WriteString("\nÀ régler\u00a0:\n")
	undated := 0 // a sheet with a column of ticks has many: one line says it
	for i := range r.Rows {
		row := &r.Rows[i]
		name := p.Tasks[i].Title
		if name == "" {
			name = p.Tasks[i].Ref
		}
		for _, c := range row.Conflicts {
			if c.Kind == retroplan.FinishUnknown {
				undated++
				continue
			}
			out.WriteString("- " + quoted(name) + "\u00a0: " + printable(c.Sentence(), 1000) + "\n")
		}
	}
	if undated > 0 {
		out.WriteString("- " + french.Count(undated, "tâche est faite sans que sa date de fin soit connue", "tâches sont faites sans que leur date de fin soit connue") + ".\n")
	}
}
