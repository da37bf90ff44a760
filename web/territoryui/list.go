package territoryui

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"parvis/internal/access"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/territory"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
)

// mostShown is how many territories a page of the list shows; paper and files hold all of them.
const mostShown = 500

// listView is the list of territories under its filter.
type listView struct {
	All    []territory.Territory // whatever the filter
	Chosen []territory.Territory
	Filter territory.Filter
	Form   *form.Form // the filter as typed
	May    territory.Rights
	Reach  reach
}

// list reads the territories that the filter of the address chooses.
func (h *Handlers) list(r *http.Request) (listView, error) {
	f := form.Query(r)
	v := listView{Form: f, Filter: parseFilter(f), May: territory.Allowed(serve.By(r))}
	var err error
	v.All, err = h.territories.List(r.Context(), serve.By(r), territory.Filter{})
	if err != nil {
		return v, err
	}
	v.Chosen = v.Filter.Of(slices.Clone(v.All))
	v.Reach, err = h.reach(r)
	v.Reach.towns(v.All)
	return v, err
}

// parseFilter reads the filter of an address; what cannot be read filters nothing.
func parseFilter(f *form.Form) territory.Filter {
	return territory.Filter{Text: f.Text("texte"), Kind: form.Choice(f, "nature", territory.Kinds), Town: max(0, f.ID("ville")), Coded: form.Choice(f, "code", territory.Codeds)}
}

func (h *Handlers) listTerritories(w http.ResponseWriter, r *http.Request) error {
	v, err := h.list(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, ListPage(v))
}

func (h *Handlers) printTerritories(w http.ResponseWriter, r *http.Request) error {
	v, err := h.list(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, PrintPage(v))
}

func (h *Handlers) exportTerritories(w http.ResponseWriter, r *http.Request) error {
	if err := serve.By(r).Check(territory.MayExchange, access.Tie{}); err != nil {
		return err
	}
	v, err := h.list(r)
	if err != nil {
		return err
	}
	return serve.Table(w, r, territory.Table, territory.Lines(v.Chosen, v.All), "territoires")
}

// query is the filter as an address holds it, with more fields set: name, value, name, value…
func (v listView) query(set ...string) url.Values {
	q := url.Values{"texte": {v.Filter.Text}, "nature": {string(v.Filter.Kind)}, "ville": {field.Number(v.Filter.Town)}, "code": {string(v.Filter.Coded)}}
	for i := 0; i+1 < len(set); i += 2 {
		q.Set(set[i], set[i+1])
	}
	return q
}

// groups are the chosen territories by town, as many as a page shows.
func (v listView) groups() []territory.Group {
	return territory.Grouped(v.Chosen[:min(len(v.Chosen), mostShown)], v.Filter.Town)
}

// cut says what the page does not show.
func (v listView) cut() string {
	if len(v.Chosen) <= mostShown {
		return ""
	}
	return "Cette page montre " + french.Number(mostShown) + " territoires sur " + french.Number(len(v.Chosen)) + "\u00a0: précisez la recherche pour voir les autres. L’impression et le téléchargement les ont tous."
}

// chart is the map of the districts of the list.
func (v listView) chart() ui.TerritoryMarks {
	m := marks(slices.DeleteFunc(slices.Clone(v.Chosen), func(t territory.Territory) bool { return t.Kind != territory.District }), 0, v.Reach)
	m.Title = "Carte des quartiers de cette liste"
	return m
}

// inTowns keeps the districts of some towns.
func inTowns(districts []territory.Territory, towns []int64) []territory.Territory {
	return slices.DeleteFunc(districts, func(d territory.Territory) bool {
		return !slices.ContainsFunc(d.TownIDs, func(id int64) bool { return slices.Contains(towns, id) })
	})
}

// townOptions are the towns to choose from, by department once there are many.
func (v listView) townOptions() []ui.Option {
	const alone = 12
	var towns []territory.Territory
	for _, t := range v.All {
		if t.Kind == territory.Town {
			towns = append(towns, t)
		}
	}
	if len(towns) > alone {
		slices.SortStableFunc(towns, func(a, b territory.Territory) int { return strings.Compare(department(a), department(b)) })
	}
	options := []ui.Option{{Label: "Toutes"}}
	for _, t := range towns {
		o := ui.Option{Value: field.Number(t.ID), Label: t.Name}
		if len(towns) > alone {
			o.Group = department(t)
		}
		options = append(options, o)
	}
	return options
}

// department names the department of a town by its INSEE code.
func department(t territory.Territory) string {
	switch {
	case len(t.Code) < 5:
		return "Sans code"
	case strings.HasPrefix(t.Code, "97"):
		return "Département " + t.Code[:3]
	}
	return "Département " + t.Code[:2]
}
