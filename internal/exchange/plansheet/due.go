package plansheet

import (
	"strings"

	"parvis/internal/french"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
	"parvis/internal/written"
)

// caches keep what was read once: tables repeat themselves.
type caches struct {
	days      map[string]day
	durations map[string]length
	dues      map[string]due
	states    map[string]progress
	offsets   map[retroplan.Offset]workcal.Date // the days that they fall on, for an import
	parts     bool                              // the numbers of the state column are parts of one
}

// day is a day as it was read.
type day struct {
	date    workcal.Date
	note    string
	problem string
}

// due is a cell of a due column as it was read: an offset, a day, or both.
type due struct {
	day
	offset retroplan.Offset
}

// readDay reads a day, written out or as Excel counts it.
func (d *decoder) readDay(e *entry, at int, text string) workcal.Date {
	if d.standsForNothing(e, at, text) {
		return 0
	}
	read := d.dayOf(text)
	d.addDay(e.Number, at, text, read.problem)
	d.notes.add(noteValue, e.Number, at, read.note)
	return read.date
}

func (d *decoder) dayOf(text string) day {
	read, ok := d.cache.days[text]
	if ok {
		return read
	}
	if date, excel := written.ExcelDay(text); excel {
		read = day{date: date, note: quoted(text) + " est lu comme un numéro de jour d’Excel\u00a0: le " + date.FrenchDay() + "."}
	} else {
		var err error
		read.date, read.note, err = written.Date(text, d.options.Event.First)
		read.problem = sentence(err)
	}
	d.cache.days[text] = read
	return read
}

// standsForNothing reports whether a cell says that there is no date, as Microsoft Project does.
func (d *decoder) standsForNothing(e *entry, at int, text string) bool {
	if meansNothing(text) {
		d.notes.add(noteEmpty, e.Number, at, quoted(text)+" est lu comme une cellule vide.")
		return true
	}
	return false
}

func meansNothing(text string) bool {
	switch french.Fold(text) {
	case "nc", "na", "n/a", "neant", "aucune", "sans":
		return true
	}
	return false
}

// readDue reads the columns that say when a task is due. Several may stand beside each other, an
// offset in one and a day in another, but not the same thing twice.
func (d *decoder) readDue(e *entry, t *retroplan.Task) {
	var offset, deadline *column
	for _, c := range d.by[roleDue] {
		text := e.cell(c.at)
		if text == "" || isDash(text) || d.standsForNothing(e, c.at, text) {
			continue
		}
		read := d.dueOf(c, text)
		if after := d.afterLast(text); after != "" && read.problem != "" {
			d.addProposing(e.Number, c.at, quoted(text)+" compte après le premier jour de l’événement\u00a0: comptez depuis son dernier jour, "+after+".", after)
			continue
		}
		d.addDay(e.Number, c.at, text, read.problem)
		d.notes.add(noteValue, e.Number, c.at, read.note)
		if read.problem != "" {
			continue
		}
		if !read.offset.IsZero() {
			if offset != nil && t.Offset != read.offset {
				d.saidTwice(e, c, offset)
			}
			t.Offset, offset = read.offset, c
		}
		if !read.date.IsZero() {
			if deadline != nil && t.Deadline != read.date {
				d.saidTwice(e, c, deadline)
			}
			t.Deadline, deadline = read.date, c
		}
	}
}

func (d *decoder) saidTwice(e *entry, c, first *column) {
	d.add(e.Number, c.at, "La colonne "+first.name()+" donne déjà une autre échéance à cette ligne\u00a0: n’en gardez qu’une, ou laissez une colonne de côté"+c.ignoring()+".")
}

func (d *decoder) dueOf(c *column, text string) due {
	if read, ok := c.counted(text); ok {
		return read
	}
	text = d.offsetInUnit(c, text)
	read, ok := d.cache.dues[text]
	if !ok {
		read = d.offsetOrDay(text)
		d.cache.dues[text] = read
	}
	return read
}

func offsetOf(text string) due {
	o, note, err := written.Offset(text)
	if err != nil {
		return due{day: day{problem: sentence(err)}}
	}
	return due{day: day{note: note}, offset: o}
}

// offsetOrDay reads a cell that may be either; what is neither is told by the reader that has
// more to say about it.
func (d *decoder) offsetOrDay(text string) due {
	if written.LooksLikeOffset(text) {
		return offsetOf(text)
	}
	byDay := d.dayOf(text)
	if byDay.problem == "" {
		return due{day: byDay}
	}
	byOffset := offsetOf(text)
	if o, date, note, err := written.Due(text, d.options.Event.First); err == nil && !o.IsZero() && !date.IsZero() {
		return due{day: day{date: date, note: note}, offset: o}
	}
	switch {
	case byOffset.problem == "":
		return byOffset
	case strings.Contains(byDay.problem, " est la semaine du ") && strings.Contains(byOffset.problem, " ou S-"):
		_, weeks, _ := strings.Cut(byOffset.problem, " ou S-")
		return due{day: day{problem: byDay.problem + " Ou bien S-" + weeks}}
	case !strings.Contains(byOffset.problem, "n’est pas un délai relatif"):
		return byOffset
	case !strings.Contains(byDay.problem, "n’est pas une date\u00a0: écrivez par exemple"):
		return due{day: byDay}
	}
	return due{day: day{problem: quoted(text) + " n’est ni une date ni un délai avant l’événement\u00a0: écrivez par exemple 13/06/2025, J-21, J-10o (jours ouvrés) ou E+7."}}
}

// tellMerged says which rows have no date where it looks as if a cell was merged over several rows:
// a spreadsheet only keeps its text in the first. A table with links has other reasons for that.
func (d *decoder) tellMerged() {
	if d.source != nil && !d.source.Text { // a workbook says which cells are merged
		return
	}
	if len(d.by[roleDue]) != 1 || len(d.by[roleNeeds])+len(d.by[roleSuccessors]) > 0 {
		return
	}
	c := d.by[roleDue][0]
	var without []int
	some := 0
	for i := range d.entries {
		switch e := &d.entries[i]; {
		case e.heading:
		case e.cell(c.at) != "":
			some++
		case some == 0:
			return // the first has none: nothing was merged
		default:
			without = append(without, e.Number)
		}
	}
	if some > 1 && len(without) >= some {
		d.notes.addRows(noteEmpty, without, c.at, "Pas d’échéance. Une cellule fusionnée ne vaut que pour sa première ligne\u00a0: récrivez-la sur les autres si elle vaut pour elles aussi.")
	}
}
