package attendance

import (
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/journal"
)

// Heading is the column of the ministry's table that an audience adds to.
type Heading string

// The headings, as stored.
const (
	Individual Heading = "individual"
	School     Heading = "school"
	Group      Heading = "group"
	Minor      Heading = "minor"
	Young      Heading = "young"
)

// Headings lists every heading in the order of the ministry's table.
var Headings = []Heading{Individual, School, Group, Minor, Young}

var headingLabels = map[Heading]string{Individual: "individuels", School: "scolaires", Group: "groupes hors scolaires", Minor: "moins de 18 ans hors scolaires", Young: "18–25 ans"}

// Label is the heading in French, without a capital.
func (h Heading) Label() string { return headingLabels[h] }

// The bounds of what is typed.
const (
	MaxName     = 60 // characters
	MaxPosition = 999
	MaxAtOnce   = 10_000 // people of one tap
)

// AudienceDraft is what a person types about an audience.
type AudienceDraft struct {
	Name     string
	Heading  Heading
	Usual    bool // it has buttons of its own on a telephone; the others are one tap further
	Active   bool // it can be counted
	Position int  // 1 to 999, the first before the others
}

// BlankAudience is a draft of which nothing was typed yet.
var BlankAudience = AudienceDraft{Heading: Individual, Active: true, Position: 500}

// Audience is a kind of public that counts tell apart.
type Audience struct {
	AudienceDraft
	ID      int64
	Version int
}

// Subject is the audience as the journal names it.
func (a Audience) Subject() journal.Subject {
	return journal.Subject{Kind: journal.Audience, ID: a.ID, Name: a.Name}
}

// AudienceFields lists what is told of an audience, in the order of its form.
var AudienceFields = field.List[AudienceDraft]{
	{Name: "nom", Label: "Nom", Value: func(d AudienceDraft) string { return d.Name }},
	{Name: "colonne", Label: "Colonne du ministère", Value: func(d AudienceDraft) string { return string(d.Heading) }, Text: func(d AudienceDraft) string { return d.Heading.Label() }},
	{Name: "place", Label: "Place dans la liste", Number: func(d AudienceDraft) int { return d.Position }},
	{Name: "courant", Label: "Public courant", Flag: func(d AudienceDraft) bool { return d.Usual }},
	{Name: "actif", Label: "Se compte", Flag: func(d AudienceDraft) bool { return d.Active }},
}

// Tidy trims the texts.
func (d AudienceDraft) Tidy() AudienceDraft {
	d.Name = french.OneLine(d.Name)
	return d
}

// Check lists what must be mended before the audience can be kept.
func (d AudienceDraft) Check() fault.Problems {
	var p fault.Problems
	p.Require(d.Name != "", "nom", "Veuillez donner un nom à ce public.")
	p.CheckText("nom", d.Name, MaxName)
	p.Require(headingLabels[d.Heading] != "", "colonne", "Veuillez choisir une colonne de la liste.")
	p.Require(d.Position >= 1 && d.Position <= MaxPosition, "place", "Veuillez donner une place entre 1 et 999.")
	return p
}
