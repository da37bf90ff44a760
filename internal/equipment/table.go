package equipment

import (
	"errors"

	"parvis/internal/exchange/table"
	"parvis/internal/french"
	"parvis/internal/written"
)

// Table is how the catalogue is written as a file and read from one.
var Table = table.Table[Draft]{Name: "Matériel", Blank: Blank, Columns: []table.Column[Draft]{
	{Name: FieldName, Label: "Nom", Aliases: []string{"Matériel", "Désignation", "Objet", "Article"}, Required: true, Cell: func(d Draft) table.Cell { return table.Text(d.Name) },
		Read: func(d *Draft, text string) error { d.Name = text; return nil }},
	{Name: "categorie", Label: "Catégorie", Aliases: []string{"Type", "Famille"}, Cell: func(d Draft) table.Cell { return table.Text(d.Category.Label()) },
		Read: func(d *Draft, text string) (err error) { d.Category, err = readCategory(text); return err }},
	{Name: FieldQuantity, Label: "Quantité", Aliases: []string{"Qté", "Nombre", "Stock"}, Cell: func(d Draft) table.Cell { return table.Whole(d.Quantity) },
		Read: func(d *Draft, text string) (err error) { d.Quantity, err = written.Whole(text); return err }},
	{Name: FieldBroken, Label: "À réparer", Aliases: []string{"Cassés", "En panne"}, Cell: func(d Draft) table.Cell { return known(d.Broken) },
		Read: func(d *Draft, text string) (err error) { d.Broken, err = written.Whole(text); return err }},
	{Name: FieldMissing, Label: "Manquants", Aliases: []string{"Perdus"}, Cell: func(d Draft) table.Cell { return known(d.Missing) },
		Read: func(d *Draft, text string) (err error) { d.Missing, err = written.Whole(text); return err }},
	{Name: "rangement", Label: "Lieu de rangement", Aliases: []string{"Rangement", "Lieu", "Emplacement", "Stockage"}, Cell: func(d Draft) table.Cell { return table.Text(d.Storage) },
		Read: func(d *Draft, text string) error { d.Storage = text; return nil }},
	{Name: "installation", Label: "Pour l’installer", Aliases: []string{"Installation", "Besoins"}, Cell: func(d Draft) table.Cell { return table.Text(d.SetUp) },
		Read: func(d *Draft, text string) error { d.SetUp = text; return nil }},
	{Name: "notes", Label: "Notes", Aliases: []string{"Remarques", "État"}, Cell: func(d Draft) table.Cell { return table.Text(d.Notes) },
		Read: func(d *Draft, text string) error { d.Notes = text; return nil }},
	{Name: "actif", Label: "En service", Cell: func(d Draft) table.Cell { return table.YesNo(d.Active) },
		Read: func(d *Draft, text string) (err error) { d.Active, err = written.YesNo(text); return err }},
}}

func known(n int) table.Cell {
	if n == 0 {
		return table.Cell{}
	}
	return table.Whole(n)
}

// readCategory reads a category by its label.
func readCategory(text string) (Category, error) {
	var labels []string
	for _, c := range Categories {
		if french.Fold(c.Label()) == french.Fold(text) {
			return c, nil
		}
		labels = append(labels, c.Label())
	}
	return Other, errors.New(written.Quoted(text) + " n’est pas une catégorie connue\u00a0: écrivez " + french.Or(labels) + ".")
}
