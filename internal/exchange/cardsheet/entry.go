package cardsheet

import (
	"regexp"
	"slices"
	"strings"

	"parvis/internal/exchange/cards"
	"parvis/internal/exchange/intake"
	"parvis/internal/exchange/sheet"
	"parvis/internal/french"
	"parvis/internal/partner/kinds"
	"parvis/internal/written"
)

func oneLine(text string) string { return french.OneLine(text) }

func unoffered(a intake.Ask) string { return cards.Unoffered(a) }

// entry is a row while it is read.
type entry struct {
	sheet.Row
	reader   *reader
	card     cards.Card
	own      []written.Tel
	ownMails []string
}

// text gives what stands in a cell, "" where it says nothing; its place counts from 0.
func (e *entry) text(at int) string {
	text, _ := e.reader.source.Cell(e.Row, at)
	if text = strings.TrimSpace(french.Visible(text)); nothing(text) {
		return ""
	}
	return text
}

// cells gives the texts of the columns of a role, with their places.
func (e *entry) cells(is role) (texts []string, at []int) {
	for _, c := range e.reader.columns {
		if c.role != is {
			continue
		}
		if text := e.value(c); text != "" {
			texts, at = append(texts, text), append(at, c.at)
		}
	}
	return texts, at
}

// spans are the roles of which a merged cell stands for all the rows that it covers.
var spans = []role{roleKind, roleName, roleUnit, roleAddress, rolePostal, roleTown, rolePostalTown, roleSite, roleTerritory, roleTags}

// value gives the text of a cell that is read. One that holds no value has the row wait; one that a merged
// cell covers has its value, where it may stand for several rows.
func (e *entry) value(c column) string {
	why := e.reader.source.Fault(e.Number, c.at+1)
	if why == "" {
		_, why = e.reader.source.Cell(e.Row, c.at)
	}
	if why == "" {
		return e.text(c.at)
	}
	covering := strings.TrimSpace(french.Visible(e.reader.source.CoveredBy(e.Number, c.at+1)))
	if covering != "" && slices.Contains(spans, c.role) {
		e.reader.note(e.Number, c.at, "Cette cellule est fusionnée avec une autre\u00a0: "+french.Quote(intake.Shown(covering))+" vaut pour elle aussi.")
		return covering
	}
	e.reader.wait(e.Number, c.at, why, covering)
	return ""
}

// one gives the text of the first column of a role, on one line.
func (e *entry) one(is role) (text string, at int) {
	texts, places := e.cells(is)
	if len(texts) == 0 {
		return "", -1
	}
	return clean(texts[0]), places[0]
}

// all gives the texts of all columns of a role, one below the other.
func (e *entry) all(is role) string {
	texts, _ := e.cells(is)
	for i, text := range texts {
		texts[i] = french.Paragraphs(text)
	}
	return strings.Join(texts, "\n")
}

// read makes a card of the row.
func (e *entry) read() {
	e.readOrganisation()
	e.readPlace()
	e.readCodes()
	e.readPeople()
	e.readInteraction()
	o := &e.card.Organisation
	o.Phones, o.Emails = cards.AddPhones(o.Phones, e.own...), cards.AddEmails(o.Emails, e.ownMails...)
	r := e.reader
	switch {
	case o.Name != "":
		r.before = o.Name
	case r.has(roleName) && !o.SaysNothing():
		r.wait(e.Number, r.columnOf(roleName), "Il manque le nom de la structure.", r.before)
	case r.has(roleName) && len(e.card.Contacts) > 0:
		r.wait(e.Number, r.columnOf(roleName), "Il manque le nom de la structure de ce contact.", r.before)
	case len(e.card.Contacts) == 0:
		r.wait(e.Number, -1, "Cette ligne ne nomme ni structure ni contact.", "")
	}
}

func (r *reader) columnOf(is role) int {
	return slices.IndexFunc(r.columns, func(c column) bool { return c.role == is })
}

