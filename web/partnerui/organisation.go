package partnerui

import (
	"cmp"
	"net/http"
	"net/url"
	"strings"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/document"
	"parvis/internal/fault"
	"parvis/internal/partner"
	"parvis/internal/partner/kinds"
	"parvis/internal/territory"
	"parvis/internal/workcal"
	"parvis/internal/written"
	"parvis/web/agreementui"
	"parvis/web/fileui"
	"parvis/web/form"
	"parvis/web/historyui"
	"parvis/web/serve"
	"parvis/web/threadui"
	"parvis/web/ui"
	"parvis/web/urls"
)

type byWho = account.By

type organisationForm struct {
	*form.Form
	Sheet       *partner.Sheet // that is edited; nil for a new one
	Territories []territory.Choice
}

func parseOrganisation(f *form.Form) (partner.OrganisationDraft, error) {
	d := partner.OrganisationDraft{Name: f.Text("nom"), Kind: kinds.Code(f.Text("type")), Address: f.Text("adresse"), Territory: partner.Ref{ID: max(0, f.ID("territoire"))},
		PostalCode: form.Value(f, "code_postal", postalCode(f)), Town: form.Value(f, "ville", town), SIRET: form.Value(f, "siret", written.SIRET), UAI: form.Value(f, "uai", written.UAI),
		Phones: form.Value(f, "telephones", partner.ReadPhones), Emails: form.Value(f, "courriels", partner.ReadEmails), Website: website(f.Text("site")),
		Tags: partner.ReadTags(f.Text("etiquettes")), Notes: f.Text("notes")}.Tidy()
	return d, f.Merge(d.Check())
}

// postalCode reads one, and notes what was made of it.
func postalCode(f *form.Form) func(string) (string, error) {
	return func(text string) (string, error) {
		code, note, err := written.PostalCode(text)
		f.Note(note)
		return code, err
	}
}

func town(text string) (string, error) {
	name, _, err := written.Town(text)
	return name, err
}

// website completes an address that is typed without its beginning.
func website(text string) string {
	text = strings.TrimSpace(text)
	if text == "" || strings.Contains(text, "://") || strings.ContainsAny(text, " @") || !strings.Contains(text, ".") {
		return text
	}
	return "https://" + text
}

func (h *Handlers) formOf(r *http.Request, f *form.Form, s *partner.Sheet) (organisationForm, error) {
	choices, err := h.territories.Choices(r.Context(), serve.By(r))
	return organisationForm{f, s, choices}, err
}

func (h *Handlers) newOrganisation(w http.ResponseWriter, r *http.Request) error {
	if err := serve.By(r).Check(partner.MayEdit, access.Tie{}); err != nil {
		return err
	}
	asked := form.Query(r)
	values := url.Values{"nom": {asked.Text("nom")}, "territoire": {asked.Text("territoire")}, "type": {asked.Text("type")}}
	v, err := h.formOf(r, form.Of(values).Keyed(serve.NewKey()), nil)
	return cmp.Or(err, serve.Page(w, r, OrganisationFormPage(v)))
}

func (h *Handlers) createOrganisation(w http.ResponseWriter, r *http.Request) error {
	f, err := serve.Sent(r, partner.MayEdit)
	if err != nil {
		return err
	}
	draft, err := parseOrganisation(f)
	var id int64
	if err == nil {
		id, err = h.partners.Create(r.Context(), serve.By(r), f.Sending(), draft)
	}
	if f.Refuse(fault.SeenAt(err, urls.Organisation(id))) {
		return h.organisationAgain(w, r, f, nil)
	}
	return serve.Saved(w, r, f, err, "La structure est créée.", urls.Organisation(id))
}

func (h *Handlers) organisationAgain(w http.ResponseWriter, r *http.Request, f *form.Form, s *partner.Sheet) error {
	v, err := h.formOf(r, f, s)
	if err != nil {
		return err
	}
	return serve.Invalid(w, r, OrganisationFormPage(v))
}

