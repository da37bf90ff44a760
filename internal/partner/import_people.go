package partner

import (
	"slices"
	"strconv"
	"strings"

	"parvis/internal/exchange/cards"
	"parvis/internal/exchange/intake"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/partner/alike"
)

// seated gives the person of a card: who stands in the organisation already, who is the same elsewhere in the directory, or a new one.
// Waits tells that nobody said yet which.
func (in *incoming) seated(r *record, c cards.Contact, row *intake.Row) (p *person, changes []field.Change, waits bool) {
	draft := BlankContact.filled(c)
	s := r.seatOf(draft)
	if s == nil {
		who, aside, waits := in.elsewhere(r, draft, c, row)
		if waits || aside {
			return nil, nil, waits
		}
		if who == nil {
			who = &person{draft: BlankContact}
			in.people = append(in.people, who)
		}
		s = &seat{person: who, record: r, draft: PostDraft{Role: c.Role}.Tidy()}
		r.seats = append(r.seats, s)
		if r.draft.Name != "" {
			in.seats = append(in.seats, s)
		} else if c.Role != "" {
			c.Notes = noted(c.Notes, "Fonction\u00a0: "+c.Role)
		}
		if who.id == 0 {
			who.draft = who.draft.filled(c)
			return who, []field.Change{{Name: "contact", Label: "Nouveau contact", After: presented(who.draft, s.draft.Role)}}, false
		}
		if r.draft.Name != "" {
			changes = append(changes, field.Change{Name: "fonction", Label: "Fonction (" + who.draft.Name() + ")", After: filledRole(s.draft.Role)})
		}
	} else if s.id != 0 || s.draft.Role != "" {
		changes = in.role(s, &c)
	} else {
		s.draft.Role = french.OneLine(c.Role)
	}
	return s.person, append(changes, in.completePerson(s.person, c)...), false
}

// seatOf finds somebody in an organisation by her name, or by a telephone or an address where one has no name.
func (r *record) seatOf(d ContactDraft) *seat {
	for _, s := range r.seats {
		if l := alike.People(s.person.draft.likeness(), d.likeness()); l.Sure >= alike.Likely || slices.Contains(l.Reasons, "même nom") {
			return s
		}
	}
	return nil
}

// role gives somebody the function that a card says; another one goes to the notes of the person.
func (in *incoming) role(s *seat, c *cards.Contact) []field.Change {
	role := french.OneLine(c.Role)
	switch {
	case role == "" || french.Fold(role) == french.Fold(s.draft.Role):
	case s.draft.Role == "":
		s.draft.Role = role
		if s.id != 0 {
			in.seats = append(in.seats, s)
		}
		return []field.Change{{Name: "fonction", Label: "Fonction (" + s.person.draft.Name() + ")", After: role}}
	default:
		c.Notes = noted(c.Notes, "Autre fonction\u00a0: "+role)
	}
	return nil
}

// completePerson adds what a card says of somebody to her record.
func (in *incoming) completePerson(p *person, c cards.Contact) []field.Change {
	before := p.draft
	p.draft = p.draft.filled(c)
	changes := ContactFields.Changes(before, p.draft)
	for i := range changes {
		changes[i].Label += " (" + p.draft.Name() + ")"
	}
	if p.id != 0 && len(changes) > 0 && !slices.Contains(in.people, p) {
		in.people = append(in.people, p)
	}
	return changes
}

