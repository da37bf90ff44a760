package programme

import (
	"slices"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/journal"
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

// Open tells whether a project of this status still accepts changes.
func (s Status) Open() bool { return s != Archived }

// UnderWay tells whether a project of this status is still to be done: neither over, nor given up, nor put away.
func (s Status) UnderWay() bool { return s == Idea || s == Preparing || s == Confirmed || s == Running }

// CheckOpen refuses, with a sentence, what may not be done to an archived project.
func (s Status) CheckOpen() error {
	if s.Open() {
		return nil
	}
	return fault.New(fault.Forbidden,
		"Ce projet est archivé\u00a0: il se consulte mais ne se modifie plus. La cheffe de service peut le désarchiver.", nil)
}

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
	Did      journal.Verb   // what the journal says was done
}

// transitions is the whole life of a project, apart from coming back from the archive, which
// returns to the status before it. Granting or taking back the head's validation is hers alone.
var transitions = []Transition{
	{Idea, Preparing, MayEdit, "Commencer la préparation", journal.Prepared},
	{Idea, Cancelled, MayEdit, "Annuler le projet", journal.Cancelled},
	{Idea, Archived, MayArchive, "Archiver", journal.Archived},
	{Preparing, Confirmed, MayConfirm, "Confirmer le projet", journal.Confirmed},
	{Preparing, Idea, MayEdit, "Revenir à l’état d’idée", journal.BackToIdea},
	{Preparing, Cancelled, MayEdit, "Annuler le projet", journal.Cancelled},
	{Confirmed, Running, MayEdit, "Démarrer : le public participe", journal.Ran},
	{Confirmed, Preparing, MayConfirm, "Retirer la confirmation", journal.Unconfirmed},
	{Confirmed, Cancelled, MayConfirm, "Annuler le projet", journal.Cancelled},
	{Running, Finished, MayEdit, "Terminer le projet", journal.Ended},
	{Running, Confirmed, MayConfirm, "Revenir à « confirmé »", journal.BackToConfirm},
	{Running, Cancelled, MayConfirm, "Annuler le projet", journal.Cancelled},
	{Finished, Archived, MayArchive, "Archiver", journal.Archived},
	{Finished, Running, MayEdit, "Rouvrir : le projet continue", journal.Reopened},
	{Cancelled, Archived, MayArchive, "Archiver", journal.Archived},
	{Cancelled, Preparing, MayEdit, "Reprendre la préparation", journal.PreparedAgain},
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
