package partner

import (
	"slices"
	"strconv"
	"strings"

	"parvis/internal/exchange/cards"
	"parvis/internal/french"
	"parvis/internal/partner/alike"
	"parvis/internal/partner/kinds"
	"parvis/internal/workcal"
	"parvis/internal/written"
)

// filled is a record completed by what a card says of it. What it says already stays; what the card says otherwise goes to the notes.
func (d OrganisationDraft) filled(o cards.Organisation, at Ref) OrganisationDraft {
	d.Phones, d.Emails, d.Tags = slices.Clone(d.Phones), slices.Clone(d.Emails), slices.Clone(d.Tags)
	fill := func(to *string, from, label string, same bool) {
		switch {
		case from == "":
		case *to == "":
			*to = from
		case !same && french.Fold(*to) != french.Fold(from):
			d.Notes = noted(d.Notes, label+"\u00a0: "+from)
		}
	}
	fill(&d.Name, o.Name, "Autre nom", false)
	switch {
	case o.Kind != "" && (d.Kind == "" || d.Kind == kinds.Autre):
		d.Kind = o.Kind
	case o.Kind != "" && o.Kind != d.Kind:
		d.Notes = noted(d.Notes, "Autre type\u00a0: "+o.Type)
	case o.Kind == "" && o.Type != "":
		d.Notes = noted(d.Notes, "Type\u00a0: "+o.Type)
	}
	if d.Kind == "" {
		d.Kind = kinds.Autre
	}
	fill(&d.Address, o.Address, "Autre adresse", alike.StreetKey(d.Address) == alike.StreetKey(o.Address))
	fill(&d.PostalCode, o.PostalCode, "Autre code postal", false)
	fill(&d.Town, o.Town, "Autre ville", kinds.Key(plainTown(d.Town)) == kinds.Key(o.Town))
	fill(&d.SIRET, o.SIRET, "Autre SIRET", false)
	fill(&d.UAI, o.UAI, "Autre code UAI", false)
	fill(&d.Website, o.Website, "Autre site", false)
	d.fillPlace(o, at)
	for _, t := range o.Phones {
		d.Phones = addPhone(d.Phones, t)
	}
	d.Emails = cards.AddEmails(d.Emails, o.Emails...)
	d.Tags = append(d.Tags, o.Tags...)
	if o.Unit != "" {
		d.Notes = noted(d.Notes, "Service\u00a0: "+o.Unit)
	}
	if o.Cedex != "" && !strings.Contains(french.Fold(d.Town), french.Fold(o.Cedex)) {
		d.Notes = noted(d.Notes, "Adresse postale\u00a0: "+o.Town+" "+o.Cedex)
	}
	d.Notes = noted(d.Notes, o.Notes)
	return d.Tidy()
}

// fillPlace takes the territory that a card says. One that is not known, or another one, is kept in the notes.
func (d *OrganisationDraft) fillPlace(o cards.Organisation, at Ref) {
	says := append(slices.Clone(o.Districts), o.Territory)
	said := strings.Join(slices.DeleteFunc(says, func(s string) bool { return s == "" }), ", ")
	switch {
	case at.ID != 0 && d.Territory.ID == 0:
		d.Territory = at
	case at.ID == 0 && said != "" && french.Fold(said) != french.Fold(d.Territory.Name):
		d.Notes = noted(d.Notes, "Territoire\u00a0: "+said)
	case at.ID != 0 && at.ID != d.Territory.ID:
		d.Notes = noted(d.Notes, "Autre territoire\u00a0: "+at.Name)
	}
}

// noted adds a text to notes, on lines of its own, unless they say it already.
func noted(notes, more string) string {
	notes, more = french.Paragraphs(notes), french.Paragraphs(more)
	switch {
	case more == "" || strings.Contains("\n"+notes+"\n", "\n"+more+"\n"):
		return notes
	case notes == "":
		return more
	}
	return notes + "\n" + more
}

// addPhone adds a number to others, once; a label comes to one that has none.
func addPhone(list []Phone, t written.Tel) []Phone {
	at := slices.IndexFunc(list, func(p Phone) bool { return p.Number() == t.Number })
	switch {
	case at < 0:
		return append(list, PhoneOf(t))
	case list[at].Label() == "":
		list[at] = PhoneOf(t)
	}
	return list
}

// preferred are the ways to reach somebody as a record keeps them; others are told in its notes.
var preferred = map[kinds.Channel]Channel{kinds.ByPhone: Call, kinds.ByEmail: Email, kinds.ByLetter: Letter, kinds.Visit: Visit}

