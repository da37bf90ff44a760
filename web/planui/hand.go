package planui

import (
	"net/http"

	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/plan"
	"parvis/internal/retroplan"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/urls"
)

// askGive asks whom to give a task to; a list opens the form in place.
func (h *Handlers) askGive(w http.ResponseWriter, r *http.Request) error {
	d, err := h.editable(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, GiveTaskPage(d, form.Of(plan.TaskFields.Values(d.Row.Draft())), from(r, d)))
}

// from is where a form was opened from, to go back to: the address says it.
func from(r *http.Request, d plan.Detail) string {
	return backTo(form.Query(r), rowURL(d.Project.ID, d.Row.ID))
}

func (h *Handlers) giveTask(w http.ResponseWriter, r *http.Request) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	d, err := h.editable(r)
	if err != nil {
		return err
	}
	var to *int64
	if person := f.ID(plan.FieldResponsible); person != 0 {
		f.Require(person > 0, plan.FieldResponsible, "Choisissez une personne dans la liste.")
		to = &person
	}
	if err = f.Err(); err == nil {
		err = h.plans.Assign(r.Context(), serve.By(r), d.Row.ID, to)
	}
	back := backTo(f, urls.Task(d.Row.ID))
	if f.Refuse(err) {
		return serve.Invalid(w, r, GiveTaskPage(d, f, back))
	}
	said := "La tâche " + french.Quote(d.Row.Title) + " n’est plus à personne."
	for _, p := range d.People {
		if to != nil && p.ID == *to {
			said = "La tâche " + french.Quote(d.Row.Title) + " est attribuée à " + p.Name + "."
		}
	}
	return serve.Saved(w, r, f, err, said, back)
}

// askBlock asks what blocks a task.
func (h *Handlers) askBlock(w http.ResponseWriter, r *http.Request) error {
	task, err := serve.ID(r, "task")
	if err != nil {
		return err
	}
	d, err := h.plans.TaskToBlock(r.Context(), serve.By(r), task)
	if err != nil {
		return err
	}
	return serve.Page(w, r, BlockTaskPage(d, form.Of(nil), from(r, d)))
}

// shiftHint says in which days a task is shifted: a delay in worked days moves by as many of them.
func shiftHint(r plan.Row) string {
	if r.Offset.Unit == retroplan.WorkingDays {
		return "En jours ouvrés, comme son échéance\u00a0: 5 pour une semaine plus tard, -2 pour deux jours plus tôt."
	}
	return "7 pour une semaine plus tard, -2 pour deux jours plus tôt."
}

// askShift asks by how many days to shift a task.
func (h *Handlers) askShift(w http.ResponseWriter, r *http.Request) error {
	d, err := h.editable(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, ShiftTaskPage(d, form.Of(nil), from(r, d)))
}

func (h *Handlers) shiftTask(w http.ResponseWriter, r *http.Request) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	d, err := h.editable(r)
	if err != nil {
		return err
	}
	days := f.Int(plan.FieldShift)
	f.Reword(plan.FieldShift, "Indiquez un nombre entier de jours, par exemple 3, ou -3 pour avancer.")
	if err = f.Err(); err == nil {
		err = h.plans.Shift(r.Context(), serve.By(r), d.Row.ID, days)
	}
	back := backTo(f, urls.Task(d.Row.ID))
	if fault.Is(err, fault.Conflict) { // it cannot be shifted: the sentence stands beside what was typed
		f.Add(plan.FieldShift, fault.SentenceOf(err))
	}
	if !f.Valid() || f.Refuse(err) {
		return serve.Invalid(w, r, ShiftTaskPage(d, f, back))
	}
	if err != nil {
		return err
	}
	after, err := h.plans.Task(r.Context(), serve.By(r), d.Row.ID)
	if err != nil {
		return err
	}
	said := "La tâche " + french.Quote(d.Row.Title) + " est décalée"
	if due := dueText(after.Row); due != "" {
		said += ", " + due
	}
	serve.Flash(r, said+".", f.Notes()...)
	return serve.Redirect(w, r, back)
}

// handLabels name the fields of both forms.
var handLabels = map[string]string{plan.FieldResponsible: "Attribuer à", plan.FieldShift: "Décaler de combien de jours", plan.FieldBecause: "Ce qui la bloque"}
