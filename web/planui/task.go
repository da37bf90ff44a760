package planui

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/partner"
	"parvis/internal/plan"
	"parvis/internal/retroplan"
	"parvis/internal/trash"
	"parvis/web/fileui"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/threadui"
	"parvis/web/ui"
	"parvis/web/urls"
)

// fieldWas carries the text an item had when the person began to change it.
const fieldWas = "ancien"

// taskPage is a task's page with what was typed in one of its small forms and refused.
type taskPage struct {
	plan.Detail
	Form    *form.Form
	ItemKey string
	Thread  *threadui.View
	Files   *fileui.View
	From    []partner.Interaction // the exchange whose next step it is; none for most
	Origin  ui.Crumb              // the result that it was made of; none for most
}

// taskPage reads what a task's page shows, around one of its forms.
func (h *Handlers) taskPage(r *http.Request, f *form.Form) (taskPage, error) {
	d, err := h.detail(r)
	if err != nil {
		return taskPage{}, err
	}
	thread, files, err := h.threads.Of(r, journal.Task, d.Row.ID)
	if err != nil {
		return taskPage{}, err
	}
	from, err := h.said.OfTask(r.Context(), serve.By(r), d.Row.ID)
	if err != nil {
		return taskPage{}, err
	}
	p := taskPage{Detail: d, Form: f, ItemKey: serve.NewKey(), Thread: thread, Files: files, From: from.List}
	if h.from != nil {
		p.Origin.Label, p.Origin.URL, err = h.from(r, d.Row.ID)
	}
	return p, err
}

func (h *Handlers) showTask(w http.ResponseWriter, r *http.Request) error {
	p, err := h.taskPage(r, form.Of(nil))
	if err != nil {
		return err
	}
	return serve.Page(w, r, TaskPage(p))
}

// act does one thing to a task and goes back to where it was asked from; what the operation
// refuses as invalid comes back on the task's page with what was typed.
func (h *Handlers) act(w http.ResponseWriter, r *http.Request, do func(task int64, f *form.Form) (said string, err error)) error {
	task, err := serve.ID(r, "task")
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	said, err := do(task, f)
	if f.Refuse(err) {
		p, err := h.taskPage(r, f)
		if err != nil {
			return err
		}
		if f.Text("etat") == askBlock && !p.Row.CanBlock { // its page has no field for what was typed
			return serve.Invalid(w, r, BlockTaskPage(p.Detail, f, backTo(f, urls.Task(task))))
		}
		return serve.Invalid(w, r, TaskPage(p))
	}
	if err != nil {
		return err
	}
	if said != "" {
		serve.Flash(r, said, f.Notes()...)
	}
	return serve.Redirect(w, r, backTo(f, urls.Task(task)))
}

// onTask adapts an operation on a task, and what there is to say when it succeeds: words before its title,
// and a sentence after.
func (h *Handlers) onTask(w http.ResponseWriter, r *http.Request, said, then string, do func(context.Context, account.By, int64) error) error {
	return h.act(w, r, func(task int64, _ *form.Form) (string, error) {
		if err := do(r.Context(), serve.By(r), task); err != nil {
			return "", err
		}
		title, _, err := h.plans.Names(r.Context(), task, 0)
		return said + "\u00a0: " + french.Quote(title) + "." + then, err
	})
}

func (h *Handlers) moveUp(w http.ResponseWriter, r *http.Request) error {
	return h.onTask(w, r, "Tâche montée d’un rang", "", h.plans.MoveUp)
}

func (h *Handlers) moveDown(w http.ResponseWriter, r *http.Request) error {
	return h.onTask(w, r, "Tâche descendue d’un rang", "", h.plans.MoveDown)
}

// The states a person can ask for, as sent by the task's page.
const (
	askStart  = string(plan.AskStart)
	askFinish = string(plan.AskFinish)
	askBlock  = string(plan.AskBlock)
	askReopen = string(plan.AskReopen)
	askDrop   = string(plan.AskDrop)
)

// askVerbs are what is called each change of state that a person asks for, of one task as of several.
var askVerbs = map[plan.Ask]string{plan.AskStart: "Commencer", plan.AskFinish: "Terminer", plan.AskBlock: "Bloquer",
	plan.AskReopen: "Rouvrir", plan.AskDrop: "Abandonner"}

const lagProblem = "Indiquez un nombre entier de jours ouvrés, par exemple 2 ou -1."