// sheet finds the organisation of the request.
func (h *Handlers) sheet(r *http.Request) (partner.Sheet, error) {
	id, err := serve.ID(r, "organisation")
	if err != nil {
		return partner.Sheet{}, err
	}
	return h.partners.Organisation(r.Context(), serve.By(r), id, historyui.Asked(r))
}

// living finds the organisation of the request, unless it is in the trash or merged, or its reader may not do this with it.
func (h *Handlers) living(r *http.Request, action *access.Action) (partner.Sheet, error) {
	s, err := h.sheet(r)
	if err == nil && (s.DeletedAt != nil || s.MergedInto != 0) {
		err = fault.Missing(nil)
	}
	return s, cmp.Or(err, serve.By(r).Check(action, access.Tie{}))
}

type organisationView struct {
	partner.Sheet
	Today  workcal.Date
	Files  *fileui.View
	Thread *threadui.View
	Alike  []partner.Pair[partner.Organisation]
	Signed *agreementui.View
	Fills  bool // the reader may prepare a document for it
}

func (h *Handlers) showOrganisation(w http.ResponseWriter, r *http.Request) error {
	s, err := h.sheet(r)
	if err != nil {
		return err
	}
	if s.MergedInto != 0 {
		return serve.Leave(w, r, urls.Organisation(s.MergedInto))
	}
	v := organisationView{Sheet: s, Today: serve.Today(r)}
	if s.DeletedAt == nil {
		if v.Alike, err = h.partners.Like(r.Context(), serve.By(r), s.Organisation); err != nil {
			return err
		}
		v.Fills = serve.By(r).Can(document.MayFill, access.Tie{})
		if v.Signed, err = h.agreements.Of(r, s.ID); err != nil {
			return err
		}
		if v.Thread, v.Files, err = h.threads.Of(r, kind, s.ID); err != nil {
			return err
		}
	}
	return serve.Page(w, r, OrganisationPage(v))
}

func organisationCrumbs(more ...ui.Crumb) []ui.Crumb {
	return append([]ui.Crumb{{Label: "Structures", URL: urls.Organisations()}}, more...)
}

func (h *Handlers) showOrganisationHistory(w http.ResponseWriter, r *http.Request) error {
	s, err := h.sheet(r)
	if err != nil {
		return err
	}
	page, err := h.partners.History(r.Context(), serve.By(r), s.ID, historyui.Asked(r))
	if err != nil {
		return err
	}
	return historyui.Show(w, r, ui.Organisations, s.Subject(), page, organisationCrumbs(ui.Crumb{Label: s.Name, URL: urls.Organisation(s.ID)})...)
}

func (h *Handlers) editOrganisation(w http.ResponseWriter, r *http.Request) error {
	s, err := h.living(r, partner.MayEdit)
	if err != nil {
		return err
	}
	v, err := h.formOf(r, form.Of(partner.OrganisationFields.Values(s.OrganisationDraft)).Over(s.Version), &s)
	return cmp.Or(err, serve.Page(w, r, OrganisationFormPage(v)))
}

func (h *Handlers) saveOrganisation(w http.ResponseWriter, r *http.Request) error {
	s, err := h.living(r, partner.MayEdit)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	draft, err := parseOrganisation(f)
	if err == nil {
		err = h.partners.Edit(r.Context(), serve.By(r), s.ID, f.Version(), draft)
	}
	if f.Refuse(err) {
		return h.organisationAgain(w, r, f, &s)
	}
	return serve.Saved(w, r, f, err, "La structure est enregistrée.", urls.Organisation(s.ID))
}

func (h *Handlers) askDeleteOrganisation(w http.ResponseWriter, r *http.Request) error {
	s, err := h.living(r, partner.MayDelete)
	if err != nil {
		return err
	}
	return serve.Page(w, r, DeleteOrganisationPage(s))
}

func (h *Handlers) deleteOrganisation(w http.ResponseWriter, r *http.Request) error {
	s, err := h.living(r, partner.MayDelete)
	if err != nil {
		return err
	}
	if err := h.partners.Delete(r.Context(), serve.By(r), s.ID); err != nil {
		return err
	}
	return serve.Thrown(w, r, "La structure est à la corbeille.", "structures", s.ID, urls.Organisations())
}
