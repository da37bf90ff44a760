package staff

import "parvis/internal/access"

const headOrTeam = "La cheffe de service ou un membre de l’équipe"

type rules = map[access.Role]access.Rule

// What may be asked about who holds the slots.
var (
	MayRead = &access.Action{Name: "read who holds the slots", Who: "Toute personne du service", May: rules{access.Head: access.Always, access.Team: access.Always, access.Intern: access.Always}}
	// MayPropose is to say what a slot needs while it is proposed.
	MayPropose = &access.Action{Name: "propose what a slot needs", Who: "La cheffe de service, l’équipe ou un membre du projet",
		May: rules{access.Head: access.Always, access.Team: access.Always, access.Intern: access.IfMember}}
	// MayStaff is to say what any slot needs, to give and to take back, to tell people, and to note their answers for them.
	MayStaff = &access.Action{Name: "staff the slots", Who: headOrTeam, May: rules{access.Head: access.Always, access.Team: access.Always}}
	// MayAnswer is to answer oneself.
	MayAnswer = &access.Action{Name: "answer about a slot", Who: "La personne à qui la séance est confiée, la cheffe de service ou un membre de l’équipe",
		May: rules{access.Head: access.Always, access.Team: access.Always, access.Intern: access.IfMine}}
)

// Actions is what this room asks the decision table.
var Actions = []*access.Action{MayRead, MayPropose, MayStaff, MayAnswer}
