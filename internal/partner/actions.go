package partner

import "parvis/internal/access"

const (
	anybody    = "Toute personne du service"
	headOrTeam = "La cheffe de service ou un membre de l’équipe"
)

type rules = map[access.Role]access.Rule

// What may be asked about the directory.
var (
	MayRead = &access.Action{Name: "read the directory", Who: anybody, May: rules{access.Head: access.Always, access.Team: access.Always, access.Intern: access.Always}}
	// MayEdit is about organisations and contacts: to add and to edit them.
	MayEdit = &access.Action{Name: "edit the directory", Who: anybody, May: rules{access.Head: access.Always, access.Team: access.Always, access.Intern: access.Always}}
	MayLog  = &access.Action{Name: "log an exchange", Who: anybody, May: rules{access.Head: access.Always, access.Team: access.Always, access.Intern: access.Always}}
	// MayEditLog is about an exchange that somebody has logged.
	MayEditLog = &access.Action{Name: "edit an exchange", Who: "La personne qui a noté cet échange, l’équipe ou la cheffe de service",
		May: rules{access.Head: access.Always, access.Team: access.Always, access.Intern: access.IfMine}}
	MayMerge    = &access.Action{Name: "merge two records", Who: headOrTeam, May: rules{access.Head: access.Always, access.Team: access.Always}}
	MayExchange = &access.Action{Name: "import and export the directory", Who: headOrTeam, May: rules{access.Head: access.Always, access.Team: access.Always}}
	MaySetTags  = &access.Action{Name: "set after how long a tag asks for a call", Who: headOrTeam, May: rules{access.Head: access.Always, access.Team: access.Always}}
	MayDelete   = &access.Action{Name: "delete a record of the directory", Who: "Seule la cheffe de service", May: rules{access.Head: access.Always}} // and restore
)

// Actions is what this room asks the decision table.
var Actions = []*access.Action{MayRead, MayEdit, MayLog, MayEditLog, MayMerge, MayExchange, MaySetTags, MayDelete}
