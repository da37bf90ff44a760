package territory

import (
	"parvis/internal/field"
	"parvis/internal/written"
)

// Fields lists what is told of a territory, in the order of its form.
var Fields = field.List[Draft]{
	{Name: "nature", Label: "Nature", Value: func(d Draft) string { return string(d.Kind) }, Text: func(d Draft) string { return d.Kind.Label() }},
	{Name: "nom", Label: "Nom", Value: func(d Draft) string { return d.Name }},
	{Name: "autre", Label: "Autre nom", Value: func(d Draft) string { return d.KnownAs }},
	{Name: "villes", Label: "Villes", Value: func(d Draft) string { return d.Towns }},
	{Name: "code", Label: "Code", Value: func(d Draft) string { return d.Code }},
	{Name: "precedent", Label: "Code précédent", Value: func(d Draft) string { return d.Predecessor }},
	{Name: "longitude", Label: "Longitude", Value: func(d Draft) string { return degrees(d.Longitude) }},
	{Name: "latitude", Label: "Latitude", Value: func(d Draft) string { return degrees(d.Latitude) }},
	{Name: "notes", Label: "Notes", Value: func(d Draft) string { return d.Notes }},
}

// degrees writes a coordinate of which 0 is not known.
func degrees(x float64) string {
	if x == 0 {
		return ""
	}
	return written.NumberText(x)
}
