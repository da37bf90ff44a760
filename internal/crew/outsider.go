package crew

import (
	"time"

	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/journal"
)

// The bounds of what is typed, in characters.
const (
	MaxName  = 200
	MaxEmail = 254
	MaxPhone = 100
	MaxNotes = 10_000
)

// Draft is what a person types about somebody without an account.
type Draft struct {
	Name   string
	Kind   Kind
	Phone  Phone
	Email  string
	Skills string // names, as JoinSkills writes them
	Notes  string
	Active bool // may be given slots
}

// Blank is a draft of which nothing was typed yet.
var Blank = Draft{Active: true}

// Outsider is somebody who works for the service without an account.
type Outsider struct {
	Draft
	ID         int64
	SkillIDs   []int64
	SkillNames []string
	UpdatedAt  time.Time
	DeletedAt  *time.Time
	Version    int
}

// Sheet is one outsider as one person sees her.
type Sheet struct {
	Outsider
	May Rights
}

// Hand is who she is where slots are given.
func (o Outsider) Hand() Hand { return OfOutsider(o.ID) }

// Subject is the outsider as the journal names her.
func (o Outsider) Subject() journal.Subject {
	return journal.Subject{Kind: journal.Outsider, ID: o.ID, Name: o.Name}
}

// Fields lists what is told of an outsider, in the order of the form.
var Fields = field.List[Draft]{
	{Name: "nom", Label: "Nom", Value: func(d Draft) string { return d.Name }},
	{Name: "nature", Label: "Nature", Value: func(d Draft) string { return string(d.Kind) }, Text: func(d Draft) string {
		if d.Kind == "" {
			return ""
		}
		return d.Kind.Label()
	}},
	{Name: "telephone", Label: "Téléphone", Value: func(d Draft) string { return d.Phone.Text() }},
	{Name: "courriel", Label: "Adresse électronique", Value: func(d Draft) string { return d.Email }},
	{Name: "competences", Label: "Compétences", Value: func(d Draft) string { return d.Skills }},
	{Name: "notes", Label: "Notes", Value: func(d Draft) string { return d.Notes }},
	{Name: "actif", Label: "Peut recevoir des séances", Flag: func(d Draft) bool { return d.Active }},
}

// Tidy trims the texts.
func (d Draft) Tidy() Draft {
	d.Name, d.Notes, d.Skills = french.OneLine(d.Name), french.Paragraphs(d.Notes), JoinSkills(SplitSkills(d.Skills))
	return d
}

// Check lists what must be mended before the outsider can be kept.
func (d Draft) Check() fault.Problems {
	var p fault.Problems
	p.Require(d.Name != "", "nom", "Veuillez donner un nom.")
	p.CheckText("nom", d.Name, MaxName)
	p.Require(d.Kind != "" && kindLabels[d.Kind] != "", "nature", "Veuillez choisir une nature de la liste.")
	p.CheckText("telephone", string(d.Phone), MaxPhone)
	p.CheckText("courriel", d.Email, MaxEmail)
	checkSkills(&p, SplitSkills(d.Skills))
	p.CheckText("notes", d.Notes, MaxNotes)
	return p
}
