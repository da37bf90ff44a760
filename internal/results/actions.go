package results

import "parvis/internal/access"

type rules = map[access.Role]access.Rule

// What may be asked about results.
var (
	MayRead = &access.Action{Name: "read results", Who: "Toute personne du service", May: rules{access.Head: access.Always, access.Team: access.Always, access.Intern: access.Always}}
	// MaySetAside is to say which responses are not counted.
	MaySetAside = &access.Action{Name: "set a response aside", Who: "La cheffe de service et l’équipe", May: rules{access.Head: access.Always, access.Team: access.Always}}
	// MayExport is to take every response away as a file.
	MayExport = &access.Action{Name: "take responses away as a file", Who: "La cheffe de service et l’équipe", May: rules{access.Head: access.Always, access.Team: access.Always}}
)

// Actions is what this room asks the decision table.
var Actions = []*access.Action{MayRead, MaySetAside, MayExport}
