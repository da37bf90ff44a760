package agreementui

import (
	"cmp"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"parvis/internal/access"
	"parvis/internal/agreement"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/programme"
	"parvis/internal/trash"
	"parvis/internal/workcal"
	"parvis/web/fileui"
	"parvis/web/form"
	"parvis/web/historyui"
	"parvis/web/serve"
	"parvis/web/threadui"
	"parvis/web/ui"
	"parvis/web/urls"
)

// agreementView is an agreement on its page, with what is said of it and attached to it.
type agreementView struct {
	agreement.Sheet
	Today  workcal.Date
	Form   *form.Form // of its state
	Thread *threadui.View
	Files  *fileui.View
}

// agreement finds the agreement of the request and what its reader may do with it.
func (h *Handlers) agreement(r *http.Request) (agreement.Sheet, error) {
	id, err := serve.ID(r, "agreement")
	if err != nil {
		return agreement.Sheet{}, err
	}
	return h.agreements.Agreement(r.Context(), serve.By(r), id)
}

// living finds the agreement of the request, unless it is in the trash or its reader may not do this with it.
func (h *Handlers) living(r *http.Request, action *access.Action) (agreement.Sheet, error) {
	v, err := h.agreement(r)
	if err == nil && v.DeletedAt != nil {
		err = fault.Missing(nil)
	}
	return v, cmp.Or(err, serve.By(r).Check(action, access.Tie{}))
}

func (h *Handlers) view(r *http.Request, sheet agreement.Sheet, f *form.Form) (agreementView, error) {
	v := agreementView{Sheet: sheet, Today: serve.Today(r), Form: f}
	if sheet.DeletedAt != nil {
		return v, nil
	}
	var err error
	v.Thread, v.Files, err = h.threads.Of(r, journal.Agreement, sheet.ID)
	return v, err
}

func (h *Handlers) showAgreement(w http.ResponseWriter, r *http.Request) error {
	sheet, err := h.agreement(r)
	if err != nil {
		return err
	}
	v, err := h.view(r, sheet, form.Of(url.Values{agreement.FieldState: {string(sheet.State)}}).Over(sheet.Version))
	if err != nil {
		return err
	}
	return serve.Page(w, r, AgreementPage(v))
}

func crumbs(more ...ui.Crumb) []ui.Crumb {
	return append([]ui.Crumb{{Label: "Conventions", URL: urls.Agreements()}}, more...)
}

func (h *Handlers) showHistory(w http.ResponseWriter, r *http.Request) error {
	v, err := h.agreement(r)
	if err != nil {
		return err
	}
	page, err := h.agreements.History(r.Context(), serve.By(r), v.ID, historyui.Asked(r))
	if err != nil {
		return err
	}
	return historyui.Show(w, r, ui.Agreements, v.Subject(), page, crumbs(ui.Crumb{Label: v.Title, URL: urls.Agreement(v.ID)})...)
}

func (h *Handlers) askDelete(w http.ResponseWriter, r *http.Request) error {
	v, err := h.living(r, agreement.MayDelete)
	if err != nil {
		return err
	}
	return serve.Page(w, r, DeletePage(v))
}

func (h *Handlers) deleteAgreement(w http.ResponseWriter, r *http.Request) error {
	id, err := serve.ID(r, "agreement")
	if err != nil {
		return err
	}
	if err := h.agreements.Delete(r.Context(), serve.By(r), id); err != nil {
		return err
	}
	return serve.Thrown(w, r, "La convention est à la corbeille. Vous pouvez la rétablir pendant "+trash.Lasts+".", "conventions", id, urls.Agreements())
}

// projectView is the agreements of a project.
type projectView struct {
	Project    programme.ProjectSheet
	Agreements []agreement.Agreement
	Today      workcal.Date
	May        agreement.Rights
}

func (h *Handlers) showProject(w http.ResponseWriter, r *http.Request) error {
	id, err := serve.ID(r, "project")
	if err != nil {
		return err
	}
	sheet, err := h.programme.Project(r.Context(), serve.By(r), id)
	if err == nil && sheet.DeletedAt != nil {
		err = fault.Missing(nil)
	}
	if err != nil {
		return err
	}
	list, err := h.agreements.OfProject(r.Context(), serve.By(r), id)
	if err != nil {
		return err
	}
	return serve.Page(w, r, ProjectPage(projectView{sheet, list, serve.Today(r), agreement.Allowed(serve.By(r))}))
}

// newHere is the form of an agreement for the project.
func (v projectView) newHere() string {
	return urls.NewAgreement(url.Values{"projet": {strconv.FormatInt(v.Project.ID, 10)}})
}

// tone chooses the badge of a state; its word says the same.
func tone(s agreement.State) string {
	switch s {
	case agreement.Signed:
		return "good"
	case agreement.Sent:
		return "warn"
	case agreement.Ended, agreement.Denounced:
		return "muted"
	}
	return "bad"
}

// period writes from when to when an agreement holds.
func period(d agreement.Draft) string {
	switch {
	case d.First.IsZero() && d.Last.IsZero():
		return ""
	case d.First.IsZero():
		return "jusqu’au " + d.Last.FrenchDay()
	case d.Last.IsZero():
		return "depuis le " + d.First.FrenchDay()
	}
	return "du " + d.First.FrenchDay() + " au " + d.Last.FrenchDay()
}

// day writes a day, or "".
func day(d workcal.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.FrenchDay()
}

func amount(a agreement.Amount) string {
	if !a.Said {
		return ""
	}
	return french.Euros(a.Cents)
}

// signatories are one a line.
func signatories(d agreement.Draft) []string {
	if d.Signatories == "" {
		return nil
	}
	return strings.Split(d.Signatories, "\n")
}

// left says in how many days a signed agreement ends, "" unless that is soon.
func left(d agreement.Draft, today workcal.Date) string {
	n := d.Last.Sub(today)
	switch {
	case d.State != agreement.Signed || d.Last.IsZero() || n < 0 || n > 60:
		return ""
	case n == 0:
		return "finit aujourd’hui"
	}
	return "finit dans " + french.Days(n)
}
