package partner

import (
	"parvis/internal/exchange/cards"
	"parvis/internal/partner/kinds"
	"parvis/internal/workcal"
	"parvis/internal/written"
)

// MaxCards is how many contacts a file of cards holds: a telephone takes no more at once.
const MaxCards = 5_000

// ways by which somebody likes to be reached, as a card tells them.
var told = map[Channel]kinds.Channel{Call: kinds.ByPhone, Email: kinds.ByEmail, Letter: kinds.ByLetter, Visit: kinds.Visit}

// Card is a contact as a card of an address book: her first organisation of a day with what she does there, and in the notes where else
// she stands, and that she does not wish to be contacted. Nothing else is told of the organisation.
func (c ListedContact) Card(today workcal.Date) cards.Card {
	p := cards.Contact{Civility: c.Civility, First: c.FirstName, Family: c.LastName, Emails: c.Emails, Prefers: told[c.Channel], Notes: c.Notes}
	for _, one := range c.Phones {
		p.Phones = append(p.Phones, written.Tel{Number: one.Number(), Label: one.Label()})
	}
	var card cards.Card
	for _, post := range c.Posts {
		switch {
		case !post.Current(today):
		case card.Organisation.Name == "":
			card.Organisation.Name, p.Role = post.Organisation.Name, post.Role
		case post.Role == "":
			p.Notes = noted(p.Notes, "Aussi\u00a0: "+post.Organisation.Name)
		default:
			p.Notes = noted(p.Notes, "Aussi\u00a0: "+post.Role+", "+post.Organisation.Name)
		}
	}
	if c.Consent == ConsentRefused {
		p.Notes = noted("Ne pas contacter", p.Notes)
	}
	card.Contacts = []cards.Contact{p}
	return card
}
