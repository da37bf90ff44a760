package plansheet

import (
	"io"
	"slices"
	"strconv"
	"strings"

	"parvis/internal/exchange/table"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
	"parvis/internal/written"
)

// Exported is a task as it is written in a file of which Read gives the same again.
type Exported struct {
	Task                        retroplan.Task // it needs other tasks of the list; without a Ref it gets a number
	PlannedStart, PlannedFinish workcal.Date   // as the plan worked them out, for whoever reads the file; Read leaves them aside
	Who                         []string       // people, in order
	Category                    string
	Notes                       string
	Source                      string
	Because                     string // why it is blocked
	Items                       []Item // of its checklist, each on one line
}

// Export writes tasks as a table for people, CSV or XLSX, with a column for all that Read keeps, be it
// empty: an empty list gives a form to fill in. name is that of the sheet; what no sheet can be called is
// left out of it. Read gives the same tasks again, but for blanks at the ends of texts and the kind of
// line ends; calendars and days left have no column, and the days that
// were worked out are not read. Too many rows, or a text
// that no cell can hold, is a fault.TooLarge before the first byte.
func Export(w io.Writer, f table.Format, name string, list []Exported) error {
	lines := make([]exported, len(list))
	refs := refsOf(list)
	tasks := make([]retroplan.Task, len(list))
	for i := range list {
		tasks[i] = list[i].Task
		tasks[i].Ref = refs[i]
	}
	n, byID := namesOf(tasks)
	for i := range list {
		lines[i] = exported{Exported: &list[i], ref: refs[i], needs: n.needsText(list[i].Task.Needs, byID)}
	}
	return table.Table[exported]{Name: sheetName(name), Columns: exportColumns}.Write(w, f, lines)
}

// exported is a row that is written.
type exported struct {
	*Exported
	ref, needs string
}

// The headers of the days that a plan worked out.
const (
	computedStart  = "Début calculé"
	computedFinish = "Fin calculée"
)

// exportColumns are the columns of an export, in order.
var exportColumns = []table.Column[exported]{
	{Label: "N°", Cell: func(e exported) table.Cell { return numberOrText(e.ref) }},
	{Label: "Tâche", Cell: func(e exported) table.Cell { return trimmed(e.Task.Title) }},
	{Label: "Catégorie", Cell: func(e exported) table.Cell { return trimmed(e.Category) }},
	{Label: "Responsable", Cell: func(e exported) table.Cell { return table.Text(peopleText(e.Who)) }},
	{Label: "Durée", Cell: func(e exported) table.Cell { return durationCell(&e.Task) }},
	{Label: "Dépend de", Cell: func(e exported) table.Cell { return numberOrText(e.needs) }},
	{Label: "À faire pour", Cell: func(e exported) table.Cell { return dueCell(&e.Task) }},
	{Label: "Pas avant", Cell: func(e exported) table.Cell { return table.Day(e.Task.NotBefore) }},
	{Label: "Début fixé", Cell: func(e exported) table.Cell { return table.Day(e.Task.PinnedStart) }},
	{Label: "Fin fixée", Cell: func(e exported) table.Cell { return table.Day(e.Task.PinnedFinish) }},
	{Label: "Durée minimale", Cell: func(e exported) table.Cell { return countCell(e.Task.MinDuration) }},
	{Label: "Charge", Cell: func(e exported) table.Cell { return numberOrText(e.Task.Effort.String()) }},
	{Label: "État", Cell: func(e exported) table.Cell { return table.Text(e.Task.State.French()) }},
	{Label: "Motif du blocage", Cell: func(e exported) table.Cell { return trimmed(e.Because) }},
	{Label: "Début réel", Cell: func(e exported) table.Cell { return table.Day(e.Task.Start) }},
	{Label: "Fin réelle", Cell: func(e exported) table.Cell { return table.Day(e.Task.Finish) }},
	{Label: computedStart, Cell: func(e exported) table.Cell { return table.Day(e.PlannedStart) }},
	{Label: computedFinish, Cell: func(e exported) table.Cell { return table.Day(e.PlannedFinish) }},
	{Label: "Obligation légale", Cell: func(e exported) table.Cell { return yesCell(e.Task.Statutory) }},
	{Label: "Facultative", Cell: func(e exported) table.Cell { return yesCell(e.Task.Optional) }},
	{Label: "Interne", Cell: func(e exported) table.Cell { return yesCell(e.Task.Internal) }},
	{Label: "Points à cocher", Cell: func(e exported) table.Cell { return table.Text(itemsText(e.Items)) }},
	{Label: "Source", Cell: func(e exported) table.Cell { return trimmed(e.Source) }},
	{Label: "Notes", Cell: func(e exported) table.Cell { return trimmed(e.Notes) }},
}

// refsOf gives each task the number that it is written with: its own, or one that nobody has. Two tasks
// never have the same.
func refsOf(list []Exported) []string {
	refs, taken := make([]string, len(list)), make(map[string]bool, len(list))
	for i := range list {
		if ref := strings.TrimSpace(list[i].Task.Ref); ref != "" && !taken[ref] {
			refs[i], taken[ref] = ref, true
		}
	}
	next := 1
	for i := range refs {
		for ; refs[i] == ""; next++ {
			if ref := strconv.Itoa(next); !taken[ref] {
				refs[i], taken[ref] = ref, true
			}
		}
	}
	return refs
}

// sheetName leaves out of a name what no sheet can be called.
func sheetName(name string) string {
	kept := []rune(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\`, r) || r < ' ' {
			return -1
		}
		return r
	}, name))
	if kept = kept[:min(len(kept), 31)]; strings.Trim(string(kept), " '") == "" {
		return "Tâches"
	}
	return strings.Trim(string(kept), " '")
}

// trimmed is a text without the blanks at its ends, which reading takes away before it looks at an apostrophe.
func trimmed(s string) table.Cell { return table.Text(strings.TrimSpace(s)) }

// numberOrText is a number where the text is one that a spreadsheet writes the same way.
func numberOrText(s string) table.Cell {
	if n, err := strconv.Atoi(s); err == nil && n >= 0 && n < 1_000_000_000 && strconv.Itoa(n) == s {
		return table.Whole(n)
	}
	return table.Text(s)
}

func countCell(n int) table.Cell {
	if n == 0 {
		return table.Cell{}
	}
	return table.Whole(n)
}

func yesCell(yes bool) table.Cell {
	if !yes {
		return table.Cell{}
	}
	return table.YesNo(true)
}

func durationCell(t *retroplan.Task) table.Cell {
	if t.CalendarDays {
		return table.Text(strconv.Itoa(t.Duration) + " jc")
	}
	return table.Whole(t.Duration)
}

func dueCell(t *retroplan.Task) table.Cell {
	if t.Offset.IsZero() {
		return table.Day(t.Deadline)
	}
	return table.Text(written.DueText(t.Offset, t.Deadline, 0))
}

// peopleText writes names so that people reads the same: on lines of their own where one has a sign in it
// that parts names, and with a dash below where it stands alone.
func peopleText(who []string) string {
	switch {
	case !slices.ContainsFunc(who, func(name string) bool { return len(people(name)) > 1 }):
		return strings.Join(who, " / ")
	case len(who) == 1:
		return who[0] + "\n–"
	}
	return strings.Join(who, "\n")
}

func itemsText(all []Item) string {
	lines := make([]string, len(all))
	for i, item := range all {
		lines[i] = "[ ] " + item.Text
		if item.Ticked {
			lines[i] = "[x] " + item.Text
		}
	}
	return strings.Join(lines, "\n")
}
