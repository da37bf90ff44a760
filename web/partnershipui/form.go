package partnershipui

import (
	"net/http"
	"strings"

	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/partner"
	"parvis/internal/partnership"
	"parvis/internal/trash"
	"parvis/web/form"
	"parvis/web/partnerpick"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// partnerForm is the page of a partner's form.
type partnerForm struct {
	*form.Form
	partnership.Sheet
	Pick partnerpick.Choice // of a new one: its organisation
}

// fieldOrganisation chooses the organisation of a new partner.
const fieldOrganisation = "structure"

// fields are those of the form in order, and their labels.
func fields() ([]string, map[string]string) {
	labels := partnership.Fields.Labels()
	labels[fieldOrganisation] = "Structure"
	return append([]string{fieldOrganisation}, partnership.Fields.Names()...), labels
}

// parsePartner reads the form of a partner; the error is what is to mend.
func parsePartner(f *form.Form) (partnership.Draft, error) {
	d := partnership.Draft{Role: form.Choice(f, "role", partnership.Roles), Stage: form.Choice(f, "etape", partnership.Stages),
		Contact: partner.Ref{ID: f.ID("contact")}, Follower: partner.Ref{ID: f.ID("suivi")}, Notes: f.Text("notes")}.Tidy()
	return d, f.Merge(d.Check())
}

func (h *Handlers) newPartner(w http.ResponseWriter, r *http.Request) error {
	s, err := h.blank(r)
	if err != nil {
		return err
	}
	c, err := h.pick.Named(r, form.Query(r).IDs("structure")) // from the page of an organisation
	if err != nil {
		return err
	}
	f := form.Of(partnership.Fields.Values(partnership.Blank)).Keyed(serve.NewKey())
	return serve.Page(w, r, FormPage(partnerForm{Form: f, Sheet: s, Pick: partnerpick.OneOf(c.Refs...)}))
}

// blank gives what the form of a new partner of the request's project needs.
func (h *Handlers) blank(r *http.Request) (partnership.Sheet, error) {
	project, err := serve.ID(r, "project")
	if err != nil {
		return partnership.Sheet{}, err
	}
	return h.partnerships.Blank(r.Context(), serve.By(r), project)
}

// addPartner adds the organisation that is chosen or named; where several may be meant, the form comes back with them.
func (h *Handlers) addPartner(w http.ResponseWriter, r *http.Request) error {
	s, err := h.blank(r)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	draft, _ := parsePartner(f) // what is to mend is noted in the form
	p := partnerForm{Form: f, Sheet: s}
	if p.Pick, err = h.pick.One(r, f, fieldOrganisation); err != nil {
		return err
	}
	draft.Organisation.ID = p.Pick.First()
	var made int64
	if err = f.Err(); err == nil {
		made, err = h.partnerships.Add(r.Context(), serve.By(r), f.Sending(), s.Of.ID, draft)
	}
	if f.Refuse(fault.SeenAt(err, urls.Partner(made))) {
		return serve.Invalid(w, r, FormPage(p))
	}
	return serve.Saved(w, r, f, err, "La structure participe maintenant au projet.", urls.ProjectPartnerList(s.Of.ID))
}

// told leaves out what says nothing.
func told(list ...string) []string {
	var kept []string
	for _, one := range list {
		if one != "" {
			kept = append(kept, one)
		}
	}
	return kept
}

func roleOptions() []ui.Option {
	var options []ui.Option
	for _, r := range partnership.Roles {
		options = append(options, ui.Option{Value: string(r), Label: french.Capital(r.Label())})
	}
	return options
}

func (p partnerForm) peopleOptions() []ui.Option {
	options := []ui.Option{{Label: "Personne"}}
	for _, one := range p.People {
		group := "Autres personnes du service"
		if one.Member {
			group = "Membres du projet"
		}
		options = append(options, ui.Option{Value: id(one.ID), Label: one.Name, Group: group})
	}
	return options
}

func (p partnerForm) contactOptions() []ui.Option {
	options := []ui.Option{{Label: "Personne en particulier"}}
	if p.Contact.ID != 0 && !hasRef(p.Contacts, p.Contact.ID) {
		options = append(options, ui.Option{Value: id(p.Contact.ID), Label: p.Contact.Name})
	}
	for _, c := range p.Contacts {
		o := ui.Option{Value: id(c.ID), Label: c.Name}
		if len(p.Contacts) > 10 {
			o.Group = strings.ToUpper(string([]rune(french.Fold(c.Name) + "?")[:1]))
		}
		options = append(options, o)
	}
	return options
}

func hasRef(list []partner.Ref, id int64) bool {
	for _, one := range list {
		if one.ID == id {
			return true
		}
	}
	return false
}

// sheet finds the partner of the request.
func (h *Handlers) sheet(r *http.Request) (partnership.Sheet, error) {
	id, err := serve.ID(r, "partner")
	if err != nil {
		return partnership.Sheet{}, err
	}
	return h.partnerships.Partner(r.Context(), serve.By(r), id)
}

// editable finds the partner of the request for whoever may edit it.
func (h *Handlers) editable(r *http.Request) (partnership.Sheet, error) {
	s, err := h.sheet(r)
	if err != nil {
		return s, err
	}
	if s.DeletedAt != nil {
		return s, fault.Missing(nil)
	}
	if !s.May.Edit {
		_, err = h.partnerships.Blank(r.Context(), serve.By(r), s.Of.ID) // says who may, or that the project is archived
	}
	return s, err
}

func (h *Handlers) showPartner(w http.ResponseWriter, r *http.Request) error {
	s, err := h.sheet(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, PartnerPage(partnerForm{Form: form.Of(partnership.Fields.Values(s.Draft)).Over(s.Version), Sheet: s}))
}

func (h *Handlers) savePartner(w http.ResponseWriter, r *http.Request) error {
	s, err := h.editable(r)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	draft, err := parsePartner(f)
	if err == nil {
		err = h.partnerships.Edit(r.Context(), serve.By(r), s.ID, f.Version(), draft)
	}
	if f.Refuse(err) {
		return serve.Invalid(w, r, PartnerPage(partnerForm{Form: f, Sheet: s}))
	}
	return serve.Saved(w, r, f, err, "Le partenaire est enregistré.", urls.Partner(s.ID))
}

func (h *Handlers) askTakeOff(w http.ResponseWriter, r *http.Request) error {
	s, err := h.editable(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, TakeOffPage(s))
}

func (h *Handlers) takeOff(w http.ResponseWriter, r *http.Request) error {
	s, err := h.editable(r)
	if err != nil {
		return err
	}
	if err := h.partnerships.TakeOff(r.Context(), serve.By(r), s.ID); err != nil {
		return err
	}
	return serve.Thrown(w, r, french.Quote(s.Organisation.Name)+" ne participe plus au projet. Vous pouvez l’y remettre pendant "+trash.Lasts+".", "partenaires", s.ID, urls.ProjectPartnerList(s.Of.ID))
}
