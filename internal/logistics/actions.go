package logistics

import "parvis/internal/access"

const (
	headOrTeam = "La cheffe de service ou un membre de l’équipe"
	orMember   = "La cheffe de service, l’équipe ou un membre du projet"
)

type rules = map[access.Role]access.Rule

// What may be asked about the files of projects. Their amounts are told to whoever account.MaySeeAmounts says.
var (
	MayRead = &access.Action{Name: "read the file of a project", Who: "Toute personne du service", May: rules{access.Head: access.Always, access.Team: access.Always, access.Intern: access.Always}}
	// MayEdit is about pieces and deliveries: to add, edit, note how far each is, throw away and restore.
	MayEdit     = &access.Action{Name: "edit the file of a project", Who: orMember, May: rules{access.Head: access.Always, access.Team: access.Always, access.Intern: access.IfMember}}
	MayExchange = &access.Action{Name: "export the file of a project", Who: orMember, May: rules{access.Head: access.Always, access.Team: access.Always, access.Intern: access.IfMember}}
	MayRemind   = &access.Action{Name: "ask for a piece by a link", Who: orMember, May: rules{access.Head: access.Always, access.Team: access.Always, access.Intern: access.IfMember}}
	MaySeeList  = &access.Action{Name: "read the ready list of files", Who: headOrTeam, May: rules{access.Head: access.Always, access.Team: access.Always}}
	MayCorrect  = &access.Action{Name: "correct the ready list of files", Who: "Seule la cheffe de service", May: rules{access.Head: access.Always}}
)

// Actions is what this room asks the decision table.
var Actions = []*access.Action{MayRead, MayEdit, MayExchange, MayRemind, MaySeeList, MayCorrect}
