package crew

import "parvis/internal/access"

const headOrTeam = "La cheffe de service ou un membre de l’équipe"

type rules = map[access.Role]access.Rule

// What may be asked about those who hold the slots.
var (
	MayRead   = &access.Action{Name: "read the crew", Who: "Toute personne du service", May: rules{access.Head: access.Always, access.Team: access.Always, access.Intern: access.Always}}
	MayEdit   = &access.Action{Name: "edit the crew", Who: headOrTeam, May: rules{access.Head: access.Always, access.Team: access.Always}} // and everybody's skills
	MayDelete = &access.Action{Name: "delete one of the crew", Who: "Seule la cheffe de service", May: rules{access.Head: access.Always}}  // or a skill, and restore
)

// Actions is what this room asks the decision table.
var Actions = []*access.Action{MayRead, MayEdit, MayDelete}
