package space

import (
	"errors"
	"strings"

	"parvis/internal/exchange/table"
	"parvis/internal/french"
	"parvis/internal/written"
)

// Table is how spaces are written as a file and read from one.
var Table = table.Table[Draft]{Name: "Espaces", Blank: Blank, Columns: []table.Column[Draft]{
	{Name: "nom", Label: "Nom", Aliases: []string{"Espace", "Salle"}, Required: true, Cell: func(d Draft) table.Cell { return table.Text(d.Name) },
		Read: func(d *Draft, text string) error { d.Name = text; return nil }},
	{Name: "etage", Label: "Étage", Aliases: []string{"Niveau"}, Cell: func(d Draft) table.Cell { return table.Text(d.Floor) },
		Read: func(d *Draft, text string) error { d.Floor = text; return nil }},
	{Name: "surface", Label: "Surface (m²)", Aliases: []string{"Surface", "m²"}, Cell: func(d Draft) table.Cell { return known(d.Surface) },
		Read: func(d *Draft, text string) (err error) {
			d.Surface, err = written.Decimal(withoutSquareMetres(text))
			return err
		}},
	{Name: "assises", Label: "Capacité assise", Aliases: []string{"Places assises"}, Cell: func(d Draft) table.Cell { return known(float64(d.Seated)) },
		Read: func(d *Draft, text string) (err error) { d.Seated, err = written.Whole(text); return err }},
	{Name: "debout", Label: "Capacité debout", Aliases: []string{"Places debout"}, Cell: func(d Draft) table.Cell { return known(float64(d.Standing)) },
		Read: func(d *Draft, text string) (err error) { d.Standing, err = written.Whole(text); return err }},
	{Name: "acces", Label: "Accessibilité", Aliases: []string{"PMR", "Accès PMR", "Accessible", "Accessible PMR", "Accessibilité PMR"}, Cell: func(d Draft) table.Cell { return table.Text(d.Access.Label()) },
		Read: func(d *Draft, text string) (err error) { d.Access, err = readAccess(text); return err }},
	{Name: "montage", Label: "Temps de montage", Cell: func(d Draft) table.Cell { return table.Text(written.MinutesText(d.SetUp)) },
		Read: func(d *Draft, text string) (err error) { d.SetUp, err = written.Minutes(text); return err }},
	{Name: "notes", Label: "Notes", Cell: func(d Draft) table.Cell { return table.Text(d.Notes) },
		Read: func(d *Draft, text string) error { d.Notes = text; return nil }},
	{Name: "actif", Label: "En service", Cell: func(d Draft) table.Cell { return table.YesNo(d.Active) },
		Read: func(d *Draft, text string) (err error) { d.Active, err = written.YesNo(text); return err }},
}}

// known is a number of which 0 is not known.
func known(x float64) table.Cell {
	if x == 0 {
		return table.Cell{}
	}
	return table.Decimal(x)
}

// withoutSquareMetres leaves out the unit of a surface, « 120 m2 ».
func withoutSquareMetres(text string) string {
	trimmed := strings.TrimSpace(text)
	for _, unit := range []string{"m²", "m2", "M²", "M2"} {
		if number, has := strings.CutSuffix(trimmed, unit); has && strings.TrimSpace(number) != "" {
			return strings.TrimSpace(number)
		}
	}
	return text
}

// otherAccesses are what people write besides the labels, folded.
var otherAccesses = map[string]Access{"oui": AccessFull, "non": AccessNone, "avec aide": AccessHelped}

// readAccess reads an accessibility by its label.
func readAccess(text string) (Access, error) {
	if a, known := otherAccesses[french.Fold(text)]; known {
		return a, nil
	}
	var labels []string
	for _, a := range Accesses {
		if french.Fold(a.Label()) == french.Fold(text) {
			return a, nil
		}
		labels = append(labels, a.Label())
	}
	return AccessUnknown, errors.New(written.Quoted(text) + " n’est pas une accessibilité connue\u00a0: écrivez " + french.Or(labels) + ".")
}
