// Package cards is what a file says of partners, be it a sheet (internal/exchange/cardsheet) or the cards of an
// address book (internal/exchange/vcard): organisations, the people to speak to, and what was said with them.
//
// A Card is one row of a sheet, or one card. Several may be of one organisation: those that are written alike
// go together (With), those that look alike are asked about (Judge), and Whole puts them together. Whether they
// are in the service's directory already is for the room to say, with internal/partner/alike.
package cards

import (
	"slices"
	"strings"

	"parvis/internal/french"
	"parvis/internal/partner/alike"
	"parvis/internal/partner/kinds"
	"parvis/internal/workcal"
	"parvis/internal/written"
)

// Card is what one row, or one card, says.
type Card struct {
	Row          int  // as the spreadsheet shows it; of a file of cards, the place of the card, from 1
	Waits        bool // something is to be mended or answered: what could not be read is empty
	With         int  // the row whose organisation it is about too, or whose person it is; 0 for none
	Joined       bool // the person said that it is the one that it looks like, of the row With
	Organisation Organisation
	Contacts     []Contact
	Interactions []Interaction
}

// Organisation is a partner. One without a name is nobody: the card is of a person alone.
type Organisation struct {
	Type       string     // as it is written
	Kind       kinds.Code // "" where the type is not known
	Name       string
	Unit       string // the part of it, "Pôle jeunesse"
	Address    string // its lines, without postal code and town
	PostalCode string
	Town       string
	Cedex      string // "Cedex 12"
	SIRET, UAI string
	Phones     []written.Tel
	Emails     []string
	Website    string
	Notes      string
	Tags       []string
	Territory  string   // its name, as it is written
	Districts  []string // codes of priority districts
}

// Contact is a person of an organisation.
type Contact struct {
	Civility string // "Mme", "M."
	First    string
	Family   string
	Role     string
	Phones   []written.Tel
	Emails   []string
	Prefers  kinds.Channel
	Answer   Answer
	Notes    string
}

// Answer is what somebody said of being contacted; "" is nothing.
type Answer string

// The answers.
const (
	Agreed  Answer = "agreed"
	Refused Answer = "refused"
)

var answers = map[string]Answer{"accord donne": Agreed, "donne": Agreed, "oui": Agreed, "d'accord": Agreed, "accepte": Agreed, "ne pas contacter": Refused, "non": Refused, "refus": Refused, "refuse": Refused,
	"oppose": Refused, "opposee": Refused, "opposition": Refused, "accord non demande": "", "non demande": "", "inconnu": ""}

// ReadAnswer reads an answer as people write it; whether it is one.
func ReadAnswer(text string) (answer Answer, ok bool) {
	answer, ok = answers[kinds.Key(text)]
	return answer, ok
}

// Interaction is that somebody of the service spoke or wrote with them.
type Interaction struct {
	Day      workcal.Date // zero where it is not known
	Month    workcal.Date // the first day of the month where only that is known: no day is invented
	Channel  kinds.Channel
	Via      string // how, as it is written, where no channel is known by it
	Who      string // whom of them, where the row names somebody
	Subject  string
	Summary  string
	Remark   string
	FollowUp string
	Due      workcal.Date // until when
}

// When writes the day of an interaction, or its month: "12 mars 2025", "février 2025"; "" for neither.
func (i Interaction) When() string {
	switch {
	case !i.Day.IsZero():
		return i.Day.FrenchDay()
	case !i.Month.IsZero():
		return i.Month.FrenchMonthYear()
	}
	return ""
}

// Name writes a person's name, "Zoé MARTINEAU-DUVAL" as it is in the file.
func (c Contact) Name() string { return strings.TrimSpace(c.First + " " + c.Family) }

// Called is what a card is called: its organisation, else its people.
func (c *Card) Called() string {
	if c.Organisation.Name != "" {
		return c.Organisation.Name
	}
	return c.people()
}

// people names the people of a card.
func (c *Card) people() string {
	var names []string
	for _, p := range c.Contacts {
		names = append(names, p.Name())
	}
	return french.And(names)
}

// Alike gives what is compared of an organisation, with the telephones and addresses of its people.
func (c *Card) Alike() alike.Organisation {
	o := c.Organisation
	a := alike.Organisation{Name: o.Name, Phones: numbers(o.Phones), Emails: o.Emails, Street: o.Address, PostalCode: o.PostalCode, Town: o.Town, SIRET: o.SIRET, UAI: o.UAI}
	for _, p := range c.Contacts {
		a.Phones = append(slices.Clip(a.Phones), numbers(p.Phones)...)
		a.Emails = append(slices.Clip(a.Emails), p.Emails...)
	}
	return a
}

// Alike gives what is compared of a person.
func (c Contact) Alike() alike.Person {
	return alike.Person{First: c.First, Family: c.Family, Phones: numbers(c.Phones), Emails: c.Emails}
}

func numbers(phones []written.Tel) []string {
	var all []string
	for _, p := range phones {
		all = append(all, p.Number)
	}
	return all
}

// SaysNothing tells that nothing is said of an organisation.
func (o *Organisation) SaysNothing() bool {
	return o.saysOnlyItsName() && o.Name+o.Unit+o.Type+o.PostalCode+o.Town+o.Territory == ""
}
