// Package access decides who may do what: one table, read by every operation.
package access

import "parvis/internal/fault"

// Role is what a person is in the service.
type Role string

// The roles, as stored.
const (
	Head   Role = "head"   // cheffe de service
	Team   Role = "team"   // équipe
	Intern Role = "intern" // stagiaire
)

// Roles lists every role, most entrusted first.
var Roles = []Role{Head, Team, Intern}

// Label is the role's French name on screen.
func (r Role) Label() string {
	switch r {
	case Head:
		return "Cheffe de service"
	case Team:
		return "Équipe"
	case Intern:
		return "Stagiaire"
	}
	return "Rôle inconnu"
}

// Valid tells whether r is one of Roles.
func (r Role) Valid() bool { return r == Head || r == Team || r == Intern }

// Action is something a person may ask to do.
type Action string

// The actions that exist so far.
const (
	ReadProgramme  Action = "read programme"  // events, projects, tasks
	EditProgramme  Action = "edit programme"  // create and edit events and projects
	ArchiveProject Action = "archive project" // archive, delete, restore
	ConfirmProject Action = "confirm project" // validate: project confirmed
	EditTask       Action = "edit task"       // create, edit, assign, reorder a task
	ApplyTemplate  Action = "apply template"  // apply a plan template
	MoveDate       Action = "move date"       // the date of an event or a project
	Tick           Action = "tick"            // a task or a checklist item
	EditCalendar   Action = "edit calendar"   // the service's week, closures and leaves
	ManagePeople   Action = "manage people"   // people, roles, settings
)

// Actions lists every action, in the order of the table.
var Actions = []Action{ReadProgramme, EditProgramme, ArchiveProject, ConfirmProject, EditTask,
	ApplyTemplate, MoveDate, Tick, EditCalendar, ManagePeople}

// Tie says how a person stands to the thing she asks about. The zero value is "no tie".
type Tie struct {
	Member     bool // member or pilot of the project
	Mine       bool // the task is hers
	Unassigned bool // the task is nobody's
}

type rule func(Tie) bool

func always(Tie) bool     { return true }
func never(Tie) bool      { return false }
func ifMember(t Tie) bool { return t.Member }

// ifHers: her own tasks, and the unassigned ones of her projects.
func ifHers(t Tie) bool { return t.Mine || t.Member && t.Unassigned }

type row struct {
	head, team, intern rule
	who                string // who may, for the sentence of a refusal
}

// table is the decision table of the house; its test walks every cell.
var table = map[Action]row{
	ReadProgramme:  {always, always, always, "Toute personne du service"},
	EditProgramme:  {always, always, never, "La cheffe de service ou un membre de l’équipe"},
	ArchiveProject: {always, never, never, "Seule la cheffe de service"},
	ConfirmProject: {always, never, never, "Seule la cheffe de service"},
	EditTask:       {always, always, ifMember, "La cheffe de service, l’équipe ou un membre du projet"},
	ApplyTemplate:  {always, always, never, "La cheffe de service ou un membre de l’équipe"},
	MoveDate:       {always, always, never, "La cheffe de service ou un membre de l’équipe"},
	Tick:           {always, always, ifHers, "La personne responsable de la tâche, l’équipe ou la cheffe de service"},
	EditCalendar:   {always, never, never, "Seule la cheffe de service"},
	ManagePeople:   {always, never, never, "Seule la cheffe de service"},
}

// Can tells whether a person of this role, so tied, may do this. An unknown role or action may nothing.
func Can(role Role, action Action, tie Tie) bool {
	line, ok := table[action]
	if !ok {
		return false
	}
	switch role {
	case Head:
		return line.head(tie)
	case Team:
		return line.team(tie)
	case Intern:
		return line.intern(tie)
	}
	return false
}

// Check is Can as an error: nil, or a Forbidden fault whose sentence says who can.
func Check(role Role, action Action, tie Tie) error {
	if Can(role, action, tie) {
		return nil
	}
	who := table[action].who
	if who == "" {
		who = "Personne d’autre que l’administration"
	}
	return fault.New(fault.Forbidden, who+" peut faire cela.", nil)
}
