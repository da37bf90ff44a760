package logistics

import (
	"slices"
	"strings"

	"parvis/internal/agreement"
	"parvis/internal/calendar"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/partner"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
	"parvis/internal/written"
)

// The bounds of what is typed.
const (
	MaxTitle     = 200 // characters
	MaxReference = 100
	MaxSource    = 500
	MaxNotes     = 10_000
	MaxNeeds     = 20
	MostOf       = 500 // pieces of a project
)

// The names of fields that pages and other rooms speak of.
const (
	FieldTitle        = "titre"
	FieldKind         = "type"
	FieldPart         = "partie"
	FieldDirection    = "sens"
	FieldTask         = "tache"
	FieldDue          = "avant"
	FieldPerson       = "qui"
	FieldOrganisation = "structure"
	FieldContact      = "contact"
	FieldAgreement    = "convention"
	FieldAmount       = "montant"
	FieldNeeds        = "attend"
	FieldState        = "etat"
	FieldOn           = "le"
)

// Draft is what a person types about a piece; how far it is has acts of its own.
type Draft struct {
	Title        string
	Kind         Kind
	Part         Part
	Direction    Direction
	Task         partner.Ref      // of the plan, with which it is due; ID 0: none
	Offset       retroplan.Offset // without a task: so many calendar days before the event, or after
	DueOn        workcal.Date     // or this very day
	Statutory    bool             // a delay of the law
	Source       string           // of the delay
	Person       partner.Ref      // who sees to it
	Organisation partner.Ref      // with whom
	Contact      partner.Ref      // one of theirs
	Agreement    partner.Ref      // whose state is its state
	Reference    string
	Amount       agreement.Amount // none, for whoever may not see amounts
	Needs        []partner.Ref    // pieces that it waits for
	Notes        string
}

// Blank is a draft of which nothing was typed yet.
var Blank = Draft{Kind: OtherKind, Part: OtherPart, Direction: Obtain}

// Fields lists what people type about a piece, in the order of its form.
var Fields = field.List[Draft]{
	{Name: FieldTitle, Label: "Pièce", Value: func(d Draft) string { return d.Title }},
	{Name: FieldKind, Label: "Type", Value: func(d Draft) string { return string(d.Kind) }, Text: func(d Draft) string { return d.Kind.Label() }},
	{Name: FieldPart, Label: "Partie du dossier", Value: func(d Draft) string { return string(d.Part) }, Text: func(d Draft) string { return d.Part.Label() }},
	{Name: FieldDirection, Label: "À obtenir ou à envoyer", Value: func(d Draft) string { return string(d.Direction) }, Text: func(d Draft) string { return d.Direction.Label() }},
	{Name: FieldTask, Label: "Tâche du plan", Value: func(d Draft) string { return field.Number(d.Task.ID) }, Text: func(d Draft) string { return d.Task.Name }},
	{Name: FieldDue, Label: "Avant le", Value: func(d Draft) string { return written.DueText(d.Offset, d.DueOn, 0) }},
	{Name: "legal", Label: "Délai légal", Flag: func(d Draft) bool { return d.Statutory }},
	{Name: "source", Label: "Source du délai", Value: func(d Draft) string { return d.Source }},
	{Name: FieldPerson, Label: "Qui s’en occupe", Value: func(d Draft) string { return field.Number(d.Person.ID) }, Text: func(d Draft) string { return d.Person.Name }},
	{Name: FieldOrganisation, Label: "Avec", Value: func(d Draft) string { return field.Number(d.Organisation.ID) }, Text: func(d Draft) string { return d.Organisation.Name }},
	{Name: FieldContact, Label: "Contact", Value: func(d Draft) string { return field.Number(d.Contact.ID) }, Text: func(d Draft) string { return d.Contact.Name }},
	{Name: FieldAgreement, Label: "Convention suivie", Value: func(d Draft) string { return field.Number(d.Agreement.ID) }, Text: func(d Draft) string { return d.Agreement.Name }},
	{Name: "reference", Label: "Référence", Value: func(d Draft) string { return d.Reference }},
	{Name: FieldAmount, Label: "Montant (€)", Value: func(d Draft) string { return d.Amount.Sent() }},
	{Name: FieldNeeds, Label: "Attend d’abord", Value: func(d Draft) string { return ids(d.Needs) }, Text: func(d Draft) string { return Names(d.Needs) }},
	{Name: "notes", Label: "Notes", Value: func(d Draft) string { return d.Notes }},
}

