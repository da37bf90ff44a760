package outing

import (
	"regexp"
	"strings"
	"time"
	"unicode"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/calendar"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/partner"
	"parvis/internal/slot"
	"parvis/internal/workcal"
	"parvis/internal/written"
)

// Permit is how far the authorisation to be there is.
type Permit string

// The answers, as stored.
const (
	Unknown  Permit = "unknown"
	Unneeded Permit = "unneeded"
	ToAsk    Permit = "to_ask"
	Asked    Permit = "asked"
	Granted  Permit = "granted"
)

// Permits lists them in the order of the pages.
var Permits = []Permit{Unknown, Unneeded, ToAsk, Asked, Granted}

var permitLabels = map[Permit]string{Unknown: "à vérifier", Unneeded: "inutile", ToAsk: "à demander", Asked: "demandée", Granted: "obtenue"}

// Label is the answer in French, without a capital.
func (p Permit) Label() string { return permitLabels[p] }

// The bounds of what is typed.
const (
	MaxTitle = 200 // characters
	MaxShort = 300
	MaxText  = 10_000
)

// The names of fields that pages speak of.
const (
	FieldTitle = "titre"
	FieldDay   = "jour"
	FieldHost  = "structures"
)

// Draft is what a person types about an outing.
type Draft struct {
	Title      string
	Day        workcal.Date // zero: not known yet
	Hours      string       // on the spot
	Host       partner.Ref  // of the directory
	Contact    string       // whom to ask for there
	Address    string
	Travel     string
	Driver     string
	Permit     Permit
	PermitText string // of whom, under which reference
	Risks      string // one a line: « Chaleur : eau, ombre, chapeaux »
	Fallback   string // if the weather is bad
	Emergency  string // one a line: « Pompiers : 18 »
	Notes      string
}

// Blank is a draft of which nothing was typed yet but for the sheet of risks that Parvis comes with, and the numbers that everybody calls.
var Blank = Draft{Permit: Unknown,
	Risks: "Circulation et traversées\u00a0: trajet reconnu, gilets, un adulte devant et un derrière\n" +
		"Chaleur ou soleil\u00a0: eau, ombre, horaires décalés\n" +
		"Pluie, vent, orage\u00a0: repli prévu, barnums lestés, arrêt si le vent dépasse ce qu’ils supportent\n" +
		"Chute ou petite blessure\u00a0: trousse de secours, personne formée aux premiers secours\n" +
		"Public nombreux ou agité\u00a0: jauge, deux personnes au moins, numéro de l’hôte\n" +
		"Électricité\u00a0: rallonges en bon état, passages de câbles, rien sous la pluie\n" +
		"Vol ou casse\u00a0: liste de chargement cochée à l’aller et au retour, matériel jamais seul\n" +
		"Enfant qui s’éloigne\u00a0: point de rendez-vous, listes tenues par les accompagnateurs",
	Emergency: "Urgences\u00a0: 112\nSAMU\u00a0: 15\nPompiers\u00a0: 18\nPolice\u00a0: 17"}

// Fields lists what is told of an outing, in the order of its form.
var Fields = field.List[Draft]{
	{Name: FieldTitle, Label: "Titre", Value: func(d Draft) string { return d.Title }},
	{Name: FieldDay, Label: "Jour", Day: func(d Draft) workcal.Date { return d.Day }},
	{Name: "horaires", Label: "Horaires sur place", Value: func(d Draft) string { return d.Hours }},
	{Name: FieldHost, Label: "Structure qui accueille", Value: func(d Draft) string { return field.Number(d.Host.ID) }, Text: func(d Draft) string { return d.Host.Name }},
	{Name: "sur_place", Label: "Qui demander sur place", Value: func(d Draft) string { return d.Contact }},
	{Name: "adresse", Label: "Adresse", Value: func(d Draft) string { return d.Address }},
	{Name: "trajet", Label: "Trajet", Value: func(d Draft) string { return d.Travel }},
	{Name: "conduite", Label: "Qui conduit", Value: func(d Draft) string { return d.Driver }},
	{Name: "autorisation", Label: "Autorisation", Value: func(d Draft) string { return string(d.Permit) }, Text: func(d Draft) string { return d.Permit.Label() }},
	{Name: "autorisation_detail", Label: "Précisions sur l’autorisation", Value: func(d Draft) string { return d.PermitText }},
	{Name: "risques", Label: "Risques et mesures", Value: func(d Draft) string { return d.Risks }},
	{Name: "repli", Label: "Repli en cas de mauvais temps", Value: func(d Draft) string { return d.Fallback }},
	{Name: "urgences", Label: "Numéros d’urgence", Value: func(d Draft) string { return d.Emergency }},
	{Name: "notes", Label: "Notes", Value: func(d Draft) string { return d.Notes }},
}

