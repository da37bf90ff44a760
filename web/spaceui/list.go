package spaceui

import (
	"net/http"
	"net/url"

	"parvis/internal/access"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/space"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// listView is the list of spaces under its filter.
type listView struct {
	Spaces []space.Space
	Filter space.Filter
	Form   *form.Form // the filter as typed
	May    space.Rights
}

// list reads the spaces that the filter of the address chooses.
func (h *Handlers) list(r *http.Request) (listView, error) {
	f := form.Query(r)
	filter := parseFilter(f)
	list, err := h.spaces.List(r.Context(), serve.By(r), filter)
	return listView{Spaces: list, Filter: filter, Form: f, May: space.Allowed(serve.By(r))}, err
}

// parseFilter reads the filter of an address; what cannot be read filters nothing.
func parseFilter(f *form.Form) space.Filter {
	return space.Filter{Text: f.Text("texte"), Access: form.Choice(f, "acces", space.Accesses), Capacity: max(0, f.Int("capacite")),
		Service: form.Choice(f, "service", space.Services), Sort: form.Choice(f, "tri", space.Sorts), Down: f.Text("sens") == ui.SortDown}
}

func (h *Handlers) listSpaces(w http.ResponseWriter, r *http.Request) error {
	v, err := h.list(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, ListPage(v))
}

func (h *Handlers) printSpaces(w http.ResponseWriter, r *http.Request) error {
	v, err := h.list(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, PrintPage(v))
}

func (h *Handlers) exportSpaces(w http.ResponseWriter, r *http.Request) error {
	if err := serve.By(r).Check(space.MayExchange, access.Tie{}); err != nil {
		return err
	}
	v, err := h.list(r)
	if err != nil {
		return err
	}
	drafts := make([]space.Draft, len(v.Spaces))
	for i, s := range v.Spaces {
		drafts[i] = s.Draft
	}
	return serve.Table(w, r, space.Table, drafts, "espaces")
}

// query is the filter as an address holds it, with more fields set: name, value, name, value…
func (v listView) query(set ...string) url.Values {
	q := url.Values{"texte": {v.Filter.Text}, "acces": {string(v.Filter.Access)}, "capacite": {field.Number(v.Filter.Capacity)},
		"service": {string(v.Filter.Service)}, "tri": {string(v.Filter.Sort)}}
	if v.Filter.Down {
		q.Set("sens", ui.SortDown)
	}
	for i := 0; i+1 < len(set); i += 2 {
		q.Set(set[i], set[i+1])
	}
	return q
}

// heading is the heading of a column.
func (v listView) heading(label string, by space.Sort, class string) ui.SortHeading {
	sorting := ui.Sorting{By: string(v.Filter.Sort), Usual: string(space.ByName), Down: v.Filter.Down}
	return ui.SortHeading{Label: label, Class: class, URL: urls.SpacesOf(v.query(sorting.Resorted(string(by))...)), Sorted: sorting.Sorted(string(by))}
}

// window is the title of the window: it says what the list is narrowed to and how it is sorted.
func (v listView) window(title string) string {
	return ui.Narrowing{Kept: v.narrowed(), Count: v.count(), Sort: ui.Resort(sortWords, v.Filter.Sort, space.ByName, v.Filter.Down), Down: v.Filter.Down}.Window(title)
}

var sortWords = map[space.Sort]string{space.ByName: "par nom", space.ByFloor: "par étage", space.BySurface: "par ordre de surface", space.ByCapacity: "par ordre de capacité"}

// count says how many spaces there are under the filter.
func (v listView) count() string {
	if len(v.Spaces) == 0 {
		return "Aucun espace"
	}
	return french.Spaces(len(v.Spaces))
}

// accesses are the choices of accessibility, after others.
func accesses(options ...ui.Option) []ui.Option {
	for _, a := range space.Accesses {
		options = append(options, ui.Option{Value: string(a), Label: french.Capital(a.Label())})
	}
	return options
}
