package activityui

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/go-chi/chi/v5"

	"parvis/internal/access"
	"parvis/internal/activity"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/written"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// listView is the activities of a project, or of all, under a filter.
type listView struct {
	Project    *activity.Project // nil: the activities of every project
	Activities []activity.Activity
	Counts     activity.Counts
	Filter     activity.Filter
	Form       *form.Form // the filter as typed
	Projects   []activity.Project
	May        activity.Rights
	Page       int // from 1
}

// perPage is how many activities a page of the library holds; those of a project stand on one.
const perPage = 50

// list reads the activities that the filter of the address chooses.
func (h *Handlers) list(r *http.Request) (listView, error) {
	f, by := form.Query(r), serve.By(r)
	v := listView{Filter: parseFilter(f), Form: f, May: activity.Allowed(by)}
	if chi.URLParam(r, "project") != "" {
		id, err := serve.ID(r, "project")
		if err != nil {
			return v, err
		}
		v.Filter.Project = 0
		p, err := h.activities.OfProject(r.Context(), by, id, v.Filter)
		v.Project, v.Activities, v.Counts, v.May, v.Page = &p.Project, p.Activities, p.Counts, p.May, 1
		return v, err
	}
	var err error
	if v.Activities, v.Counts, err = h.activities.List(r.Context(), by, v.Filter); err != nil {
		return v, err
	}
	v.Page, v.May.Retain = min(max(1, f.Int("page")), v.pages()), by.Can(activity.MayRetain, access.Tie{})
	v.Projects, err = h.activities.Projects(r.Context(), by)
	return v, err
}

// parseFilter reads the filter of an address; what cannot be read filters nothing.
func parseFilter(f *form.Form) activity.Filter {
	access := f.Text("acces")
	if !slices.ContainsFunc(activity.Disabilities, func(d activity.Disability) bool { return d.Name() == access }) {
		access = ""
	}
	return activity.Filter{Text: f.Text("texte"), Kind: form.Choice(f, "type", activity.Kinds), State: form.Choice(f, "etat", activity.States), Project: max(0, f.ID("projet")),
		Audience: f.Text("public"), Access: access, Lack: form.Choice(f, "manque", activity.AllLacks), Sort: form.Choice(f, "tri", activity.Sorts), Down: f.Text("sens") == ui.SortDown}
}

func (h *Handlers) listActivities(w http.ResponseWriter, r *http.Request) error {
	v, err := h.list(r)
	if err != nil {
		return err
	}
	if v.Project != nil {
		return serve.Page(w, r, ProjectPage(v))
	}
	return serve.Page(w, r, ListPage(v))
}

func (h *Handlers) printActivities(w http.ResponseWriter, r *http.Request) error {
	v, err := h.list(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, PrintPage(v))
}

func (h *Handlers) exportActivities(w http.ResponseWriter, r *http.Request) error {
	v, err := h.list(r)
	if err != nil {
		return err
	}
	if err := serve.By(r).Check(activity.MayExchange, access.Tie{}); err != nil {
		return err
	}
	if v.Project == nil {
		return serve.Table(w, r, activity.Library, v.Activities, "activites")
	}
	drafts := make([]activity.Draft, len(v.Activities))
	for i, a := range v.Activities {
		drafts[i] = a.Draft
	}
	return serve.Table(w, r, activity.Table, drafts, "activites")
}

func (v listView) pages() int { return max(1, (len(v.Activities)+perPage-1)/perPage) }

// retains tells whether the reader may retain an activity from the list.
func (v listView) retains(a activity.Activity) bool {
	return v.May.Retain && a.State == activity.Proposed && a.Project.Status.Open()
}

// proposed is the first activity of the page that may be retained from it; 0: none.
func (v listView) proposed() int64 {
	for _, a := range v.shown() {
		if v.retains(a) {
			return a.ID
		}
	}
	return 0
}

// shown are the activities of the page of the library.
func (v listView) shown() []activity.Activity {
	from := perPage * (v.Page - 1)
	return v.Activities[from:min(from+perPage, len(v.Activities))]
}

// part is the activities of one state.
type part struct {
	State activity.State
	List  []activity.Activity
}

// parts are the activities of a project by state, then by kind.
func (v listView) parts() []part {
	list := slices.Clone(v.Activities)
	slices.SortStableFunc(list, func(a, b activity.Activity) int {
		return slices.Index(activity.Kinds, a.Kind) - slices.Index(activity.Kinds, b.Kind)
	})
	var parts []part
	for _, s := range activity.States {
		of := slices.DeleteFunc(slices.Clone(list), func(a activity.Activity) bool { return a.State != s })
		if len(of) > 0 {
			parts = append(parts, part{s, of})
		}
	}
	return parts
}

