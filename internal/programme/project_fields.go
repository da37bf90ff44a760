package programme

import (
	"strconv"

	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/workcal"
)

// The places a project's target days can come from, as its form sends them.
const (
	FromEvent = "evenement"
	OwnDays   = "propre"
	NoneYet   = "aucune"
)

// projectFields lists what is told of a project, in the order of its form. Names are those of its
// pilot and event before, and of the pilot and the event that a draft gives it.
func projectFields(before Project, pilot string, event Event) field.List[ProjectDraft] {
	pilotName := func(d ProjectDraft) string {
		if d.PilotID == before.PilotID {
			return before.PilotName
		}
		return pilot
	}
	eventName := func(d ProjectDraft) string {
		switch d.EventID {
		case 0:
			return ""
		case before.EventID:
			return named(before.EventName, before.First, before.Last)
		}
		return named(event.Name, event.First, event.Last)
	}
	return field.List[ProjectDraft]{
		{Name: "titre", Label: "Titre", Value: func(d ProjectDraft) string { return d.Title }},
		{Name: "nom_court", Label: "Nom court", Value: func(d ProjectDraft) string { return d.ShortName }},
		{Name: "type", Label: "Type", Value: func(d ProjectDraft) string { return string(d.Kind) }, Text: func(d ProjectDraft) string { return d.Kind.Label() }},
		{Name: "pilote", Label: "Pilote", Value: func(d ProjectDraft) string { return field.Number(d.PilotID) }, Text: pilotName},
		{Name: "jour_j", Label: "Jour J", Value: ProjectDraft.target, Text: func(d ProjectDraft) string { return targetLabels[d.target()] }},
		{Name: "evenement", Label: "Événement", Value: func(d ProjectDraft) string { return field.Number(d.EventID) }, Text: eventName},
		{Name: "debut", Label: "Premier jour", Day: func(d ProjectDraft) workcal.Date { return d.First }},
		{Name: "fin", Label: "Dernier jour", Day: func(d ProjectDraft) workcal.Date { return d.Last }},
		{Name: "ouverture", Label: "Heures d’ouverture", Value: func(d ProjectDraft) string { return d.Opening }},
		{Name: "marge", Label: "Marge de sécurité", Value: func(d ProjectDraft) string { return strconv.Itoa(d.SafetyMargin) },
			Text: func(d ProjectDraft) string { return MarginText(d.SafetyMargin) }},
		{Name: "objectifs", Label: "Objectifs", Value: func(d ProjectDraft) string { return d.Objectives }},
		{Name: "publics", Label: "Publics", Value: func(d ProjectDraft) string { return d.Audiences }},
	}
}

// ProjectFields is projectFields where no name is needed: for a form's values and its order.
var ProjectFields = projectFields(Project{}, "", Event{})

var targetLabels = map[string]string{FromEvent: "celui d’un événement", OwnDays: "une date propre au projet", NoneYet: "pas encore de date"}

// target is where the target days come from.
func (d ProjectDraft) target() string {
	switch {
	case d.Undated:
		return NoneYet
	case d.EventID != 0:
		return FromEvent
	}
	return OwnDays
}

func named(name string, first, last workcal.Date) string {
	return name + " (" + workcal.FrenchRange(first, last) + ")"
}

// MarginText writes a safety margin.
func MarginText(days int) string {
	if days == 0 {
		return "aucune"
	}
	return french.Count(days, "jour ouvré", "jours ouvrés")
}
