package cardsheet

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"parvis/internal/exchange/cards"
	"parvis/internal/french"
	"parvis/internal/partner/kinds"
	"parvis/internal/written"
)

// desks are what a list of people has in the place of a person.
var desks = regexp.MustCompile(`^(?:l')?(?:accueil|secretariat|standard|direction|administration|reception|bureau|equipe|contact)(?: .*)?$`)

var severalPeople = regexp.MustCompile(`\s*(?:[/;\n|&]| et )\s*`)

// readPeople reads the people of a row, with their telephones and addresses. Those of nobody in particular
// are the organisation's.
func (e *entry) readPeople() {
	people := e.people()
	label := ""
	if len(people) == 1 && people[0].First == "" && desks.MatchString(french.Fold(people[0].Family)) {
		label, people = people[0].Family, nil
	}
	phones, mails := e.reach(label)
	e.giveRoles(people)
	if len(people) == 0 {
		for _, cell := range phones {
			e.own = append(e.own, cell...)
		}
		e.ownMails = append(e.ownMails, slices.Concat(mails...)...)
	} else {
		shared := e.share(people, phones, mails)
		if len(people) > 1 {
			e.tellSeveral(people, shared)
		}
	}
	if text, at := e.one(rolePrefers); text != "" {
		channel, ok := kinds.ChannelOf(text)
		switch {
		case len(people) == 0 || !ok:
			e.card.Organisation.Notes = join(e.card.Organisation.Notes, "Canal préféré\u00a0: "+text)
			e.reader.note(e.Number, at, "Le canal préféré "+written.Quoted(text)+" est gardé dans les observations.")
		default:
			for i := range people {
				people[i].Prefers = channel
			}
		}
	}
	e.readAnswer(people)
	if text := e.all(roleOfPerson); text != "" && len(people) == 1 {
		people[0].Notes = text
	} else if text != "" {
		e.card.Organisation.Notes = join(e.card.Organisation.Notes, text)
	}
	if text := e.all(roleFunction); len(people) == 0 && text != "" {
		e.card.Organisation.Notes = join(e.card.Organisation.Notes, "Fonction du contact\u00a0: "+text)
	}
	e.card.Contacts = people
}

// readAnswer reads whether the people of a row accept to be contacted. What is no answer is kept as text: a refusal must not be lost.
func (e *entry) readAnswer(people []cards.Contact) {
	text, at := e.one(roleAnswer)
	if text == "" {
		return
	}
	answer, ok := cards.ReadAnswer(text)
	if len(people) == 0 || !ok {
		e.card.Organisation.Notes = join(e.card.Organisation.Notes, "Accord de contact\u00a0: "+text)
		e.reader.note(e.Number, at, "L’accord de contact "+written.Quoted(text)+" est gardé dans les observations.")
		return
	}
	for i := range people {
		people[i].Answer = answer
	}
}

func join(text, more string) string {
	if text == "" {
		return more
	}
	return text + "\n" + more
}

// people gives the people that a row names, in order.
func (e *entry) people() (all []cards.Contact) {
	family, _ := e.one(roleFamily)
	first, _ := e.one(roleFirst)
	if family != "" || first != "" {
		p := cards.Contact{First: first, Family: family}
		p.Civility, p.Family = cards.CutCivility(p.Family)
		all = append(all, p)
	}
	texts, places := e.cells(rolePerson)
	for i, text := range texts {
		heading := e.reader.columns[places[i]].heading
		for _, name := range splitPeople(text) {
			p, guessed := cards.ReadName(name, order(heading))
			if guessed {
				e.reader.note(e.Number, places[i], "Le nom "+written.Quoted(name)+" est lu comme prénom "+french.Quote(p.First)+", nom "+french.Quote(p.Family)+".")
			}
			if len(all) == 1 && len(texts) == 1 && family != "" { // the column repeats what two others part
				continue
			}
			all = append(all, p)
		}
	}
	return all
}

