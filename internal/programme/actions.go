package programme

import "parvis/internal/access"

const (
	headOnly   = "Seule la cheffe de service"
	headOrTeam = "La cheffe de service ou un membre de l’équipe"
)

type rules = map[access.Role]access.Rule

// What may be asked about events and projects.
var (
	MayRead     = &access.Action{Name: "read the programme", Who: "Toute personne du service", May: rules{access.Head: access.Always, access.Team: access.Always, access.Intern: access.Always}}
	MayEdit     = &access.Action{Name: "edit the programme", Who: headOrTeam, May: rules{access.Head: access.Always, access.Team: access.Always}}
	MayExchange = &access.Action{Name: "export the programme", Who: headOrTeam, May: rules{access.Head: access.Always, access.Team: access.Always}}
	MayMoveDate = &access.Action{Name: "move a date", Who: headOrTeam, May: rules{access.Head: access.Always, access.Team: access.Always}} // of an event or a project
	MayArchive  = &access.Action{Name: "archive a project", Who: headOnly, May: rules{access.Head: access.Always}}                         // and delete, restore
	MayConfirm  = &access.Action{Name: "confirm a project", Who: headOnly, May: rules{access.Head: access.Always}}
)

// Actions is what this room asks the decision table.
var Actions = []*access.Action{MayRead, MayEdit, MayExchange, MayMoveDate, MayArchive, MayConfirm}
