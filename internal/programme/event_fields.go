package programme

import (
	"parvis/internal/exchange/table"
	"parvis/internal/field"
	"parvis/internal/journal"
	"parvis/internal/workcal"
)

// eventFields lists what is told of an event, in the order of its form; series names the national ones.
func eventFields(series []Series) field.List[EventDraft] {
	return field.List[EventDraft]{
		{Name: "serie", Label: "Événement national", Value: func(d EventDraft) string { return d.SeriesKey },
			Text: func(d EventDraft) string { return seriesName(series, d.SeriesKey) }},
		{Name: "nom", Label: "Nom", Value: func(d EventDraft) string { return d.Name }},
		{Name: "debut", Label: "Premier jour", Day: func(d EventDraft) workcal.Date { return d.First }},
		{Name: "fin", Label: "Dernier jour", Day: func(d EventDraft) workcal.Date { return d.Last }},
		{Name: "a_confirmer", Label: "Dates à confirmer", Flag: func(d EventDraft) bool { return d.ToConfirm }},
		{Name: "annee", Label: "Année", Number: func(d EventDraft) int { return d.Year }},
		{Name: "edition", Label: "Édition", Number: func(d EventDraft) int { return d.Edition }},
		{Name: "theme", Label: "Thème", Value: func(d EventDraft) string { return d.Theme }},
		{Name: "source", Label: "Source", Value: func(d EventDraft) string { return d.Source }},
		{Name: "verifie", Label: "Vérifié le", Day: func(d EventDraft) workcal.Date { return d.VerifiedOn }},
		{Name: "notes", Label: "Notes", Value: func(d EventDraft) string { return d.Notes }},
	}
}

// EventFields lists what is told of an event whose national series has no other name than its key.
var EventFields = eventFields(nil)

// EventTable is how events are written as a file; series names the national ones.
func EventTable(series []Series) table.Table[EventDraft] {
	return table.Table[EventDraft]{Name: "Événements", Columns: table.Shown(eventFields(series))}
}

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
