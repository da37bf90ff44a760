package survey

import "parvis/internal/access"

const headOrTeam = "La cheffe de service ou un membre de l’équipe"

type rules = map[access.Role]access.Rule

// What may be asked about forms and the bank of questions.
var (
	MayRead    = &access.Action{Name: "read the forms", Who: "Toute personne du service", May: rules{access.Head: access.Always, access.Team: access.Always, access.Intern: access.Always}}
	MayBuild   = &access.Action{Name: "build the draft of a form", Who: "Toute personne du service", May: rules{access.Head: access.Always, access.Team: access.Always, access.Intern: access.Always}}
	MayPublish = &access.Action{Name: "publish a form", Who: headOrTeam, May: rules{access.Head: access.Always, access.Team: access.Always}} // and take it out of use, and note who read it again
	MayDelete  = &access.Action{Name: "delete a form", Who: headOrTeam, May: rules{access.Head: access.Always, access.Team: access.Always}}  // that was never published; and restore it
	MayBank    = &access.Action{Name: "edit the bank of questions", Who: headOrTeam, May: rules{access.Head: access.Always, access.Team: access.Always}}
)

// Actions is what this room asks the decision table.
var Actions = []*access.Action{MayRead, MayBuild, MayPublish, MayDelete, MayBank}
