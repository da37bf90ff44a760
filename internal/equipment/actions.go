package equipment

import "parvis/internal/access"

const headOrTeam = "La cheffe de service ou un membre de l’équipe"

type rules = map[access.Role]access.Rule

// What may be asked about equipment.
var (
	MayRead     = &access.Action{Name: "read the equipment", Who: "Toute personne du service", May: rules{access.Head: access.Always, access.Team: access.Always, access.Intern: access.Always}}
	MayEdit     = &access.Action{Name: "edit the equipment and its sets", Who: headOrTeam, May: rules{access.Head: access.Always, access.Team: access.Always}}
	MayExchange = &access.Action{Name: "import and export the equipment", Who: headOrTeam, May: rules{access.Head: access.Always, access.Team: access.Always}}
	MayDelete   = &access.Action{Name: "delete equipment and its sets", Who: "Seule la cheffe de service", May: rules{access.Head: access.Always}} // and restore
	// MayBook is to book for a project, to cancel that, and to note what left and came back.
	MayBook = &access.Action{Name: "book equipment", Who: "La cheffe de service, l’équipe ou un membre du projet",
		May: rules{access.Head: access.Always, access.Team: access.Always, access.Intern: access.IfMember}}
)

// Actions is what this room asks the decision table.
var Actions = []*access.Action{MayRead, MayEdit, MayExchange, MayDelete, MayBook}