// elsewhere finds somebody whom the directory knows: one of the same name and telephone or address is the same. One of the same name only
// is somebody else where the card names an organisation, which is said; where it names none, the person is asked. Nil is a new one; aside
// tells that the row is left aside.
func (in *incoming) elsewhere(r *record, draft ContactDraft, c cards.Contact, row *intake.Row) (who *person, aside, waits bool) {
	var named []match
	for _, m := range in.known.likePerson(draft) {
		if m.Sure >= alike.Likely {
			row.Remarks = append(row.Remarks, intake.Remark{Text: in.known.contacts[m.at].Name() + " est déjà dans l’annuaire (" + french.And(m.Reasons) + ")\u00a0: sa fiche est complétée."})
			return in.somebody(in.known.contacts[m.at].ID), false, false
		}
		if m.same {
			named = append(named, m)
		}
	}
	switch {
	case len(named) == 0:
		return nil, false, false
	case r.draft.Name != "":
		row.Remarks = append(row.Remarks, intake.Remark{Text: "Une personne du même nom est déjà dans l’annuaire, " + in.introduced(named[0].at) + "\u00a0: celle-ci en est une autre."})
		return nil, false, false
	}
	for _, m := range named {
		before := in.known.contacts[m.at].ContactDraft
		if len(ContactFields.Changes(before, before.filled(c))) == 0 {
			return in.somebody(in.known.contacts[m.at].ID), false, false
		}
	}
	var same []intake.Role
	for _, m := range named[:min(len(named), 3)] {
		label := "C’est la même personne\u00a0: compléter sa fiche"
		if len(named) > 1 {
			label = "C’est " + in.introduced(m.at) + "\u00a0: compléter sa fiche"
		}
		same = append(same, intake.Role{Name: answerSame + strconv.FormatInt(in.known.contacts[m.at].ID, 10), Label: label})
	}
	answer := in.put(row, "Cette personne a le même nom que "+in.introduced(named[0].at), "Que faire de la "+in.noun+" "+strconv.Itoa(row.Number)+", "+french.Quote(intake.Shown(draft.Name()))+"\u00a0?", same, "Ce n’est pas elle\u00a0: en créer une autre", []int{row.Number})
	for _, m := range named {
		if id := in.known.contacts[m.at].ID; answer == answerEach || answer == answerSame+strconv.FormatInt(id, 10) {
			return in.somebody(id), false, false
		}
	}
	if answer == answerLeave {
		row.Outcome = intake.Skipped
	}
	return nil, answer == answerLeave, answer == ""
}

// introduced names a contact of the directory, with where she stands.
func (in *incoming) introduced(at int) string {
	c := in.known.contacts[at]
	for _, p := range in.known.posts {
		if p.ContactID == c.ID {
			return french.Quote(c.Name()) + " (" + p.OrganisationName + ")"
		}
	}
	return french.Quote(c.Name())
}

// presented tells somebody new on one line.
func presented(d ContactDraft, role string) string {
	parts := []string{d.Formal()}
	if role != "" {
		parts = append(parts, role)
	}
	parts = append(parts, strings.ReplaceAll(phonesText(d.Phones), "\n", ", "), strings.Join(d.Emails, ", "), d.Notes)
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), ", ")
}

// filledRole tells a function, or that none is said.
func filledRole(role string) string {
	if role == "" {
		return "sans fonction précisée"
	}
	return role
}

// speak adds an exchange that a card tells, unless it is there.
func (in *incoming) speak(r *record, i cards.Interaction, who map[string]*person, c *cards.Card, row *intake.Row) []field.Change {
	d, text, why := exchangeDraft(i, in.today)
	x := &exchange{draft: d, who: who[i.Who]}
	if r.draft.Name != "" {
		x.with = r
	} else if x.who == nil && len(c.Contacts) > 0 {
		x.who = who[c.Contacts[0].Name()]
	}
	if why != "" {
		return in.write(r, x.who, text, why, row)
	}
	var organisation, contact int64
	if x.with != nil {
		organisation = r.id
	} else if x.who != nil {
		contact = x.who.id
	}
	key := exchangeKey(organisation, contact, d)
	if r.fresh == nil {
		r.fresh = map[string]bool{}
	}
	if (organisation+contact != 0 && in.known.exchanges[key]) || r.fresh[key] || x.with == nil && x.who == nil {
		return nil
	}
	r.fresh[key] = true
	d.Organisations = []Ref{{}} // who it is with is known once they are written
	in.refuse(row, d.Check(in.today))
	in.exchanges = append(in.exchanges, x)
	said := d.DayText()
	if d.Summary != "" {
		said += "\u00a0: " + d.Summary
	}
	if d.NextStep != "" {
		said += "\nSuite\u00a0: " + d.NextStep
	}
	return []field.Change{{Name: "echange", Label: "Nouvel échange", After: said}}
}

// write keeps what is said of an exchange that cannot be one in the notes of whom it was with.
func (in *incoming) write(r *record, who *person, text, why string, row *intake.Row) []field.Change {
	row.Remarks = append(row.Remarks, intake.Remark{Text: why})
	switch {
	case r.draft.Name != "":
		return in.complete(r, cards.Organisation{Notes: text}, false)
	case who != nil:
		return in.completePerson(who, cards.Contact{Notes: text})
	}
	return nil
}
