package account

import "parvis/internal/access"

// MayManagePeople is about people, their roles and their passwords.
var MayManagePeople = &access.Action{Name: "manage people", Who: "Seule la cheffe de service",
	May: map[access.Role]access.Rule{access.Head: access.Always}}

// Actions is what this room asks the decision table.
var Actions = []*access.Action{MayManagePeople}
