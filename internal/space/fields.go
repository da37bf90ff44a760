package space

import (
	"parvis/internal/field"
	"parvis/internal/written"
)

// Fields lists what is told of a space, in the order of its form.
var Fields = field.List[Draft]{
	{Name: "nom", Label: "Nom", Value: func(d Draft) string { return d.Name }},
	{Name: "etage", Label: "Étage", Value: func(d Draft) string { return d.Floor }},
	{Name: "surface", Label: "Surface (m²)", Value: Draft.surfaceText},
	{Name: "assises", Label: "Capacité assise", Number: func(d Draft) int { return d.Seated }},
	{Name: "debout", Label: "Capacité debout", Number: func(d Draft) int { return d.Standing }},
	{Name: "acces", Label: "Accessibilité", Value: func(d Draft) string { return string(d.Access) }, Text: func(d Draft) string { return d.Access.Label() }},
	{Name: "montage", Label: "Temps de montage", Value: func(d Draft) string { return written.MinutesText(d.SetUp) }},
	{Name: "notes", Label: "Notes", Value: func(d Draft) string { return d.Notes }},
	{Name: "actif", Label: "En service", Flag: func(d Draft) bool { return d.Active }},
}

func (d Draft) surfaceText() string {
	if d.Surface == 0 {
		return ""
	}
	return written.NumberText(d.Surface)
}
