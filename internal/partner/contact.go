package partner

import (
	"strings"
	"time"

	"parvis/internal/calendar"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/workcal"
)

// Consent is what somebody said of being contacted.
type Consent string

// What may be said.
const (
	ConsentUnknown Consent = "unknown"
	ConsentGiven   Consent = "given"
	ConsentRefused Consent = "refused"
)

// Consents lists them in the order of the pages.
var Consents = []Consent{ConsentGiven, ConsentUnknown, ConsentRefused}

var consentLabels = map[Consent]string{ConsentUnknown: "accord non demandé", ConsentGiven: "accord donné", ConsentRefused: "ne pas contacter"}

// Label is the answer in French.
func (c Consent) Label() string { return consentLabels[c] }

// Civilities are what people are called by; "" is nothing.
var Civilities = []string{"Mme", "M."}

// Preferred lists the channels by which somebody may like to be reached.
var Preferred = []Channel{Call, Email, Letter, Visit}

// ContactDraft is what a person types about somebody.
type ContactDraft struct {
	Civility  string
	FirstName string
	LastName  string
	Phones    []Phone
	Emails    []string
	Channel   Channel // preferred; "": not said
	Consent   Consent
	ConsentOn workcal.Date // since when; zero: not said
	Notes     string
}

// Contact is somebody whom the service knows in one organisation or several.
type Contact struct {
	ContactDraft
	ID         int64
	MergedInto int64
	UpdatedAt  time.Time
	DeletedAt  *time.Time
	Version    int
}

// Name is how people call her: « Zoé Martineau-Duval ».
func (d ContactDraft) Name() string { return strings.TrimSpace(d.FirstName + " " + d.LastName) }

// Formal is the name with its civility.
func (d ContactDraft) Formal() string { return strings.TrimSpace(d.Civility + " " + d.Name()) }

// Subject is the contact as the journal names it.
func (c Contact) Subject() journal.Subject {
	return journal.Subject{Kind: journal.Contact, ID: c.ID, Name: c.Name()}
}

// ContactFields lists what is told of a contact, in the order of its form.
var ContactFields = field.List[ContactDraft]{
	{Name: "civilite", Label: "Civilité", Value: func(d ContactDraft) string { return d.Civility }},
	{Name: "prenom", Label: "Prénom", Value: func(d ContactDraft) string { return d.FirstName }},
	{Name: "nom", Label: "Nom", Value: func(d ContactDraft) string { return d.LastName }},
	{Name: "telephones", Label: "Téléphones", Value: func(d ContactDraft) string { return phonesText(d.Phones) }},
	{Name: "courriels", Label: "Adresses électroniques", Value: func(d ContactDraft) string { return strings.Join(d.Emails, "\n") }},
	{Name: "canal", Label: "Moyen préféré", Value: func(d ContactDraft) string { return string(d.Channel) }, Text: func(d ContactDraft) string { return d.Channel.Label() }},
	{Name: "accord", Label: "Accord de contact", Value: func(d ContactDraft) string { return string(d.Consent) }, Text: func(d ContactDraft) string { return d.Consent.Label() }},
	{Name: "accord_le", Label: "Depuis le", Day: func(d ContactDraft) workcal.Date { return d.ConsentOn }},
	{Name: "notes", Label: "Notes", Value: func(d ContactDraft) string { return d.Notes }},
}

// BlankContact is a draft of which nothing was typed yet.
var BlankContact = ContactDraft{Consent: ConsentUnknown}

// Tidy trims the texts; what was not said of consent is not known.
func (d ContactDraft) Tidy() ContactDraft {
	d.FirstName, d.LastName, d.Notes = french.OneLine(d.FirstName), french.OneLine(d.LastName), french.Paragraphs(d.Notes)
	if d.Consent == "" {
		d.Consent = ConsentUnknown
	}
	return d
}

// Check lists what must be mended before the contact can be kept.
func (d ContactDraft) Check() fault.Problems {
	var p fault.Problems
	p.Require(d.Civility == "" || d.Civility == Civilities[0] || d.Civility == Civilities[1], "civilite", "Veuillez choisir une civilité de la liste, ou aucune.")
	p.CheckText("prenom", d.FirstName, 100)
	p.Require(d.FirstName != "" || d.LastName != "", "nom", "Veuillez donner au moins un nom ou un prénom.")
	p.CheckText("nom", d.LastName, 100)
	checkWays(&p, d.Phones, d.Emails)
	p.Require(d.Channel == "" || d.Channel.preferable(), "canal", "Veuillez choisir un moyen de la liste, ou aucun.")
	p.Require(consentLabels[d.Consent] != "", "accord", "Veuillez choisir une réponse de la liste.")
	calendar.CheckYear(&p, "accord_le", d.ConsentOn)
	p.Require(d.Consent != ConsentUnknown || d.ConsentOn.IsZero(), "accord_le", "Une date va avec une réponse\u00a0: choisissez d’abord une réponse.")
	p.CheckText("notes", d.Notes, MaxNotes)
	return p
}

// PostDraft is what a person types about what somebody does in an organisation.
type PostDraft struct {
	Role  string
	Since workcal.Date
	Until workcal.Date // left on; zero: still there
}

// Post is what somebody does in an organisation.
type Post struct {
	PostDraft
	ID           int64
	Contact      Ref
	Organisation Ref
}

// Current tells whether she is still there, on a day.
func (p PostDraft) Current(on workcal.Date) bool { return p.Until.IsZero() || p.Until >= on }

// PostFields lists what is told of a post, in the order of its form.
var PostFields = field.List[PostDraft]{
	{Name: "fonction", Label: "Fonction", Value: func(d PostDraft) string { return d.Role }},
	{Name: "depuis", Label: "Depuis le", Day: func(d PostDraft) workcal.Date { return d.Since }},
	{Name: "jusqu_au", Label: "Partie le", Day: func(d PostDraft) workcal.Date { return d.Until }},
}

// Tidy trims the texts.
func (d PostDraft) Tidy() PostDraft {
	d.Role = french.OneLine(d.Role)
	return d
}

// Check lists what must be mended before the post can be kept.
func (d PostDraft) Check() fault.Problems {
	var p fault.Problems
	p.CheckText("fonction", d.Role, 150)
	calendar.CheckYear(&p, "depuis", d.Since)
	calendar.CheckYear(&p, "jusqu_au", d.Until)
	p.Compare(d.Since.IsZero() || d.Until.IsZero() || d.Since <= d.Until, "jusqu_au", "Le départ précède l’arrivée.", "depuis")
	return p
}
