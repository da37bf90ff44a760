package programme

import (
	"parvis/internal/field"
	"parvis/internal/journal"
)

// eventFields lists what is told of an event, in the order of its form; series names the national ones.
func eventFields(series []Series) field.List[EventDraft] {
	return field.List[EventDraft]{
		{Name: "serie", Label: "Événement national", Value: func(d EventDraft) string { return d.SeriesKey },
			Text: func(d EventDraft) string { return seriesName(series, d.SeriesKey) }},
		{Name: "nom", Label: "Nom", Value: func(d EventDraft) string { return d.Name }},
		{Name: "debut", Label: "Premier jour", Value: func(d EventDraft) string { return d.First.Digits() }, Text: func(d EventDraft) string { return d.First.FrenchDay() }},
		{Name: "fin", Label: "Dernier jour", Value: func(d EventDraft) string { return d.Last.Digits() }, Text: func(d EventDraft) string { return d.Last.FrenchDay() }},
		{Name: "a_confirmer", Label: "Dates à confirmer", Value: func(d EventDraft) string { return field.Flag(d.ToConfirm) }, Text: func(d EventDraft) string { return field.YesNo(d.ToConfirm) }},
		{Name: "annee", Label: "Année", Value: func(d EventDraft) string { return field.Number(d.Year) }},
		{Name: "edition", Label: "Édition", Value: func(d EventDraft) string { return field.Number(d.Edition) }},
		{Name: "theme", Label: "Thème", Value: func(d EventDraft) string { return d.Theme }},
		{Name: "source", Label: "Source", Value: func(d EventDraft) string { return d.Source }},
		{Name: "verifie", Label: "Vérifié le", Value: func(d EventDraft) string { return d.VerifiedOn.Digits() }, Text: func(d EventDraft) string { return d.VerifiedOn.FrenchDay() }},
		{Name: "notes", Label: "Notes", Value: func(d EventDraft) string { return d.Notes }},
	}
}

// EventFields lists what is told of an event whose national series has no other name than its key.
var EventFields = eventFields(nil)

func seriesName(series []Series, key string) string {
	for _, s := range series {
		if s.Key == key {
			return s.Name
		}
	}
	if key == "" {
		return "Événement propre au musée"
	}
	return key
}

// Subject is the event as the journal names it.
func (e Event) Subject() journal.Subject {
	return journal.Subject{Kind: journal.Event, ID: e.ID, Name: e.Name}
}

// Subject is the project as the journal names it.
func (p Project) Subject() journal.Subject {
	return journal.Subject{Kind: journal.Project, ID: p.ID, Name: p.Title}
}