// splitPeople parts the people of a cell: by a slash and the like, and by "et" where both sides are whole names.
func splitPeople(text string) []string {
	if len(text) > 2000 {
		return []string{text}
	}
	var parts []string
	for _, part := range severalPeople.Split(strings.TrimSpace(text), -1) {
		if part = clean(part); part != "" {
			parts = append(parts, part)
		}
	}
	for _, part := range parts {
		if len(parts) > 1 && (len(strings.Fields(part)) < 2 || len(parts) > 10) { // « M. et Mme DUPONT », « Pôle A/B »
			return []string{clean(text)}
		}
	}
	return parts
}

// order tells which comes first in a column, by its heading.
func order(heading string) cards.Order {
	switch key := headingKey(heading); {
	case strings.HasPrefix(key, "nom prenom"), strings.HasPrefix(key, "nom et prenom"):
		return cards.FamilyFirst
	case strings.HasPrefix(key, "prenom"):
		return cards.FirstFirst
	}
	return cards.AnyOrder
}

// giveRoles gives the people their civilities and functions: each their own where there are as many.
func (e *entry) giveRoles(people []cards.Contact) {
	if len(people) == 0 {
		return
	}
	if text, at := e.one(roleCivility); text != "" {
		parts := splitList(text)
		if len(people) == 1 {
			parts = []string{text}
		}
		for i, part := range parts {
			switch civ := cards.Civility(part); {
			case i >= len(people):
			case civ == "":
				e.reader.note(e.Number, at, "La civilité "+written.Quoted(part)+" n’est pas connue\u00a0: elle n’est pas gardée.")
			case people[i].Civility == "":
				people[i].Civility = civ
			}
		}
		if len(parts) != len(people) {
			e.reader.note(e.Number, at, "La civilité "+written.Quoted(text)+" est donnée à "+people[0].Name()+".")
		}
	}
	text, at := e.one(roleFunction)
	if text == "" {
		return
	}
	if parts := splitList(text); len(parts) == len(people) {
		for i, part := range parts {
			people[i].Role = part
		}
		return
	}
	people[0].Role = text
	if len(people) > 1 {
		e.reader.note(e.Number, at, "La fonction "+written.Quoted(text)+" est donnée à "+people[0].Name()+".")
	}
}

func splitList(text string) (parts []string) {
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune("/;|\n", r) }) {
		if part = clean(part); part != "" {
			parts = append(parts, part)
		}
	}
	return parts
}

// reach reads the telephones and addresses of a row, cell by cell; those of the organisation's own columns go
// to it. label is for numbers that have none.
func (e *entry) reach(label string) (phones [][]written.Tel, mails [][]string) {
	for _, c := range e.reader.columns {
		switch c.role {
		case rolePhone, roleMobile, roleOwnPhone:
			list := e.phones(c)
			for i := range list {
				if list[i].Label == "" && c.role == roleMobile {
					list[i].Label = "portable"
				} else if list[i].Label == "" {
					list[i].Label = label
				}
			}
			if c.role == roleOwnPhone {
				e.own = append(e.own, list...)
			} else if len(list) > 0 {
				phones = append(phones, list)
			}
		case roleEmail, roleOwnEmail:
			list := e.mails(c.at, e.value(c))
			if c.role == roleOwnEmail {
				e.ownMails = append(e.ownMails, list...)
			} else if len(list) > 0 {
				mails = append(mails, list)
			}
		case roleReach:
			p, m := e.both(c)
			if len(p) > 0 {
				phones = append(phones, p)
			}
			if len(m) > 0 {
				mails = append(mails, m)
			}
		}
	}
	return phones, mails
}

