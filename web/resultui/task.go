package resultui

import (
	"net/http"
	"net/url"
	"strconv"

	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/plan"
	"parvis/internal/results"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// taskView is the form of a task that is made of a result.
type taskView struct {
	results.Source
	Projects []results.Project
	Form     *form.Form
}

// fieldMine is a box: the task is for whoever makes it.
const fieldMine = "pour_moi"

// source finds the question or the verbatim that a form names.
func (h *Handlers) source(r *http.Request, f *form.Form) (results.Source, error) {
	id, err := formID(r)
	if err != nil {
		return results.Source{}, err
	}
	if text := f.ID(fieldVerbatim); text != 0 {
		return h.room.OfVerbatim(r.Context(), serve.By(r), id, text)
	}
	return h.room.OfQuestion(r.Context(), serve.By(r), id, f.Text(fieldQuestion))
}

func (h *Handlers) taskPage(r *http.Request, s results.Source, f *form.Form) (taskView, error) {
	list, err := h.room.Projects(r.Context(), serve.By(r))
	return taskView{s, list, f}, err
}

func (h *Handlers) askTask(w http.ResponseWriter, r *http.Request) error {
	s, err := h.source(r, form.Query(r))
	if err != nil {
		return err
	}
	f := form.Of(url.Values{plan.FieldTitle: {s.Proposed()}, results.FieldProject: {number(s.Project())}, plan.FieldCategory: {string(plan.Evaluation)}}).Keyed(serve.NewKey())
	v, err := h.taskPage(r, s, f)
	if err != nil {
		return err
	}
	return serve.Page(w, r, TaskPage(v))
}

func (h *Handlers) makeTask(w http.ResponseWriter, r *http.Request) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	s, err := h.source(r, f)
	if err != nil {
		return err
	}
	by := serve.By(r)
	d := plan.Draft{Title: f.Text(plan.FieldTitle), Category: form.Choice(f, plan.FieldCategory, plan.Categories), Duration: 1}
	if f.Flag(fieldMine) {
		d.ResponsibleID = &by.ID
	}
	offset, deadline, note, err := plan.ParseDue(f.Text(plan.FieldDue), serve.Ahead(r))
	f.Note(note)
	if err != nil {
		f.Add(plan.FieldDue, err.Error())
	}
	d.Offset, d.Deadline = offset, deadline
	err = f.Merge(d.Check())
	var task int64
	if err == nil {
		task, err = h.room.MakeTask(r.Context(), by, f.Sending(), s, max(0, f.ID(results.FieldProject)), d)
	}
	if f.Refuse(fault.SeenAt(err, urls.Task(task))) {
		v, err := h.taskPage(r, s, f)
		if err != nil {
			return err
		}
		return serve.Invalid(w, r, TaskPage(v))
	}
	return serve.Saved(w, r, f, err, "La tâche "+french.Quote(french.OneLine(d.Title))+" est au rétroplanning du projet.", urls.Task(task))
}

var taskLabels = map[string]string{plan.FieldTitle: "Tâche", results.FieldProject: "Projet", plan.FieldCategory: "Catégorie", plan.FieldDue: "À faire pour"}

func (v taskView) projects() ui.Field {
	options := []ui.Option{{Label: "Choisir…"}}
	for _, p := range v.Projects {
		group := "Autres projets"
		if p.Member {
			group = "Mes projets"
		}
		options = append(options, ui.Option{Value: strconv.FormatInt(p.ID, 10), Label: p.Name, Group: group})
	}
	f := v.Form.Field(ui.Field{Name: results.FieldProject, Label: "Projet", Required: true})
	f.Options = ui.Choose(options, f.Value)
	return f
}

func (v taskView) categories() ui.Field {
	var options []ui.Option
	for _, c := range plan.Categories {
		options = append(options, ui.Option{Value: string(c), Label: c.Label()})
	}
	f := v.Form.Field(ui.Field{Name: plan.FieldCategory, Label: "Catégorie", Required: true})
	f.Options = ui.Choose(options, f.Value)
	return f
}

func (v taskView) title() string {
	if v.Verbatim.ID != 0 {
		return "Tâche d’après «\u00a0" + french.Shorten(french.OneLine(v.Verbatim.Body), 60) + "\u00a0»" + " · " + v.Source.Form.Title
	}
	return "Tâche d’après la question " + v.Source.Form.QuestionNumber(v.Question) + " · " + v.Source.Form.Title
}

func (v taskView) from() []ui.Hidden {
	return []ui.Hidden{{Name: fieldQuestion, Value: v.Question}, {Name: fieldVerbatim, Value: number(v.Verbatim.ID)}}
}

// Origin names the result that a task was made of, and where it is read; "" for none.
func (h *Handlers) Origin(r *http.Request, task int64) (label, to string, err error) {
	o, ok, err := h.room.OfTask(r.Context(), serve.By(r), task)
	if err != nil || !ok {
		return "", "", err
	}
	if o.Body != "" {
		return french.Quote(french.Shorten(french.OneLine(o.Body), 80)) + ", " + o.Form, urls.FormVerbatims(o.FormID, url.Values{fieldQuestion: {o.Question}}), nil
	}
	return o.Form, urls.FormResults(o.FormID, nil) + "#" + anchor("q", o.Question), nil
}
