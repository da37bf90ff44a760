package activityui

import (
	"cmp"
	"net/http"
	"net/url"

	"parvis/internal/activity"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/trash"
	"parvis/web/fileui"
	"parvis/web/form"
	"parvis/web/historyui"
	"parvis/web/serve"
	"parvis/web/threadui"
	"parvis/web/ui"
	"parvis/web/urls"
)

// activityView is an activity on its page, with what is said of it and attached to it.
type activityView struct {
	activity.Sheet
	Form   *form.Form // of its state
	Thread *threadui.View
	Files  *fileui.View
}

// activity finds the activity of the request and what its reader may do with it.
func (h *Handlers) activity(r *http.Request) (activity.Sheet, error) {
	id, err := serve.ID(r, "activity")
	if err != nil {
		return activity.Sheet{}, err
	}
	return h.activities.Activity(r.Context(), serve.By(r), id)
}

// living finds the activity of the request, unless it is in the trash.
func (h *Handlers) living(r *http.Request) (activity.Sheet, error) {
	v, err := h.activity(r)
	if err == nil && v.DeletedAt != nil {
		err = fault.Missing(nil)
	}
	return v, err
}

// editable finds the activity of the request for whoever may edit it as it stands.
func (h *Handlers) editable(r *http.Request) (activity.Sheet, error) {
	v, err := h.living(r)
	if err != nil {
		return v, err
	}
	return v, v.CheckEdit(serve.By(r))
}

func (h *Handlers) view(r *http.Request, sheet activity.Sheet, f *form.Form) (activityView, error) {
	v := activityView{Sheet: sheet, Form: f}
	if sheet.DeletedAt != nil {
		return v, nil
	}
	var err error
	v.Thread, v.Files, err = h.threads.Of(r, journal.Activity, sheet.ID)
	return v, err
}

func (h *Handlers) showActivity(w http.ResponseWriter, r *http.Request) error {
	sheet, err := h.activity(r)
	if err != nil {
		return err
	}
	v, err := h.view(r, sheet, form.Of(url.Values{activity.FieldState: {string(sheet.State)}, activity.FieldBecause: {sheet.Because}}).Over(sheet.Version))
	if err != nil {
		return err
	}
	return serve.Page(w, r, ActivityPage(v))
}

// crumbs lead back to the activities of the project.
func crumbs(p activity.Project, more ...ui.Crumb) []ui.Crumb {
	return append([]ui.Crumb{{Label: p.Short(), URL: urls.Project(p.ID)}, {Label: "Activités", URL: urls.ProjectActivities(p.ID)}}, more...)
}

// setState brings an activity to a state.
func (h *Handlers) setState(w http.ResponseWriter, r *http.Request) error {
	v, err := h.living(r)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	to, because := form.Choice(f, activity.FieldState, activity.States), f.Text(activity.FieldBecause)
	if next := form.Choice(f, "suite", activity.States); next != "" { // the button of the usual next step, whatever is chosen beside it
		to, because = next, ""
	}
	err = h.activities.SetState(r.Context(), serve.By(r), v.ID, f.Version(), to, because)
	if f.Refuse(err) {
		shown, err := h.view(r, v, f)
		if err != nil {
			return err
		}
		return serve.Invalid(w, r, ActivityPage(shown))
	}
	return serve.Saved(w, r, f, err, "L’activité est notée "+french.Quote(to.Label())+".", serve.BackTo(f, urls.Activity(v.ID)))
}

func (h *Handlers) showHistory(w http.ResponseWriter, r *http.Request) error {
	v, err := h.activity(r)
	if err != nil {
		return err
	}
	page, err := h.activities.History(r.Context(), serve.By(r), v.ID, historyui.Asked(r))
	if err != nil {
		return err
	}
	return historyui.Show(w, r, ui.Activities, v.Subject(), page, crumbs(v.Project, ui.Crumb{Label: v.Title, URL: urls.Activity(v.ID)})...)
}

func (h *Handlers) printActivity(w http.ResponseWriter, r *http.Request) error {
	v, err := h.living(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, SheetPage(v))
}

func (h *Handlers) askDelete(w http.ResponseWriter, r *http.Request) error {
	v, err := h.living(r)
	if err = cmp.Or(err, v.CheckDelete(serve.By(r))); err != nil {
		return err
	}
	return serve.Page(w, r, DeletePage(v))
}

func (h *Handlers) deleteActivity(w http.ResponseWriter, r *http.Request) error {
	v, err := h.living(r)
	if err != nil {
		return err
	}
	if err := h.activities.Delete(r.Context(), serve.By(r), v.ID); err != nil {
		return err
	}
	return serve.Thrown(w, r, "L’activité est à la corbeille. Vous pouvez la rétablir pendant "+trash.Lasts+".", "activites", v.ID, urls.ProjectActivities(v.Project.ID))
}

// takeUpView asks for which project an activity is taken up again.
type takeUpView struct {
	*form.Form
	activity.Sheet
	Projects []activity.Project // that the reader may add to
}

// takeUpPage lists the projects for which the activity may be taken up again.
func (h *Handlers) takeUpPage(r *http.Request, sheet activity.Sheet, f *form.Form) (takeUpView, error) {
	list, err := h.activities.Addable(r.Context(), serve.By(r), sheet.Project.ID)
	return takeUpView{Form: f, Sheet: sheet, Projects: list}, err
}

func (h *Handlers) askTakeUp(w http.ResponseWriter, r *http.Request) error {
	sheet, err := h.living(r)
	if err != nil {
		return err
	}
	v, err := h.takeUpPage(r, sheet, form.Of(nil).Keyed(serve.NewKey()))
	if err != nil {
		return err
	}
	return serve.Page(w, r, TakeUpPage(v))
}

func (h *Handlers) takeUp(w http.ResponseWriter, r *http.Request) error {
	sheet, err := h.living(r)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	id, err := h.activities.TakeUp(r.Context(), serve.By(r), f.Sending(), sheet.ID, max(0, f.ID("projet")))
	if f.Refuse(fault.SeenAt(err, urls.Activity(id))) {
		v, err := h.takeUpPage(r, sheet, f)
		if err != nil {
			return err
		}
		return serve.Invalid(w, r, TakeUpPage(v))
	}
	return serve.Saved(w, r, f, err, "L’activité est reprise, comme une idée\u00a0: relisez-la avant de la proposer.", urls.Activity(id))
}
