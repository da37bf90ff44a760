package programme

import (
	"slices"

	"parvis/internal/access"
	"parvis/internal/account"
)

// Status is where a project stands in its life.
type Status string

// The statuses, as stored.
const (
	Idea      Status = "idea"      // idée
	Preparing Status = "preparing" // en préparation
	Confirmed Status = "confirmed" // confirmé, by the head of service
	Running   Status = "running"   // en cours
	Finished  Status = "finished"  // terminé
	Archived  Status = "archived"  // archivé: read-only
	Cancelled Status = "cancelled" // annulé
)

// Statuses lists every status in the order of a project's life.
var Statuses = []Status{Idea, Preparing, Confirmed, Running, Finished, Archived, Cancelled}

// Valid tells whether s is one of Statuses.
func (s Status) Valid() bool { return slices.Contains(Statuses, s) }

// MayWait tells whether a project of this status may still wait for its date. One that is archived keeps
// to the status it had.
func (s Status) MayWait() bool { return s == Idea || s == Cancelled }

// Label is the status's French name.
func (s Status) Label() string {
	switch s {
	case Idea:
		return "Idée"
	case Preparing:
		return "En préparation"
	case Confirmed:
		return "Confirmé"
	case Running:
		return "En cours"
	case Finished:
		return "Terminé"
	case Archived:
		return "Archivé"
	case Cancelled:
		return "Annulé"
	}
	return "Statut inconnu"
}

// Explanation says in a French sentence what the status means for the service.
func (s Status) Explanation() string {
	switch s {
	case Idea:
		return "Une piste notée, sans engagement."
	case Preparing:
		return "L’équipe y travaille ; la cheffe de service ne l’a pas encore validé."
	case Confirmed:
		return "Validé par la cheffe de service : le projet aura lieu."
	case Running:
		return "Le public participe en ce moment."
	case Finished:
		return "Le projet a eu lieu ; il reste à en dresser le bilan."
	case Archived:
		return "Rangé : on le consulte, on ne le modifie plus."
	case Cancelled:
		return "Le projet n’aura pas lieu."
	}
	return ""
}

// Transition is one allowed change of status and what it takes to make it.
type Transition struct {
	From, To Status
	Needs    *access.Action // who may: see access
	Verb     string         // the button, in French
	What     string         // the journal's sentence, without its subject
}

// transitions is the whole life of a project, apart from coming back from the archive, which
// returns to the status before it. Granting or taking back the head's validation is hers alone.
var transitions = []Transition{
	{Idea, Preparing, MayEdit, "Commencer la préparation", "a commencé la préparation"},
	{Idea, Cancelled, MayEdit, "Annuler le projet", "a annulé le projet"},
	{Idea, Archived, MayArchive, "Archiver", "a archivé le projet"},
	{Preparing, Confirmed, MayConfirm, "Confirmer le projet", "a confirmé le projet"},
	{Preparing, Idea, MayEdit, "Revenir à l’état d’idée", "a ramené le projet à l’état d’idée"},
	{Preparing, Cancelled, MayEdit, "Annuler le projet", "a annulé le projet"},
	{Confirmed, Running, MayEdit, "Démarrer : le public participe", "a noté que le projet est en cours"},
	{Confirmed, Preparing, MayConfirm, "Retirer la confirmation", "a retiré la confirmation du projet"},
	{Confirmed, Cancelled, MayEdit, "Annuler le projet", "a annulé le projet"},
	{Running, Finished, MayEdit, "Terminer le projet", "a noté que le projet est terminé"},
	{Running, Confirmed, MayConfirm, "Revenir à « confirmé »", "a ramené le projet à l’état confirmé"},
	{Running, Cancelled, MayEdit, "Annuler le projet", "a annulé le projet"},
	{Finished, Archived, MayArchive, "Archiver", "a archivé le projet"},
	{Finished, Running, MayEdit, "Rouvrir : le projet continue", "a rouvert le projet"},
	{Cancelled, Archived, MayArchive, "Archiver", "a archivé le projet"},
	{Cancelled, Preparing, MayEdit, "Reprendre la préparation", "a repris la préparation du projet"},
}

// TransitionTo gives the allowed change between two statuses, if there is one.
func TransitionTo(from, to Status) (Transition, bool) {
	i := slices.IndexFunc(transitions, func(t Transition) bool { return t.From == from && t.To == to })
	if i < 0 {
		return Transition{}, false
	}
	return transitions[i], true
}

// TransitionsFor lists the changes from a status that this person, so tied, may make; the most
// natural one first.
func TransitionsFor(person account.Person, tie access.Tie, from Status) []Transition {
	var allowed []Transition
	for _, t := range transitions {
		if t.From == from && person.Can(t.Needs, tie) {
			allowed = append(allowed, t)
		}
	}
	return allowed
}
