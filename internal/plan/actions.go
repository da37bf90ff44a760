package plan

import "parvis/internal/access"

type rules = map[access.Role]access.Rule

// What may be asked about tasks.
var (
	MayAddTask = &access.Action{Name: "add a task", Who: "La cheffe de service, l’équipe ou un membre du projet",
		May: rules{access.Head: access.Always, access.Team: access.Always, access.Intern: access.IfMember}}
	MayEditTask = &access.Action{Name: "edit a task", Who: "La cheffe de service, l’équipe, ou le membre du projet qui en a la charge",
		May: rules{access.Head: access.Always, access.Team: access.Always, access.Intern: access.IfHersThere}}
	// MayGiveTask is about giving a task to somebody else, and about the order of a whole plan.
	MayGiveTask = &access.Action{Name: "give a task", Who: "La cheffe de service ou un membre de l’équipe",
		May: rules{access.Head: access.Always, access.Team: access.Always}}
	MayApplyTemplate = &access.Action{Name: "apply a template", Who: "La cheffe de service ou un membre de l’équipe",
		May: rules{access.Head: access.Always, access.Team: access.Always}}
	MayTick = &access.Action{Name: "tick", Who: "La personne responsable de la tâche, l’équipe ou la cheffe de service",
		May: rules{access.Head: access.Always, access.Team: access.Always, access.Intern: access.IfHers}}
	// MayReadList is about the tasks of somebody's list, from which those who may edit them give and shift them.
	MayReadList = &access.Action{Name: "read somebody's list", Who: "La personne elle-même, l’équipe ou la cheffe de service",
		May: rules{access.Head: access.Always, access.Team: access.Always, access.Intern: access.IfMine}}
	// MayReadOwn is about what somebody noted for herself; to whoever may not, it is not there.
	MayReadOwn = &access.Action{Name: "read own tasks", Who: "La personne elle-même ou la cheffe de service",
		May: rules{access.Head: access.Always, access.Team: access.IfMine, access.Intern: access.IfMine}}
	MayEditOwn = &access.Action{Name: "edit own tasks", Who: "Seule la personne qui a noté cette tâche",
		May: rules{access.Head: access.IfMine, access.Team: access.IfMine, access.Intern: access.IfMine}}
)

// Actions is what this room asks the decision table.
var Actions = []*access.Action{MayAddTask, MayEditTask, MayGiveTask, MayApplyTemplate, MayTick, MayReadList, MayReadOwn, MayEditOwn}