func (h *Handlers) setState(w http.ResponseWriter, r *http.Request) error {
	return h.act(w, r, func(task int64, f *form.Form) (string, error) {
		ctx, by := r.Context(), serve.By(r)
		switch f.Text("etat") {
		case askStart:
			return "La tâche est en cours.", h.plans.Start(ctx, by, task)
		case askFinish:
			// Without a year it is the one nearest to today, since what is done was done lately.
			day := f.Day(plan.FieldFinish, serve.Today(r))
			f.Require(!day.IsZero(), plan.FieldFinish, "Indiquez le jour où la tâche a été terminée.")
			if !f.Valid() {
				return "", f.Err()
			}
			open, err := h.plans.FinishWith(ctx, by, task, day, openItems(f))
			if err == nil && open > 0 {
				return "", h.askItems(r, task, open, f)
			}
			if err != nil {
				return "", err
			}
			const done = "La tâche est faite."
			said, err := h.finished(r, task, strings.Join(append([]string{done}, f.Notes()...), " "), backTo(f, urls.Task(task)))
			if err != nil || said.See.URL == "" && len(said.Acts) == 0 {
				return done, err
			}
			serve.Say(r, said)
			return "", nil
		case askBlock:
			return "La tâche est notée comme bloquée.", h.plans.Block(ctx, by, task, f.Text(plan.FieldBecause))
		case askReopen:
			return "La tâche est rouverte.", h.plans.Reopen(ctx, by, task)
		case askDrop:
			return "La tâche est abandonnée ; elle reste visible et peut être rouverte.", h.plans.Drop(ctx, by, task)
		}
		f.Add("", "Cet état n’existe pas.")
		return "", f.Err()
	})
}

// askItems asks on the next page what is to become of the items of a task that is finished.
func (h *Handlers) askItems(r *http.Request, task int64, open int, f *form.Form) error {
	title, _, err := h.plans.Names(r.Context(), task, 0)
	if err != nil {
		return err
	}
	serve.Say(r, askItems(title, open, urls.TaskState(task), ui.Hidden{Name: "etat", Value: askFinish},
		ui.Hidden{Name: plan.FieldFinish, Value: f.Text(plan.FieldFinish)}, ui.Hidden{Name: fieldReturn, Value: backTo(f, urls.Task(task))}))
	return nil
}

func (h *Handlers) askDelete(w http.ResponseWriter, r *http.Request) error {
	d, err := h.editable(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, DeleteTaskPage(d))
}

func (h *Handlers) deleteTask(w http.ResponseWriter, r *http.Request) error {
	d, err := h.editable(r)
	if err != nil {
		return err
	}
	if err := h.plans.DeleteTask(r.Context(), serve.By(r), d.Row.ID); err != nil {
		return err
	}
	return serve.Thrown(w, r, "La tâche "+french.Quote(d.Row.Title)+" est à la corbeille. Vous pouvez la rétablir pendant "+trash.Lasts+".", "taches", d.Row.ID, urls.Plan(d.Project.ID))
}

func (h *Handlers) addNeed(w http.ResponseWriter, r *http.Request) error {
	return h.act(w, r, func(task int64, f *form.Form) (string, error) {
		need := f.ID(plan.FieldNeed)
		f.Require(need > 0, plan.FieldNeed, "Choisissez une tâche dans la liste.")
		lag := f.Int(plan.FieldLag)
		f.Reword(plan.FieldLag, lagProblem)
		if !f.Valid() {
			return "", f.Err()
		}
		return "Dépendance enregistrée.",
			h.plans.AddNeed(r.Context(), serve.By(r), task, need, lag)
	})
}

func (h *Handlers) removeNeed(w http.ResponseWriter, r *http.Request) error {
	need, err := serve.ID(r, "need")
	if err != nil {
		return err
	}
	return h.act(w, r, func(task int64, _ *form.Form) (string, error) {
		return "Dépendance retirée.",
			h.plans.RemoveNeed(r.Context(), serve.By(r), task, need)
	})
}

func (h *Handlers) addItem(w http.ResponseWriter, r *http.Request) error {
	return h.act(w, r, func(task int64, f *form.Form) (string, error) {
		_, err := h.plans.AddItem(r.Context(), serve.By(r), task, f.Text(plan.FieldItem), f.Sending())
		if again, ok := fault.TwiceOf(err); ok && again.Same {
			return fault.SentenceOf(err), nil
		}
		return "Point ajouté\u00a0: " + french.Quote(f.Text(plan.FieldItem)) + ".", err
	})
}

// onItem adapts an operation on an item of a checklist, and what there is to say when it succeeds, before
// the item's text.
func (h *Handlers) onItem(w http.ResponseWriter, r *http.Request, said string, do func(task, item int64, f *form.Form) error) error {
	item, err := serve.ID(r, "item")
	if err != nil {
		return err
	}
	return h.act(w, r, func(task int64, f *form.Form) (string, error) {
		if err := do(task, item, f); err != nil {
			return "", err
		}
		_, label, err := h.plans.Names(r.Context(), task, item)
		return said + "\u00a0: " + french.Quote(label) + ".", err
	})
}

