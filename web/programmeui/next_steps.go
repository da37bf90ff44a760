package programmeui

import (
	"parvis/internal/programme"
	"parvis/web/urls"
)

// nextStep is something that would bring a project forward, and where to do it.
type nextStep struct{ Text, URL string }

// nextSteps says what would bring a project forward, in the order in which people do it. Only what
// the reader may do, or can usefully read, is named.
func nextSteps(v projectView) []nextStep {
	if v.Status == programme.Archived || v.Status == programme.Cancelled {
		return nil
	}
	var steps []nextStep
	add := func(when bool, text, url string) {
		if when {
			steps = append(steps, nextStep{text, url})
		}
	}
	add(v.May.Edit && v.Objectives == "", "Écrire les objectifs du projet", urls.ProjectEdit(v.ID))
	add(v.May.Edit && v.Audiences == "", "Dire à quels publics il s’adresse", urls.ProjectEdit(v.ID))
	add(v.May.Edit && len(v.Members) < 2, "Composer l’équipe du projet", urls.ProjectMembers(v.ID))
	add(v.May.Edit && !v.Dated(), "Donner sa date au projet, pour qu’il puisse entrer en préparation", urls.ProjectEdit(v.ID))
	add(v.EventToConfirm, "Vérifier les dates de l’événement, encore à confirmer", urls.Event(v.EventID))
	add(v.May.Edit && v.Progress.Total == 0, "Construire le rétroplanning à partir d’un modèle", urls.Plan(v.ID))
	return steps
}