func numbers(list []partner.Ref) []int64 {
	kept := make([]int64, len(list))
	for i, one := range list {
		kept[i] = one.ID
	}
	return kept
}

func ids(list []partner.Ref) string {
	texts := make([]string, len(list))
	for i, one := range list {
		texts[i] = field.Number(one.ID)
	}
	return strings.Join(texts, ",")
}

// Names are the names of things, with commas.
func Names(list []partner.Ref) string {
	texts := make([]string, len(list))
	for i, one := range list {
		texts[i] = one.Name
	}
	return strings.Join(texts, ", ")
}

// Tidy trims the texts, and puts what it waits for in order.
func (d Draft) Tidy() Draft {
	d.Title, d.Source, d.Reference, d.Notes = french.OneLine(d.Title), french.OneLine(d.Source), french.OneLine(d.Reference), french.Paragraphs(d.Notes)
	d.Needs = slices.Clone(d.Needs)
	slices.SortFunc(d.Needs, func(a, b partner.Ref) int { return int(a.ID - b.ID) })
	d.Needs = slices.CompactFunc(d.Needs, func(a, b partner.Ref) bool { return a.ID == b.ID })
	return d
}

// Check lists what must be mended before the piece can be kept.
func (d Draft) Check() fault.Problems {
	var p fault.Problems
	p.Require(d.Title != "", FieldTitle, "Veuillez dire de quelle pièce il s’agit.")
	p.CheckText(FieldTitle, d.Title, MaxTitle)
	p.Require(kindLabels[d.Kind] != "", FieldKind, "Veuillez choisir un type dans la liste\u00a0: «\u00a0Autre\u00a0» convient à ce qui n’y est pas.")
	p.Require(partLabels[d.Part] != "", FieldPart, "Veuillez choisir une partie du dossier dans la liste.")
	p.Require(directionLabels[d.Direction] != "", FieldDirection, "Veuillez dire si la pièce est à obtenir ou à envoyer.")
	checkOffset(&p, FieldDue, d.Offset)
	calendar.CheckYear(&p, FieldDue, d.DueOn)
	p.Require(d.Offset.IsZero() || d.DueOn.IsZero(), FieldDue, "Veuillez donner un jour, ou un délai avant l’événement, et non les deux.")
	p.Require(d.Task.ID == 0 || d.Offset.IsZero() && d.DueOn.IsZero(), FieldDue, "La date vient de la tâche du plan\u00a0: laissez ce champ vide, ou ne choisissez pas de tâche.")
	p.Require(d.Agreement.ID == 0 || d.Kind == Contract, FieldAgreement, "Seule une pièce de type «\u00a0Convention\u00a0» suit une convention.")
	p.Require(d.Contact.ID == 0 || d.Organisation.ID != 0, FieldContact, "Veuillez d’abord choisir la structure de ce contact.")
	p.CheckText("source", d.Source, MaxSource)
	p.CheckText("reference", d.Reference, MaxReference)
	p.Require(d.Amount.Cents >= 0 && d.Amount.Cents <= 10_000_000_000, FieldAmount, "Veuillez donner un montant entre 0 et "+french.Number(100_000_000)+"\u00a0€, ou laisser ce champ vide.")
	p.Require(len(d.Needs) <= MaxNeeds, FieldNeeds, "Une pièce attend au plus vingt autres pièces.")
	p.CheckText("notes", d.Notes, MaxNotes)
	return p
}

// checkOffset holds the delays to calendar days that a plan can keep.
func checkOffset(p *fault.Problems, name string, o retroplan.Offset) {
	p.Require(o.IsZero() || o.Unit == retroplan.Days && o.Within(2000, 66), name, "Un délai se compte ici en jours, par exemple J-30 ou E+15, et jusqu’à 2\u202f000\u00a0jours.")
}

// dueBy is the day of a distance from an event; zero while the event has no days.
func dueBy(o retroplan.Offset, first, last workcal.Date) workcal.Date {
	switch {
	case o.IsZero() || first.IsZero():
		return 0
	case o.Side == retroplan.AfterEvent:
		return last.AddDays(o.Count)
	}
	return first.AddDays(-o.Count)
}
