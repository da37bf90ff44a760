package spaceui

import (
	"strings"

	"parvis/internal/french"
	"parvis/internal/space"
	"parvis/internal/written"
	"parvis/web/ui"
)

const dash = "—"

// surface writes "120,5 m²", or a dash where it is not known.
func surface(d space.Draft) string {
	if d.Surface == 0 {
		return dash
	}
	if whole := int(d.Surface); float64(whole) == d.Surface {
		return french.Number(whole) + "\u00a0m²"
	}
	return written.NumberText(d.Surface) + "\u00a0m²"
}

// capacity writes "80 assises, 120 debout", or a dash where neither is known.
func capacity(d space.Draft) string {
	var parts []string
	if d.Seated > 0 {
		parts = append(parts, french.Count(d.Seated, "assise", "assises"))
	}
	if d.Standing > 0 {
		parts = append(parts, french.Number(d.Standing)+"\u00a0debout")
	}
	return ui.OrDash(strings.Join(parts, ", "))
}

// people writes "80 personnes", or a dash where it is not known.
func people(n int) string {
	if n == 0 {
		return dash
	}
	return french.Count(n, "personne", "personnes")
}

// setUp writes "1 h 30", or a dash where it is not known.
func setUp(d space.Draft) string { return ui.OrDash(written.MinutesText(d.SetUp)) }

// accessTone chooses the badge of an accessibility; its word says the same.
func accessTone(a space.Access) string {
	switch a {
	case space.AccessFull:
		return "good"
	case space.AccessHelped:
		return "warn"
	case space.AccessNone:
		return "bad"
	}
	return "muted"
}

// narrowed says what the filter keeps, on paper.
func (v listView) narrowed() []string {
	var kept []string
	if v.Filter.Text != "" {
		kept = append(kept, "contenant "+written.Quoted(v.Filter.Text))
	}
	if v.Filter.Access != "" {
		kept = append(kept, "d’accessibilité "+french.Quote(v.Filter.Access.Label()))
	}
	if v.Filter.Capacity > 0 {
		kept = append(kept, "d’au moins "+people(v.Filter.Capacity))
	}
	switch v.Filter.Service {
	case space.InService:
		kept = append(kept, "en service")
	case space.OutOfService:
		kept = append(kept, "hors service")
	}
	return kept
}
