package planui

import (
	"net/http"

	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/plan"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// listPage is somebody's list and the filter it was asked with.
type listPage struct {
	plan.List
	Name string
	Self string // the address of this very list, to come back to
}

func (h *Handlers) myList(r *http.Request) (listPage, error) {
	by := serve.By(r)
	f := parseFilter(form.Query(r))
	list, err := h.plans.MyList(r.Context(), by, f)
	return listPage{List: list, Name: by.Name, Self: urls.MyList() + filterQuery(f)}, err
}

func (h *Handlers) showMyList(w http.ResponseWriter, r *http.Request) error {
	p, err := h.myList(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, MyListPage(p))
}

func (h *Handlers) printMyList(w http.ResponseWriter, r *http.Request) error {
	p, err := h.myList(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, MyListPrint(p))
}

// parseFilter reads the filter of an address; what it does not know it leaves out.
func parseFilter(f *form.Form) plan.Filter {
	return plan.Filter{Project: max(0, f.ID("projet")), Category: form.Choice(f, "categorie", plan.Categories),
		Whose: form.Choice(f, "pour", []plan.Whose{plan.WhoseMine, plan.WhoseFree, plan.WhoseBoth})}
}

func filterQuery(f plan.Filter) string {
	return urls.ListQuery(field.Number(f.Project), string(f.Category), string(f.Whose))
}

func (p listPage) printURL() string { return urls.MyListPrint() + filterQuery(p.Filter) }

func (p listPage) filtered() bool {
	return p.Filter.Project != 0 || p.Filter.Category != "" || p.Filter.Whose != ""
}

func (p listPage) projectField() ui.Field {
	options := []ui.Option{{Value: "", Label: "Tous les projets"}}
	for _, one := range p.Projects {
		options = append(options, ui.Option{Value: id(one.ID), Label: one.Title})
	}
	return ui.Field{Name: "projet", Label: "Projet", Options: ui.Choose(options, field.Number(p.Filter.Project))}
}

func (p listPage) categoryField() ui.Field {
	options := categoryOptions()
	options[0].Label = "Toutes les catégories"
	return ui.Field{Name: "categorie", Label: "Catégorie", Options: ui.Choose(options, string(p.Filter.Category))}
}

func (p listPage) whoseField() ui.Field {
	return ui.Field{Name: "pour", Label: "Quelles tâches", Options: ui.Choose([]ui.Option{
		{Value: string(plan.WhoseMine), Label: "Les miennes"},
		{Value: string(plan.WhoseFree), Label: "À attribuer dans mes projets"},
		{Value: string(plan.WhoseBoth), Label: "Les deux"},
	}, string(p.Whose))}
}

// window is the title of the window: it says what the list is narrowed to.
func (p listPage) window(title string) string {
	for _, one := range p.Projects {
		if one.ID == p.Filter.Project {
			title += " · " + one.Title
		}
	}
	if p.Filter.Category != "" {
		title += " · " + p.Filter.Category.Label()
	}
	switch p.Filter.Whose {
	case plan.WhoseFree:
		title += " · à attribuer"
	case plan.WhoseBoth:
		title += " · les miennes et à attribuer"
	}
	return title
}

// lead says in one sentence what the list holds.
func (p listPage) lead() string {
	if p.Count() == 0 {
		return "Rien ne vous attend pour le moment."
	}
	late := 0
	for _, s := range p.Sections {
		if s.When == plan.WhenLate {
			late = s.Total
		}
	}
	return french.TasksToDo(p.Count(), late) + ". Cochez ce qui est fait."
}
