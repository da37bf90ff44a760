package calendar

import "parvis/internal/access"

type rules = map[access.Role]access.Rule

// What may be asked about the working calendar. Who may read it sees the week and the closures; only
// who may edit it sees who is away.
var (
	MayRead = &access.Action{Name: "read the calendar", Who: "Toute personne du service",
		May: rules{access.Head: access.Always, access.Team: access.Always, access.Intern: access.Always}}
	MayEdit = &access.Action{Name: "edit the calendar", Who: "Seule la cheffe de service", May: rules{access.Head: access.Always}}
)

// Actions is what this room asks the decision table.
var Actions = []*access.Action{MayRead, MayEdit}
