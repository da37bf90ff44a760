package agreement

import "parvis/internal/access"

const headOrTeam = "La cheffe de service ou un membre de l’équipe"

type rules = map[access.Role]access.Rule

// What may be asked about agreements. Their amounts are told to whoever account.MaySeeAmounts says.
var (
	MayRead     = &access.Action{Name: "read the agreements", Who: "Toute personne du service", May: rules{access.Head: access.Always, access.Team: access.Always, access.Intern: access.Always}}
	MayEdit     = &access.Action{Name: "edit the agreements", Who: headOrTeam, May: rules{access.Head: access.Always, access.Team: access.Always}}
	MayExchange = &access.Action{Name: "export the agreements", Who: headOrTeam, May: rules{access.Head: access.Always, access.Team: access.Always}}
	MayDelete   = &access.Action{Name: "delete an agreement", Who: "Seule la cheffe de service", May: rules{access.Head: access.Always}} // and restore
)

// Actions is what this room asks the decision table.
var Actions = []*access.Action{MayRead, MayEdit, MayExchange, MayDelete}
