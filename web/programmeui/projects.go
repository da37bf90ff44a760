package programmeui

import (
	"net/http"
	"strconv"
	"strings"

	"parvis/internal/account"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/plan"
	"parvis/internal/programme"
	"parvis/internal/workcal"
	"parvis/internal/written"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
)

// projectsView is the list of projects under its filter.
type projectsView struct {
	Projects []programme.Project
	Progress map[int64]plan.Progress
	Filter   programme.Filter
	Form     *form.Form // the filter as typed
	People   []account.Choice
	Today    workcal.Date
	May      programme.Rights
}

func (h *Handlers) listProjects(w http.ResponseWriter, r *http.Request) error {
	by, today := serve.By(r), serve.Today(r)
	f := form.Query(r)
	filter := parseFilter(f)
	list, err := h.programme.List(r.Context(), by, filter)
	if err != nil {
		return err
	}
	programme.ComingFirst(list, today)
	ids := make([]int64, len(list))
	for i, p := range list {
		ids[i] = p.ID
	}
	progress, err := h.plans.Progress(r.Context(), by, ids)
	if err != nil {
		return err
	}
	people, err := h.people.Active(r.Context())
	if err != nil {
		return err
	}
	return serve.Page(w, r, ProjectsPage(projectsView{Projects: list, Progress: progress, Filter: filter, Form: f, People: people, Today: today,
		May: programme.Allowed(by)}))
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

// window is the title of the window: it says what the list is narrowed to, and to how many.
func (v projectsView) window() string {
	kept := v.narrowed()
	if len(kept) == 0 {
		return "Projets"
	}
	return "Projets · " + strings.Join(kept, ", ") + " (" + strings.ToLower(v.count()) + ")"
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
