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
	FieldDue          = "pour" // a day or an offset, or both: see ParseDue
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
	FieldState        = "etat"   // a state, or the change of it that is asked for
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

// set is the contrary of Draft: the task as a draft would leave it, but for the name of who is responsible.
func (t *Task) set(d Draft) {
	t.Title, t.Category, t.ResponsibleID = d.Title, d.Category, d.ResponsibleID
	t.Duration, t.CalendarDays, t.MinDuration, t.Effort = d.Duration, d.CalendarDays, d.MinDuration, d.Effort
	t.Offset, t.Deadline, t.NotBefore = d.Offset, d.Deadline, d.NotBefore
	t.PinnedStart, t.PinnedFinish = d.PinnedStart, d.PinnedFinish
	t.Statutory, t.Optional, t.Internal, t.Source, t.Notes = d.Statutory, d.Optional, d.Internal, d.Source, d.Notes
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
	p.Require(d.Offset.IsZero() || near(d.Offset), FieldDue, offsetProblem)
	calendar.CheckYear(&p, FieldDue, d.Deadline)
	p.Require(d.Effort.Within(), FieldEffort, effortProblem)
	p.CheckText(FieldNotes, d.Notes, maxNotes)
	calendar.CheckYear(&p, FieldNotBefore, d.NotBefore)
	calendar.CheckYear(&p, FieldPinnedStart, d.PinnedStart)
	calendar.CheckYear(&p, FieldPinnedFinish, d.PinnedFinish)
	if !d.PinnedStart.IsZero() && !d.PinnedFinish.IsZero() {
		p.Compare(d.PinnedStart <= d.PinnedFinish, FieldPinnedFinish, "La fin fixée précède le début fixé.", FieldPinnedStart)
	}
	if d.MinDuration != nil {
		p.Require(*d.MinDuration >= 0, FieldMinDuration, minDurationProblem)
		p.Compare(*d.MinDuration <= d.Duration, FieldMinDuration, minDurationProblem, FieldDuration)
	}
	p.CheckText(FieldSource, d.Source, maxSource)
	p.Compare(!d.Statutory || !d.Optional, FieldOptional, "Une obligation légale ne peut pas être facultative.", FieldStatutory)
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

// ParseDue reads by when a task is to be done as people write it (see written.Due); "" gives neither. Days
// without a year are the ones nearest to nearest, and the note says so.
func ParseDue(text string, nearest workcal.Date) (o retroplan.Offset, deadline workcal.Date, note string, err error) {
	if strings.TrimSpace(text) == "" {
		return retroplan.Offset{}, 0, "", nil
	}
	o, deadline, note, err = written.Due(text, nearest)
	if err == nil && !o.IsZero() && !near(o) {
		return retroplan.Offset{}, 0, "", written.Problem(offsetProblem)
	}
	return o, deadline, note, err
}

// DueText writes by when the task is to be done as ParseDue reads it, for somebody who is in a year.
func (t Task) DueText(year int) string { return written.DueText(t.Offset, t.Deadline, year) }

const minDurationProblem = "La durée minimale va de 0 à la durée de la tâche."

// effortProblem is what is said about an effort that no task asks for.
const effortProblem = "La charge va d’une demi-journée à 1\u202f000\u00a0jours."

// offsetProblem is what is said about an offset that no plan can keep.
const offsetProblem = "Un délai relatif à l’événement va jusqu’à 2\u202f000\u00a0jours, ou 66\u00a0mois."

// near tells whether an offset is one that a plan can keep.
func near(o retroplan.Offset) bool { return o.Within(maxDays, maxMonths) }
