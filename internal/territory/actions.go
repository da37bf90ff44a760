package territory

import "parvis/internal/access"

const headOrTeam = "La cheffe de service ou un membre de l’équipe"

type rules = map[access.Role]access.Rule

// What may be asked about territories.
var (
	MayRead     = &access.Action{Name: "read the territories", Who: "Toute personne du service", May: rules{access.Head: access.Always, access.Team: access.Always, access.Intern: access.Always}}
	MayEdit     = &access.Action{Name: "edit the territories", Who: headOrTeam, May: rules{access.Head: access.Always, access.Team: access.Always}}
	MayExchange = &access.Action{Name: "import and export the territories", Who: headOrTeam, May: rules{access.Head: access.Always, access.Team: access.Always}}
	MayDelete   = &access.Action{Name: "delete a territory", Who: "Seule la cheffe de service", May: rules{access.Head: access.Always}} // and restore
)

// Actions is what this room asks the decision table.
var Actions = []*access.Action{MayRead, MayEdit, MayExchange, MayDelete}
