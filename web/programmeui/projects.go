package programmeui

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"parvis/internal/account"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/programme"
	"parvis/internal/workcal"
	"parvis/internal/written"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// projectsView is the list of projects under its filter.
type projectsView struct {
	Projects []programme.Listed
	Plans    standings
	Filter   programme.Filter
	Sort     projectSort
	Down     bool       // from the last to the first
	Form     *form.Form // the filter as typed
	People   []account.Choice
	Today    workcal.Date
	May      programme.Rights
}

// projectSort is what the list is sorted by; "" puts what is to come first, then what is over.
type projectSort string

const (
	byTitle  projectSort = "projet"
	byDay    projectSort = "jour"
	byStatus projectSort = "statut"
	byPilot  projectSort = "pilote"
	byHealth projectSort = "sante" // the worst first
)

var (
	projectSorts = []projectSort{byTitle, byDay, byStatus, byPilot, byHealth}
	sortWords    = map[projectSort]string{byTitle: "par titre", byDay: "par date", byStatus: "par statut", byPilot: "par pilote", byHealth: "par santé"}
)

func (h *Handlers) listProjects(w http.ResponseWriter, r *http.Request) error {
	by := serve.By(r)
	f := form.Query(r)
	filter := parseFilter(f)
	list, err := h.programme.List(r.Context(), by, filter)
	if err != nil {
		return err
	}
	plans, err := h.allStandings(r, list)
	if err != nil {
		return err
	}
	people, err := h.people.Active(r.Context())
	if err != nil {
		return err
	}
	v := projectsView{Projects: list, Plans: plans, Filter: filter, Sort: form.Choice(f, "tri", projectSorts), Down: f.Text("sens") == ui.SortDown,
		Form: f, People: people, Today: by.Today(), May: programme.Allowed(by)}
	v.arrange()
	return serve.Page(w, r, ProjectsPage(v))
}

// arrange puts the projects in the order that the address asks for. What is not known comes last, whichever the way; what
// is alike stays as the list usually is.
func (v projectsView) arrange() {
	programme.ComingFirst(v.Projects, v.Today)
	slices.SortStableFunc(v.Projects, func(a, b programme.Listed) int {
		switch v.Sort {
		case byTitle:
			return order(french.Fold(a.Title), french.Fold(b.Title), v.Down)
		case byDay:
			return order(a.First, b.First, v.Down)
		case byStatus:
			return order(1+slices.Index(programme.Statuses, a.Status), 1+slices.Index(programme.Statuses, b.Status), v.Down)
		case byPilot:
			return order(french.Fold(a.PilotName), french.Fold(b.PilotName), v.Down)
		case byHealth:
			return order(v.Plans.pressing(a.ID), v.Plans.pressing(b.ID), v.Down)
		}
		return 0
	})
}

// order compares two values of which the zero one is not known.
func order[V cmp.Ordered](a, b V, down bool) int {
	var none V
	switch {
	case a == b:
		return 0
	case a == none:
		return 1
	case b == none:
		return -1
	case down:
		return cmp.Compare(b, a)
	}
	return cmp.Compare(a, b)
}

// query is the filter and the order as an address holds them, with more fields set: name, value, name, value…
func (v projectsView) query(set ...string) url.Values {
	q := url.Values{"texte": {v.Filter.Text}, "type": {string(v.Filter.Kind)}, "statut": {string(v.Filter.Status)}, "pilote": {field.Number(v.Filter.Pilot)},
		"annee": {field.Number(v.Filter.Year)}, "tri": {string(v.Sort)}}
	for name, on := range map[string]bool{"miens": v.Filter.Mine, "archives": v.Filter.Archived} {
		if on {
			q.Set(name, "oui")
		}
	}
	if v.Down {
		q.Set("sens", ui.SortDown)
	}
	for i := 0; i+1 < len(set); i += 2 {
		q.Set(set[i], set[i+1])
	}
	return q
}

// heading is the heading of a column.
func (v projectsView) heading(label string, by projectSort) ui.SortHeading {
	sorting := ui.Sorting{By: string(v.Sort), Down: v.Down}
	return ui.SortHeading{Label: label, URL: urls.ProjectsOf(v.query(sorting.Resorted(string(by))...)), Sorted: sorting.Sorted(string(by))}
}