// Tidy trims the texts.
func (d Draft) Tidy() Draft {
	for _, one := range []*string{&d.Title, &d.Hours, &d.Contact, &d.Address, &d.Driver, &d.PermitText} {
		*one = french.OneLine(*one)
	}
	for _, one := range []*string{&d.Travel, &d.Risks, &d.Fallback, &d.Emergency, &d.Notes} {
		*one = french.Paragraphs(*one)
	}
	return d
}

// Check lists what must be mended before the outing can be kept.
func (d Draft) Check() fault.Problems {
	var p fault.Problems
	p.Require(d.Title != "", FieldTitle, "Veuillez donner un titre à cette action.")
	p.CheckText(FieldTitle, d.Title, MaxTitle)
	calendar.CheckYear(&p, FieldDay, d.Day)
	p.Require(permitLabels[d.Permit] != "", "autorisation", "Veuillez choisir une réponse de la liste.")
	for name, text := range map[string]string{"horaires": d.Hours, "sur_place": d.Contact, "adresse": d.Address, "conduite": d.Driver, "autorisation_detail": d.PermitText} {
		p.CheckText(name, text, MaxShort)
	}
	for name, text := range map[string]string{"trajet": d.Travel, "risques": d.Risks, "repli": d.Fallback, "urgences": d.Emergency, "notes": d.Notes} {
		p.CheckText(name, text, MaxText)
	}
	return p
}

// Pair is a line in two parts: a risk and what is done about it, somebody and her number.
type Pair struct{ What, Then string }

// Pairs parts the lines of a text at their first colon.
func Pairs(text string) []Pair {
	var list []Pair
	for line := range strings.SplitSeq(text, "\n") {
		if line = french.OneLine(line); line == "" {
			continue
		}
		what, then, _ := strings.Cut(line, ":")
		list = append(list, Pair{strings.TrimRightFunc(what, unicode.IsSpace), strings.TrimLeftFunc(then, unicode.IsSpace)})
	}
	return list
}

// short are numbers that everybody calls: « 18 », « 112 », « 3949 ».
var short = regexp.MustCompile(`^\d{2,4}$`)

// Number is what a telephone calls of what a text says: « 18 », « Mme Petit, 01 23 45 67 89 »; "" where it says no number.
func Number(text string) string {
	if text = french.OneLine(text); short.MatchString(text) {
		return text
	}
	number, _, _, err := written.Phone(text)
	if err != nil {
		return ""
	}
	return number
}

// Outing is something that a project does away from the museum.
type Outing struct {
	Draft
	ID        int64
	Project   slot.Project
	UpdatedAt time.Time
	DeletedAt *time.Time
	Version   int
}

// Subject is the outing as the journal names it.
func (o Outing) Subject() journal.Subject {
	return journal.Subject{Kind: journal.Outing, ID: o.ID, Name: o.Title}
}

// Missing names what is still to be said or done before people go.
func (o Outing) Missing() []string {
	var list []string
	for _, one := range []struct {
		lacks bool
		what  string
	}{{o.Day.IsZero(), "le jour"}, {o.Host.ID == 0, "la structure qui accueille"}, {o.Address == "", "l’adresse"}, {o.Travel == "", "le trajet"}, {o.Driver == "", "qui conduit"},
		{o.Permit != Granted && o.Permit != Unneeded, "l’autorisation"}, {o.Fallback == "", "le repli"}, {o.Risks == "", "les risques"}} {
		if one.lacks {
			list = append(list, one.what)
		}
	}
	return list
}

// Rights is what a person may do with an outing as it stands.
type Rights struct{ Edit, Restore bool }

// CheckEdit tells why a person may not prepare the outings of a project.
func CheckEdit(by account.By, p slot.Project) error {
	if err := by.Check(MayEdit, access.Tie{Member: p.Member}); err != nil {
		return err
	}
	return p.Status.CheckOpen()
}

// Sheet is one outing as one person sees it.
type Sheet struct {
	Outing
	May Rights
}
