package planui

import (
	"cmp"
	"maps"
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
	after := parseNeed(f)
	draft, err := parseTask(f, near(r, blank.Project), 0)
	var task int64
	if err == nil {
		task, err = h.plans.CreateTask(r.Context(), serve.By(r), project, draft, f.Sending(), after...)
	}
	if !f.Refuse(fault.SeenAt(err, urls.Task(task))) {
		return serve.Saved(w, r, f, err, "La tâche "+french.Quote(draft.Title)+" a été ajoutée.", rowURL(project, task))
	}
	return serve.Invalid(w, r, NewTaskPage(blank, f))
}

// parseNeed reads the task that another begins after, if one was chosen.
func parseNeed(f *form.Form) []plan.Need {
	lag := f.Int(plan.FieldLag)
	f.Reword(plan.FieldLag, lagProblem)
	need := f.ID(plan.FieldNeed)
	if need == 0 {
		f.Require(lag == 0, plan.FieldNeed, "Choisissez la tâche après laquelle attendre, ou videz les jours d’attente.")
		return nil
	}
	return []plan.Need{{ID: need, Lag: lag}}
}

// newTaskFields names the fields of the form of a new task, in order, and newTaskLabels what it calls them.
var (
	newTaskFields = append(plan.TaskFields.Names(), plan.FieldNeed, plan.FieldLag)
	newTaskLabels = labelled(plan.TaskFields.Labels(), taskActLabels)
)

func labelled(labels, more map[string]string) map[string]string {
	maps.Copy(labels, more)
	return labels
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
	return serve.Page(w, r, EditTaskPage(d, taskForm(d, near(r, d.Project))))
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
	draft, err := parseTask(f, near(r, d.Project), d.Row.Deadline)
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
