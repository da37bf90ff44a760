package account

import "parvis/internal/access"

// MayManagePeople is about people, their roles and their passwords.
var MayManagePeople = &access.Action{Name: "manage people", Who: "Seule la cheffe de service",
	May: map[access.Role]access.Rule{access.Head: access.Always}}

// MaySeeAmounts is about what tells amounts, wherever it is: files, and what was done to them. To anybody else it is not there.
var MaySeeAmounts = &access.Action{Name: "see what tells amounts", Who: "L’équipe ou la cheffe de service",
	May: map[access.Role]access.Rule{access.Head: access.Always, access.Team: access.Always}}

// Actions is what this room asks the decision table.
var Actions = []*access.Action{MayManagePeople, MaySeeAmounts}
