package thread

import "parvis/internal/access"

type rules = map[access.Role]access.Rule

// What may be asked about texts. Whoever may read a thing (notice.Topic.MayRead) may talk about it.
var (
	MayWrite = &access.Action{Name: "write in a thread", Who: "Toute personne du service", May: rules{access.Head: access.Always, access.Team: access.Always, access.Intern: access.Always}}
	MayEdit  = &access.Action{Name: "edit a text", Who: "Seule la personne qui a écrit ce message", May: rules{access.Head: access.IfMine, access.Team: access.IfMine, access.Intern: access.IfMine}}
	// MayRemove is about putting back too: there, hers are those that she removed.
	MayRemove = &access.Action{Name: "remove a text", Who: "La personne qui a écrit ce message ou la cheffe de service", May: rules{access.Head: access.Always, access.Team: access.IfMine, access.Intern: access.IfMine}}
)

// Actions is what this room asks the decision table.
var Actions = []*access.Action{MayWrite, MayEdit, MayRemove}
