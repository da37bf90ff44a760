package plan

import (
	"strings"

	"parvis/internal/calendar"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
	"parvis/internal/written"
)

// The names of the form fields that problems point to.
const (
	FieldTitle        = "titre"
	FieldCategory     = "categorie"
	FieldResponsible  = "responsable"
	FieldDuration     = "duree"
	FieldCalendarDays = "jours_calendaires"
	FieldEffort       = "charge"
	FieldMinDuration  = "duree_minimale"
	FieldOffset       = "decalage"
	FieldDeadline     = "echeance"
	FieldNotBefore    = "pas_avant"
	FieldPinnedStart  = "debut_fixe"
	FieldPinnedFinish = "fin_fixe"
	FieldStatutory    = "legale"
	FieldOptional     = "facultative"
	FieldInternal     = "interne"
	FieldSource       = "source"
	FieldNotes        = "notes"
	FieldNeed         = "besoin" // the task picked as a predecessor
	FieldLag          = "delai"  // its lag
	FieldFinish       = "fin"    // the day a task was done
	FieldBecause      = "motif"  // why it is blocked
	FieldItem         = "point"  // the text of a checklist item
)

// Limits on what is typed, in characters and days.
const (
	maxTitle   = 200
	maxSource  = 500
	maxNotes   = 10_000
	maxBecause = 500
	maxItem    = 300
	maxDays    = 2000
	maxMonths  = 66 // as many as maxDays hold
	maxLag     = 500
	maxItems   = 100
	maxTasks   = 1000 // of a project
)

// Draft is what a person gives about a task; state, order and dependencies have their own
// operations.
type Draft struct {
	Title         string
	Category      Category
	ResponsibleID *int64
	Duration      int
	CalendarDays  bool
	Effort        retroplan.Effort
	MinDuration   *int
	Offset        retroplan.Offset
	Deadline      workcal.Date
	NotBefore     workcal.Date
	PinnedStart   workcal.Date
	PinnedFinish  workcal.Date
	Statutory     bool
	Optional      bool
	Internal      bool
	Source        string
	Notes         string
}

// Draft gives back what a person may edit about the task, for the form.
func (t Task) Draft() Draft {
	return Draft{
		Title: t.Title, Category: t.Category, ResponsibleID: t.ResponsibleID,
		Duration: t.Duration, CalendarDays: t.CalendarDays, Effort: t.Effort, MinDuration: t.MinDuration,
		Offset: t.Offset, Deadline: t.Deadline, NotBefore: t.NotBefore,
		PinnedStart: t.PinnedStart, PinnedFinish: t.PinnedFinish,
		Statutory: t.Statutory, Optional: t.Optional, Internal: t.Internal, Source: t.Source, Notes: t.Notes,
	}
}

// Check lists what must be mended, in the order of the form. Whether the responsible person
// exists is checked by the operations.
func (d Draft) Check() fault.Problems {
	var p fault.Problems
	p.Require(strings.TrimSpace(d.Title) != "", FieldTitle, "Donnez un titre à la tâche.")
	p.CheckText(FieldTitle, d.Title, maxTitle)
	p.Require(d.Category.Valid(), FieldCategory, "Choisissez une catégorie dans la liste.")
	p.Require(d.Duration >= 0 && d.Duration <= maxDays, FieldDuration,
		"La durée va de 0 (un jalon) à 2 000 jours.")
	p.Require(d.Effort.Within(), FieldEffort, "La charge va d’une demi-journée à 1\u202f000\u00a0jours.")
	if d.MinDuration != nil {
		p.Require(*d.MinDuration >= 0 && *d.MinDuration <= d.Duration, FieldMinDuration,
			"La durée minimale va de 0 à la durée de la tâche.")
	}
	p.Require(d.Offset.IsZero() || near(d.Offset), FieldOffset, offsetProblem)
	calendar.CheckYear(&p, FieldDeadline, d.Deadline)
	calendar.CheckYear(&p, FieldNotBefore, d.NotBefore)
	calendar.CheckYear(&p, FieldPinnedStart, d.PinnedStart)
	calendar.CheckYear(&p, FieldPinnedFinish, d.PinnedFinish)
	if !d.PinnedStart.IsZero() && !d.PinnedFinish.IsZero() {
		p.Require(d.PinnedStart <= d.PinnedFinish, FieldPinnedFinish, "La fin fixée précède le début fixé.")
	}
	if d.Statutory {
		p.Require(!d.Optional, FieldOptional, "Une obligation légale ne peut pas être facultative.")
	}
	p.CheckText(FieldSource, d.Source, maxSource)
	p.CheckText(FieldNotes, d.Notes, maxNotes)
	return p
}

// trimmed is the draft as it is stored.
func (d Draft) trimmed() Draft {
	d.Title = french.OneLine(d.Title)
	d.Source = strings.TrimSpace(d.Source)
	d.Notes = french.Paragraphs(d.Notes)
	return d
}

// ParseOffset reads an offset as people write it (see written.Offset); "" gives none. What cannot be
// read, or reaches further than any plan does, is an error whose text is a sentence for whoever
// wrote it.
func ParseOffset(text string) (retroplan.Offset, error) {
	if strings.TrimSpace(text) == "" {
		return retroplan.Offset{}, nil
	}
	o, _, err := written.Offset(text)
	if err == nil && !near(o) {
		return retroplan.Offset{}, written.Problem(offsetProblem)
	}
	return o, err
}

// offsetProblem is what is said about an offset that no plan can keep.
const offsetProblem = "Un délai relatif à l’événement va jusqu’à 2\u202f000\u00a0jours, ou 66\u00a0mois."

// near tells whether an offset is one that a plan can keep.
func near(o retroplan.Offset) bool { return o.Within(maxDays, maxMonths) }
