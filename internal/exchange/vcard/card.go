package vcard

import (
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"parvis/internal/exchange/cards"
	"parvis/internal/exchange/intake"
	"parvis/internal/french"
	"parvis/internal/written"
)

// reader reads one card.
type reader struct {
	card    cards.Card
	person  cards.Contact
	full    string // FN
	kind    string // KIND, in small letters
	labels  map[string]string
	phones  []written.Tel
	emails  []string
	notes   string
	lines   []string // of its address
	aside   []string // what is not kept, in French
	remarks []intake.Remark
	empty   string // why it is no card
	unread  int
}

func (k *reader) note(text string) { k.remarks = append(k.remarks, intake.Remark{Text: text}) }

func (k *reader) wait(text string) {
	k.remarks = append(k.remarks, intake.Remark{Text: text, Waits: true})
}

// technical are the properties that say nothing of a partner.
var technical = map[string]bool{"VERSION": true, "PRODID": true, "REV": true, "UID": true, "SORT-STRING": true, "CLASS": true, "MAILER": true, "CALSCALE": true, "PROFILE": true, "SOURCE": true, "NAME": true,
	"X-ABUID": true, "X-ABSHOWAS": true, "X-ABADR": true, "X-ABLABEL": true, "CLIENTPIDMAP": true, "X-PRODID": true}

// notKept are the properties that a service has no use for, as people know them.
var notKept = map[string]string{"BDAY": "la date de naissance", "PHOTO": "la photo", "ANNIVERSARY": "un anniversaire", "GENDER": "le genre", "RELATED": "les proches", "LOGO": "le logo", "SOUND": "un son", "GEO": "la position",
	"KEY": "une clé", "IMPP": "une messagerie", "NICKNAME": "le surnom", "LANG": "la langue", "TZ": "le fuseau horaire", "DEATHDATE": "une date", "BIRTHPLACE": "le lieu de naissance"}

// read reads a card of the file.
func (k *reader) read(one raw) {
	if !one.ended {
		k.wait("Cette carte, qui commence à la ligne " + strconv.Itoa(one.line) + " du fichier, n’a pas de fin (END:VCARD)\u00a0: il peut y manquer quelque chose. Laissez-la de côté, ou exportez-la de nouveau.")
	}
	if len(one.lines) > mostProperties {
		k.wait("Cette carte a plus de 200 lignes\u00a0: laissez-la de côté.")
		one.lines = one.lines[:mostProperties]
	}
	var all []property
	for _, line := range one.lines {
		p, ok := parse(line)
		switch {
		case ok && len(line) > mostLine && notKept[p.name] == "":
			k.note("Une ligne trop longue (" + written.Quoted(p.name) + ") n’est pas lue.")
		case ok:
			if all = append(all, p); p.name == "X-ABLABEL" && p.group != "" {
				k.labels[p.group] = strings.TrimSuffix(strings.TrimPrefix(unescape(p.value), "_$!<"), ">!$_")
			}
		default:
			k.unread++
		}
	}
	for i := range all {
		k.property(&all[i])
	}
	k.finish()
}

// property takes what one line says.
func (k *reader) property(p *property) {
	text := french.Visible(unescape(p.value))
	switch p.name {
	case "FN":
		k.full = french.OneLine(text)
	case "N":
		k.name(split(p.value, ';'))
	case "KIND", "X-ADDRESSBOOKSERVER-KIND":
		k.kind = strings.ToLower(text)
	case "ORG":
		k.organisation(split(p.value, ';'))
	case "TITLE", "ROLE":
		if text = french.OneLine(text); text != "" && !slices.Contains(strings.Split(k.person.Role, ", "), text) {
			k.person.Role = joined(k.person.Role, ", ", text)
		}
	case "TEL":
		k.phone(p)
	case "EMAIL":
		k.email(text)
	case "ADR":
		k.address(p)
	case "URL":
		k.site(text)
	case "NOTE":
		k.notes = joined(k.notes, "\n", french.Paragraphs(text))
	case "CATEGORIES":
		for _, tag := range split(p.value, ',') {
			if tag = french.OneLine(tag); tag != "" && !slices.Contains(k.card.Organisation.Tags, tag) {
				k.card.Organisation.Tags = append(k.card.Organisation.Tags, tag)
			}
		}
	default:
		k.leave(p.name, text)
	}
}

// leave tells, once, what is not kept.
func (k *reader) leave(name, text string) {
	if technical[name] || text == "" {
		return
	}
	what := notKept[name]
	if what == "" {
		what = french.Quote(intake.Shown(name))
	}
	if !slices.Contains(k.aside, what) {
		k.aside = append(k.aside, what)
	}
}

