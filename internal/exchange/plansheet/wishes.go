package plansheet

import (
	"slices"

	"parvis/internal/exchange/intake"
	"parvis/internal/french"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
	"parvis/internal/written"
)

// wishes are the days that people planned, which an import keeps beside the plan.
type wishes struct{ start, finish workcal.Date }

// readWishes reads the planned dates of a row. One that cannot be read is left out, and said.
func (d *decoder) readWishes(e *entry, t *retroplan.Task) {
	if !d.importing {
		return
	}
	var w wishes
	for _, c := range d.columns {
		switch c.kept {
		case keptStart:
			w.start = d.readWish(e, c)
		case keptFinish:
			w.finish = d.readWish(e, c)
		}
	}
	d.wishes = append(d.wishes, w)
}

// tellWishes says which columns are kept as wishes.
func (d *decoder) tellWishes() {
	var names []string
	for _, c := range d.columns {
		if (c.kept == keptStart || c.kept == keptFinish && d.fins != finsAsked) && c.filled > 0 {
			names = append(names, c.name())
		}
	}
	d.tellColumns(names, "dit des dates prévues\u00a0: elles sont gardées comme des souhaits, et le plan calcule les siennes.",
		"disent des dates prévues\u00a0: elles sont gardées comme des souhaits, et le plan calcule les siennes.")
}

func (d *decoder) readWish(e *entry, c *column) workcal.Date {
	text := e.cell(c.at)
	if text == "" || isDash(text) || d.standsForNothing(e, c.at, text) {
		return 0
	}
	read := d.dayOf(text)
	if read.problem != "" {
		if d.wordsUnderFin(e, c, text) {
			return 0
		}
		d.report.remark(e.Number, c.at, intake.Remark{Text: "Cette date prévue n’est pas gardée. " + read.problem, Proposal: d.likely(text)})
		return 0
	}
	d.notes.add(noteValue, e.Number, c.at, read.note)
	return read.date
}

// doubtWishes has a row wait that ends before it starts, whichever of its dates say so.
func (d *decoder) doubtWishes(e *entry, t *retroplan.Task) {
	if !d.importing {
		return
	}
	w := d.wishes[len(d.wishes)-1]
	for _, pair := range []struct {
		start, finish workcal.Date
		is            func(*column) bool
	}{
		{w.start, d.dueDay(t), func(c *column) bool { return c.role == roleDue }},
		{w.start, w.finish, func(c *column) bool { return c.kept == keptFinish }},
		{t.PinnedStart, t.PinnedFinish, func(c *column) bool { return c.role == rolePinnedFinish }},
		{t.Start, t.Finish, func(c *column) bool { return c.role == roleActualFinish }},
	} {
		if pair.start.IsZero() || pair.finish.IsZero() || pair.start <= pair.finish {
			continue
		}
		at := slices.IndexFunc(d.columns, func(c *column) bool { return pair.is(c) && e.cell(c.at) != "" })
		d.report.wait(e.Number, at, "La fin, le "+pair.finish.FrenchDay()+", précède le début, le "+pair.start.FrenchDay()+"\u00a0: corrigez l’une ou l’autre.", "")
	}
	if is, _ := d.isTheEvent(e); is {
		d.report.wait(e.Number, -1, "Cette ligne semble être l’événement lui-même, mais elle n’en dit pas les jours\u00a0: corrigez-les, donnez-lui un autre nom, ou laissez-la de côté.", "")
	}
}

// saysEvent reports whether a row is called by what people call the event's own days, and nothing else.
func saysEvent(e *entry) bool {
	name := e.title
	if name == "" {
		name = e.id
	} else if e.id != "" && !e.unnamed {
		return false
	}
	switch french.Fold(name) {
	case "jour j", "le jour j", "jours j", "evenement", "l'evenement":
		return true
	}
	return false
}

// isTheEvent reports whether a row is the event itself: it says so, and days and nothing more. agrees tells
// that they are the event's own.
func (d *decoder) isTheEvent(e *entry) (is, agrees bool) {
	if !d.importing || !saysEvent(e) || d.options.Event.First.IsZero() { // Decode has such a row a task
		return false, false
	}
	last := max(d.options.Event.First, d.options.Event.Last)
	days := 0
	agrees = true
	for _, c := range d.columns {
		text := e.cell(c.at)
		if text == "" || isDash(text) || c.role >= roleComputed || c.role == roleTitle || c.role == roleOtherTitle || c.role == roleID {
			continue
		}
		if !c.role.isDate() && c.role != rolePlanned && c.role != roleDue {
			return false, false
		}
		day, _, err := written.Date(text, d.options.Event.First)
		agrees = agrees && err == nil && day >= d.options.Event.First && day <= last
		days++
	}
	return days > 0, days > 0 && agrees
}

// saysItsDays reports whether a row is the event itself, with its days.
func (d *decoder) saysItsDays(e *entry) bool {
	_, agrees := d.isTheEvent(e)
	return agrees
}
