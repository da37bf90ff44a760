package files

import "parvis/internal/access"

type rules = map[access.Role]access.Rule

// What may be asked about files. Whoever may read a thing (notice.Topic.MayRead) reads its files, but those that tell amounts.
var (
	MayAdd = &access.Action{Name: "add a file", Who: "L’équipe, la cheffe de service ou un membre du projet", May: rules{access.Head: access.Always, access.Team: access.Always, access.Intern: access.IfMember}}
	// MayRemove is about putting back too, and about saying that it tells amounts. A file is hers who added it.
	MayRemove = &access.Action{Name: "remove a file", Who: "La personne qui a ajouté ce fichier, l’équipe ou la cheffe de service", May: rules{access.Head: access.Always, access.Team: access.Always, access.Intern: access.IfMine}}
)

// Actions is what this room asks the decision table.
var Actions = []*access.Action{MayAdd, MayRemove}
