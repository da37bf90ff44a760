package edition

import "parvis/internal/access"

const headOrTeam = "La cheffe de service ou un membre de l’équipe"

type rules = map[access.Role]access.Rule

// What may be asked about editions. Preparing one asks the rooms that it is copied into too.
var (
	MayRead    = &access.Action{Name: "read an edition beside the last one", Who: "Toute personne du service", May: rules{access.Head: access.Always, access.Team: access.Always, access.Intern: access.Always}}
	MayPrepare = &access.Action{Name: "prepare the next edition", Who: headOrTeam, May: rules{access.Head: access.Always, access.Team: access.Always}}
)

// Actions is what this room asks the decision table.
var Actions = []*access.Action{MayRead, MayPrepare}
