package programme

import (
	"cmp"
	"time"

	"parvis/internal/access"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/workcal"
	"parvis/internal/written"
)

// MaxSafetyMargin is the longest safety margin, in working days.
const MaxSafetyMargin = 60

// Project is what the service prepares. Its target days are its event's, or its own; an idea may have none
// yet.
type Project struct {
	ID                  int64
	Kind                Kind
	Title               string
	ShortName           string // "": its title is shortened instead, see Short
	Status              Status
	StatusBeforeArchive Status // "" unless archived
	PilotID             int64
	PilotName           string
	EventID             int64 // 0: the target days are the project's own
	EventName           string
	EventToConfirm      bool
	First               workcal.Date // J, the first target day; zero: none yet
	Last                workcal.Date // E, the last target day
	Objectives          string
	Audiences           string
	SafetyMargin        int    // working days kept free before J
	Opening             string // of the museum on each day of the event, see written.Opening; "": as usual
	CreatedAt           time.Time
	UpdatedAt           time.Time
	ArchivedAt          *time.Time
	DeletedAt           *time.Time
	Version             int
}

// Anchor gives the days the retroplanning hangs on: J and E.
func (p Project) Anchor() (first, last workcal.Date) { return p.First, p.Last }

// Days gives the project's first and last target day.
func (p Project) Days() (first, last workcal.Date) { return p.First, p.Last }

// Dated tells whether the project has target days.
func (p Project) Dated() bool { return !p.First.IsZero() }

// DaysText writes the target days, or that there are none yet.
func (p Project) DaysText() string { return DaysText(p.First, p.Last) }

// Short is what the project is called where there is little room: its short name, or the first words of its title.
func (p Project) Short() string { return Short(p.ShortName, p.Title) }

// Short is a project's short name where it has one, or else the first words of its title.
func Short(name, title string) string {
	return cmp.Or(name, french.Shorten(title, MaxShortName))
}

// OwnDays tells whether the target days are the project's own rather than an event's.
func (p Project) OwnDays() bool { return p.EventID == 0 }

// CheckOpen is the status's.
func (p Project) CheckOpen() error { return p.Status.CheckOpen() }

// Draft gives the project's editable fields, to fill a form.
func (p Project) Draft() ProjectDraft {
	d := ProjectDraft{Kind: p.Kind, Title: p.Title, ShortName: p.ShortName, PilotID: p.PilotID, EventID: p.EventID,
		Undated: !p.Dated(), Objectives: p.Objectives, Audiences: p.Audiences, SafetyMargin: p.SafetyMargin, Opening: p.Opening}
	if p.OwnDays() {
		d.First, d.Last = p.First, p.Last
	}
	return d
}

// ProjectDraft is what a person types about a project.
type ProjectDraft struct {
	Kind         Kind
	Title        string
	ShortName    string // "": none
	PilotID      int64
	Undated      bool         // there is no date yet: neither an event nor own days
	EventID      int64        // 0: own days
	First        workcal.Date // own days only
	Last         workcal.Date // own days only; zero: the same day as First
	Objectives   string
	Audiences    string
	SafetyMargin int    // working days
	Opening      string // see Project
}

// Tidy trims the texts and lets a single own day be both first and last.
func (d ProjectDraft) Tidy() ProjectDraft {
	d.Title, d.ShortName = french.OneLine(d.Title), french.OneLine(d.ShortName)
	d.Objectives, d.Audiences = french.Paragraphs(d.Objectives), french.Paragraphs(d.Audiences)
	if d.Last.IsZero() {
		d.Last = d.First
	}
	if hours, err := written.Opening(d.Opening); err == nil {
		d.Opening = written.OpeningText(hours)
	}
	return d
}

// Check lists what must be mended before the project can be kept.
func (d ProjectDraft) Check() fault.Problems {
	var p fault.Problems
	p.Require(d.Kind.Valid(), "type", "Veuillez choisir le type du projet.")
	p.Require(d.Title != "", "titre", "Veuillez donner un titre au projet.")
	p.CheckText("titre", d.Title, MaxTitle)
	p.CheckText("nom_court", d.ShortName, MaxTitle)
	p.Require(french.Letters(d.ShortName) <= MaxShortName, "nom_court", "Veuillez donner un nom court de 24 lettres au plus.")
	p.Require(d.PilotID > 0, "pilote", "Veuillez choisir la personne qui pilote le projet.")
	d.checkTarget(&p)
	if _, err := written.Opening(d.Opening); err != nil {
		p.Add("ouverture", err.Error())
	}
	p.CheckText("objectifs", d.Objectives, MaxLong)
	p.CheckText("publics", d.Audiences, MaxLong)
	p.Require(d.SafetyMargin >= 0 && d.SafetyMargin <= MaxSafetyMargin, "marge",
		"Veuillez donner une marge entre 0 et 60 jours ouvrés.")
	return p
}

// checkTarget holds that the target days come from exactly one place, or are said to be missing.
func (d ProjectDraft) checkTarget(p *fault.Problems) {
	own := !d.First.IsZero() || !d.Last.IsZero()
	switch {
	case d.Undated && (d.EventID != 0 || own):
		p.Add("jour_j", "Veuillez choisir soit une date, soit « Pas encore de date », mais pas les deux.")
	case d.Undated:
	case d.EventID != 0 && own:
		p.Add("evenement", "Veuillez choisir soit un événement, soit une date propre au projet, mais pas les deux.")
	case d.EventID < 0:
		p.Add("evenement", "Veuillez choisir un événement de la liste.")
	case d.EventID == 0 && !own:
		p.Add("evenement", "Veuillez choisir un événement, ou donner une date propre au projet.")
	case own:
		p.Require(!d.First.IsZero(), "debut", "Veuillez donner le premier jour.")
		checkDays(p, "debut", "fin", d.First, d.Last)
	}
}

// Member is a person who works on a project.
type Member struct {
	PersonID int64
	Name     string
	Role     access.Role
	Pilot    bool
	Active   bool // may still log in
}

// ProjectSheet is one project, whole, as one person sees it.
type ProjectSheet struct {
	Project
	Members []Member
	Tie     access.Tie // how the reader stands to it
	May     Rights
	Steps   []Transition // of status, that she may make here, but for the archive
}
