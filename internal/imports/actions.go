package imports

import "parvis/internal/access"

type rules = map[access.Role]access.Rule

// MayOpen is about a file that somebody brought, with what she decided about it: others do not see it. What may be imported
// where is asked of the kind too.
var MayOpen = &access.Action{Name: "open a file that is imported", Who: "La personne qui l’a envoyé",
	May: rules{access.Head: access.IfMine, access.Team: access.IfMine, access.Intern: access.IfMine}}

// Actions is what this room asks the decision table.
var Actions = []*access.Action{MayOpen}