func (h *Handlers) editItem(w http.ResponseWriter, r *http.Request) error {
	var typed *form.Form
	var task int64
	err := h.onItem(w, r, "Point modifié", func(id, item int64, f *form.Form) error {
		task, typed = id, f
		return h.plans.EditItem(r.Context(), serve.By(r), task, item, f.Text(fieldWas), f.Text(plan.FieldItem))
	})
	if met, ok := fault.StaleOf(err); ok {
		again := form.Of(url.Values{plan.FieldItem: {typed.Text(plan.FieldItem)}, fieldWas: {met.Texts[0].Before}})
		return serve.Clash(w, r, again, err, urls.Task(task))
	}
	return err
}

func (h *Handlers) removeItem(w http.ResponseWriter, r *http.Request) error {
	return h.onItem(w, r, "Point retiré", func(task, item int64, _ *form.Form) error {
		return h.plans.RemoveItem(r.Context(), serve.By(r), task, item)
	})
}

func (h *Handlers) restoreItem(w http.ResponseWriter, r *http.Request) error {
	return h.onItem(w, r, "Point rétabli", func(task, item int64, _ *form.Form) error {
		return h.plans.RestoreItem(r.Context(), serve.By(r), task, item)
	})
}

// taskTitle names a task for the title of a window: two tasks of a plan may have one name, and two plans
// a task of the same.
func taskTitle(d plan.Detail) string {
	return strconv.Itoa(d.Row.Number) + ". " + d.Row.Title + " · " + d.Project.Title
}

// taskActLabels name the fields of the small forms of a task's page.
var taskActLabels = map[string]string{plan.FieldItem: "Ajouter un point", plan.FieldNeed: "Commence après", plan.FieldLag: "Jours ouvrés d’attente",
	plan.FieldFinish: "Faite le", plan.FieldBecause: "Ce qui la bloque"}

// taskCrumbs is the way back from a task.
func taskCrumbs(d plan.Detail) []ui.Crumb { return planCrumbs(d.Project) }

// here is what a page of a plan is about: a task that is created from it is one of its project.
func here(v plan.View) ui.Here { return ui.Here{Project: v.Project.ID, Adds: v.CanEdit} }

// hereOf is what a page of a task is about.
func hereOf(d plan.Detail) ui.Here { return ui.Here{Project: d.Project.ID, Adds: d.CanAdd} }

// planCrumbs is the way back to a project's plan.
func planCrumbs(p plan.Project) []ui.Crumb {
	return append(ui.ProjectCrumbs(p.ID, p.Short()), ui.Crumb{Label: "Rétroplanning", URL: urls.Plan(p.ID)})
}

// needOptions lists the tasks that may be picked as predecessors; those that would close a loop
// cannot be, and say so.
func needOptions(candidates []plan.Candidate, needs []plan.Link) []ui.Option {
	taken := map[int64]bool{}
	for _, n := range needs {
		taken[n.ID] = true
	}
	options := []ui.Option{{Value: "", Label: "Choisir une tâche…"}}
	for _, c := range candidates {
		if taken[c.ID] {
			continue
		}
		label := strconv.Itoa(c.Number) + ". " + c.Title
		if c.J != "" { // an abandoned task has no day
			label += " (" + c.J + ")"
		}
		if c.Cycle != "" {
			label += ", impossible : cela ferait une boucle"
		}
		options = append(options, ui.Option{Value: id(c.ID), Label: label, Group: french.Capital(c.Month)})
	}
	return options
}

// newNeedOptions is needOptions of a task that may wait for none.
func newNeedOptions(candidates []plan.Candidate) []ui.Option {
	options := needOptions(candidates, nil)
	options[0].Label = "aucune tâche"
	return options
}

// finishField proposes today as the day a task was done.
func (p taskPage) finishField() ui.Field {
	f := p.Form.Field(ui.Field{Name: plan.FieldFinish, Label: "Faite le", Required: true, Alone: true})
	if f.Value == "" {
		f.Value = p.Today.Digits()
	}
	return f
}

// ticks tells whether the reader may tick the task or an item of its checklist.
func (p taskPage) ticks() bool {
	return p.Row.CanTick && (p.Row.State != retroplan.Dropped || len(p.Items) > 0)
}

func (p taskPage) line(i plan.Item) ui.Tick {
	t := itemTick(i, "", p.Row.CanTick)
	t.Form = "coches"
	return t
}

func (p taskPage) itemsTicked() string {
	return french.ItemsTicked(p.Row.ItemsTicked, len(p.Items))
}

// lagText writes a lag in words, or "".
func lagText(lag int) string {
	switch {
	case lag > 0:
		return "puis " + french.WorkingDays(lag) + " d’attente"
	case lag < 0:
		return "avec un chevauchement de " + french.WorkingDays(-lag)
	}
	return ""
}
