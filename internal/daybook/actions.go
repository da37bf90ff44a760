package daybook

import "parvis/internal/access"

type rules = map[access.Role]access.Rule

const (
	anybody = "Toute personne du service"
	author  = "Qui l’a noté, la cheffe de service ou un membre de l’équipe"
)

// What may be asked about the day.
var (
	MayRead = &access.Action{Name: "read the day", Who: anybody, May: rules{access.Head: access.Always, access.Team: access.Always, access.Intern: access.Always}}
	// MayNote is to note what happens, to tick, and to write to everybody on duty.
	MayNote   = &access.Action{Name: "note what happens", Who: anybody, May: rules{access.Head: access.Always, access.Team: access.Always, access.Intern: access.Always}}
	MayClose  = &access.Action{Name: "close an incident", Who: anybody, May: rules{access.Head: access.Always, access.Team: access.Always, access.Intern: access.Always}}
	MayEdit   = &access.Action{Name: "edit what was noted", Who: author, May: rules{access.Head: access.Always, access.Team: access.Always, access.Intern: access.IfMine}}
	MayDelete = &access.Action{Name: "delete what was noted", Who: "Seule la cheffe de service", May: rules{access.Head: access.Always}} // and restore
)

// Actions is what this room asks the decision table.
var Actions = []*access.Action{MayRead, MayNote, MayClose, MayEdit, MayDelete}