func joined(all, by, more string) string {
	if all == "" || more == "" {
		return all + more
	}
	return all + by + more
}

// at gives a part of a value, on one line; "" where it has none.
func at(parts []string, i int) string {
	if i >= len(parts) {
		return ""
	}
	return french.OneLine(parts[i])
}

func (k *reader) name(parts []string) {
	k.person.Family, k.person.First = at(parts, 0), joined(at(parts, 1), " ", at(parts, 2))
	switch prefix := at(parts, 3); {
	case prefix == "":
	case cards.Civility(prefix) != "":
		k.person.Civility = cards.Civility(prefix)
	default:
		k.person.Notes = joined(k.person.Notes, "\n", "Titre\u00a0: "+prefix)
	}
	if suffix := at(parts, 4); suffix != "" {
		k.person.Family = joined(k.person.Family, " ", suffix)
	}
}

func (k *reader) organisation(parts []string) {
	o := &k.card.Organisation
	name := at(parts, 0)
	var units []string
	for i := range parts[1:] {
		if unit := at(parts, i+1); unit != "" {
			units = append(units, unit)
		}
	}
	if o.Name != "" {
		if name != "" && name != o.Name {
			o.Notes = joined(o.Notes, "\n", "Autre structure\u00a0: "+name)
			k.note("Cette carte nomme une autre structure, " + written.Quoted(name) + "\u00a0: elle est gardée dans les observations.")
		}
		return
	}
	o.Name, o.Unit = name, strings.Join(units, " – ")
	if len(units) > 1 {
		k.note("Les services " + french.And(quoted(units)) + " sont gardés ensemble.")
	}
}

func quoted(list []string) []string {
	all := make([]string, len(list))
	for i, s := range list {
		all[i] = french.Quote(intake.Shown(s))
	}
	return all
}

var extension = regexp.MustCompile(`(?i);ext(?:ension)?=([^;]*)`)

// phone reads a number, as a text or as an address "tel:+33-1-99-00-00-01;ext=12".
func (k *reader) phone(p *property) {
	text, poste := unescape(p.value), ""
	if rest, is := strings.CutPrefix(strings.ToLower(strings.TrimSpace(text)), "tel:"); is {
		if m := extension.FindStringSubmatch(rest); m != nil {
			poste = "poste " + french.OneLine(m[1])
		}
		text, _, _ = strings.Cut(rest, ";")
	}
	if french.OneLine(french.Visible(text)) == "" {
		return
	}
	list, notes, err := written.Phones(text)
	if err != nil {
		k.note(err.Error() + " La carte est importée sans ce numéro.")
		return
	}
	for _, note := range notes {
		k.note(note)
	}
	for _, tel := range list {
		for _, label := range []string{k.label(p.group), poste, kindOfPhone(p)} {
			if tel.Label == "" {
				tel.Label = label
			}
		}
		k.phones = cards.AddPhones(k.phones, tel)
	}
}

// label is what a person called a line, "travail"; those that programs write say nothing here.
func (k *reader) label(group string) string {
	label := french.OneLine(french.Visible(k.labels[group]))
	switch french.Fold(label) {
	case "work", "travail", "bureau", "mobile", "iphone", "other", "autre", "main":
		return ""
	}
	return label
}

func kindOfPhone(p *property) string {
	switch {
	case p.is("fax"):
		return "fax"
	case p.is("cell"):
		return "portable"
	case p.is("home"):
		return "domicile"
	}
	return ""
}

func (k *reader) email(text string) {
	if text == "" {
		return
	}
	list, err := written.Emails(text)
	if err != nil {
		k.note(err.Error() + " La carte est importée sans cette adresse.")
		return
	}
	k.emails = cards.AddEmails(k.emails, list...)
}

// address reads where an organisation is. Where a person lives is not kept.
func (k *reader) address(p *property) {
	parts := split(p.value, ';')
	if strings.TrimSpace(strings.Join(parts, "")) == "" {
		return
	}
	o := &k.card.Organisation
	if p.is("home") {
		k.aside = append(k.aside, "une adresse personnelle")
		return
	}
	if len(k.lines) > 0 || o.Town != "" {
		k.note("Cette carte a une autre adresse, " + written.Quoted(strings.Join(parts, " ")) + "\u00a0: elle est gardée dans les observations.")
		o.Notes = joined(o.Notes, "\n", "Autre adresse\u00a0: "+french.OneLine(strings.Join(parts, " ")))
		return
	}
	for _, i := range []int{0, 1, 2} {
		if i < len(parts) {
			if text := french.Paragraphs(parts[i]); text != "" {
				k.lines = append(k.lines, text)
			}
		}
	}
	if town := at(parts, 3); town != "" {
		var err error
		if o.Town, o.Cedex, err = written.Town(town); err != nil {
			k.note(err.Error() + " La carte est importée sans elle.")
		}
	}
	country := at(parts, 6)
	abroad := country != "" && french.Fold(country) != "france" && french.Fold(country) != "fr"
	if code := at(parts, 5); code != "" && abroad {
		k.lines = append(k.lines, code+" "+at(parts, 3))
	} else if code != "" {
		postal, note, err := written.PostalCode(code)
		if o.PostalCode = postal; err != nil {
			note = err.Error() + " La carte est importée sans lui."
		}
		if note != "" {
			k.note(note)
		}
	}
	if region := at(parts, 4); region != "" {
		k.lines = append(k.lines, region)
	}
	if abroad {
		k.lines = append(k.lines, country)
	}
}

