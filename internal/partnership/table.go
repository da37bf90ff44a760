package partnership

import (
	"strings"

	"parvis/internal/exchange/table"
	"parvis/internal/partner"
)

// Table is how the partners of a project are written as a file.
var Table = table.Table[Partner]{Name: "Partenaires", Columns: []table.Column[Partner]{
	{Name: "structure", Label: "Structure", Cell: func(p Partner) table.Cell { return table.Text(p.Organisation.Name) }},
	{Name: "type", Label: "Type", Cell: func(p Partner) table.Cell { return table.Text(p.Kind.Label()) }},
	{Name: "ville", Label: "Ville", Cell: func(p Partner) table.Cell { return table.Text(p.Town) }},
	{Name: "territoire", Label: "Territoire", Cell: func(p Partner) table.Cell { return table.Text(p.Territory.Name) }},
	{Name: "role", Label: "Rôle", Cell: func(p Partner) table.Cell { return table.Text(p.Role.Label()) }},
	{Name: "etape", Label: "Étape", Cell: func(p Partner) table.Cell { return table.Text(p.Stage.Label()) }},
	{Name: "contact", Label: "Contact", Cell: func(p Partner) table.Cell { return table.Text(p.Contact.Name) }},
	{Name: "telephones", Label: "Téléphones", Cell: func(p Partner) table.Cell { return table.Text(PhonesText(p)) }},
	{Name: "courriels", Label: "Adresses électroniques", Cell: func(p Partner) table.Cell {
		if p.NotToContact {
			return table.Text(strings.Join(p.Emails, ", "))
		}
		return table.Text(strings.Join(append(append([]string{}, p.ContactEmails...), p.Emails...), ", "))
	}},
	{Name: "suivi", Label: "Suivi par", Cell: func(p Partner) table.Cell { return table.Text(p.Follower.Name) }},
	{Name: "dernier", Label: "Dernier échange", Cell: func(p Partner) table.Cell { return table.Day(p.Last.Day) }},
	{Name: "suite", Label: "Suite", Cell: func(p Partner) table.Cell { return table.Text(p.Last.Next) }},
	{Name: "suite_le", Label: "Pour le", Cell: func(p Partner) table.Cell { return table.Day(p.Last.NextDay) }},
	{Name: "notes", Label: "Notes", Cell: func(p Partner) table.Cell { return table.Text(p.Notes) }},
}}

// PhonesText writes the numbers to call a partner by: those of the contact first, unless she refused it.
func PhonesText(p Partner) string {
	var list []string
	if !p.NotToContact {
		list = numbers(list, p.ContactPhones)
	}
	return strings.Join(numbers(list, p.Phones), ", ")
}

func numbers(list []string, phones []partner.Phone) []string {
	for _, one := range phones {
		list = append(list, one.Text())
	}
	return list
}
