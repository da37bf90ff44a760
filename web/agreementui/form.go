package agreementui

import (
	"net/http"
	"strconv"

	"parvis/internal/access"
	"parvis/internal/agreement"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/partner"
	"parvis/internal/workcal"
	"parvis/web/form"
	"parvis/web/partnerpick"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// agreementForm is the page of an agreement's form.
type agreementForm struct {
	*form.Form
	Agreement *agreement.Sheet // that is edited; nil for a new one
	Choice    partnerpick.Choice
	Projects  []agreement.Project
	Amounts   bool // its reader may see amounts
}

// parse reads the form of an agreement but for its organisations; the error is what is to mend.
func parse(f *form.Form, with []partner.Ref, today workcal.Date) (agreement.Draft, error) {
	first, last := f.Days("debut", "fin", today)
	d := agreement.Draft{Title: f.Text("titre"), Kind: form.Choice(f, "type", agreement.Kinds), State: form.Choice(f, agreement.FieldState, agreement.States), Organisations: with,
		Project: partner.Ref{ID: f.ID(agreement.FieldProject)}, First: first, Last: last, SentOn: f.Day("envoyee", today), SignedOn: f.Day("signee", today), DenouncedOn: f.Day("denoncee", today),
		Signatories: f.Text("signataires"), Amount: form.Value(f, agreement.FieldAmount, agreement.ReadAmount), Notes: f.Text("notes")}.Tidy()
	return d, f.Merge(d.Check(today))
}

// filled is the form of a draft.
func filled(d agreement.Draft) *form.Form {
	return form.Of(partnerpick.Fill(agreement.Fields.Values(d), agreement.FieldOrganisations, d.Organisations))
}

// page draws a form with the projects to choose from.
func (h *Handlers) page(r *http.Request, f agreementForm) (agreementForm, error) {
	var err error
	f.Amounts = agreement.Allowed(serve.By(r)).Amounts
	f.Projects, err = h.agreements.Projects(r.Context(), serve.By(r))
	return f, err
}

func (h *Handlers) newAgreement(w http.ResponseWriter, r *http.Request) error {
	if err := serve.By(r).Check(agreement.MayEdit, access.Tie{}); err != nil {
		return err
	}
	asked, d := form.Query(r), agreement.Blank
	d.Project.ID = max(0, asked.ID("projet"))
	if id := asked.ID("structure"); id > 0 {
		d.Organisations = []partner.Ref{{ID: id}}
	}
	d, err := h.agreements.Named(r.Context(), serve.By(r), d)
	if err != nil {
		return err
	}
	f, err := h.page(r, agreementForm{Form: filled(d).Keyed(serve.NewKey()), Choice: partnerpick.Of(d.Organisations)})
	if err != nil {
		return err
	}
	return serve.Page(w, r, FormPage(f))
}

func (h *Handlers) createAgreement(w http.ResponseWriter, r *http.Request) error {
	f, err := serve.Sent(r, agreement.MayEdit)
	if err != nil {
		return err
	}
	choice, err := h.pick.Pick(r, f, agreement.FieldOrganisations)
	if err != nil {
		return err
	}
	draft, err := parse(f, choice.Refs, serve.Today(r))
	var id int64
	if err == nil {
		id, err = h.agreements.Create(r.Context(), serve.By(r), f.Sending(), draft)
	}
	if f.Refuse(fault.SeenAt(err, urls.Agreement(id))) {
		return h.again(w, r, agreementForm{Form: f, Choice: choice})
	}
	return serve.Saved(w, r, f, err, "La convention est créée.", urls.Agreement(id))
}

// again gives a form back with what is to mend.
func (h *Handlers) again(w http.ResponseWriter, r *http.Request, f agreementForm) error {
	f, err := h.page(r, f)
	if err != nil {
		return err
	}
	return serve.Invalid(w, r, FormPage(f))
}

func (h *Handlers) editAgreement(w http.ResponseWriter, r *http.Request) error {
	v, err := h.living(r, agreement.MayEdit)
	if err != nil {
		return err
	}
	f, err := h.page(r, agreementForm{Form: filled(v.Draft).Over(v.Version), Agreement: &v, Choice: partnerpick.Of(v.Organisations)})
	if err != nil {
		return err
	}
	return serve.Page(w, r, FormPage(f))
}

func (h *Handlers) saveAgreement(w http.ResponseWriter, r *http.Request) error {
	v, err := h.living(r, agreement.MayEdit)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	choice, err := h.pick.Pick(r, f, agreement.FieldOrganisations, v.Organisations...)
	if err != nil {
		return err
	}
	draft, err := parse(f, choice.Refs, serve.Today(r))
	if err == nil {
		err = h.agreements.Edit(r.Context(), serve.By(r), v.ID, f.Version(), draft)
	}
	if f.Refuse(err) {
		return h.again(w, r, agreementForm{Form: f, Agreement: &v, Choice: choice})
	}
	return serve.Saved(w, r, f, err, "La convention est enregistrée.", urls.Agreement(v.ID))
}

// setState notes that an agreement came to a state on a day: today where none is given.
func (h *Handlers) setState(w http.ResponseWriter, r *http.Request) error {
	v, err := h.living(r, agreement.MayEdit)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	to, on := form.Choice(f, agreement.FieldState, agreement.States), f.Day(fieldOn, serve.Today(r))
	if on.IsZero() {
		on = serve.Today(r)
	}
	if err = f.Err(); err == nil {
		err = h.agreements.SetState(r.Context(), serve.By(r), v.ID, f.Version(), to, on)
	}
	if problems, broken := fault.ProblemsOf(err); broken && f.Valid() { // they speak of the fields of the whole form
		field := fieldOn
		if problems.For(agreement.FieldState) != "" {
			field = agreement.FieldState
		}
		err = fault.Problems{{Field: field, Sentence: problems[0].Sentence}}.Err()
	}
	if f.Refuse(err) {
		shown, err := h.view(r, v, f)
		if err != nil {
			return err
		}
		return serve.Invalid(w, r, AgreementPage(shown))
	}
	return serve.Saved(w, r, f, err, "La convention est notée "+french.Quote(to.Label())+".", urls.Agreement(v.ID))
}

// fieldOn is the day on which an agreement came to a state.
const fieldOn = "le"

func kindOptions(options ...ui.Option) []ui.Option {
	for _, k := range agreement.Kinds {
		options = append(options, ui.Option{Value: string(k), Label: french.Capital(k.Label())})
	}
	return options
}

func stateOptions(states []agreement.State, options ...ui.Option) []ui.Option {
	for _, s := range states {
		options = append(options, ui.Option{Value: string(s), Label: french.Capital(s.Label())})
	}
	return options
}

// projectOptions are the projects by the year in which they begin, after others; chosen is one that may be in the trash.
func projectOptions(projects []agreement.Project, chosen int64, options ...ui.Option) []ui.Option {
	here := chosen == 0
	for _, p := range projects {
		group := "Sans date"
		if p.Year != 0 {
			group = strconv.Itoa(p.Year)
		}
		options = append(options, ui.Option{Value: field.Number(p.ID), Label: p.Name, Group: group})
		here = here || p.ID == chosen
	}
	if !here {
		options = append(options, ui.Option{Value: field.Number(chosen), Label: "Projet à la corbeille", Group: "Corbeille"})
	}
	return options
}

// chosenProject is the project that the form names.
func (f agreementForm) chosenProject() int64 { return max(0, f.ID(agreement.FieldProject)) }
