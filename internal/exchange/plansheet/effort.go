package plansheet

import (
	"strings"

	"parvis/internal/french"
	"parvis/internal/retroplan"
	"parvis/internal/written"
)

// effortOf reads the cell of an effort. One of zero is not known, and ok: Microsoft Project writes « 0 hrs » for
// work that it was not told.
func effortOf(text string) (e retroplan.Effort, ok bool) {
	if isNoWork(text) {
		return 0, true
	}
	e, _, err := written.Effort(text)
	return e, err == nil
}

// isNoWork reports whether a cell is a zero, with or without a unit of work.
func isNoWork(text string) bool {
	days, calendar, _, err := written.Duration(text)
	return err == nil && days == 0 && !calendar && strings.HasPrefix(strings.TrimLeft(french.Fold(text), "-+ "), "0")
}

// readEffort reads what a task asks for. Nothing is not known, and needs no word; a zero is told.
func (d *decoder) readEffort(e *entry, t *retroplan.Task) {
	at, text := d.text(e, roleEffort)
	switch {
	case text == "":
		return
	case isNoWork(text):
		d.notes.add(noteValue, e.Number, at, "Une charge de zéro n’en est pas une\u00a0: elle est lue comme inconnue.")
		return
	}
	effort, note, err := written.Effort(d.inUnit(d.columns[at], text))
	d.add(e.Number, at, sentence(err))
	d.notes.add(noteValue, e.Number, at, note)
	t.Effort = effort
}
