package link

import (
	"time"
	"unicode/utf8"

	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/outbox"
	"parvis/internal/workcal"
)

// Purpose is what a link lets its holder read, and nothing else.
type Purpose string

// The purposes, as stored.
const (
	Feed  Purpose = "feed"  // dates for a calendar program, of a person's own tasks or of a project
	Plan  Purpose = "plan"  // a project's retroplanning as partners see it
	Slots Purpose = "slots" // the slots that somebody without an account is given, where she answers

	Deposit Purpose = "deposit" // where whoever has to send a piece of a file drops it
	Door    Purpose = "door"    // where somebody without an account counts who comes, once she gave its code
)

// Purposes lists those of a project, in the order of its form.
var Purposes = []Purpose{Plan, Feed}

// Label names a purpose for people.
func (p Purpose) Label() string {
	switch p {
	case Feed:
		return "Agenda (iCalendar)"
	case Slots:
		return "Séances d’une personne sans compte"
	case Deposit:
		return "Dépôt d’une pièce"
	case Door:
		return "Comptage à la porte"
	}
	return "Rétroplanning pour un partenaire"
}

// Link lets whoever holds its token read one thing for one purpose. The token itself is not kept.
type Link struct {
	ID          int64
	Purpose     Purpose
	SubjectKind journal.Kind // journal.Person, journal.Project, journal.Outsider, journal.Piece or journal.Door
	SubjectID   int64
	Subject     string // how the person or the project is called now
	ProjectID   int64  // of a door
	Label       string // for whom, or for what
	CreatedAt   time.Time
	CreatedByID int64 // 0: somebody who was erased
	CreatedBy   string
	LastDay     workcal.Date // the last on which it can be read; zero: until it is ended
	UsedAt      *time.Time   // when it was last read, to within an hour; nil: never
	EndedAt     *time.Time
	EndedBy     string
	ByMail      bool         // Parvis wrote to whom it is for
	Letter      *outbox.Fate `db:"-"` // what became of that message, where it was asked; nil: long ago, or not asked
}

// State is how a link stands.
type State int

// The states.
const (
	Open State = iota
	Expired
	Ended
)

// On tells how it stands on a day.
func (l Link) On(today workcal.Date) State {
	switch {
	case l.EndedAt != nil:
		return Ended
	case !l.LastDay.IsZero() && l.LastDay < today:
		return Expired
	}
	return Open
}

// Draft is what is typed of a link.
type Draft struct {
	Purpose Purpose
	Label   string
	LastDay workcal.Date
}

// The fields of a draft, and how long its label may be.
const (
	FieldPurpose = "usage"
	FieldLabel   = "pour"
	FieldLastDay = "fin"

	MaxLabel = 120
)

// Fields lists what is told of a link, in the order of its form.
var Fields = field.List[Draft]{
	{Name: FieldPurpose, Label: "Ce que l’on partage", Value: func(d Draft) string { return string(d.Purpose) }, Text: func(d Draft) string { return d.Purpose.Label() }},
	{Name: FieldLabel, Label: "Pour qui", Value: func(d Draft) string { return d.Label }},
	{Name: FieldLastDay, Label: "Dernier jour", Value: func(d Draft) string {
		if d.LastDay.IsZero() {
			return ""
		}
		return d.LastDay.FrenchDay()
	}},
}

// farthest is how long ahead a link may be made to last: one that is forgotten ends some day.
const farthest = 3 * 366

// check tidies a draft and lists what is to mend.
func (d Draft) check(of journal.Kind, today workcal.Date) (Draft, fault.Problems) {
	d.Label = french.OneLine(d.Label)
	var p fault.Problems
	p.Require(d.Purpose == Feed || d.Purpose == Plan && of == journal.Project || d.Purpose == Slots && of == journal.Outsider || d.Purpose == Deposit && of == journal.Piece || d.Purpose == Door && of == journal.Door, FieldPurpose, "Choisissez dans la liste ce que vous partagez.")
	p.Require(d.Label != "", FieldLabel, "Dites pour qui est ce lien, par exemple «\u00a0Ville de Nanterre\u00a0»\u00a0: vous saurez lequel arrêter.")
	p.Require(utf8.RuneCountInString(d.Label) <= MaxLabel, FieldLabel, "Ce texte est trop long\u00a0: "+french.Number(MaxLabel)+" caractères au plus.")
	p.Require(d.LastDay.IsZero() || d.LastDay >= today, FieldLastDay, "Ce jour est passé\u00a0: le lien ne servirait à personne.")
	p.Require(d.LastDay.IsZero() || d.LastDay <= today.AddDays(farthest), FieldLastDay, "Ce jour est à plus de trois ans\u00a0: choisissez-en un plus proche.")
	return d, p
}
