package plansheet

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

// EncodeTable writes the plan for people: a line about the event, the tasks aligned in
// columns, the conflicts in sentences and the summary.
func EncodeTable(w io.Writer, p retroplan.Plan, today workcal.Date, r retroplan.Result) error {
	date := dateFormat(p, r)
	lines := [][]string{{"N°", "Tâche", "Prévu du", "au", "Au plus tôt", "fin", "Au plus tard", "fin", "Marge", "Alerte", "Pourquoi"}}
	for i, row := range r.Rows {
		lines = append(lines, []string{
			printable(row.ID, 20), printable(p.Tasks[i].Title, 40),
			date(row.PlannedStart), date(row.PlannedFinish),
			date(row.EarliestStart), date(row.EarliestFinish),
			date(row.LatestStart), date(row.LatestFinish),
			slack(row), alert(row), printable(strings.ReplaceAll(row.Reason.Short(), "'", "’"), 40),
		})
	}
	var b strings.Builder
	fmt.Fprintf(&b, "Événement\u00a0: %s. Aujourd’hui\u00a0: %s.\n\n",
		workcal.FrenchRange(p.Anchor.First, p.Anchor.Last), today.French())
	align(&b, lines)
	conflicts(&b, p, r)
	fmt.Fprintf(&b, "\n%s.\n", capitalised(r.Sentence()))
	_, err := io.WriteString(w, b.String())
	return err
}

// align pads the columns; those of numbers and dates are the same width anyway, and the
// slack is aligned to the right.
func align(b *strings.Builder, lines [][]string) {
	const right = 8
	widths := make([]int, len(lines[0]))
	for _, cells := range lines {
		for i, c := range cells {
			widths[i] = max(widths[i], utf8.RuneCountInString(c))
		}
	}
	for _, cells := range lines {
		var line strings.Builder
		for i, c := range cells {
			if widths[i] == 0 {
				continue
			}
			pad := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(c))
			if i == right {
				line.WriteString(pad + c + "  ")
			} else {
				line.WriteString(c + pad + "  ")
			}
		}
		b.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
}

// dateFormat writes 13/06, with the year when the plan spans several.
func dateFormat(p retroplan.Plan, r retroplan.Result) func(workcal.Date) string {
	year, several := p.Anchor.First.Year(), false
	for _, row := range r.Rows {
		for _, d := range [...]workcal.Date{row.PlannedStart, row.PlannedFinish, row.EarliestStart, row.EarliestFinish, row.LatestStart, row.LatestFinish} {
			several = several || !d.IsZero() && d.Year() != year
		}
	}
	return func(d workcal.Date) string {
		switch {
		case d.IsZero():
			return "–"
		case several:
			return fmt.Sprintf("%02d/%02d/%04d", d.Day(), d.Month(), d.Year())
		}
		return fmt.Sprintf("%02d/%02d", d.Day(), d.Month())
	}
}

func slack(row retroplan.Row) string {
	if row.Frozen || row.LatestFinish.IsZero() {
		return "–"
	}
	return strconv.Itoa(row.Slack)
}

func alert(row retroplan.Row) string {
	switch {
	case row.Late > 0:
		return "en retard de " + strconv.Itoa(row.Late) + " j"
	case row.Critical:
		return "critique"
	}
	return ""
}

func conflicts(b *strings.Builder, p retroplan.Plan, r retroplan.Result) {
	if r.Conflicts == 0 {
		return
	}
	b.WriteString("\nÀ régler\u00a0:\n")
	for i, row := range r.Rows {
		name := p.Tasks[i].Title
		if name == "" {
			name = row.ID
		}
		for _, c := range row.Conflicts {
			b.WriteString("- " + quoted(name) + "\u00a0: " + printable(c.Sentence(), 1000) + "\n")
		}
	}
}

func capitalised(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return strings.ToUpper(string(r)) + s[size:]
}