// filled is somebody completed by what a card says of her.
func (d ContactDraft) filled(p cards.Contact) ContactDraft {
	d.Phones, d.Emails = slices.Clone(d.Phones), slices.Clone(d.Emails)
	switch {
	case p.Civility == "":
	case !slices.Contains(Civilities, p.Civility):
		d.Notes = noted(d.Notes, "Civilité\u00a0: "+p.Civility)
	case d.Civility == "":
		d.Civility = p.Civility
	case d.Civility != p.Civility:
		d.Notes = noted(d.Notes, "Autre civilité\u00a0: "+p.Civility)
	}
	same := kinds.Key(d.FirstName+" "+d.LastName) == kinds.Key(p.First+" "+p.Family) || alike.People(alike.Person{First: d.FirstName, Family: d.LastName}, alike.Person{First: p.First, Family: p.Family}).Sure > alike.Unlike
	switch {
	case d.FirstName == "" && d.LastName == "":
		d.FirstName, d.LastName = p.First, p.Family
	case d.FirstName == "" && french.Fold(d.LastName) == french.Fold(p.Family):
		d.FirstName = p.First
	case !same && p.Name() != "" && !slices.Contains(strings.Fields(french.Fold(d.Name())), french.Fold(p.Name())):
		d.Notes = noted(d.Notes, "Autre nom\u00a0: "+p.Name())
	}
	for _, t := range p.Phones {
		d.Phones = addPhone(d.Phones, t)
	}
	d.Emails = cards.AddEmails(d.Emails, p.Emails...)
	switch way := preferred[p.Prefers]; {
	case p.Prefers == "":
	case way != "" && d.Channel == "":
		d.Channel = way
	case way != d.Channel || way == "":
		d.Notes = noted(d.Notes, "Moyen préféré\u00a0: "+strings.ToLower(p.Prefers.Label()))
	}
	switch said := consents[p.Answer]; {
	case said == "" || said == d.Consent:
	case d.Consent == "" || d.Consent == ConsentUnknown:
		d.Consent = said
	case said == ConsentRefused: // nothing else is replaced: who refuses is not to be contacted meanwhile
		d.Notes = noted(d.Notes, "Accord de contact avant\u00a0: "+d.Consent.Label())
		d.Consent, d.ConsentOn = said, 0
	default:
		d.Notes = noted(d.Notes, "Autre accord de contact\u00a0: "+said.Label())
	}
	d.Notes = noted(d.Notes, p.Notes)
	return d.Tidy()
}

// consents are the answers of a card as a record keeps them.
var consents = map[cards.Answer]Consent{cards.Agreed: ConsentGiven, cards.Refused: ConsentRefused}

// channels are the ways by which people spoke as a record keeps them; others are told in its words.
var channels = map[kinds.Channel]Channel{kinds.ByPhone: Call, kinds.ByEmail: Email, kinds.ByLetter: Letter, kinds.Visit: Visit, kinds.Meeting: Meeting}

// exchangeOf is an exchange as a record keeps it. Why is what keeps it from being one, in French: it goes to the notes then, as text.
func exchangeDraft(i cards.Interaction, today workcal.Date) (d InteractionDraft, text, why string) {
	d = InteractionDraft{Channel: channels[i.Channel], Day: i.Day}
	var lines []string
	add := func(label, text string) {
		if text = french.Paragraphs(text); text != "" {
			lines = append(lines, label+text)
		}
	}
	if d.Channel == "" {
		d.Channel = Other
		if i.Channel != kinds.OtherWise {
			add("Par\u00a0: ", i.Channel.Label())
		}
	}
	add("Par\u00a0: ", i.Via)
	add("", i.Subject)
	add("", i.Summary)
	add("", i.Remark)
	if d.Day.IsZero() {
		d.Day, d.MonthOnly = i.Month, true
	}
	switch {
	case d.Day.IsZero():
		why = "Cet échange n’a pas de date\u00a0: ce qu’il dit est gardé dans les notes."
	case d.Day > today:
		why = "Cet échange n’a pas encore eu lieu\u00a0: ce qu’il dit est gardé dans les notes."
	}
	step := french.OneLine(i.FollowUp)
	if why == "" && step != "" && french.Letters(step) <= maxStep {
		d.NextStep, d.NextDay = step, i.Due
	} else {
		add("Suite\u00a0: ", i.FollowUp)
		if !i.Due.IsZero() {
			add("Pour le\u00a0: ", i.Due.FrenchDay())
		}
	}
	d.Summary = strings.Join(lines, "\n")
	if d = d.Tidy(); why == "" {
		return d, "", ""
	}
	if i.When() != "" {
		lines = append([]string{"Le " + i.When() + "\u00a0:"}, lines...)
	}
	return InteractionDraft{}, strings.Join(lines, "\n"), why
}

// exchangeKey tells exchanges apart as an import does.
func exchangeKey(organisation, contact int64, d InteractionDraft) string {
	return strings.Join([]string{strconv.FormatInt(organisation, 10), strconv.FormatInt(contact, 10), d.Day.String(), strconv.FormatBool(d.MonthOnly), string(d.Channel), french.Fold(d.Summary), french.Fold(d.NextStep)}, "|")
}
