package response

import "parvis/internal/access"

type rules = map[access.Role]access.Rule

// What may be asked about answers.
var (
	MayRead = &access.Action{Name: "read the collections", Who: "Toute personne du service", May: rules{access.Head: access.Always, access.Team: access.Always, access.Intern: access.Always}}
	// MayCollect is to open a collection, which makes a public link, and to change or throw it away.
	MayCollect = &access.Action{Name: "ask a form", Who: "La cheffe de service ou l’équipe", May: rules{access.Head: access.Always, access.Team: access.Always}}
	// MayEnter is to type what was answered on paper or aloud, and to fill an observation grid.
	MayEnter = &access.Action{Name: "enter answers", Who: "Toute personne du service", May: rules{access.Head: access.Always, access.Team: access.Always, access.Intern: access.Always}}
	// MayCorrect is to correct what was typed from a sheet of paper.
	MayCorrect = &access.Action{Name: "correct a sheet that was typed", Who: "La personne qui a saisi cette feuille, la cheffe de service ou l’équipe", May: rules{access.Head: access.Always, access.Team: access.Always, access.Intern: access.IfMine}}
)

// Actions is what this room asks the decision table.
var Actions = []*access.Action{MayRead, MayCollect, MayEnter, MayCorrect}
