package plansheet

import (
	"slices"
	"strings"

	"parvis/internal/retroplan"
	"parvis/internal/written"
)

// mostLinks bounds the links of a file, those of headings counted for each task under them.
const mostLinks = 1_000_000

// linker turns what rows say about each other into the needs of tasks.
type linker struct {
	*decoder
	leaves map[int][]int // tasks under each heading
	count  int
	full   bool
}

// readLinks reads which rows wait for which.
func (d *decoder) readLinks() {
	l := linker{decoder: d}
	nested := slices.ContainsFunc(d.entries, func(e entry) bool { return e.heading })
	if nested {
		l.leaves = d.leaves()
	}
	for i := range d.entries {
		for _, c := range d.by[roleNeeds] {
			l.read(i, c, func(link written.Link, other int) { l.tie(i, other, link.Lag) })
		}
		for _, c := range d.by[roleSuccessors] {
			l.read(i, c, func(link written.Link, other int) { l.tie(other, i, link.Lag) })
		}
	}
	if nested || len(d.by[roleSuccessors]) > 0 {
		for i := range d.sheet.Tasks {
			d.sheet.Tasks[i].Needs = distinct(d.sheet.Tasks[i].Needs)
		}
	}
}

// read reads the links of a cell and gives those that are kept.
func (l *linker) read(row int, c *column, keep func(link written.Link, other int)) {
	e := &l.entries[row]
	text := e.cell(c.at)
	if text == "" || l.full {
		return
	}
	if other, ok := l.names.ids[text]; ok { // as written.Links would find, at less cost
		keep(written.Link{Ref: text}, other)
		return
	}
	links, notes, err := written.Links(text, l.names.known)
	if err != nil {
		l.add(e.Number, c.at, l.unknown(sentence(err))+l.howNumbered())
	}
	for _, note := range notes {
		l.notes.add(noteValue, e.Number, c.at, note)
	}
	for _, link := range links {
		other, ok := l.names.find(link.Ref)
		switch {
		case !ok && l.names.isInactive(link.Ref):
			l.notes.add(noteLink, e.Number, c.at, "La tâche "+quoted(link.Ref)+" n’est pas "+l.missing()+"\u00a0: le lien avec elle est laissé de côté.")
		case !ok:
			l.add(e.Number, c.at, l.names.why(link.Ref))
		case link.Kind != written.FinishToStart:
			l.notes.add(noteLink, e.Number, c.at, "Le lien avec "+quoted(link.Ref)+" est "+kinds[link.Kind]+", et Parvis ne garde que les liens de fin à début\u00a0: il est laissé de côté.")
		default:
			keep(link, other)
		}
	}
}

// unknown says of a task that the file has not that it may be elsewhere: an import brings some of a plan.
func (l *linker) unknown(problem string) string {
	if l.importing {
		return strings.Replace(problem, "\u00a0» n’existe pas.", "\u00a0» n’est pas dans ce fichier.", 1)
	}
	return problem
}

// missing says, of a task that others wait for, what it is not.
func (l *linker) missing() string {
	if l.importing {
		return "importée"
	}
	return "active"
}

var kinds = map[written.LinkKind]string{
	written.StartToStart:   "de début à début (DD)",
	written.FinishToFinish: "de fin à fin (FF)",
	written.StartToFinish:  "de début à fin (DF)",
}

// howNumbered adds, to a sentence about a task that is not there, how tasks are called in a table
// without ids.
func (l *linker) howNumbered() string {
	if !l.numbered {
		return ""
	}
	return " Sans colonne de numéros, " + l.numbers()
}

// tie makes one row wait for another. A heading stands for every task under it.
func (l *linker) tie(waiting, needed, lag int) {
	for _, w := range l.tasks(waiting) {
		t := &l.sheet.Tasks[l.entries[w].task]
		for _, n := range l.tasks(needed) {
			if l.count++; l.count > mostLinks {
				if !l.full {
					l.add(l.entries[waiting].Number, 0, "Le fichier a trop de liens entre tâches\u00a0: un million au plus.")
				}
				l.full = true
				return
			}
			t.Needs = append(t.Needs, retroplan.Need{ID: l.entries[n].taskID(), Lag: lag})
		}
	}
}

func (l *linker) tasks(row int) []int {
	if l.entries[row].heading {
		return l.leaves[row]
	}
	return []int{row}
}

// distinct leaves out the needs that were said twice, by a row and by its heading or by both ends.
func distinct(needs []retroplan.Need) []retroplan.Need {
	if len(needs) < 2 {
		return needs
	}
	seen := make(map[retroplan.Need]bool, len(needs))
	kept := needs[:0]
	for _, n := range needs {
		if !seen[n] {
			seen[n] = true
			kept = append(kept, n)
		}
	}
	return kept
}