func (e *entry) phones(c column) []written.Tel {
	text := e.value(c)
	if text == "" {
		return nil
	}
	if written.LooksLikeEmail(text) { // typed in the wrong column
		p, m := e.bothOf(c.at, text)
		e.ownMails = append(e.ownMails, m...)
		e.reader.note(e.Number, c.at, "Une adresse électronique est dans la colonne des téléphones\u00a0: elle est gardée comme adresse.")
		return p
	}
	list, notes, err := written.Phones(text)
	if err != nil {
		e.bad(c.at, err, "")
		return nil
	}
	for _, note := range notes {
		e.reader.note(e.Number, c.at, note)
	}
	return list
}

func (e *entry) mails(at int, text string) []string {
	if text == "" {
		return nil
	}
	list, err := written.Emails(text)
	if err != nil {
		proposal, _ := written.LikelyEmail(text)
		e.bad(at, err, proposal)
	}
	return list
}

var reachSigns = regexp.MustCompile(`[;|\n]|\s[/-]\s|, `)

// both reads a cell that holds telephones and addresses together.
func (e *entry) both(c column) ([]written.Tel, []string) { return e.bothOf(c.at, e.value(c)) }

func (e *entry) bothOf(at int, text string) (phones []written.Tel, mails []string) {
	if len(text) > 2000 {
		e.bad(at, written.Problem("Cette cellule est trop longue\u00a0: écrivez-y un numéro et une adresse."), "")
		return nil, nil
	}
	for _, part := range reachSigns.Split(text, -1) {
		var rest []string
		for word := range strings.FieldsSeq(part) {
			if strings.Contains(word, "@") {
				mails = append(mails, e.mails(at, word)...)
			} else {
				rest = append(rest, word)
			}
		}
		if left := strings.Join(rest, " "); countDigits(left) > 0 {
			list, notes, err := written.Phones(left)
			if err != nil {
				e.bad(at, err, "")
			}
			for _, note := range notes {
				e.reader.note(e.Number, at, note)
			}
			phones = append(phones, list...)
		} else if left = strings.Trim(left, " :/-.,"); left != "" && !reachWords.MatchString(french.Fold(left)) {
			e.card.Organisation.Notes = join(e.card.Organisation.Notes, left)
			e.reader.note(e.Number, at, written.Quoted(left)+" n’est ni un numéro ni une adresse\u00a0: ce texte est gardé dans les observations.")
		}
	}
	return phones, mails
}

var reachWords = regexp.MustCompile(`^(?:tel|mail|e-?mail|courriel|mel|telephone|ou|et)[ .:]*$`)

// share gives each of the people of a row their telephones and addresses: where a cell holds as many as there
// are people, each their own; of one person, all. Others are the organisation's; it tells whether there were any.
func (e *entry) share(people []cards.Contact, phones [][]written.Tel, mails [][]string) (shared bool) {
	for _, cell := range phones {
		switch {
		case len(people) == 1:
			people[0].Phones = cards.AddPhones(people[0].Phones, cell...)
		case len(cell) == len(people):
			for i := range people {
				people[i].Phones = cards.AddPhones(people[i].Phones, cell[i])
			}
		default:
			e.own, shared = append(e.own, cell...), true
		}
	}
	for _, cell := range mails {
		switch {
		case len(people) == 1:
			people[0].Emails = cards.AddEmails(people[0].Emails, cell...)
		case len(cell) == len(people):
			for i := range people {
				people[i].Emails = cards.AddEmails(people[i].Emails, cell[i])
			}
		default:
			e.ownMails, shared = append(e.ownMails, cell...), true
		}
	}
	return shared
}

// tellSeveral says how the people of one row are told apart.
func (e *entry) tellSeveral(people []cards.Contact, shared bool) {
	var names []string
	for _, p := range people {
		names = append(names, p.Name())
	}
	text := "Cette ligne nomme " + strconv.Itoa(len(people)) + " personnes, " + french.And(names) + "\u00a0: chacune est un contact."
	if shared {
		text += " Les numéros et les adresses qui ne vont pas avec chacune sont ceux de la structure."
	}
	e.reader.note(e.Number, e.reader.columnOf(rolePerson), text)
}
