package programme

import (
	"fmt"
	"time"

	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/workcal"
)

// Coming is an event that is not over, as far as a first page tells of it.
type Coming struct {
	ID          int64
	Name        string
	First, Last workcal.Date
	ToConfirm   bool
}

// Event is one edition of a national event, or an event of the museum's own.
type Event struct {
	ID         int64
	SeriesKey  string // "": the museum's own
	SeriesName string // "": the museum's own
	Name       string
	Year       int
	Edition    int // its number in the series; 0: unknown
	First      workcal.Date
	Last       workcal.Date
	Theme      string
	Notes      string
	Source     string       // where the dates come from
	VerifiedOn workcal.Date // when somebody last checked them; zero: never
	ToConfirm  bool         // the dates are not official yet
	UpdatedAt  time.Time
	DeletedAt  *time.Time
	Version    int
}

// Days gives the event's first and last day.
func (e Event) Days() (first, last workcal.Date) { return e.First, e.Last }

// National tells whether the event belongs to a national series.
func (e Event) National() bool { return e.SeriesKey != "" }

// Draft gives the event's editable fields, to fill a form.
func (e Event) Draft() EventDraft {
	return EventDraft{SeriesKey: e.SeriesKey, Name: e.Name, Year: e.Year, Edition: e.Edition, First: e.First,
		Last: e.Last, Theme: e.Theme, Notes: e.Notes, Source: e.Source, VerifiedOn: e.VerifiedOn, ToConfirm: e.ToConfirm}
}

// EventDraft is what a person types about an event.
type EventDraft struct {
	SeriesKey  string
	Name       string
	Year       int
	Edition    int // 0: none given
	First      workcal.Date
	Last       workcal.Date // zero: the same day as First
	Theme      string
	Notes      string
	Source     string
	VerifiedOn workcal.Date
	ToConfirm  bool
}

// Tidy trims the texts and fills what follows from the rest: a single day, its year.
func (d EventDraft) Tidy() EventDraft {
	d.Name, d.Theme, d.Source = french.OneLine(d.Name), french.OneLine(d.Theme), french.OneLine(d.Source)
	d.Notes = french.Paragraphs(d.Notes)
	if d.Last.IsZero() {
		d.Last = d.First
	}
	if d.Year == 0 {
		d.Year = d.First.Year()
	}
	return d
}

// Check lists what must be mended before the event can be kept.
func (d EventDraft) Check() fault.Problems {
	var p fault.Problems
	p.CheckText("serie", d.SeriesKey, MaxTitle)
	p.Require(d.Name != "", "nom", "Veuillez donner un nom à l’événement.")
	p.CheckText("nom", d.Name, MaxTitle)
	p.Require(!d.First.IsZero(), "debut", "Veuillez donner le premier jour de l’événement.")
	checkDays(&p, "debut", "fin", d.First, d.Last)
	d.checkYear(&p)
	p.Require(d.Edition >= 0 && d.Edition <= 1000, "edition", "Veuillez donner un numéro d’édition entre 1 et 1000, ou laisser ce champ vide.")
	p.CheckText("theme", d.Theme, MaxShort)
	p.CheckText("source", d.Source, MaxShort)
	checkDay(&p, "verifie", d.VerifiedOn)
	p.CheckText("notes", d.Notes, MaxLong)
	return p
}

func (d EventDraft) checkYear(p *fault.Problems) {
	if d.First.IsZero() || p.For("debut") != "" {
		return
	}
	p.Compare(d.Year == d.First.Year() || d.Year == d.Last.Year(), "annee",
		fmt.Sprintf("L’événement a lieu en %d : veuillez accorder l’année de l’édition et les dates.", d.First.Year()), "fin")
}

// Series is a national event that comes back every year.
type Series struct {
	Key  string
	Name string
}

// ProjectRef is what another page needs to name a project and link to it.
type ProjectRef struct {
	ID     int64  `json:"id"`
	Title  string `json:"title"`
	Kind   Kind   `json:"kind"`
	Status Status `json:"status"`
	Pilot  string `json:"pilot"`

	Version int  `json:"version"`
	Confirm bool `json:"-"` // its reader may confirm it as it stands
}

// EventSummary is an event with the projects that prepare it.
type EventSummary struct {
	Event
	Projects []ProjectRef
}

// EventSheet is one event, whole, as one person sees it.
type EventSheet struct {
	EventSummary
	May Rights
}

// YearOfEvents is a year's events as a page shows them.
type YearOfEvents struct {
	Year         int
	Years        []YearCount    // that have events, and this one
	All          []EventSummary // by first day
	Coming, Past []EventSummary // the same, as they are looked for
	Today        workcal.Date
	May          Rights
}

// YearCount is how many events a year has.
type YearCount struct {
	Year   int
	Events int
}

func stillPrepared(name string, projects int) string {
	return french.Agree(projects, "Un projet prépare "+french.Quote(name)+"\u00a0: veuillez d’abord le supprimer ou le rattacher ailleurs.",
		french.Projects(projects)+" préparent "+french.Quote(name)+"\u00a0: veuillez d’abord les supprimer ou les rattacher ailleurs.")
}

func anotherEdition(year int) string {
	return fmt.Sprintf("Une autre édition %d de cet événement national existe désormais\u00a0: veuillez d’abord la supprimer ou la modifier.", year)
}
