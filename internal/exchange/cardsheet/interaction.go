package cardsheet

import (
	"parvis/internal/exchange/cards"
	"parvis/internal/partner/kinds"
	"parvis/internal/workcal"
	"parvis/internal/written"
)

// readInteraction reads what a row says of a time when they spoke.
func (e *entry) readInteraction() {
	var i cards.Interaction
	i.Day, i.Month = e.day(roleDay, true)
	i.Due, _ = e.day(roleDue, false)
	if via, _ := e.one(roleChannel); via != "" {
		var ok bool
		if i.Channel, ok = kinds.ChannelOf(via); !ok {
			i.Via = via
		}
	}
	i.Subject, _ = e.one(roleSubject)
	i.Summary, i.FollowUp = e.all(roleSummary), e.all(roleFollowUp)
	if e.reader.has(roleSubject) || e.reader.has(roleSummary) {
		i.Remark = e.all(roleNotes)
	}
	if i == (cards.Interaction{}) {
		return
	}
	if len(e.card.Contacts) == 1 {
		i.Who = e.card.Contacts[0].Name()
	}
	if i.When() == "" && !e.saidBad(roleDay) && e.reader.has(roleDay) && i.Remark+i.Summary+i.Subject != "" {
		e.reader.note(e.Number, e.reader.columnOf(roleDay), "Cet échange n’a pas de date.")
	}
	e.card.Interactions = append(e.card.Interactions, i)
}

// saidBad tells whether something of a row's column was said already.
func (e *entry) saidBad(is role) bool {
	at := e.reader.columnOf(is) + 1
	for _, m := range e.reader.remarks[e.Number] {
		if m.Column == at {
			return true
		}
	}
	return false
}

// tooOld is before any service kept its contacts in a file: such a date stands for none.
var tooOld = workcal.Of(1950, 1, 1)

// day reads a day, or a month where no more is said; monthToo tells that a month will do.
func (e *entry) day(is role, monthToo bool) (day, month workcal.Date) {
	text, at := e.one(is)
	if text == "" {
		return 0, 0
	}
	r := e.reader
	if d, ok := written.ExcelDay(text); ok {
		r.note(e.Number, at, written.Quoted(text)+" est un numéro de jour d’Excel\u00a0: il est lu comme le "+d.FrenchDay()+".")
		return d, 0
	}
	if m, ok := written.Month(text); ok && monthToo {
		r.note(e.Number, at, written.Quoted(text)+" ne dit pas le jour\u00a0: "+m.FrenchMonthYear()+" est gardé, sans jour.")
		return 0, m
	}
	d, note, err := written.Date(text, r.options.Today)
	switch {
	case err != nil:
		proposal := ""
		if likely, ok := written.Likely(text, r.options.Today); ok {
			proposal = written.DayText(likely)
		}
		e.bad(at, err, proposal)
		return 0, 0
	case d < tooOld:
		e.bad(at, written.Problem("Le "+d.FrenchDay()+" est trop ancien pour être la date d’un échange\u00a0: laissez la case vide si elle n’est pas connue."), "")
		return 0, 0
	case monthToo && !r.options.Today.IsZero() && d > r.options.Today:
		r.note(e.Number, at, "Le "+d.FrenchDay()+" n’est pas encore passé.")
	}
	if note != "" {
		r.note(e.Number, at, note)
	}
	return d, 0
}
