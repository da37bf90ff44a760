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
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// partnerForm is the page of a partner's form.
type partnerForm struct {
	*form.Form
	partnership.Sheet
	Candidates []partner.Organisation // of a new one: those that its name may mean
	Near       bool                   // none bears the name: these look like it
}

// fields are those of the form in order, and their labels.
func fields() ([]string, map[string]string) {
	labels := partnership.Fields.Labels()
	labels["texte"], labels["structure"] = "Structure", "Structure"
	return append([]string{"texte", "structure"}, partnership.Fields.Names()...), labels
}

// parsePartner reads the form of a partner; the error is what is to mend.
func parsePartner(f *form.Form) (partnership.Draft, error) {
	d := partnership.Draft{Organisation: partner.Ref{ID: f.ID("structure")}, Role: form.Choice(f, "role", partnership.Roles), Stage: form.Choice(f, "etape", partnership.Stages),
		Contact: partner.Ref{ID: f.ID("contact")}, Follower: partner.Ref{ID: f.ID("suivi")}, Notes: f.Text("notes")}.Tidy()
	return d, f.Merge(d.Check())
}

func (h *Handlers) newPartner(w http.ResponseWriter, r *http.Request) error {
	s, err := h.blank(r)
	if err != nil {
		return err
	}
	f := form.Of(partnership.Fields.Values(partnership.Blank))
	if asked := form.Query(r); asked.ID("structure") > 0 { // from the page of an organisation
		f.Behind(map[string][]string{"structure": {asked.Text("structure")}})
		o, err := h.directory.Organisation(r.Context(), serve.By(r), asked.ID("structure"), 1)
		if err == nil && o.DeletedAt == nil {
			return serve.Page(w, r, FormPage(partnerForm{Form: f.Keyed(serve.NewKey()), Sheet: s, Candidates: []partner.Organisation{o.Organisation}}))
		}
	}
	return serve.Page(w, r, FormPage(partnerForm{Form: f.Keyed(serve.NewKey()), Sheet: s}))
}

// blank gives what the form of a new partner of the request's project needs.
func (h *Handlers) blank(r *http.Request) (partnership.Sheet, error) {
	project, err := serve.ID(r, "project")
	if err != nil {
		return partnership.Sheet{}, err
	}
	return h.partnerships.Blank(r.Context(), serve.By(r), project)
}

// addPartner adds an organisation that is chosen, or the one that bears the name typed; where several may be meant, the form comes
// back with them.
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
	if draft.Organisation.ID == 0 {
		if err := h.look(r, &p); err != nil {
			return err
		}
		if one := p.meant(); one != 0 {
			draft.Organisation.ID = one
		} else if len(p.Candidates) > 0 && f.Valid() {
			return serve.Page(w, r, FormPage(p))
		}
	}
	var made int64
	if err = f.Err(); err == nil {
		made, err = h.partnerships.Add(r.Context(), serve.By(r), f.Sending(), s.Of.ID, draft)
	}
	if f.Refuse(fault.SeenAt(err, urls.Partner(made))) {
		return serve.Invalid(w, r, FormPage(p))
	}
	return serve.Saved(w, r, f, err, "La structure participe maintenant au projet.", urls.ProjectPartnerList(s.Of.ID))
}

// mostCandidates is how many organisations of a name are offered.
const mostCandidates = 15

// look finds the organisations that a typed name may mean.
func (h *Handlers) look(r *http.Request, p *partnerForm) error {
	text := p.Text("texte")
	if strings.TrimSpace(text) == "" {
		p.Add("texte", "Veuillez donner le nom d’une structure.")
		return nil
	}
	found, _, err := h.directory.List(r.Context(), serve.By(r), partner.Filter{Text: text})
	if err != nil {
		return err
	}
	p.Candidates, p.Near = found.List[:min(len(found.List), mostCandidates)], found.Near
	p.Require(len(found.List) > 0, "texte", "Aucune structure de l’annuaire ne porte ce nom\u00a0: vérifiez-le, ou ajoutez-la d’abord à l’annuaire.")
	return nil
}

// meant is the only organisation that bears the name as typed; 0 for none.
func (p partnerForm) meant() int64 {
	found := int64(0)
	for _, c := range p.Candidates {
		if french.Fold(c.Name) == french.Fold(p.Text("texte")) {
			if found != 0 {
				return 0
			}
			found = c.ID
		}
	}
	return found
}

func (p partnerForm) candidates() []ui.Option {
	options := make([]ui.Option, len(p.Candidates))
	for i, c := range p.Candidates {
		options[i] = ui.Option{Value: id(c.ID), Label: c.Name, Hint: strings.Join(told(c.Kind.Label(), cmpOr(c.Territory.Name, c.Town), "n°\u00a0"+id(c.ID)), ", ")}
	}
	return options
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
