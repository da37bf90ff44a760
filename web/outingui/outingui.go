// Package outingui draws what projects do away from the museum: their list, each of them, and its sheet on paper.
package outingui

import (
	"net/http"
	"net/url"

	"github.com/go-chi/chi/v5"

	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/outing"
	"parvis/internal/partner"
	"parvis/internal/slot"
	"parvis/internal/trash"
	"parvis/internal/workcal"
	"parvis/web/form"
	"parvis/web/historyui"
	"parvis/web/partnerpick"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// Handlers answers the pages of the outings.
type Handlers struct {
	room *outing.Room
	pick *partnerpick.Picker
}

// New gives the handlers over the outings.
func New(room *outing.Room, pick *partnerpick.Picker) *Handlers { return &Handlers{room, pick} }

// Routes lists the pages of the outings: read with GET, act with POST.
func (h *Handlers) Routes(r chi.Router) {
	page, post := serve.Routes(r)

	page(urls.ProjectOutings(urls.AnyProject), h.showProject)
	post(urls.ProjectOutings(urls.AnyProject), h.create)
	page(urls.NewOuting(urls.AnyProject), h.newOuting)
	page(urls.Outing(urls.AnyOuting), h.showOuting)
	post(urls.Outing(urls.AnyOuting), h.save)
	page(urls.OutingEdit(urls.AnyOuting), h.edit)
	post(urls.OutingDelete(urls.AnyOuting), h.throw)
	page(urls.OutingHistory(urls.AnyOuting), h.showHistory)
	page(urls.OutingPrint(urls.AnyOuting), h.printOuting)
}

func (h *Handlers) project(r *http.Request) (outing.List, error) {
	id, err := serve.ID(r, "project")
	if err != nil {
		return outing.List{}, err
	}
	return h.room.OfProject(r.Context(), serve.By(r), id)
}

func (h *Handlers) showProject(w http.ResponseWriter, r *http.Request) error {
	l, err := h.project(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, ProjectPage(l))
}

func (h *Handlers) outing(r *http.Request) (outing.Sheet, error) {
	id, err := serve.ID(r, "outing")
	if err != nil {
		return outing.Sheet{}, err
	}
	return h.room.Outing(r.Context(), serve.By(r), id)
}

func (h *Handlers) showOuting(w http.ResponseWriter, r *http.Request) error {
	o, err := h.outing(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, OutingPage(o))
}

func (h *Handlers) printOuting(w http.ResponseWriter, r *http.Request) error {
	o, err := h.outing(r)
	if err == nil && o.DeletedAt != nil {
		err = fault.Missing(nil)
	}
	if err != nil {
		return err
	}
	return serve.Page(w, r, PrintPage(o))
}

func (h *Handlers) showHistory(w http.ResponseWriter, r *http.Request) error {
	o, err := h.outing(r)
	if err != nil {
		return err
	}
	page, err := h.room.History(r.Context(), serve.By(r), o.ID, historyui.Asked(r))
	if err != nil {
		return err
	}
	return historyui.Show(w, r, ui.Projects, o.Subject(), page, crumbs(o.Project, ui.Crumb{Label: o.Title, URL: urls.Outing(o.ID)})...)
}

func crumbs(p slot.Project, more ...ui.Crumb) []ui.Crumb {
	return append(ui.ProjectCrumbs(p.ID, p.Short()), append([]ui.Crumb{{Label: "Hors les murs", URL: urls.ProjectOutings(p.ID)}}, more...)...)
}

// outingForm is the page of an outing's form.
type outingForm struct {
	*form.Form
	Project slot.Project
	Outing  *outing.Sheet // that is edited; nil for a new one
	Choice  partnerpick.Choice
}

// filled is the form of a draft.
func filled(d outing.Draft) (*form.Form, partnerpick.Choice) {
	var refs []partner.Ref
	if d.Host.ID != 0 {
		refs = []partner.Ref{d.Host}
	}
	return form.Of(partnerpick.Fill(outing.Fields.Values(d), outing.FieldHost, refs)), partnerpick.Of(refs)
}

// parse reads the form of an outing; the error is what is to mend.
func parse(f *form.Form, choice partnerpick.Choice, near workcal.Date) (outing.Draft, error) {
	d := outing.Draft{Title: f.Text(outing.FieldTitle), Day: f.Day(outing.FieldDay, near), Hours: f.Text("horaires"), Contact: f.Text("sur_place"), Address: f.Text("adresse"), Travel: f.Text("trajet"), Driver: f.Text("conduite"),
		Permit: form.Choice(f, "autorisation", outing.Permits), PermitText: f.Text("autorisation_detail"), Risks: f.Text("risques"), Fallback: f.Text("repli"), Emergency: f.Text("urgences"), Notes: f.Text("notes")}
	if len(choice.Refs) > 0 {
		d.Host = choice.Refs[0]
	}
	f.Require(len(choice.Refs) <= 1, outing.FieldHost, "Une seule structure accueille l’action\u00a0: gardez celle que vous voulez dire, et décochez les autres.")
	d = d.Tidy()
	return d, f.Merge(d.Check())
}

// adding gives the project of the request to whoever may add to it.
func (h *Handlers) adding(r *http.Request) (slot.Project, error) {
	l, err := h.project(r)
	if err != nil {
		return slot.Project{}, err
	}
	return l.Project, outing.CheckEdit(serve.By(r), l.Project)
}

func (h *Handlers) newOuting(w http.ResponseWriter, r *http.Request) error {
	p, err := h.adding(r)
	if err != nil {
		return err
	}
	d := outing.Blank
	d.Day = p.First
	f, choice := filled(d)
	return serve.Page(w, r, FormPage(outingForm{Form: f.Keyed(serve.NewKey()), Project: p, Choice: choice}))
}

func (h *Handlers) create(w http.ResponseWriter, r *http.Request) error {
	p, err := h.adding(r)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	choice, err := h.pick.Pick(r, f, outing.FieldHost)
	if err != nil {
		return err
	}
	d, err := parse(f, choice, serve.Today(r))
	var id int64
	if err == nil {
		id, err = h.room.Create(r.Context(), serve.By(r), f.Sending(), p.ID, d)
	}
	if f.Refuse(fault.SeenAt(err, urls.Outing(id))) {
		return serve.Invalid(w, r, FormPage(outingForm{Form: f, Project: p, Choice: choice}))
	}
	return serve.Saved(w, r, f, err, "L’action hors les murs est créée.", urls.Outing(id))
}

// editing finds the outing of the request, for whoever may edit it.
func (h *Handlers) editing(r *http.Request) (outing.Sheet, error) {
	o, err := h.outing(r)
	if err == nil && o.DeletedAt != nil {
		err = fault.Missing(nil)
	}
	if err != nil {
		return o, err
	}
	return o, outing.CheckEdit(serve.By(r), o.Project)
}

func (h *Handlers) edit(w http.ResponseWriter, r *http.Request) error {
	o, err := h.editing(r)
	if err != nil {
		return err
	}
	f, choice := filled(o.Draft)
	return serve.Page(w, r, FormPage(outingForm{Form: f.Over(o.Version), Project: o.Project, Outing: &o, Choice: choice}))
}

func (h *Handlers) save(w http.ResponseWriter, r *http.Request) error {
	o, err := h.editing(r)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	choice, err := h.pick.Pick(r, f, outing.FieldHost, o.Host)
	if err != nil {
		return err
	}
	d, err := parse(f, choice, serve.Today(r))
	if err == nil {
		err = h.room.Edit(r.Context(), serve.By(r), o.ID, f.Version(), d)
	}
	if f.Refuse(err) {
		return serve.Invalid(w, r, FormPage(outingForm{Form: f, Project: o.Project, Outing: &o, Choice: choice}))
	}
	return serve.Saved(w, r, f, err, "L’action hors les murs est enregistrée.", urls.Outing(o.ID))
}

func (h *Handlers) throw(w http.ResponseWriter, r *http.Request) error {
	id, err := serve.ID(r, "outing")
	if err != nil {
		return err
	}
	o, err := h.room.Delete(r.Context(), serve.By(r), id)
	if err != nil {
		return err
	}
	return serve.Thrown(w, r, "L’action est à la corbeille. Vous pouvez la rétablir pendant "+trash.Lasts+".", "horslesmurs", id, urls.ProjectOutings(o.Project.ID))
}

func permitOptions() []ui.Option {
	var options []ui.Option
	for _, p := range outing.Permits {
		options = append(options, ui.Option{Value: string(p), Label: french.Capital(p.Label())})
	}
	return options
}

func permitTone(p outing.Permit) string {
	switch p {
	case outing.Granted, outing.Unneeded:
		return "good"
	case outing.Asked:
		return "warn"
	}
	return "bad"
}

// When is the day, or that it is not known yet.
func When(d outing.Draft) string {
	text := "Jour à préciser"
	if !d.Day.IsZero() {
		text = french.Capital(d.Day.French())
	}
	if d.Hours != "" {
		text += ", " + d.Hours
	}
	return text
}

// missing says what is still to be said or done.
func missing(o outing.Outing) string { return french.And(o.Missing()) }

// permitText is the authorisation on paper.
func permitText(d outing.Draft) string {
	if d.PermitText == "" {
		return d.Permit.Label()
	}
	return d.Permit.Label() + ", " + d.PermitText
}

// call is the address that calls the number that a text says; "" where it says none.
func call(text string) string {
	if number := outing.Number(text); number != "" {
		return "tel:" + number
	}
	return ""
}

// loading leads to what is loaded for the outing on its day.
func loading(o outing.Outing) string {
	if o.Day.IsZero() {
		return urls.ProjectLoading(o.Project.ID)
	}
	return urls.ProjectLoadingOf(o.Project.ID, url.Values{"jour": {o.Day.String()}})
}
