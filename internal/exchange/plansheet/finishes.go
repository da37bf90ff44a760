package plansheet

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"parvis/internal/exchange/intake"
	"parvis/internal/french"
	"parvis/internal/written"
)

// AskFinishes is the question what the dates under « Fin » are, where nothing else says when a task is due.
const AskFinishes = "fins"

// The answers to AskFinishes.
const (
	FinishesAreDue    = "echeances"
	FinishesAreWishes = "souhaits"
)

// finsAsked is that AskFinishes waits for its answer.
const finsAsked = "?"

// askFinishes asks whether the planned finishes are due dates, if nothing else says when tasks are due and
// nobody said what their column is.
func (d *decoder) askFinishes() {
	at := slices.IndexFunc(d.columns, func(c *column) bool { return c.kept == keptFinish && !c.chosen && c.filled > 0 })
	if at < 0 || len(d.by[roleDue]) > 0 || slices.ContainsFunc(d.columns[at].texts, written.LooksLikeOffset) { // that is asked of the column
		return
	}
	c := d.columns[at]
	a := intake.Ask{Name: AskFinishes, Label: "Les dates de la colonne " + c.name(), Proposal: FinishesAreDue, Answer: strings.TrimSpace(d.options.Choices.Answers[AskFinishes]), Options: []intake.Role{
		{Name: FinishesAreDue, Label: "Ce sont des échéances\u00a0: chaque tâche doit être finie ce jour-là"},
		{Name: FinishesAreWishes, Label: "Ce sont des souhaits\u00a0: elles sont gardées dans les notes"},
	}}
	for i := range d.entries {
		if e := &d.entries[i]; !e.heading && saysFinish(e.cell(c.at)) {
			a.Rows = append(a.Rows, e.Number)
		}
	}
	if len(a.Rows) == 0 {
		return
	}
	switch a.Answer {
	case FinishesAreDue:
		d.by[rolePlanned] = slices.DeleteFunc(d.by[rolePlanned], func(p *column) bool { return p == c })
		c.role, c.kept = roleDue, keptNothing
		d.by[roleDue] = append(d.by[roleDue], c)
		d.fins = a.Answer
	case FinishesAreWishes:
		d.fins = a.Answer
	default:
		d.fins = finsAsked
		if a.Answer != "" {
			a.Problem = "Choisissez l’une des réponses proposées."
		}
		for _, row := range a.Rows {
			d.report.wait(row, c.at, "Cette date est-elle une échéance ou un souhait\u00a0? Répondez à la question qui vaut pour toute la colonne "+c.name()+".", "")
		}
	}
	d.report.asks = append(d.report.asks, a)
}

// saysFinish reports whether a cell of a planned finish says something.
func saysFinish(text string) bool { return text != "" && !isDash(text) && !meansNothing(text) }

// wordsUnderFin takes note of a planned finish that is no day: where people said that it is a wish, its
// words are kept. It reports whether nothing more is to be said of the cell.
func (d *decoder) wordsUnderFin(e *entry, c *column, text string) bool {
	if c.kept != keptFinish {
		return false
	}
	switch d.fins {
	case finsAsked:
		return true
	case FinishesAreWishes:
		d.report.remark(e.Number, c.at, intake.Remark{Text: quoted(text) + " n’est pas un jour précis\u00a0: ces mots sont gardés dans les notes."})
		return true
	}
	return false
}

// finishWords gives the words of a planned finish that was no day, for the notes; "" for none.
func (d *decoder) finishWords(e *entry, c *column) string {
	text := e.cell(c.at)
	if d.fins != FinishesAreWishes || !saysFinish(text) || d.dayOf(text).problem == "" {
		return ""
	}
	return french.OneLine(c.header) + "\u00a0: " + text
}

// afterFirst is a number of days or weeks after the first day of an event, folded.
var afterFirst = regexp.MustCompile(`^j ?\+ ?(\d{1,4}) ?(j|jours?|sem|semaines?)?$`)

// afterLast gives « J+30 » as people mean it, so many days after the first day of the event, counted from
// its last one; "" where that is no day after it.
func (d *decoder) afterLast(text string) string {
	m := afterFirst.FindStringSubmatch(french.Fold(text))
	if !d.importing || m == nil {
		return ""
	}
	days, _ := strconv.Atoi(m[1])
	if strings.HasPrefix(m[2], "s") {
		days *= 7
	}
	if event := d.options.Event; event.Last > event.First {
		days -= event.Last.Sub(event.First)
	}
	if days < 1 {
		return ""
	}
	return "E+" + strconv.Itoa(days)
}

// dateHeaders are headers that say no more than that there is a date, as headerKey writes them.
var dateHeaders = map[string]bool{"date": true, "dates": true, "jour": true, "le": true}

// takeDates has an import read a column that is only called « Date » as when tasks are due, if no other
// column says it.
func (d *decoder) takeDates() {
	if !d.importing || slices.ContainsFunc(d.columns, func(c *column) bool { return c.role == roleDue && c.filled > 0 }) {
		return
	}
	for _, c := range d.columns {
		if c.chosen || c.asked || c.role != roleUnknown || c.filled == 0 || !dateHeaders[headerKey(withoutBrackets(c.header))] {
			continue
		}
		dated := 0
		for _, text := range c.texts {
			dated += one(looksDue(text) || looksLikeSomeDate(text) || looksLikePeriod(text) || d.looksLikeExcelDay(text))
		}
		if dated*2 < len(c.texts) || dated == 0 {
			continue
		}
		c.role, c.roles, c.whole = roleDue, []role{roleDue}, true
		d.tell(c.subject() + " est lue comme " + quoted("À faire pour") + "\u00a0: si elle dit autre chose, changez ce qu’elle est sous " + quoted("Comment le fichier est lu") + ".")
		return
	}
}
