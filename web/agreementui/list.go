package agreementui

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"parvis/internal/access"
	"parvis/internal/agreement"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/partner"
	"parvis/internal/workcal"
	"parvis/internal/written"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// listView is the list of agreements under its filter.
type listView struct {
	Agreements []agreement.Agreement
	Filter     agreement.Filter
	Form       *form.Form // the filter as typed
	Projects   []agreement.Project
	Of         agreement.Draft // names the project and the organisation of the filter
	Today      workcal.Date
	May        agreement.Rights
	Page       int // from 1
}

// perPage is how many agreements a page of the list holds.
const perPage = 50

// list reads the agreements that the filter of the address chooses.
func (h *Handlers) list(r *http.Request) (listView, error) {
	f, by := form.Query(r), serve.By(r)
	v := listView{Filter: parseFilter(f), Form: f, Today: serve.Today(r), May: agreement.Allowed(by)}
	var err error
	if v.Agreements, err = h.agreements.List(r.Context(), by, v.Filter); err != nil {
		return v, err
	}
	v.Page = min(max(1, f.Int("page")), v.pages())
	if v.Projects, err = h.agreements.Projects(r.Context(), by); err != nil || v.Filter.Organisation == 0 && v.Filter.Project == 0 {
		return v, err
	}
	v.Of, err = h.agreements.Named(r.Context(), by, agreement.Draft{Project: partner.Ref{ID: v.Filter.Project}, Organisations: []partner.Ref{{ID: v.Filter.Organisation}}})
	return v, err
}

// parseFilter reads the filter of an address; what cannot be read filters nothing.
func parseFilter(f *form.Form) agreement.Filter {
	within := min(f.Int("echeance"), 3650) // ten years
	if !slices.Contains(agreement.Within, within) {
		within = 0
	}
	return agreement.Filter{Text: f.Text("texte"), State: form.Choice(f, "etat", agreement.Standings), Kind: form.Choice(f, "type", agreement.Kinds), Project: max(0, f.ID("projet")),
		Organisation: max(0, f.ID("structure")), Within: within, Sort: form.Choice(f, "tri", agreement.Sorts), Down: f.Text("sens") == ui.SortDown}
}

func (h *Handlers) listAgreements(w http.ResponseWriter, r *http.Request) error {
	v, err := h.list(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, ListPage(v))
}

func (h *Handlers) printAgreements(w http.ResponseWriter, r *http.Request) error {
	v, err := h.list(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, PrintPage(v))
}

func (h *Handlers) exportAgreements(w http.ResponseWriter, r *http.Request) error {
	if err := serve.By(r).Check(agreement.MayExchange, access.Tie{}); err != nil {
		return err
	}
	v, err := h.list(r)
	if err != nil {
		return err
	}
	drafts := make([]agreement.Draft, len(v.Agreements))
	for i, a := range v.Agreements {
		drafts[i] = a.Draft
	}
	return serve.Table(w, r, agreement.Table(v.Today), drafts, "conventions")
}

func (v listView) pages() int { return max(1, (len(v.Agreements)+perPage-1)/perPage) }

// shown are the agreements of the page.
func (v listView) shown() []agreement.Agreement {
	from := perPage * (v.Page - 1)
	return v.Agreements[from:min(from+perPage, len(v.Agreements))]
}

// query is the filter as an address holds it, with more fields set: name, value, name, value…
func (v listView) query(set ...string) url.Values {
	f := v.Filter
	q := url.Values{"texte": {f.Text}, "etat": {string(f.State)}, "type": {string(f.Kind)}, "projet": {field.Number(f.Project)}, "structure": {field.Number(f.Organisation)},
		"echeance": {field.Number(f.Within)}, "tri": {string(f.Sort)}}
	if f.Down {
		q.Set("sens", ui.SortDown)
	}
	for i := 0; i+1 < len(set); i += 2 {
		q.Set(set[i], set[i+1])
	}
	return q
}

// turn leads to a page of the list.
func (v listView) turn(page int) string {
	return urls.AgreementsOf(v.query("page", strconv.Itoa(page)))
}

// heading is the heading of a column.
func (v listView) heading(label string, by agreement.Sort, class string) ui.SortHeading {
	sorting := ui.Sorting{By: string(v.Filter.Sort), Usual: string(agreement.ByTitle), Down: v.Filter.Down}
	return ui.SortHeading{Label: label, Class: class, URL: urls.AgreementsOf(v.query(sorting.Resorted(string(by))...)), Sorted: sorting.Sorted(string(by))}
}

// window is the title of the window: it says what the list is narrowed to and how it is sorted.
func (v listView) window(title string) string {
	return ui.Narrowing{Kept: v.narrowed(), Count: v.count(), Sort: ui.Resort(sortWords, v.Filter.Sort, agreement.ByTitle, v.Filter.Down), Down: v.Filter.Down, Page: v.Page}.Window(title)
}

var sortWords = map[agreement.Sort]string{agreement.ByTitle: "par titre", agreement.ByState: "par état", agreement.ByEnd: "par dernier jour"}

// count says how many agreements there are under the filter.
func (v listView) count() string {
	if len(v.Agreements) == 0 {
		return "Aucune convention"
	}
	return french.Agreements(len(v.Agreements))
}

// narrowed says what the filter keeps.
func (v listView) narrowed() []string {
	f := v.Filter
	var kept []string
	if f.Text != "" {
		kept = append(kept, "contenant "+written.Quoted(f.Text))
	}
	if f.State != "" {
		kept = append(kept, "d’état "+french.Quote(f.State.Label()))
	}
	if f.Kind != "" {
		kept = append(kept, "de type "+french.Quote(f.Kind.Label()))
	}
	if f.Project != 0 {
		kept = append(kept, "du projet "+french.Quote(ui.OrDash(v.Of.Project.Name)))
	}
	if f.Organisation != 0 {
		kept = append(kept, "avec "+ui.OrDash(agreement.Names(v.Of.Organisations)))
	}
	if f.Within != 0 {
		kept = append(kept, "qui finissent dans les "+french.Days(f.Within))
	}
	return kept
}

func withinOptions() []ui.Option {
	options := []ui.Option{{Label: "Toutes"}}
	for _, days := range agreement.Within {
		options = append(options, ui.Option{Value: strconv.Itoa(days), Label: "Dans les " + french.Days(days)})
	}
	return options
}
