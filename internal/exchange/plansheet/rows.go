package plansheet

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"parvis/internal/exchange/sheet"
	"parvis/internal/french"
	"parvis/internal/written"
)

// separate parts the tasks from the rows that only hold a text for whoever reads the table.
func (d *decoder) separate(body []sheet.Row) {
	all := d.leaveInactive(d.leaveOut(d.entriesOf(body)))
	look := d.outlookOf(all)
	d.entries = all[:0]
	var texts, totals, idle, events []sheet.Row
	for i := range all {
		e := &all[i]
		switch {
		case d.isTotal(e) && d.importing && slices.Contains(d.options.Choices.In, e.Number):
			d.entries = append(d.entries, *e)
		case d.isTotal(e):
			d.mayTake(e)
			totals = append(totals, e.Row)
		case d.saysItsDays(e):
			events = append(events, e.Row)
		case look.onlyText(e):
			texts = append(texts, e.Row)
		case e.title == "" && (look.titled || e.id == "") && !e.works:
			idle = append(idle, e.Row)
		default:
			d.entries = append(d.entries, *e) // never beyond e itself
		}
	}
	for _, row := range slices.Concat(texts, idle) {
		d.names.addText(textOf(row), row.Number)
	}
	d.leave(texts, "Cette ligne n’est qu’un texte\u00a0: elle est laissée de côté", "Ces lignes ne sont qu’un texte\u00a0: elles sont laissées de côté")
	d.leave(events, "Cette ligne est l’événement lui-même, et dit ses jours\u00a0: elle est laissée de côté", "Ces lignes sont l’événement lui-même, et disent ses jours\u00a0: elles sont laissées de côté")
	d.leave(totals, "Cette ligne est un total\u00a0: elle est laissée de côté", "Ces lignes sont des totaux\u00a0: elles sont laissées de côté")
	d.leave(idle, "Cette ligne n’a ni titre, ni durée, ni date\u00a0: elle est laissée de côté", "Ces lignes n’ont ni titre, ni durée, ni date\u00a0: elles sont laissées de côté")
}

// mayTake notes that a person may take a row that looks like a total all the same.
func (d *decoder) mayTake(e *entry) {
	if d.importing && e.title != "" {
		if d.takeable == nil {
			d.takeable = map[int]bool{}
		}
		d.takeable[e.Number] = true
	}
}

// entriesOf reads what names each row, and how much it holds.
func (d *decoder) entriesOf(body []sheet.Row) []entry {
	id, title := d.first(roleID), d.first(roleTitle)
	all := make([]entry, len(body))
	for i, row := range body {
		e := &all[i]
		*e = entry{Row: row, parent: -1, task: -1, filled: countFilled(row.Cells)}
		if id != nil {
			e.id = e.cell(id.at)
		}
		e.title = d.fullTitle(e, title)
		e.works = slices.ContainsFunc(d.working, func(c *column) bool { return e.cell(c.at) != "" })
	}
	return all
}

func countFilled(cells []string) int {
	n := 0
	for _, c := range cells {
		if strings.TrimSpace(c) != "" {
			n++
		}
	}
	return n
}

// outlook is what the rows of a table are like together.
type outlook struct {
	titled  bool
	several int             // rows with several cells
	most    bool            // are most rows
	rich    bool            // and most of those have three or more
	working bool            // most rows say when, how long or how far
	loud    bool            // most titles are in capitals: they are no headings
	parents map[string]bool // ids that others begin with: 1 is above 1.2
}

func (d *decoder) outlookOf(all []entry) outlook {
	look := outlook{titled: d.first(roleTitle) != nil, parents: map[string]bool{}}
	rich, works, loud := 0, 0, 0
	rows := 0
	for i := range all {
		e := &all[i]
		if at := strings.LastIndexByte(e.id, '.'); at > 0 {
			look.parents[e.id[:at]] = true
		}
		loud += one(isCapitals(e.title))
		if e.filled == 1 && (namesAPart(e.title) || isCapitals(e.title)) {
			continue // a part of the table says nothing about its tasks
		}
		rows++
		look.several += one(e.filled > 1)
		rich += one(e.filled > 2)
		works += one(e.works)
	}
	look.most, look.rich = look.several*2 > rows, rich*2 > look.several
	look.working, look.loud = works*2 > rows, loud*2 > len(all)
	return look
}

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// onlyText reports whether a row is a month, a part of the table or a remark rather than a task:
// most tasks say more than their name.
func (o outlook) onlyText(e *entry) bool {
	switch {
	case e.filled > 1: // "B;COMMUNICATION"
		return e.id != "" && o.working && !e.works && !o.loud && isCapitals(e.title) && !o.parents[e.id]
	case !o.titled:
		return e.id != "" && o.several > 0 && namesAPart(e.id)
	case e.title == "": // a number alone, or a remark; but a day alone is a task whose title is missing
		return e.id != "" || !looksDue(textOf(e.Row))
	}
	return o.several > 0 && (namesAPart(e.title) || !o.loud && isCapitals(e.title) || o.most && o.rich)
}

const (
	month = `(?:(?:debut|mi|fin)[ -]*)?(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)`
	when  = month + `(?:[ /&+,-]+(?:et |a |au )?` + month + `)*(?: \d{4})?|(?:semaine|sem\.?|s) ?\d{1,2}(?: \d{4})?`
)

var (
	period = regexp.MustCompile(`^(?:` + when + `)$`)
	parts  = regexp.MustCompile(`^(?:` + when + `|(?:semaine|sem\.?) du .+|(?:trimestre|t) ?\d(?: \d{4})?|\d{4}|.+ ?:)$`)
)

// namesAPart reports whether a text alone in its row names a part of the table: a month, a week,
// a total, what ends with a colon.
func namesAPart(text string) bool {
	plain := french.Fold(text)
	return len(plain) <= 80 && (sheet.SaysTotal(plain) || parts.MatchString(plain))
}

// isCapitals reports whether a text is a word or more in capitals, as headings are.
func isCapitals(text string) bool {
	letters := 0
	for _, r := range text {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			letters++
		}
	}
	return letters > 4
}

// isTotal reports whether a row sums others up: it says so, and otherwise has only numbers.
func (d *decoder) isTotal(e *entry) bool {
	if !slices.ContainsFunc(e.Cells, beginsLikeTotal) {
		return false
	}
	first := textOf(e.Row)
	if e.id != "" && e.id != first || !sheet.SaysTotal(french.Fold(first[:min(len(first), 60)])) {
		return false
	}
	seen := false
	for _, c := range e.Cells {
		text := cellText(c)
		if text == "" {
			continue
		}
		if !seen {
			seen = true
			continue
		}
		if _, _, _, err := written.Duration(text); err != nil && !sheet.IsAmount(text) {
			return false
		}
	}
	return true
}

// beginsLikeTotal spares most rows a closer look.
func beginsLikeTotal(cell string) bool {
	cell = cellText(cell)
	if len(cell) < 5 {
		return false
	}
	switch cell[0] | 0x20 { // the first letter alone spares most cells the rest
	case 't', 's', 'm', 'g', 'c', 'a', 'n':
	default:
		return false
	}
	switch strings.ToLower(cell[:3]) {
	case "tot", "sou", "sub", "som", "moy", "m\u00e9", "gra", "cum", "ave", "nom", "nb ", "nbr", "nb.":
		return sheet.SaysTotal(french.Fold(cell[:min(len(cell), 60)]))
	}
	return false
}
