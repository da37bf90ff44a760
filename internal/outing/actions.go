package outing

import "parvis/internal/access"

type rules = map[access.Role]access.Rule

// What may be asked about outings.
var (
	MayRead = &access.Action{Name: "read the outings", Who: "Toute personne du service", May: rules{access.Head: access.Always, access.Team: access.Always, access.Intern: access.Always}}
	// MayEdit is to prepare them, to throw them away and to put them back.
	MayEdit = &access.Action{Name: "prepare an outing", Who: "La cheffe de service, l’équipe ou un membre du projet",
		May: rules{access.Head: access.Always, access.Team: access.Always, access.Intern: access.IfMember}}
)

// Actions is what this room asks the decision table.
var Actions = []*access.Action{MayRead, MayEdit}