// query is the filter as an address holds it, with more fields set: name, value, name, value…
func (v listView) query(set ...string) url.Values {
	f := v.Filter
	q := url.Values{"texte": {f.Text}, "type": {string(f.Kind)}, "etat": {string(f.State)}, "projet": {field.Number(f.Project)}, "public": {f.Audience}, "acces": {f.Access},
		"manque": {string(f.Lack)}, "tri": {string(f.Sort)}}
	if f.Down {
		q.Set("sens", ui.SortDown)
	}
	for i := 0; i+1 < len(set); i += 2 {
		q.Set(set[i], set[i+1])
	}
	return q
}

// here is the list under a filter.
func (v listView) here(q url.Values) string {
	if v.Project != nil {
		return urls.ProjectActivitiesOf(v.Project.ID, q)
	}
	return urls.ActivitiesOf(q)
}

func (v listView) print() string {
	if v.Project != nil {
		return urls.ProjectActivitiesPrint(v.Project.ID, v.query())
	}
	return urls.ActivitiesPrint(v.query())
}

func (v listView) export(format string) string {
	if v.Project != nil {
		return urls.ProjectActivitiesExport(v.Project.ID, v.query("format", format))
	}
	return urls.ActivitiesExport(v.query("format", format))
}

// counter is a number that filters the list.
type counter struct {
	N          int
	Label, URL string
	Current    bool
}

// counters count the activities by state, whatever the state that is chosen.
func (v listView) counters() []counter {
	list := []counter{{v.Counts.All, french.Agree(v.Counts.All, "activité", "activités"), v.here(v.query("etat", "", "manque", "")), v.Filter.State == "" && v.Filter.Lack == ""}}
	for _, s := range activity.States {
		if n := v.Counts.State[s]; n > 0 || v.Filter.State == s {
			list = append(list, counter{n, french.Agree(n, s.Label(), s.Label()+"s"), v.here(v.query("etat", string(s), "manque", "")), v.Filter.State == s && v.Filter.Lack == ""})
		}
	}
	return list
}

// lacks count what nobody said yet.
func (v listView) lacks() []counter {
	var list []counter
	for _, l := range activity.AllLacks {
		if n := v.Counts.Lack[l]; n > 0 {
			list = append(list, counter{n, l.Label(), v.here(v.query("manque", string(l), "etat", "")), v.Filter.Lack == l})
		}
	}
	return list
}

// turn leads to a page of the library.
func (v listView) turn(page int) string {
	return urls.ActivitiesOf(v.query("page", strconv.Itoa(page)))
}

// heading is the heading of a column.
func (v listView) heading(label string, by activity.Sort, class string) ui.SortHeading {
	sorting := ui.Sorting{By: string(v.Filter.Sort), Usual: string(activity.ByTitle), Down: v.Filter.Down}
	return ui.SortHeading{Label: label, Class: class, URL: urls.ActivitiesOf(v.query(sorting.Resorted(string(by))...)), Sorted: sorting.Sorted(string(by))}
}

// window is the title of the window: it says what the list is narrowed to and how it is sorted.
func (v listView) window(title string) string {
	of := ""
	if v.Project != nil {
		of = v.Project.Title
	}
	return ui.Narrowing{Kept: v.narrowed(), Count: v.count(), Sort: ui.Resort(sortWords, v.Filter.Sort, activity.ByTitle, v.Filter.Down), Down: v.Filter.Down, Page: v.Page, Of: of}.Window(title)
}

var sortWords = map[activity.Sort]string{activity.ByTitle: "par titre", activity.ByKind: "par type", activity.ByState: "par état", activity.ByProject: "par projet"}

// count says how many activities there are under the filter.
func (v listView) count() string {
	if len(v.Activities) == 0 {
		return "Aucune activité"
	}
	return french.Activities(len(v.Activities))
}

// narrowed says what the filter keeps.
func (v listView) narrowed() []string {
	f := v.Filter
	var kept []string
	if f.Text != "" {
		kept = append(kept, "contenant "+written.Quoted(f.Text))
	}
	if f.Kind != "" {
		kept = append(kept, "de type "+french.Quote(f.Kind.Label()))
	}
	if f.State != "" {
		kept = append(kept, "d’état "+french.Quote(f.State.Label()))
	}
	if f.Project != 0 {
		kept = append(kept, "du projet "+french.Quote(v.projectName(f.Project)))
	}
	if f.Audience != "" {
		kept = append(kept, "pour "+written.Quoted(f.Audience))
	}
	if f.Access != "" {
		kept = append(kept, "accessibles ("+strings.ToLower(disability(f.Access))+")")
	}
	if f.Lack != "" {
		kept = append(kept, f.Lack.Label())
	}
	return kept
}

func (v listView) projectName(id int64) string {
	for _, p := range v.Projects {
		if p.ID == id {
			return p.Title
		}
	}
	return dash
}

// paperTitle names a list on paper.
func (v listView) paperTitle() string {
	if v.Project != nil {
		return "Activités · " + v.Project.Title
	}
	return "Activités du service"
}

// printed are the activities in the order of the page: by state and kind in a project.
func (v listView) printed() []activity.Activity {
	if v.Project == nil {
		return v.Activities
	}
	var list []activity.Activity
	for _, p := range v.parts() {
		list = append(list, p.List...)
	}
	return list
}
