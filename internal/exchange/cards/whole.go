package cards

import (
	"slices"
	"strings"

	"parvis/internal/french"
	"parvis/internal/partner/alike"
	"parvis/internal/written"
)

// Gathered is an organisation, or a person without one, with all that the rows of a file say of it.
type Gathered struct {
	Card       // Row is the first of them
	Rows []int // all of them, in order
}

// Whole puts together the cards that go in, one for each organisation and each person without one. What the
// first row does not say comes from those that follow; what they say otherwise is kept in the notes.
func Whole(list []Card) []Gathered {
	var all []Gathered
	at := map[int]int{} // by row, where it is in all
	for i := range list {
		c := list[i]
		if c.Waits {
			continue
		}
		if to, there := at[c.With]; there && c.With != 0 {
			at[c.Row] = to
			all[to].add(c)
			continue
		}
		at[c.Row] = len(all)
		c.Contacts, c.Interactions = slices.Clone(c.Contacts), slices.Clone(c.Interactions)
		all = append(all, Gathered{Card: c, Rows: []int{c.Row}})
	}
	return all
}

func (g *Gathered) add(c Card) {
	g.Rows = append(g.Rows, c.Row)
	g.Organisation.complete(c.Organisation)
	for _, p := range c.Contacts {
		g.addContact(p)
	}
	g.Interactions = append(g.Interactions, c.Interactions...)
}

// addContact adds a person, or what is new of one who is there. One name in one organisation is one person.
func (g *Gathered) addContact(p Contact) {
	at := slices.IndexFunc(g.Contacts, func(q Contact) bool { return SamePerson(p, q) })
	if at < 0 {
		g.Contacts = append(g.Contacts, p)
		return
	}
	q := &g.Contacts[at]
	for _, one := range []struct {
		to   *string
		from string
	}{{&q.Civility, p.Civility}, {&q.Role, p.Role}, {&q.First, p.First}, {&q.Family, p.Family}} {
		if *one.to == "" {
			*one.to = one.from
		}
	}
	if p.Role != "" && french.Fold(p.Role) != french.Fold(q.Role) {
		q.Notes = lines(q.Notes, "Autre fonction\u00a0: "+p.Role)
	}
	if q.Prefers == "" {
		q.Prefers = p.Prefers
	}
	if q.Answer == "" || p.Answer == Refused { // a refusal stands whatever another row says
		q.Answer = p.Answer
	}
	q.Phones, q.Emails, q.Notes = AddPhones(q.Phones, p.Phones...), AddEmails(q.Emails, p.Emails...), lines(q.Notes, p.Notes)
}

// SamePerson tells that two contacts of one organisation are one person: by their name, or by a telephone or an
// address where one has none.
func SamePerson(p, q Contact) bool {
	l := alike.People(p.Alike(), q.Alike())
	return l.Sure >= alike.Likely || slices.Contains(l.Reasons, "même nom")
}

// complete takes from another row what an organisation does not say yet.
func (o *Organisation) complete(from Organisation) {
	other := func(to *string, from, label string, same bool) {
		switch {
		case *to == "":
			*to = from
		case from != "" && !same && french.Fold(*to) != french.Fold(from):
			o.Notes = lines(o.Notes, label+"\u00a0: "+from)
		}
	}
	other(&o.Name, from.Name, "Autre nom", true)
	other(&o.Unit, from.Unit, "Autre service", false)
	other(&o.Address, from.Address, "Autre adresse", alike.StreetKey(o.Address) == alike.StreetKey(from.Address))
	other(&o.PostalCode, from.PostalCode, "Autre code postal", false)
	other(&o.Town, from.Town, "Autre ville", false)
	other(&o.SIRET, from.SIRET, "Autre SIRET", false)
	other(&o.UAI, from.UAI, "Autre code UAI", false)
	other(&o.Website, from.Website, "Autre site", false)
	other(&o.Territory, from.Territory, "Autre territoire", false)
	other(&o.Type, from.Type, "Autre type", o.Kind != "" && o.Kind == from.Kind)
	other(&o.Cedex, from.Cedex, "", true)
	if o.Kind == "" {
		o.Kind = from.Kind
	}
	o.Phones, o.Emails = AddPhones(o.Phones, from.Phones...), AddEmails(o.Emails, from.Emails...)
	o.Tags, o.Districts = addTexts(o.Tags, from.Tags), addTexts(o.Districts, from.Districts)
	o.Notes = lines(o.Notes, from.Notes)
}

// lines adds a text to another one on a line of its own, unless it is there already.
func lines(all, more string) string {
	switch {
	case more == "" || strings.Contains("\n"+all+"\n", "\n"+more+"\n"):
		return all
	case all == "":
		return more
	}
	return all + "\n" + more
}

// AddPhones adds numbers to others, each once; a label comes to a number that has none.
func AddPhones(list []written.Tel, more ...written.Tel) []written.Tel {
	list = slices.Clone(list)
	for _, p := range more {
		at := slices.IndexFunc(list, func(q written.Tel) bool { return q.Number == p.Number })
		switch {
		case at < 0:
			list = append(list, p)
		case list[at].Label == "":
			list[at].Label = p.Label
		}
	}
	return list
}

// AddEmails adds addresses to others, each once.
func AddEmails(list []string, more ...string) []string { return addTexts(list, more) }

func addTexts(list, more []string) []string {
	list = slices.Clone(list)
	for _, one := range more {
		if !slices.ContainsFunc(list, func(s string) bool { return french.Fold(s) == french.Fold(one) }) {
			list = append(list, one)
		}
	}
	return list
}
