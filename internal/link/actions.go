package link

import "parvis/internal/access"

type rules = map[access.Role]access.Rule

// What may be asked about links.
var (
	MayShare   = &access.Action{Name: "share a project by a link", Who: "La cheffe de service ou un membre de l’équipe", May: rules{access.Head: access.Always, access.Team: access.Always}} // and end such a link
	MayFeed    = &access.Action{Name: "have a feed of one’s own tasks", Who: "Toute personne du service", May: rules{access.Head: access.Always, access.Team: access.Always, access.Intern: access.Always}}
	MayReadAll = &access.Action{Name: "read every link of the service", Who: "Seule la cheffe de service", May: rules{access.Head: access.Always}} // and end any
)

// Actions is what this room asks the decision table.
var Actions = []*access.Action{MayShare, MayFeed, MayReadAll}
