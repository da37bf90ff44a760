package logistics

import (
	"parvis/internal/exchange/table"
	"parvis/internal/workcal"
)

// Table is how the pieces of a file are written on a day; with their amounts for whoever may see them.
func Table(today workcal.Date, amounts bool) table.Table[Piece] {
	text := func(name, label string, of func(Piece) string) table.Column[Piece] {
		return table.Column[Piece]{Name: name, Label: label, Cell: func(p Piece) table.Cell { return table.Text(of(p)) }}
	}
	columns := []table.Column[Piece]{
		text(FieldPart, "Partie du dossier", func(p Piece) string { return p.Part.Label() }),
		text(FieldTitle, "Pièce", func(p Piece) string { return p.Title }),
		text(FieldKind, "Type", func(p Piece) string { return p.Kind.Label() }),
		text(FieldDirection, "À obtenir ou à envoyer", func(p Piece) string { return p.Direction.Label() }),
		text(FieldState, "État", Piece.StateText),
		{Name: FieldOn, Label: "Depuis le", Cell: func(p Piece) table.Cell { return table.Day(p.StateOn) }},
		{Name: FieldDue, Label: "Avant le", Cell: func(p Piece) table.Cell { return table.Day(p.Due) }},
		{Name: "retard", Label: "Jours de retard", Cell: func(p Piece) table.Cell { return table.Whole(p.Late(today)) }},
		text("delai", "Délai", Piece.Delay),
		text(FieldPerson, "Qui s’en occupe", func(p Piece) string { return p.Person.Name }),
		text(FieldOrganisation, "Avec", func(p Piece) string { return p.Organisation.Name }),
		text(FieldContact, "Contact", func(p Piece) string { return p.Contact.Name }),
		text(FieldTask, "Tâche du plan", func(p Piece) string { return p.Task.Name }),
		text(FieldNeeds, "Attend d’abord", func(p Piece) string { return Names(p.Needs) }),
		text("reference", "Référence", func(p Piece) string { return p.Reference }),
	}
	if amounts {
		columns = append(columns, table.Column[Piece]{Name: FieldAmount, Label: "Montant (€)", Cell: func(p Piece) table.Cell {
			if !p.Amount.Said {
				return table.Cell{}
			}
			return table.Decimal(float64(p.Amount.Cents) / 100)
		}})
	}
	columns = append(columns, text("notes", "Notes", func(p Piece) string { return p.Notes }))
	return table.Table[Piece]{Name: "Dossier", Columns: columns}
}
