package daybook

import (
	"crypto/sha256"
	"fmt"
	"time"

	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/workcal"
)

// Kind is what sort of line of the daybook it is.
type Kind string

// The kinds, as stored.
const (
	Incident Kind = "incident"
	Note     Kind = "note"
	Delay    Kind = "delay"   // a slot begins or runs late
	Message  Kind = "message" // to everybody on duty
)

// Kinds lists every kind in the order of the pages.
var Kinds = []Kind{Incident, Note, Delay, Message}

var kindLabels = map[Kind]string{Incident: "incident", Note: "note", Delay: "retard", Message: "message à toute l’équipe du jour"}

// Label is the kind in French, without a capital.
func (k Kind) Label() string { return kindLabels[k] }

// The bounds of what is typed.
const (
	MaxPlace   = 200 // characters
	MaxBody    = 4_000
	MaxDone    = 4_000
	MaxMinutes = 600 // late
	MaxLine    = 400 // characters of the key of a line
)

// Draft is what a person types about what happens.
type Draft struct {
	Kind    Kind
	Slot    int64 // 0: none; a delay is always of one
	Place   string
	Body    string
	Done    string // what was done about it
	Minutes int    // that the slot is late by, for a delay; 0: it caught up
	Closed  bool   // of an incident: nothing more is to be done
}

// Fields lists what is told of a line, in the order of its form.
var Fields = field.List[Draft]{
	{Name: "type", Label: "Nature", Value: func(d Draft) string { return string(d.Kind) }, Text: func(d Draft) string { return d.Kind.Label() }},
	{Name: "seance", Label: "Séance", Value: func(d Draft) string { return field.Number(d.Slot) }},
	{Name: "lieu", Label: "Lieu", Value: func(d Draft) string { return d.Place }},
	{Name: "minutes", Label: "Minutes de retard", Number: func(d Draft) int { return d.Minutes }},
	{Name: "texte", Label: "Ce qui se passe", Value: func(d Draft) string { return d.Body }},
	{Name: "conduite", Label: "Ce qui a été fait", Value: func(d Draft) string { return d.Done }},
	{Name: "clos", Label: "Clos", Flag: func(d Draft) bool { return d.Closed }},
}

// Tidy trims the texts; what only some kinds have is nobody else's.
func (d Draft) Tidy() Draft {
	d.Place, d.Body, d.Done = french.OneLine(d.Place), french.Paragraphs(d.Body), french.Paragraphs(d.Done)
	if d.Kind != Delay {
		d.Minutes = 0
	}
	d.Closed = d.Closed && d.Kind == Incident
	return d
}

// Check lists what must be mended before the line can be kept.
func (d Draft) Check() fault.Problems {
	var p fault.Problems
	p.Require(kindLabels[d.Kind] != "", "type", "Veuillez choisir une nature de la liste.")
	p.Require(d.Slot > 0 || d.Kind != Delay, "seance", "Veuillez dire quelle séance est en retard.")
	p.CheckText("lieu", d.Place, MaxPlace)
	p.Require(d.Minutes >= 0 && d.Minutes <= MaxMinutes, "minutes", "Veuillez donner un retard entre 0 et 600 minutes.")
	p.Require(d.Body != "" || d.Kind == Delay, "texte", "Veuillez écrire ce qui se passe.")
	p.CheckText("texte", d.Body, MaxBody)
	p.CheckText("conduite", d.Done, MaxDone)
	return p
}

// digest tells apart what was sent under one key.
func (d Draft) digest(person, project int64, day workcal.Date) []byte {
	sum := sha256.Sum256(fmt.Appendf(nil, "%d %d %s %q %d %q %q %q %d %t", person, project, day, d.Kind, d.Slot, d.Place, d.Body, d.Done, d.Minutes, d.Closed))
	return sum[:]
}

// Rights is what a person may do with a line as it stands.
type Rights struct{ Edit, Close, Delete, Restore bool }

// Entry is a line of the daybook.
type Entry struct {
	Draft
	ID         int64
	Project    Project
	Day        workcal.Date
	At         time.Time // when it was noted
	SlotTitle  string    // « Visite des réserves »; "" for none
	ClosedAt   *time.Time
	ClosedBy   string
	AuthorID   int64
	Author     string
	ReceivedAt time.Time
	DeletedAt  *time.Time
	Version    int
	May        Rights
}

// Subject is the line as the journal names it.
func (e Entry) Subject() journal.Subject {
	return journal.Subject{Kind: journal.DayEntry, ID: e.ID, Name: e.Name()}
}

// Name is what a line is called: its first words.
func (e Entry) Name() string {
	if e.Body == "" {
		return french.Capital(e.Kind.Label())
	}
	return french.Shorten(french.OneLine(e.Body), 60)
}

// Open tells whether it is an incident about which something is still to be done.
func (e Entry) Open() bool { return e.Kind == Incident && !e.Closed }

// LateText says by how much a slot is late: « 10 minutes de retard », « à l’heure de nouveau ».
func (d Draft) LateText() string {
	if d.Minutes == 0 {
		return "à l’heure de nouveau"
	}
	return french.Count(d.Minutes, "minute", "minutes") + " de retard"
}
