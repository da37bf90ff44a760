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
	return serve.Page(w, r, NewTaskPage(blank, form.Of(plan.TaskFields.Values(plan.Draft{Duration: 1})).Keyed(serve.NewKey())))
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
	draft, err := parseTask(f, near(r, blank.Project))
	var task int64
	if err == nil {
		task, err = h.plans.CreateTask(r.Context(), serve.By(r), project, draft, f.Sending())
	}
	if !f.Refuse(fault.SeenAt(err, urls.Task(task))) {
		return serve.Saved(w, r, f, err, "La tâche "+french.Quote(draft.Title)+" a été ajoutée.", rowURL(project, task))
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
	task, err := serve.ID(r, "task")
	if err != nil {
		return plan.Detail{}, err
	}
	return h.plans.TaskToEdit(r.Context(), serve.By(r), task)
}

func (h *Handlers) editTask(w http.ResponseWriter, r *http.Request) error {
	d, err := h.editable(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, EditTaskPage(d, form.Of(plan.TaskFields.Values(d.Row.Draft())).Over(d.Row.Version)))
}

func (h *Handlers) saveTask(w http.ResponseWriter, r *http.Request) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	d, err := h.editable(r)
	if err != nil {
		return err
	}
	draft, err := parseTask(f, near(r, d.Project))
	if err == nil {
		err = h.plans.EditTask(r.Context(), serve.By(r), d.Row.ID, f.Version(), draft)
	}
	if fault.Is(err, fault.Conflict) {
		return serve.Clash(w, r, f, err, urls.Task(d.Row.ID))
	}
	if !f.Refuse(err) {
		return serve.Saved(w, r, f, err, "La tâche "+french.Quote(draft.Title)+" a été modifiée.", backTo(f, urls.Task(d.Row.ID)))
	}
	return serve.Invalid(w, r, EditTaskPage(d, f))
}
