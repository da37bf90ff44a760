package space

import "parvis/internal/access"

// What may be asked about spaces.
var (
	MayRead = &access.Action{Name: "read the spaces", Who: "Toute personne du service",
		May: map[access.Role]access.Rule{access.Head: access.Always, access.Team: access.Always, access.Intern: access.Always}}
	MayEdit = &access.Action{Name: "edit the spaces", Who: "La cheffe de service ou un membre de l’équipe", // and delete, restore, import
		May: map[access.Role]access.Rule{access.Head: access.Always, access.Team: access.Always}}
)

// Actions is what this room asks the decision table.
var Actions = []*access.Action{MayRead, MayEdit}
