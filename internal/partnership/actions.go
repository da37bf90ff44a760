package partnership

import "parvis/internal/access"

type rules = map[access.Role]access.Rule

// What may be asked about the partners of a project.
var (
	MayRead = &access.Action{Name: "read the partners of a project", Who: "Toute personne du service", May: rules{access.Head: access.Always, access.Team: access.Always, access.Intern: access.Always}}
	// MayEdit is about who takes part in a project and how far each is: to add, edit, move, take off and put back. To whom the
	// first calls are given is for plan.MayGiveTask.
	MayEdit = &access.Action{Name: "edit the partners of a project", Who: "La cheffe de service, l’équipe ou un membre du projet",
		May: rules{access.Head: access.Always, access.Team: access.Always, access.Intern: access.IfMember}}
	MayExchange = &access.Action{Name: "export the partners of a project", Who: "La cheffe de service ou un membre de l’équipe", May: rules{access.Head: access.Always, access.Team: access.Always}}
)

// Actions is what this room asks the decision table.
var Actions = []*access.Action{MayRead, MayEdit, MayExchange}
