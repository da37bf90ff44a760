package plansheet

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"parvis/internal/exchange/sheet"
	"parvis/internal/french"
	"parvis/internal/written"
)

// headerDepth is how many rows are searched for the headers.
const headerDepth = 20

// findHeader finds the row with the most known headers; what stands above it is left aside.
func (d *decoder) findHeader(table *sheet.Table) bool {
	if len(table.Rows) == 0 {
		d.problems = append(d.problems, Problem{Text: "Le fichier est vide\u00a0: une de ses premières lignes doit nommer les colonnes, par exemple Tâche, Durée, À faire pour."})
		return false
	}
	best, found := d.bestHeader(table)
	if !found {
		first := table.Rows[0]
		d.problems = append(d.problems, Problem{Row: first.Number,
			Text: "Ni cette ligne (" + quoted(textOf(first)) + ") ni les suivantes ne nomment de colonne connue\u00a0: écrivez au-dessus des tâches une ligne d’en-têtes, par exemple Tâche, Durée, À faire pour."})
		return false
	}
	d.headerRow = table.Rows[best]
	above, below := table.Rows[:best], table.Rows[best+1:]
	if best > 0 && d.mergeHeaders(above[best-1], false) {
		d.leaveAs(above[best-1:], "Cette ligne est la première des deux lignes d’en-têtes.", "")
		above = above[:best-1]
	}
	if len(below) > 0 && d.mergeHeaders(below[0], true) {
		d.leaveAs(below[:1], "Cette ligne est la seconde des deux lignes d’en-têtes.", "")
		below = below[1:]
	}
	d.leave(above, "Cette ligne est au-dessus des en-têtes\u00a0: elle est laissée de côté", "Ces lignes sont au-dessus des en-têtes\u00a0: elles sont laissées de côté")
	table.Rows = below
	return true
}

// bestHeader gives the place of the row of headers. An import takes the fullest row where none is known:
// people then say what its columns are.
func (d *decoder) bestHeader(table *sheet.Table) (best int, found bool) {
	if d.importing {
		best, found = d.source.Heading(headerDepth, func(row sheet.Row) int { return countHeaders(row.Cells) })
		if !found {
			best = d.source.Fullest(headerDepth)
		}
		number := d.source.Rows[best].Number // rows that corrections emptied are not in the table
		best = slices.IndexFunc(table.Rows, func(row sheet.Row) bool { return row.Number == number })
		return max(best, 0), true
	}
	most := 0
	for i, row := range table.Rows[:min(headerDepth, len(table.Rows))] {
		if n := countHeaders(row.Cells); n > most {
			best, most = i, n
		}
	}
	return best, most > 0
}

// mergeHeaders completes the headers with those of the row next to them, as where « Tâche » stands
// over two rows and « Dates » over « Début » and « Fin ». A row below must be nothing but headers,
// each under a cell that is empty or only groups it.
func (d *decoder) mergeHeaders(row sheet.Row, below bool) bool {
	if distance := row.Number - d.headerRow.Number; distance != 1 && distance != -1 {
		return false
	}
	merged := slices.Clone(d.headerRow.Cells)
	added := false
	for at, cell := range row.Cells[:min(len(row.Cells), sheet.HeaderCells)] {
		text := strings.TrimSpace(cell)
		if text == "" {
			continue
		}
		free := at >= len(merged) || strings.TrimSpace(merged[at]) == "" || below && !knownHeader(merged[at])
		if !knownHeader(text) || !free {
			if below {
				return false
			}
			continue
		}
		for len(merged) <= at {
			merged = append(merged, "")
		}
		merged[at], added = cell, true
	}
	if added {
		d.headerRow.Cells = merged
	}
	return added
}

// countHeaders counts the known headers of a row; what names a task counts double.
func countHeaders(cells []string) int {
	n := 0
	for _, c := range cells[:min(len(cells), sheet.HeaderCells)] {
		if roles, _ := headerOf(c); len(roles) > 0 {
			n++
			if slices.Contains(roles, roleID) || slices.Contains(roles, roleTitle) {
				n++
			}
		}
	}
	return n
}

// cutBody gives the rows below the headers that may be tasks: headers said again and a second
// table are left aside.
func (d *decoder) cutBody(table *sheet.Table) []sheet.Row {
	var again, legend []sheet.Row
	body := make([]sheet.Row, 0, len(table.Rows))
	last := d.headerRow.Number
	for i, row := range table.Rows {
		gap := row.Number > last+1
		switch {
		case d.inLegend(legend, last, row, gap):
			legend = append(legend, row)
		case d.saidAgain(row):
			again = append(again, row)
		case gap && otherHeaders(row.Cells):
			d.leave(again, "Cette ligne répète les en-têtes", "Ces lignes répètent les en-têtes")
			d.leaveLegend(legend)
			d.leaveTable(table.Rows[i:])
			return body
		default:
			body = append(body, row)
		}
		last = row.Number
	}
	d.leave(again, "Cette ligne répète les en-têtes", "Ces lignes répètent les en-têtes")
	d.leaveLegend(legend)
	return body
}

// leaveTable puts a second table aside, from its headers on.
func (d *decoder) leaveTable(rows []sheet.Row) {
	var headers []string
	for _, c := range rows[0].Cells {
		if text := cellText(c); text != "" && len(headers) < 3 {
			headers = append(headers, quoted(text))
		}
	}
	d.leaveAs(rows, "Cette ligne est d’un second tableau.",
		"Un second tableau commence à la ligne "+strconv.Itoa(rows[0].Number)+" ("+strings.Join(headers, ", ")+"…)\u00a0: il est laissé de côté.")
}

var legendTitle = regexp.MustCompile(`^(?:legendes?|legend|abreviations?|codes? couleurs?)(?: .*)?$`)

// inLegend reports whether a row is the title of a legend, after an empty row, or stands below it
// without another empty row than the one that may follow the title.
func (d *decoder) inLegend(legend []sheet.Row, last int, row sheet.Row, gap bool) bool {
	if n := len(legend); n > 0 && legend[n-1].Number == last {
		return !gap || n == 1 && row.Number == last+2
	}
	return gap && countFilled(row.Cells) == 1 && legendTitle.MatchString(strings.TrimRight(french.Fold(textOf(row)), " :"))
}

func (d *decoder) leaveLegend(rows []sheet.Row) {
	d.leave(rows, "Cette ligne est une légende\u00a0: elle est laissée de côté", "Ces lignes sont une légende\u00a0: elles sont laissées de côté")
}

// saidAgain reports whether a row only repeats headers, each in its own column.
func (d *decoder) saidAgain(row sheet.Row) bool {
	same := 0
	for at, c := range row.Cells {
		switch text := strings.TrimSpace(c); {
		case text == "":
		case at >= len(d.headers) || text != d.headers[at]:
			return false
		default:
			same++
		}
	}
	return same > 1
}

// otherHeaders reports whether a row after an empty one is itself a row of headers and no task:
// at least two known headers, half of the cells, and nothing that begins like a number or a day.
func otherHeaders(cells []string) bool {
	cells = cells[:min(len(cells), sheet.HeaderCells)]
	filled, known := 0, 0
	for _, c := range cells {
		text := strings.TrimSpace(c)
		switch {
		case text == "":
			continue
		case text[0] >= '0' && text[0] <= '9' || len(text) > 80:
			return false
		}
		if filled++; filled > 3 && known == 0 {
			return false
		}
		if knownHeader(text) {
			known++
		}
	}
	if known < 2 || known*2 < filled {
		return false
	}
	return !slices.ContainsFunc(cells, written.LooksLikeOffset)
}
