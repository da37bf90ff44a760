package plansheet

import (
	"strings"

	"parvis/internal/retroplan"
	"parvis/internal/written"
)

// progress is a cell of the state column as it was read: a number, else a state.
type progress struct {
	percent float64
	number  bool // there is a number
	signed  bool // with its percent sign
	state   retroplan.State
	note    string
	problem string
}

func (d *decoder) progressOf(text string) progress {
	read, ok := d.cache.states[text]
	if ok {
		return read
	}
	if read.percent, read.number = written.Percent(text); read.number {
		read.signed = strings.Contains(text, "%")
	} else {
		var err error
		read.state, read.note, err = written.State(text)
		read.problem = sentence(err)
	}
	d.cache.states[text] = read
	return read
}

// prepareProgress finds out whether the numbers of the state column are parts of one, as a
// spreadsheet keeps percentages: 1 is then all of the work, not one percent.
func (d *decoder) prepareProgress() {
	above, part := false, false
	for i := range d.entries {
		_, text := d.text(&d.entries[i], roleState)
		if text == "" {
			continue
		}
		if read := d.progressOf(text); read.number && !read.signed {
			above = above || read.percent > 1
			part = part || read.percent > 0 && read.percent <= 1
		}
	}
	if d.cache.parts = part && !above; d.cache.parts {
		d.notes.add(noteValue, 0, d.by[roleState][0].at, "Les nombres de cette colonne sont des parts de 1\u00a0: 1 veut dire fait, 0,5 à moitié fait.")
	}
}

// readState reads progress: all of it is done, some of it is in progress. It reports whether the
// row says anything.
func (d *decoder) readState(e *entry, t *retroplan.Task) bool {
	at, text := d.text(e, roleState)
	if text == "" {
		return false
	}
	read := d.progressOf(text)
	if !read.number {
		d.add(e.Number, at, read.problem)
		d.notes.add(noteValue, e.Number, at, read.note)
		t.State = read.state
		return true
	}
	if d.cache.parts && !read.signed {
		read.percent *= 100
	}
	switch {
	case read.percent >= 100:
		t.State = retroplan.Done
	case read.percent > 0:
		t.State = retroplan.InProgress
	}
	return true
}
