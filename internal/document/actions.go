package document

import "parvis/internal/access"

const headOrTeam = "La cheffe de service ou un membre de l’équipe"

type rules = map[access.Role]access.Rule

// What may be asked about documents.
var (
	MayRead = &access.Action{Name: "read the models of documents", Who: "Toute personne du service", May: rules{access.Head: access.Always, access.Team: access.Always, access.Intern: access.Always}}
	MayEdit = &access.Action{Name: "edit the models of documents", Who: headOrTeam, May: rules{access.Head: access.Always, access.Team: access.Always}} // and delete, and restore
	// MayFill is about a project, or about none.
	MayFill = &access.Action{Name: "fill a model of document", Who: "L’équipe, la cheffe de service ou un membre du projet",
		May: rules{access.Head: access.Always, access.Team: access.Always, access.Intern: access.IfMember}}
)

// Actions is what this room asks the decision table.
var Actions = []*access.Action{MayRead, MayEdit, MayFill}
