package territory

import (
	"errors"
	"strings"

	"parvis/internal/exchange/table"
	"parvis/internal/french"
	"parvis/internal/written"
)

// Line is a territory as a row of a file says it: the towns of a district by their INSEE codes too, as the national list does.
type Line struct {
	Draft
	TownCodes string // parted by semicolons; "" where the names alone say it
}

// Lines gives the rows of a list, with the codes of the towns where all of a district's have one.
func Lines(list, all []Territory) []Line {
	codes := make(map[int64]string, len(all))
	for _, t := range all {
		codes[t.ID] = t.Code
	}
	lines := make([]Line, len(list))
	for i, t := range list {
		lines[i].Draft = t.Draft
		byName := make(map[string]string, len(t.TownIDs))
		for j, id := range t.TownIDs {
			byName[french.Fold(t.TownNames[j])] = codes[id]
		}
		var of []string
		for _, name := range SplitTowns(t.Towns) {
			if code := byName[french.Fold(name)]; code != "" {
				of = append(of, code)
			}
		}
		if len(of) == len(t.TownIDs) {
			lines[i].TownCodes = strings.Join(of, ";")
		}
	}
	return lines
}

// Table is how territories are written as a file and read from one. It reads the headings of the national list of priority districts.
var Table = table.Table[Line]{Name: "Territoires", Columns: []table.Column[Line]{
	{Name: "nature", Label: "Nature", Aliases: []string{"Type"}, Rare: true, Cell: func(l Line) table.Cell { return table.Text(l.Kind.Label()) },
		Read: func(l *Line, text string) (err error) { l.Kind, err = readKind(text); return err }},
	{Name: "nom", Label: "Nom", Aliases: []string{"lib_qp", "Libellé", "Quartier", "Nom du quartier", "Nom QP", "Territoire"}, Required: true, Cell: func(l Line) table.Cell { return table.Text(l.Name) },
		Read: func(l *Line, text string) error { l.Name = text; return nil }},
	{Name: "autre", Label: "Autre nom", Aliases: []string{"Ancien nom", "Nom local"}, Rare: true, Cell: func(l Line) table.Cell { return table.Text(l.KnownAs) },
		Read: func(l *Line, text string) error { l.KnownAs = text; return nil }},
	{Name: "code", Label: "Code", Aliases: []string{"code_qp", "Code QPV", "Code du quartier"}, Cell: func(l Line) table.Cell { return table.Text(l.Code) },
		Read: func(l *Line, text string) error { l.Code = text; return nil }},
	{Name: "precedent", Label: "Code précédent", Aliases: []string{"Ancien code", "code_qp_2014", "code_qp_2015", "Code 2014"}, Rare: true, Cell: func(l Line) table.Cell { return table.Text(l.Predecessor) },
		Read: func(l *Line, text string) error { l.Predecessor = text; return nil }},
	{Name: "villes", Label: "Villes", Aliases: []string{"lib_com", "Ville", "Commune", "Communes"}, Cell: func(l Line) table.Cell { return table.Text(strings.ReplaceAll(l.Towns, ", ", "; ")) },
		Read: func(l *Line, text string) error { l.Towns = text; return nil }},
	{Name: "codes-villes", Label: "Codes INSEE des villes", Aliases: []string{"insee_com", "Code INSEE", "Codes INSEE", "Code commune"}, Rare: true, Cell: func(l Line) table.Cell { return table.Text(l.TownCodes) },
		Read: func(l *Line, text string) error {
			codes, err := written.INSEECodes(text)
			l.TownCodes = strings.Join(codes, ";")
			return err
		}},
	{Name: "longitude", Label: "Longitude", Rare: true, Cell: func(l Line) table.Cell { return known(l.Longitude) },
		Read: func(l *Line, text string) (err error) { l.Longitude, err = written.Decimal(text); return err }},
	{Name: "latitude", Label: "Latitude", Rare: true, Cell: func(l Line) table.Cell { return known(l.Latitude) },
		Read: func(l *Line, text string) (err error) { l.Latitude, err = written.Decimal(text); return err }},
	{Name: "notes", Label: "Notes", Rare: true, Cell: func(l Line) table.Cell { return table.Text(l.Notes) },
		Read: func(l *Line, text string) error { l.Notes = text; return nil }},
}}

// known is a number of which 0 is not known.
func known(x float64) table.Cell {
	if x == 0 {
		return table.Cell{}
	}
	return table.Decimal(x)
}

// otherKinds are what people write besides the labels, folded.
var otherKinds = map[string]Kind{"commune": Town, "qpv": District, "quartier prioritaire": District, "qp": District}

func readKind(text string) (Kind, error) {
	folded := french.Fold(text)
	for _, k := range Kinds {
		if folded == k.Label() {
			return k, nil
		}
	}
	if k, is := otherKinds[folded]; is {
		return k, nil
	}
	return "", errors.New(written.Quoted(text) + " n’est pas une nature connue\u00a0: écrivez ville ou quartier.")
}

// kind is what a row is: as it says; else a district, where it says of which towns or bears such a code; else a town, where it bears
// another code.
func (l Line) kind() Kind {
	code := strings.ToUpper(l.Code)
	switch {
	case l.Kind != "":
		return l.Kind
	case l.Towns != "" || l.TownCodes != "" || strings.HasPrefix(code, "Q"):
		return District
	case code != "":
		return Town
	}
	return ""
}