// caption says what the table holds and in which order.
func (v projectsView) caption() string {
	in := "du plus proche au plus lointain, puis ceux qui sont passés et ceux qui n’ont pas encore de date"
	if word := v.sorted(); word != "" {
		in = word
	}
	return "Projets, " + in + "\u00a0; les en-têtes qui sont des liens changent l’ordre"
}

// sorted says how the list is sorted, where that is not the usual order.
func (v projectsView) sorted() string {
	if v.Sort == "" {
		return ""
	}
	return sortWords[v.Sort] + map[bool]string{true: ", en ordre inverse"}[v.Down]
}

// confirmable is the first project that the reader may confirm; 0 when there is none.
func (v projectsView) confirmable() int64 {
	for _, p := range v.Projects {
		if p.Confirm {
			return p.ID
		}
	}
	return 0
}

// parseYear reads a year of the address; what is not a believable one is 0.
func parseYear(f *form.Form) int {
	year := f.Int("annee")
	if year < programme.MinYear || year > programme.MaxYear {
		return 0
	}
	return year
}

// parseFilter reads the filter of an address; what cannot be read filters nothing.
func parseFilter(f *form.Form) programme.Filter {
	return programme.Filter{Kind: form.Choice(f, "type", programme.Kinds), Status: form.Choice(f, "statut", programme.Statuses),
		Pilot: max(0, f.ID("pilote")), Text: f.Text("texte"), Mine: f.Flag("miens"), Archived: f.Flag("archives"), Year: parseYear(f)}
}

// window is the title of the window: it says what the list is narrowed to, to how many, and how it is sorted.
func (v projectsView) window() string {
	return ui.Narrowing{Kept: v.narrowed(), Count: v.count(), Sort: v.sorted()}.Window("Projets")
}

// narrowed says what the filter keeps.
func (v projectsView) narrowed() []string {
	var kept []string
	if v.Filter.Text != "" {
		kept = append(kept, "contenant "+written.Quoted(v.Filter.Text))
	}
	if v.Filter.Kind != "" {
		kept = append(kept, strings.ToLower(v.Filter.Kind.Label()))
	}
	if v.Filter.Status != "" {
		kept = append(kept, strings.ToLower(v.Filter.Status.Label()))
	}
	for _, p := range v.People {
		if p.ID == v.Filter.Pilot {
			kept = append(kept, "pilote "+p.Name)
		}
	}
	if v.Filter.Year > 0 {
		kept = append(kept, strconv.Itoa(v.Filter.Year))
	}
	if v.Filter.Mine {
		kept = append(kept, "les miens")
	}
	if v.Filter.Archived {
		kept = append(kept, "archivés aussi")
	}
	return kept
}

// count says how many projects there are under the filter.
func (v projectsView) count() string {
	if len(v.Projects) == 0 {
		return "Aucun projet"
	}
	return french.Projects(len(v.Projects))
}

func (v projectsView) choice(name, label, all string, options []ui.Option) ui.Field {
	options = append([]ui.Option{{Value: "", Label: all}}, options...)
	return v.Form.Field(ui.Field{Name: name, Label: label, Options: options})
}

func (v projectsView) kind() ui.Field {
	var options []ui.Option
	for _, k := range programme.Kinds {
		options = append(options, ui.Option{Value: string(k), Label: k.Label()})
	}
	return v.choice("type", "Type", "Tous les types", options)
}

func (v projectsView) status() ui.Field {
	var options []ui.Option
	for _, s := range programme.Statuses {
		options = append(options, ui.Option{Value: string(s), Label: s.Label()})
	}
	return v.choice("statut", "Statut", "Tous les statuts", options)
}

func (v projectsView) pilot() ui.Field {
	var options []ui.Option
	for _, p := range v.People {
		options = append(options, ui.Option{Value: field.Number(p.ID), Label: p.Name})
	}
	return v.choice("pilote", "Pilote", "Tout le monde", options)
}
