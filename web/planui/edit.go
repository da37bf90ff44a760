package planui

import (
	"cmp"
	"net/http"

	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/plan"
	"parvis/internal/workcal"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

func (h *Handlers) newTask(w http.ResponseWriter, r *http.Request) error {
	project, err := serve.ID(r, "project")
	if err != nil {
		return err
	}
	blank, err := h.plans.NewTask(r.Context(), serve.By(r), project)
	if err != nil {
		return err
	}
	return serve.Page(w, r, NewTaskPage(blank, form.Of(taskValues(plan.Draft{Duration: 1})).Keyed(serve.NewKey())))
}

func (h *Handlers) createTask(w http.ResponseWriter, r *http.Request) error {
	project, err := serve.ID(r, "project")
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	blank, err := h.plans.NewTask(r.Context(), serve.By(r), project)
	if err != nil {
		return err
	}
	draft := parseTask(f, near(r, blank.Project))
	if f.Valid() {
		task, err := h.plans.CreateTask(r.Context(), serve.By(r), project, draft, f.Key())
		if err == nil {
			serve.Flash(r, "La tâche «\u00a0"+draft.Title+"\u00a0» a été ajoutée.", f.Notes()...)
			return serve.Redirect(w, r, rowURL(project, task))
		}
		if !f.Refuse(err) {
			return err
		}
	}
	return serve.Invalid(w, r, NewTaskPage(blank, f))
}

// near is the day that what is typed without a year is nearest to.
func near(r *http.Request, p plan.Project) workcal.Date {
	return cmp.Or(p.First, serve.Ahead(r))
}

func (h *Handlers) detail(r *http.Request) (plan.Detail, error) {
	task, err := serve.ID(r, "task")
	if err != nil {
		return plan.Detail{}, err
	}
	return h.plans.Task(r.Context(), serve.By(r), task)
}

// editable is detail for those who may edit; the refusal says who may.
func (h *Handlers) editable(r *http.Request) (plan.Detail, error) {
	d, err := h.detail(r)
	if err == nil {
		err = mayEdit(d)
	}
	return d, err
}

func mayEdit(d plan.Detail) error {
	if d.Row.CanEdit {
		return nil
	}
	return fault.New(fault.Forbidden, "La cheffe de service, l’équipe ou un membre du projet peut modifier cette tâche.", nil)
}

func (h *Handlers) editTask(w http.ResponseWriter, r *http.Request) error {
	d, err := h.editable(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, EditTaskPage(d, form.Of(taskValues(d.Row.Draft())).Over(d.Row.Version)))
}

func (h *Handlers) saveTask(w http.ResponseWriter, r *http.Request) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	d, err := h.detail(r)
	if err != nil {
		return err
	}
	draft := parseTask(f, near(r, d.Project))
	if f.Valid() {
		task, err := h.plans.EditTask(r.Context(), serve.By(r), d.Row.ID, f.Version(), draft)
		switch {
		case err == nil:
			serve.Flash(r, "La tâche «\u00a0"+task.Title+"\u00a0» a été modifiée.", f.Notes()...)
			return goBack(w, r, f, urls.Task(d.Row.ID))
		case fault.Is(err, fault.Conflict) && task.ID != 0:
			return serve.Conflict(w, r, ui.ClashPage(ui.Page{Title: "Deux modifications en même temps", Section: ui.Projects},
				h.clash(r, f, draft, task)))
		case !f.Refuse(err):
			return err
		}
	}
	if err := mayEdit(d); err != nil {
		return err
	}
	return serve.Invalid(w, r, EditTaskPage(d, f))
}

// clash shows both texts of a task, field by field.
func (h *Handlers) clash(r *http.Request, f *form.Form, yours plan.Draft, stored plan.Task) ui.Clash {
	names := map[string]string{"": french.Responsible("")}
	if d, err := h.plans.Task(r.Context(), serve.By(r), stored.ID); err == nil {
		for _, p := range d.People {
			names[id(p.ID)] = p.Name
		}
	}
	mine, theirs := taskValues(yours), taskValues(stored.Draft())
	c := ui.Clash{Title: "Deux modifications de « " + stored.Title + " »", KeepURL: urls.Task(stored.ID), BackURL: urls.Task(stored.ID),
		Hidden: append(f.Again(stored.Version, taskFields...), f.Kept(fieldReturn))}
	for _, field := range clashFields {
		a, b := mine.Get(field.name), theirs.Get(field.name)
		switch field.name {
		case plan.FieldResponsible:
			a, b = names[a], names[b]
		case plan.FieldCategory:
			a, b = plan.Category(a).Label(), plan.Category(b).Label()
		}
		if a != b || a != "" {
			c.Versions = append(c.Versions, ui.Version{Field: field.label, Yours: orDash(a), Theirs: orDash(b)})
		}
	}
	return c
}

// clashFields are the fields of a task, in the order of its form.
var clashFields = []struct{ name, label string }{
	{plan.FieldTitle, "Titre"}, {plan.FieldCategory, "Catégorie"}, {plan.FieldResponsible, "Responsable"},
	{plan.FieldDuration, "Durée"}, {plan.FieldCalendarDays, "Jours calendaires"}, {plan.FieldOffset, "À faire pour"},
	{plan.FieldDeadline, "Échéance fixe"}, {plan.FieldNotBefore, "Pas avant"}, {plan.FieldPinnedStart, "Début fixé"},
	{plan.FieldPinnedFinish, "Fin fixée"}, {plan.FieldMinDuration, "Durée minimale"}, {plan.FieldStatutory, "Obligation légale"},
	{plan.FieldOptional, "Facultative"}, {plan.FieldSource, "Source"}, {plan.FieldNotes, "Notes"},
}