// bad says that a cell cannot be read. The row waits until it is corrected, or goes in without it.
func (e *entry) bad(at int, err error, proposal string) {
	r := e.reader
	r.bad = append(r.bad, e.Number)
	if r.choices.Answers[AskBad] == WithoutBad {
		r.note(e.Number, at, err.Error()+" La ligne est importée sans cette cellule, comme vous l’avez choisi.")
		return
	}
	r.wait(e.Number, at, err.Error(), proposal)
}

// without says that a cell cannot be read, and that its row goes in without it: what it says can be found again.
func (e *entry) without(at int, err error) {
	e.reader.note(e.Number, at, err.Error()+" La ligne est importée sans lui.")
}

func (e *entry) readOrganisation() {
	o := &e.card.Organisation
	o.Name, _ = e.one(roleName)
	o.Unit, _ = e.one(roleUnit)
	o.Type, _ = e.one(roleKind)
	if code, ok := kinds.Of(o.Type); ok {
		o.Kind = code
	} else if _, at := e.one(roleKind); o.Type != "" {
		e.reader.note(e.Number, at, "Le type "+written.Quoted(o.Type)+" n’est pas connu\u00a0: il est gardé comme il est écrit.")
	}
	o.Address = e.all(roleAddress)
	if !e.reader.has(roleSubject) && !e.reader.has(roleSummary) {
		o.Notes = e.all(roleNotes)
	}
	texts, _ := e.cells(roleTags)
	for _, text := range texts {
		for tag := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(";,\n|", r) }) {
			if tag = clean(tag); tag != "" && !slices.Contains(o.Tags, tag) {
				o.Tags = append(o.Tags, tag)
			}
		}
	}
	if site, at := e.one(roleSite); site != "" {
		if !strings.Contains(site, "://") {
			site = "https://" + site
		}
		if webSite.MatchString(site) {
			o.Website = site
		} else {
			e.without(at, written.Problem(written.Quoted(site)+" n’est pas l’adresse d’un site\u00a0: écrivez par exemple https://www.exemple.fr."))
		}
	}
}

var webSite = regexp.MustCompile(`^(?i:https?)://[^\s/]+\.[^\s/.]+(?:/\S*)?$`)

func (e *entry) readPlace() {
	o := &e.card.Organisation
	postal, at := e.one(rolePostal)
	town, townAt := e.one(roleTown)
	if both, bothAt := e.one(rolePostalTown); both != "" {
		if code, rest, ok := written.PostalTown(both); ok {
			postal, at, town, townAt = code, bothAt, rest, bothAt
		} else {
			town, townAt = both, bothAt
		}
	} else if code, rest, ok := written.PostalTown(town); ok {
		town = rest
		if postal == "" {
			postal, at = code, townAt
		}
	}
	if postal != "" {
		code, note, err := written.PostalCode(postal)
		if o.PostalCode = code; err != nil {
			e.bad(at, err, "")
		}
		if note != "" {
			e.reader.note(e.Number, at, note)
		}
	}
	if town != "" {
		var err error
		if o.Town, o.Cedex, err = written.Town(town); err != nil {
			e.bad(townAt, err, "")
		}
	}
	e.readTerritory()
}

// readTerritory reads the name of a territory, and the codes of priority districts in its column.
func (e *entry) readTerritory() {
	text, at := e.one(roleTerritory)
	if text == "" {
		return
	}
	o := &e.card.Organisation
	var names []string
	for _, part := range written.Codes(text) {
		if code, _, err := written.District(part); err == nil {
			o.Districts = append(o.Districts, code)
		} else if looksLikeDistrict.MatchString(strings.ToUpper(part)) {
			e.without(at, err)
		} else {
			names = append(names, clean(part))
		}
	}
	o.Territory = strings.Join(names, ", ")
}

var looksLikeDistrict = regexp.MustCompile(`^Q[PN] ?\d`)

func (e *entry) readCodes() {
	o := &e.card.Organisation
	for _, one := range []struct {
		is   role
		to   *string
		read func(string) (string, error)
	}{{roleSIRET, &o.SIRET, written.SIRET}, {roleUAI, &o.UAI, written.UAI}} {
		text, at := e.one(one.is)
		if text == "" {
			continue
		}
		code, err := one.read(text)
		if err != nil {
			e.without(at, err)
			continue
		}
		*one.to = code
	}
}
