package territoryui

import (
	"strconv"
	"strings"

	"parvis/internal/french"
	"parvis/internal/territory"
	"parvis/internal/written"
	"parvis/web/ui"
)

const dash = "—"

// codeOf writes a code, or what a territory without one is.
func codeOf(d territory.Draft) string {
	switch {
	case d.Code != "":
		return d.Code
	case d.Kind == territory.District:
		return "assimilé, sans code"
	}
	return "sans code"
}

// vintage writes « liste de 2024 », or a dash.
func vintage(d territory.Draft) string {
	if year := d.Vintage(); year > 0 {
		return "liste de " + strconv.Itoa(year)
	}
	return dash
}

// place writes « 48,8998 N, 2,2179 E », or a dash where it is not known.
func place(d territory.Draft) string {
	if !d.Placed() {
		return dash
	}
	side := func(x float64, plus, minus string) string {
		if x < 0 {
			x, plus = -x, minus
		}
		return written.NumberText(x) + "\u00a0" + plus
	}
	return side(d.Latitude, "N", "S") + ", " + side(d.Longitude, "E", "O")
}

// others names the towns of a district besides one: « aussi à Sceaux ».
func others(t territory.Territory, town int64) string {
	var names []string
	for i, id := range t.TownIDs {
		if id != town {
			names = append(names, t.TownNames[i])
		}
	}
	if len(names) == 0 {
		return ""
	}
	return "aussi à " + french.And(names)
}

// title names a group of the list.
func title(g territory.Group) string {
	if g.ID == 0 {
		return "Sans ville"
	}
	return g.Name
}

// count says how many territories there are under the filter.
func (v listView) count() string {
	towns := 0
	for _, t := range v.Chosen {
		if t.Kind == territory.Town {
			towns++
		}
	}
	var parts []string
	if towns > 0 {
		parts = append(parts, french.Count(towns, "ville", "villes"))
	}
	if n := len(v.Chosen) - towns; n > 0 {
		parts = append(parts, french.Count(n, "quartier", "quartiers"))
	}
	if len(parts) == 0 {
		return "Aucun territoire"
	}
	return strings.Join(parts, ", ")
}

// window is the title of the window: it says what the list is narrowed to.
func (v listView) window(title string) string {
	return ui.Narrowing{Kept: v.narrowed(), Count: v.count()}.Window(title)
}

// narrowed says what the filter keeps.
func (v listView) narrowed() []string {
	var kept []string
	if v.Filter.Text != "" {
		kept = append(kept, "contenant "+written.Quoted(v.Filter.Text))
	}
	switch v.Filter.Kind {
	case territory.Town:
		kept = append(kept, "villes seulement")
	case territory.District:
		kept = append(kept, "quartiers seulement")
	}
	if v.Filter.Town != 0 {
		kept = append(kept, v.townName())
	}
	switch v.Filter.Coded {
	case territory.WithCode:
		kept = append(kept, "avec un code")
	case territory.WithoutCode:
		kept = append(kept, "sans code")
	}
	return kept
}

func (v listView) townName() string {
	for _, t := range v.All {
		if t.ID == v.Filter.Town {
			return t.Name
		}
	}
	return "une ville inconnue"
}

// kinds are the choices of a nature, after others.
func kinds(options ...ui.Option) []ui.Option {
	for _, k := range []territory.Kind{territory.District, territory.Town} {
		options = append(options, ui.Option{Value: string(k), Label: french.Capital(k.Label())})
	}
	return options
}

// groupID names the heading of a group in the page.
func groupID(g territory.Group) string { return "ville-" + strconv.FormatInt(g.ID, 10) }
