package slot

import "parvis/internal/access"

const headOrTeam = "La cheffe de service ou un membre de l’équipe"

type rules = map[access.Role]access.Rule

// What may be asked about slots.
var (
	MayRead = &access.Action{Name: "read the slots", Who: "Toute personne du service", May: rules{access.Head: access.Always, access.Team: access.Always, access.Intern: access.Always}}
	// MayPropose is to add slots that are proposed, and to edit those that still are.
	MayPropose = &access.Action{Name: "propose a slot", Who: "La cheffe de service, l’équipe ou un membre du projet",
		May: rules{access.Head: access.Always, access.Team: access.Always, access.Intern: access.IfMember}}
	// MayPlan is to plan, postpone and cancel slots, and to edit those that are.
	MayPlan = &access.Action{Name: "plan a slot", Who: headOrTeam, May: rules{access.Head: access.Always, access.Team: access.Always}}
	// MayRegister is to enter groups, and to take them off.
	MayRegister = &access.Action{Name: "register a group", Who: "La cheffe de service, l’équipe ou un membre du projet",
		May: rules{access.Head: access.Always, access.Team: access.Always, access.Intern: access.IfMember}}
	MayExchange = &access.Action{Name: "import and export the slots", Who: headOrTeam, May: rules{access.Head: access.Always, access.Team: access.Always}}
	MayDelete   = &access.Action{Name: "delete a slot", Who: "Seule la cheffe de service", May: rules{access.Head: access.Always}} // and restore
)

// Actions is what this room asks the decision table.
var Actions = []*access.Action{MayRead, MayPropose, MayPlan, MayRegister, MayExchange, MayDelete}
