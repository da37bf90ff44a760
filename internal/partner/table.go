package partner

import (
	"strings"

	"parvis/internal/exchange/table"
	"parvis/internal/written"
)

// OrganisationTable is how organisations are written as a file. What is read of one is read by internal/exchange/cardsheet, which knows
// the tables that people keep.
var OrganisationTable = table.Table[OrganisationDraft]{Name: "Structures", Columns: []table.Column[OrganisationDraft]{
	{Name: "nom", Label: "Nom de la structure", Cell: func(d OrganisationDraft) table.Cell { return table.Text(d.Name) }},
	{Name: "type", Label: "Type", Cell: func(d OrganisationDraft) table.Cell { return table.Text(d.Kind.Label()) }},
	{Name: "adresse", Label: "Adresse", Cell: func(d OrganisationDraft) table.Cell { return table.Text(d.Address) }},
	{Name: "code_postal", Label: "Code postal", Cell: func(d OrganisationDraft) table.Cell { return table.Text(d.PostalCode) }},
	{Name: "ville", Label: "Ville", Cell: func(d OrganisationDraft) table.Cell { return table.Text(d.Town) }},
	{Name: "territoire", Label: "Territoire", Cell: func(d OrganisationDraft) table.Cell { return table.Text(d.Territory.Name) }},
	{Name: "telephones", Label: "Téléphone", Cell: func(d OrganisationDraft) table.Cell { return table.Text(phonesLine(d.Phones)) }},
	{Name: "courriels", Label: "E-mail", Cell: func(d OrganisationDraft) table.Cell { return table.Text(strings.Join(d.Emails, " ; ")) }},
	{Name: "site", Label: "Site internet", Cell: func(d OrganisationDraft) table.Cell { return table.Text(d.Website) }},
	{Name: "siret", Label: "SIRET", Cell: func(d OrganisationDraft) table.Cell { return table.Text(written.SIRETText(d.SIRET)) }},
	{Name: "uai", Label: "UAI", Cell: func(d OrganisationDraft) table.Cell { return table.Text(d.UAI) }},
	{Name: "etiquettes", Label: "Étiquettes", Cell: func(d OrganisationDraft) table.Cell { return table.Text(strings.Join(d.Tags, ", ")) }},
	{Name: "notes", Label: "Notes", Cell: func(d OrganisationDraft) table.Cell { return table.Text(d.Notes) }},
}}

// ContactTable is how contacts are written as a file, with what they do where.
var ContactTable = table.Table[ListedContact]{Name: "Contacts", Columns: []table.Column[ListedContact]{
	{Name: "civilite", Label: "Civilité", Cell: func(c ListedContact) table.Cell { return table.Text(c.Civility) }},
	{Name: "nom", Label: "Nom", Cell: func(c ListedContact) table.Cell { return table.Text(c.LastName) }},
	{Name: "prenom", Label: "Prénom", Cell: func(c ListedContact) table.Cell { return table.Text(c.FirstName) }},
	{Name: "structures", Label: "Structures", Cell: func(c ListedContact) table.Cell { return table.Text(c.where()) }},
	{Name: "telephones", Label: "Téléphone", Cell: func(c ListedContact) table.Cell { return table.Text(phonesLine(c.Phones)) }},
	{Name: "courriels", Label: "E-mail", Cell: func(c ListedContact) table.Cell { return table.Text(strings.Join(c.Emails, " ; ")) }},
	{Name: "canal", Label: "Moyen préféré", Cell: func(c ListedContact) table.Cell { return table.Text(c.Channel.Label()) }},
	{Name: "accord", Label: "Accord de contact", Cell: func(c ListedContact) table.Cell { return table.Text(c.Consent.Label()) }},
	{Name: "notes", Label: "Notes", Cell: func(c ListedContact) table.Cell { return table.Text(c.Notes) }},
}}

// where is what a contact does where, on one line.
func (c ListedContact) where() string {
	var parts []string
	for _, p := range c.Posts {
		text := p.Organisation.Name
		if p.Role != "" {
			text += " (" + p.Role + ")"
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, " ; ")
}

func phonesLine(list []Phone) string { return strings.ReplaceAll(phonesText(list), "\n", " ; ") }
