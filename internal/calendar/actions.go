package calendar

import "parvis/internal/access"

type rules = map[access.Role]access.Rule

// What may be asked about the working calendar. Who may read it sees the week, the closures, and who is
// away today and later; only who may edit it reads of everybody's week and of what was.
var (
	MayRead = &access.Action{Name: "read the calendar", Who: "Toute personne du service",
		May: rules{access.Head: access.Always, access.Team: access.Always, access.Intern: access.Always}}
	MayEdit = &access.Action{Name: "edit the calendar", Who: "Seule la cheffe de service", May: rules{access.Head: access.Always}}
	// MayEditOwn is about the leaves and the week of one person: the tie says whether they are one's own.
	MayEditOwn = &access.Action{Name: "edit one's own leaves and week", Who: "Seule la cheffe de service ou la personne elle-même",
		May: rules{access.Head: access.Always, access.Team: access.IfMine, access.Intern: access.IfMine}}
)

// Actions is what this room asks the decision table.
var Actions = []*access.Action{MayRead, MayEdit, MayEditOwn}
