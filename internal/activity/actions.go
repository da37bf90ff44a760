package activity

import "parvis/internal/access"

const headOrTeam = "La cheffe de service ou un membre de l’équipe"

type rules = map[access.Role]access.Rule

// What may be asked about activities. Their price is public.
var (
	MayRead = &access.Action{Name: "read the activities", Who: "Toute personne du service", May: rules{access.Head: access.Always, access.Team: access.Always, access.Intern: access.Always}}
	// MayPropose is to add ideas, to edit what is not retained yet, and to propose it.
	MayPropose = &access.Action{Name: "propose an activity", Who: "La cheffe de service, l’équipe ou un membre du projet",
		May: rules{access.Head: access.Always, access.Team: access.Always, access.Intern: access.IfMember}}
	// MayRetain is to retain, announce and put aside, to go back, and to edit what is in these states.
	MayRetain   = &access.Action{Name: "retain an activity", Who: headOrTeam, May: rules{access.Head: access.Always, access.Team: access.Always}}
	MayExchange = &access.Action{Name: "import and export the activities", Who: headOrTeam, May: rules{access.Head: access.Always, access.Team: access.Always}}
	MayDelete   = &access.Action{Name: "delete an activity", Who: "Seule la cheffe de service", May: rules{access.Head: access.Always}} // and restore
)

// Actions is what this room asks the decision table.
var Actions = []*access.Action{MayRead, MayPropose, MayRetain, MayExchange, MayDelete}
