package plansheet

import "parvis/internal/exchange/sheet"

// titleRank tells, of columns that name tasks equally well, which one names the finer thing:
// « Sous-tâche » before « Tâche », and « Tâche » before « Étape » or « Objet ».
func titleRank(header string) int {
	rank := 2
	for i, w := range headerWordsOf(header) {
		switch w {
		case "sous", "subtask":
			return 3
		case "description":
			return 0
		case "etape", "etapes", "objet", "sujet", "subject", "demarche", "demarches", "operation", "jalon", "jalons", "milestone":
			if i == 0 {
				rank = 1
			}
		}
	}
	return rank
}

// naming is how well a column names the tasks.
type naming struct {
	*column
	different, filled, rank int
}

// chooseTitle keeps the finest of the columns that may name the tasks: the others gather them.
func (d *decoder) chooseTitle(body []sheet.Row) {
	var all []naming
	for _, c := range d.columns {
		if c.role == roleTitle {
			all = append(all, c.namingOf(body))
		}
	}
	if len(all) == 0 {
		return
	}
	best := all[0]
	for _, n := range all[1:] {
		if n.chosen || !best.chosen && n.finer(best) {
			best = n
		}
	}
	for _, n := range all {
		if n.column != best.column {
			n.role = roleOtherTitle
			d.otherTitles = append(d.otherTitles, n.column)
		}
	}
}

func (c *column) namingOf(body []sheet.Row) naming {
	n := naming{column: c, rank: titleRank(c.header)}
	seen := map[string]bool{}
	for i := range body {
		if c.at >= len(body[i].Cells) {
			continue
		}
		if text := cellText(body[i].Cells[c.at]); text != "" {
			n.filled++
			seen[text] = true
		}
	}
	n.different = len(seen)
	return n
}

// finer reports whether n tells tasks apart better than o. A description may be different for each
// task all the same: it is none as long as another column does nearly as well.
func (n naming) finer(o naming) bool {
	switch {
	case n.rank == 0 && o.rank > 1:
		return o.different*2 < n.different
	case o.rank == 0 && n.rank > 1:
		return n.different*2 >= o.different
	case o.rank > 0 && n.rank > o.rank && n.filled >= o.filled:
		return true
	case n.rank > 0 && o.rank > n.rank && o.filled >= n.filled:
		return false
	case n.apart() != o.apart():
		return n.apart() > o.apart()
	case n.filled != o.filled:
		return n.filled > o.filled
	}
	return n.rank > o.rank
}

// apart weighs how well a column tells tasks apart: its different texts, less those repeated.
func (n naming) apart() int { return 2*n.different - n.filled }

// tellTitles says which columns only gather the tasks.
func (d *decoder) tellTitles() {
	var names []string
	for _, c := range d.otherTitles {
		if c.filled > 0 {
			names = append(names, c.name())
		}
	}
	title := d.first(roleTitle)
	if len(names) == 0 || title == nil {
		return
	}
	finer := "\u00a0: le nom des tâches est dans la colonne " + title.name() + "."
	d.tellColumns(names, "est lue comme une partie du tableau et laissée de côté"+finer, "sont lues comme des parties du tableau et laissées de côté"+finer)
}

// fullTitle gives the title of a row: where the title's own column is empty, that of a column which
// gathers the tasks.
func (d *decoder) fullTitle(e *entry, title *column) string {
	if title == nil {
		return ""
	}
	text := e.cell(title.at)
	for k := 0; text == "" && k < len(d.otherTitles); k++ {
		if text = e.cell(d.otherTitles[k].at); text != "" {
			e.borrowed = d.otherTitles[k]
		}
	}
	return text
}

// tellBorrowed says from which column the name of a task was taken.
func (d *decoder) tellBorrowed(e *entry) {
	if e.borrowed != nil {
		d.notes.add(noteEmpty, e.Number, d.first(roleTitle).at, "Pas de nom\u00a0: celui de la colonne "+e.borrowed.name()+" est pris.")
	}
}
