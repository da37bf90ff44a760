package agreement

import (
	"strings"

	"parvis/internal/calendar"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/partner"
	"parvis/internal/workcal"
)

// The bounds of what is typed.
const (
	MaxTitle         = 200 // characters
	MaxSignatories   = 2_000
	MaxNotes         = 10_000
	MaxOrganisations = 20
)

// The names of fields that pages and other rooms speak of.
const (
	FieldOrganisations = "structures"
	FieldProject       = "projet"
	FieldState         = "etat"
	FieldAmount        = "montant"
)

// Fields lists what is told of an agreement, in the order of its form.
var Fields = field.List[Draft]{
	{Name: "titre", Label: "Titre", Value: func(d Draft) string { return d.Title }},
	{Name: "type", Label: "Type", Value: func(d Draft) string { return string(d.Kind) }, Text: func(d Draft) string { return d.Kind.Label() }},
	{Name: FieldOrganisations, Label: "Structures", Value: func(d Draft) string { return ids(d.Organisations) }, Text: func(d Draft) string { return Names(d.Organisations) }},
	{Name: FieldProject, Label: "Projet", Value: func(d Draft) string { return field.Number(d.Project.ID) }, Text: Draft.ProjectText},
	{Name: "debut", Label: "Premier jour", Day: func(d Draft) workcal.Date { return d.First }},
	{Name: "fin", Label: "Dernier jour", Day: func(d Draft) workcal.Date { return d.Last }},
	{Name: FieldState, Label: "État", Value: func(d Draft) string { return string(d.State) }, Text: func(d Draft) string { return d.State.Label() }},
	{Name: "envoyee", Label: "Envoyée le", Day: func(d Draft) workcal.Date { return d.SentOn }},
	{Name: "signee", Label: "Signée le", Day: func(d Draft) workcal.Date { return d.SignedOn }},
	{Name: "denoncee", Label: "Dénoncée le", Day: func(d Draft) workcal.Date { return d.DenouncedOn }},
	{Name: "signataires", Label: "Signataires", Value: func(d Draft) string { return d.Signatories }},
	{Name: FieldAmount, Label: "Montant (€)", Value: func(d Draft) string { return d.Amount.Sent() }},
	{Name: "notes", Label: "Notes", Value: func(d Draft) string { return d.Notes }},
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

// ProjectText names the project, « projet à la corbeille » where nobody finds it any more, "" for none.
func (d Draft) ProjectText() string {
	if d.Project.ID != 0 && d.Project.Name == "" {
		return "projet à la corbeille"
	}
	return d.Project.Name
}

// Tidy trims the texts.
func (d Draft) Tidy() Draft {
	d.Title, d.Notes = french.OneLine(d.Title), french.Paragraphs(d.Notes)
	var lines []string
	for line := range strings.SplitSeq(french.Paragraphs(d.Signatories), "\n") {
		if line = french.OneLine(line); line != "" {
			lines = append(lines, line)
		}
	}
	d.Signatories = strings.Join(lines, "\n")
	return d
}

const notYet = "Cette date n’est pas encore venue\u00a0: notez-la quand ce sera fait."

// Check lists what must be mended before the agreement can be kept, on a day.
func (d Draft) Check(today workcal.Date) fault.Problems {
	var p fault.Problems
	p.Require(d.Title != "", "titre", "Veuillez donner un titre à la convention.")
	p.CheckText("titre", d.Title, MaxTitle)
	p.Require(kindLabels[d.Kind] != "", "type", "Veuillez choisir un type dans la liste\u00a0: «\u00a0Autre\u00a0» convient à ce qui n’y est pas.")
	p.Require(len(d.Organisations) > 0, FieldOrganisations, "Veuillez dire avec quelle structure la convention est passée.")
	p.Require(len(d.Organisations) <= MaxOrganisations, FieldOrganisations, "Une convention lie au plus vingt structures.")
	for _, one := range []struct {
		name string
		day  workcal.Date
	}{{"debut", d.First}, {"fin", d.Last}, {"envoyee", d.SentOn}, {"signee", d.SignedOn}, {"denoncee", d.DenouncedOn}} {
		calendar.CheckYear(&p, one.name, one.day)
	}
	p.Require(d.First.IsZero() || d.Last.IsZero() || d.First <= d.Last, "fin", "Le dernier jour vient avant le premier\u00a0: veuillez vérifier les deux dates.")
	d.checkState(&p, today)
	p.CheckText("signataires", d.Signatories, MaxSignatories)
	p.Require(d.Amount.Cents >= 0 && d.Amount.Cents <= 10_000_000_000, FieldAmount, "Veuillez donner un montant entre 0 et "+french.Number(100_000_000)+"\u00a0€, ou laisser ce champ vide.")
	p.CheckText("notes", d.Notes, MaxNotes)
	return p
}

// checkState holds the days of what was done to the state, and to their order.
func (d Draft) checkState(p *fault.Problems, today workcal.Date) {
	p.Require(d.State != Ended && stateLabels[d.State] != "", FieldState, "Veuillez choisir un état dans la liste.")
	p.Require(d.SentOn.IsZero() || d.State != ToWrite, FieldState, "La convention a une date d’envoi\u00a0: elle n’est plus à rédiger.")
	p.Require(d.SignedOn.IsZero() || d.State == Signed || d.State == Denounced, FieldState, "La convention a une date de signature\u00a0: elle est signée, ou dénoncée.")
	p.Require(d.DenouncedOn.IsZero() || d.State == Denounced, FieldState, "La convention a une date de dénonciation\u00a0: elle est dénoncée.")
	p.Require(d.SentOn <= today, "envoyee", notYet)
	p.Require(d.SignedOn <= today, "signee", notYet)
	p.Require(d.DenouncedOn <= today, "denoncee", notYet)
	p.Require(d.SentOn.IsZero() || d.SignedOn.IsZero() || d.SentOn <= d.SignedOn, "signee", "La signature vient avant l’envoi\u00a0: veuillez vérifier les deux dates.")
	p.Require(d.SignedOn.IsZero() || d.DenouncedOn.IsZero() || d.SignedOn <= d.DenouncedOn, "denoncee", "La dénonciation vient avant la signature\u00a0: veuillez vérifier les deux dates.")
}

// In gives the draft in a state that it comes to on a day. Days of what it is not any more are left out.
func (d Draft) In(state State, on workcal.Date) Draft {
	d.State = state
	switch state {
	case ToWrite:
		d.SentOn, d.SignedOn, d.DenouncedOn = 0, 0, 0
	case Sent:
		d.SentOn, d.SignedOn, d.DenouncedOn = on, 0, 0
	case Signed:
		d.SignedOn, d.DenouncedOn = on, 0
	case Denounced:
		d.DenouncedOn = on
	}
	return d
}
