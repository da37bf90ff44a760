package partner

import (
	"strings"

	"parvis/internal/exchange/table"
	"parvis/internal/workcal"
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

// ContactLine is a contact as a file tells her: where she is now, and where else she is or was.
type ContactLine struct {
	Contact
	Post Post // the first that holds; without one she is nowhere
	Else []Post
}

// Lines are contacts as a file tells them on a day, each once.
func Lines(list []ListedContact, today workcal.Date) []ContactLine {
	lines := make([]ContactLine, len(list))
	for i, c := range list {
		lines[i].Contact = c.Contact
		for _, p := range c.Posts {
			if lines[i].Post.ID == 0 && p.Current(today) {
				lines[i].Post = p
			} else {
				lines[i].Else = append(lines[i].Else, p)
			}
		}
	}
	return lines
}

// ContactTable is how contacts are written as a file, with what they do where. Its headings are those that the import of the directory
// reads, but for the other organisations, which no row of a directory tells.
var ContactTable = table.Table[ContactLine]{Name: "Contacts", Columns: []table.Column[ContactLine]{
	{Name: "structure", Label: "Nom de la structure", Cell: func(c ContactLine) table.Cell { return table.Text(c.Post.Organisation.Name) }},
	{Name: "civilite", Label: "Civilité", Cell: func(c ContactLine) table.Cell { return table.Text(c.Civility) }},
	{Name: "nom", Label: "Nom de famille", Cell: func(c ContactLine) table.Cell { return table.Text(c.LastName) }},
	{Name: "prenom", Label: "Prénom", Cell: func(c ContactLine) table.Cell { return table.Text(c.FirstName) }},
	{Name: "fonction", Label: "Fonction", Cell: func(c ContactLine) table.Cell { return table.Text(c.Post.Role) }},
	{Name: "telephones", Label: "Téléphone", Cell: func(c ContactLine) table.Cell { return table.Text(phonesLine(c.Phones)) }},
	{Name: "courriels", Label: "E-mail", Cell: func(c ContactLine) table.Cell { return table.Text(strings.Join(c.Emails, " ; ")) }},
	{Name: "canal", Label: "Canal préféré", Cell: func(c ContactLine) table.Cell { return table.Text(c.Channel.Label()) }},
	{Name: "accord", Label: "Accord de contact", Cell: func(c ContactLine) table.Cell { return table.Text(c.Consent.Label()) }},
	{Name: "notes", Label: "Notes sur le contact", Cell: func(c ContactLine) table.Cell { return table.Text(c.Notes) }},
	{Name: "ailleurs", Label: "Autres structures", Cell: func(c ContactLine) table.Cell { return table.Text(c.elsewhere()) }},
}}

// elsewhere is what a contact does or did in other organisations, on one line.
func (c ContactLine) elsewhere() string {
	var parts []string
	for _, p := range c.Else {
		text := p.Role
		if !p.Until.IsZero() {
			text = strings.TrimPrefix(text+", jusqu’au "+p.Until.FrenchDay(), ", ")
		}
		if text != "" {
			text = " (" + text + ")"
		}
		parts = append(parts, p.Organisation.Name+text)
	}
	return strings.Join(parts, " ; ")
}

func phonesLine(list []Phone) string { return strings.ReplaceAll(phonesText(list), "\n", " ; ") }