func (k *reader) site(text string) {
	o := &k.card.Organisation
	text = french.OneLine(text)
	if text == "" {
		return
	}
	if !strings.Contains(text, "://") {
		text = "https://" + text
	}
	u, err := url.Parse(text)
	switch {
	case err != nil || u.Scheme != "http" && u.Scheme != "https" || !strings.Contains(u.Host, "."):
		k.note(written.Quoted(text) + " n’est pas l’adresse d’un site\u00a0: la carte est importée sans elle.")
	case o.Website == "":
		o.Website = text
	case o.Website != text:
		o.Notes = joined(o.Notes, "\n", "Autre site\u00a0: "+text)
	}
}

// finish tells whose the card is: an organisation's, a person's, or nobody's.
func (k *reader) finish() {
	o := &k.card.Organisation
	o.Address = strings.Join(k.lines, "\n")
	p := &k.person
	named := p.First+p.Family != ""
	company := k.kind == "org" || k.kind == "organization"
	switch {
	case named && company:
		if named = false; o.Name == "" {
			o.Name = p.Name()
		}
	case named:
	case k.full == "" || o.Name != "" && (company || french.Fold(k.full) == french.Fold(o.Name)):
	case company || k.kind == "location":
		o.Name = k.full
	default:
		read, guessed := cards.ReadName(k.full, cards.FirstFirst)
		p.Civility, p.First, p.Family, named = read.Civility, read.First, read.Family, true
		p.Role = joined(p.Role, ", ", read.Role)
		if guessed || p.First != "" {
			k.note("Le nom " + written.Quoted(k.full) + " est lu comme prénom " + french.Quote(p.First) + ", nom " + french.Quote(p.Family) + ".")
		}
	}
	k.give(named)
	k.tell()
	switch {
	case k.kind == "group":
		k.empty = "Cette carte est une liste de cartes, et non un contact."
	case named || o.Name != "":
	case len(k.phones)+len(k.emails) == 0 && o.SaysNothing() && len(k.remarks) == 0:
		k.empty = "Cette carte est vide."
	case !slices.ContainsFunc(k.remarks, func(m intake.Remark) bool { return m.Waits }):
		k.wait("Cette carte ne nomme ni structure ni personne\u00a0: laissez-la de côté, ou complétez-la avant de l’exporter de nouveau.")
	}
}

// give gives the telephones, addresses and notes to the person, else to the organisation.
func (k *reader) give(named bool) {
	o, p := &k.card.Organisation, &k.person
	if !named {
		o.Phones, o.Emails, o.Notes = k.phones, k.emails, joined(o.Notes, "\n", k.notes)
		if p.Role != "" {
			o.Notes = joined(o.Notes, "\n", "Fonction\u00a0: "+p.Role)
		}
		return
	}
	p.Phones, p.Emails, p.Notes = k.phones, k.emails, joined(p.Notes, "\n", k.notes)
	if o.Name == "" { // nobody but the person could keep it
		for _, one := range []struct{ label, text string }{{"Adresse", strings.Join(strings.Fields(o.Address+" "+o.PostalCode+" "+o.Town), " ")}, {"Site", o.Website}, {"Étiquettes", strings.Join(o.Tags, ", ")}, {"Structure", o.Notes}} {
			if one.text != "" {
				p.Notes = joined(p.Notes, "\n", one.label+"\u00a0: "+one.text)
			}
		}
		*o = cards.Organisation{}
	}
	k.card.Contacts = []cards.Contact{*p}
}

// tell says what of the card is not kept.
func (k *reader) tell() {
	if len(k.aside) > 0 {
		k.note("Non gardé, faute d’utilité\u00a0: " + french.AndOthers(k.aside, 10) + ".")
	}
	if k.unread > 0 {
		k.note(french.Count(k.unread, "ligne de cette carte ne peut pas être lue.", "lignes de cette carte ne peuvent pas être lues."))
	}
}
