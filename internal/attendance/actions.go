package attendance

import "parvis/internal/access"

type rules = map[access.Role]access.Rule

// What may be asked about counts.
var (
	MayRead  = &access.Action{Name: "read the counts", Who: "Toute personne du service", May: rules{access.Head: access.Always, access.Team: access.Always, access.Intern: access.Always}}
	MayCount = &access.Action{Name: "count people", Who: "Toute personne du service", May: rules{access.Head: access.Always, access.Team: access.Always, access.Intern: access.Always}}
	// MayExchange is to take counts in from a file, and out as one.
	MayExchange = &access.Action{Name: "import and export counts", Who: "La cheffe de service ou un membre de l’équipe", May: rules{access.Head: access.Always, access.Team: access.Always}}
	// MaySet is to say which audiences are told apart.
	MaySet = &access.Action{Name: "set the audiences", Who: "Seule la cheffe de service", May: rules{access.Head: access.Always}}
)

// Actions is what this room asks the decision table.
var Actions = []*access.Action{MayRead, MayCount, MayExchange, MaySet}
