package attendance

import "parvis/internal/access"

type rules = map[access.Role]access.Rule

// What may be asked about counts.
var (
	MayRead  = &access.Action{Name: "read the counts", Who: "Toute personne du service", May: rules{access.Head: access.Always, access.Team: access.Always, access.Intern: access.Always}}
	MayCount = &access.Action{Name: "count people", Who: "Toute personne du service", May: rules{access.Head: access.Always, access.Team: access.Always, access.Intern: access.Always}}
	// MaySet is to say which audiences are told apart.
	MaySet = &access.Action{Name: "set the audiences", Who: "Seule la cheffe de service", May: rules{access.Head: access.Always}}
)

// Actions is what this room asks the decision table.
var Actions = []*access.Action{MayRead, MayCount, MaySet}
