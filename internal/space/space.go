package space

import (
	"time"

	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/journal"
)

// Access tells whether people who cannot walk or climb get into a space.
type Access string

// The answers, as stored.
const (
	AccessUnknown Access = "unknown"
	AccessFull    Access = "full"
	AccessHelped  Access = "helped"
	AccessNone    Access = "none"
)

// Accesses lists every answer in the order of the pages.
var Accesses = []Access{AccessFull, AccessHelped, AccessNone, AccessUnknown}

var accessLabels = map[Access]string{AccessUnknown: "non renseigné", AccessFull: "accessible",
	AccessHelped: "accessible avec aide", AccessNone: "non accessible"}

// Label is the answer in French, without a capital.
func (a Access) Label() string { return accessLabels[a] }

// The bounds of what is typed.
const (
	MaxName     = 200 // characters
	MaxFloor    = 60
	MaxNotes    = 10_000
	MaxSurface  = 100_000 // square metres
	MaxCapacity = 100_000 // people
	MaxSetUp    = 10_080  // minutes: a week
)

// Draft is what a person types about a space.
type Draft struct {
	Name     string
	Floor    string
	Surface  float64 // square metres; 0: not known
	Seated   int     // people; 0: not known
	Standing int     // people; 0: not known
	Access   Access
	SetUp    int // minutes to set it up; 0: not known
	Notes    string
	Active   bool // in service
}

// Blank is a draft of which nothing was typed yet.
var Blank = Draft{Access: AccessUnknown, Active: true}

// Space is one of the museum's rooms, halls or courts.
type Space struct {
	Draft
	ID        int64
	UpdatedAt time.Time
	DeletedAt *time.Time
	Version   int
}

// Sheet is one space as one person sees it.
type Sheet struct {
	Space
	May Rights
}

// Subject is the space as the journal names it.
func (s Space) Subject() journal.Subject {
	return journal.Subject{Kind: journal.Space, ID: s.ID, Name: s.Name}
}

// Capacity is the most people that the space holds, seated or standing; 0: not known.
func (d Draft) Capacity() int { return max(d.Seated, d.Standing) }

// Tidy trims the texts; an accessibility that was not said is not known.
func (d Draft) Tidy() Draft {
	d.Name, d.Floor, d.Notes = french.OneLine(d.Name), french.OneLine(d.Floor), french.Paragraphs(d.Notes)
	if d.Access == "" {
		d.Access = AccessUnknown
	}
	return d
}

// Check lists what must be mended before the space can be kept.
func (d Draft) Check() fault.Problems {
	var p fault.Problems
	p.Require(d.Name != "", "nom", "Veuillez donner un nom à l’espace.")
	p.CheckText("nom", d.Name, MaxName)
	p.CheckText("etage", d.Floor, MaxFloor)
	p.Require(d.Surface >= 0 && d.Surface <= MaxSurface, "surface", "Veuillez donner une surface entre 0 et "+french.Number(MaxSurface)+"\u00a0m², ou laisser ce champ vide.")
	p.Require(d.Seated >= 0 && d.Seated <= MaxCapacity, "assises", "Veuillez donner un nombre de places entre 0 et "+french.Number(MaxCapacity)+", ou laisser ce champ vide.")
	p.Require(d.Standing >= 0 && d.Standing <= MaxCapacity, "debout", "Veuillez donner un nombre de personnes entre 0 et "+french.Number(MaxCapacity)+", ou laisser ce champ vide.")
	p.Require(accessLabels[d.Access] != "", "acces", "Veuillez choisir une réponse de la liste.")
	p.Require(d.SetUp >= 0 && d.SetUp <= MaxSetUp, "montage", "Le temps de montage dépasse une semaine\u00a0: veuillez le vérifier.")
	p.CheckText("notes", d.Notes, MaxNotes)
	return p
}
