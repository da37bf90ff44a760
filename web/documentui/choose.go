package documentui

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"parvis/internal/document"
	"parvis/internal/french"
	"parvis/internal/partner"
	"parvis/internal/partnership"
	"parvis/internal/programme"
	"parvis/web/form"
	"parvis/web/partnerpick"
	"parvis/web/partnerui"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// The fields by which a document is chosen, in forms and in addresses.
const (
	fieldModel    = "modele"
	fieldNames    = "structures"
	fieldContacts = "contacts"
	fieldList     = "liste"
	fieldPartners = "partenaires"
	fieldDo       = "faire"

	doAdd  = "ajouter"
	doNext = "continuer"
)

// fieldOrganisations holds the numbers of the organisations that are chosen, as boxes of fieldNames do.
var fieldOrganisations = partnerpick.Boxes(fieldNames)

// chooseView is the page that chooses a model and for whom.
type chooseView struct {
	*form.Form
	Project  programme.Project // zero: none
	Models   []document.Model
	Lists    []partner.SavedList
	Pick     partnerpick.Choice
	Partners []partnership.Recipient // of the project
	Contacts []partner.Ref
}

// project is the number of the project that the path names, 0 for none, which its reader may fill models of.
func (h *Handlers) project(r *http.Request) (programme.Project, bool, error) {
	var id int64
	if r.PathValue("project") != "" {
		var err error
		if id, err = serve.ID(r, "project"); err != nil {
			return programme.Project{}, false, err
		}
	}
	return h.documents.ToFill(r.Context(), serve.By(r), id)
}

// viewing reads what every page of this needs.
func (h *Handlers) viewing(r *http.Request, f *form.Form, project programme.Project) (chooseView, error) {
	v := chooseView{Form: f, Project: project}
	var err error
	if v.Models, err = h.documents.List(r.Context(), serve.By(r)); err != nil {
		return v, err
	}
	if v.Lists, err = h.partners.Lists(r.Context(), serve.By(r)); err != nil {
		return v, err
	}
	if v.Pick, err = h.pick.Named(r, idsOf(f, fieldOrganisations, "structure")); err != nil {
		return v, err
	}
	if project.ID != 0 {
		if v.Partners, err = h.projects.Recipients(r.Context(), serve.By(r), project.ID); err != nil {
			return v, err
		}
	}
	var chosen partner.InteractionDraft
	for _, id := range idsOf(f, fieldContacts, "contact") {
		chosen.Contacts = append(chosen.Contacts, partner.Ref{ID: id})
	}
	if len(chosen.Contacts) > 0 {
		chosen, err = h.partners.Tied(r.Context(), serve.By(r), chosen)
		v.Contacts = chosen.Contacts
	}
	return v, err
}

// idsOf reads ids under either of two names, as many as tell that there are too many.
func idsOf(f *form.Form, many, one string) []int64 {
	ids := f.IDs(many)
	for _, id := range f.IDs(one) {
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	ids = slices.DeleteFunc(ids, func(id int64) bool { return id <= 0 })
	return ids[:min(len(ids), document.MostLetters+1)]
}

func (h *Handlers) choose(w http.ResponseWriter, r *http.Request) error {
	project, _, err := h.project(r)
	if err != nil {
		return err
	}
	f := form.Tried(r)
	v, err := h.viewing(r, f, project)
	if err != nil {
		return err
	}
	if filter := f.Text("filtre"); filter != "" {
		if err := h.gather(r, &v, filter); err != nil {
			return err
		}
	}
	h.ofProject(&v)
	return serve.Form(w, r, f, ChoosePage(v))
}

// gather adds the organisations that pass a filter of the directory.
func (h *Handlers) gather(r *http.Request, v *chooseView, query string) error {
	all, err := h.partners.All(r.Context(), serve.By(r), partnerui.FilterOf(query))
	if err != nil {
		return err
	}
	refs := make([]partner.Ref, len(all))
	for i, o := range all {
		refs[i] = partner.Ref{ID: o.ID, Name: o.Name}
	}
	v.take(fieldList, refs)
	return nil
}

// take adds organisations of a list, as many as a document has letters.
func (v *chooseView) take(field string, refs []partner.Ref) {
	for _, one := range refs {
		if len(v.Pick.Refs) >= document.MostLetters {
			v.Add(field, "Cette liste compte plus de "+french.Number(document.MostLetters)+" structures\u00a0: les premières sont cochées, le reste est pour un autre document.")
			return
		}
		v.Pick.Add(one)
	}
}

// allPartners stands for every role.
const allPartners = "tous"

// ofProject adds the partners of the project of a role, or of all roles, where they are asked for.
func (h *Handlers) ofProject(v *chooseView) {
	asked := v.Text(fieldPartners)
	if asked == "" {
		return
	}
	if len(v.Partners) == 0 { // its field is not on the page
		v.Add(fieldNames, "Ce projet n’a aucun partenaire à qui écrire.")
		return
	}
	var refs []partner.Ref
	for _, one := range v.Partners {
		if asked == allPartners || asked == string(one.Role) {
			refs = append(refs, one.Organisation)
		}
	}
	v.Require(len(refs) > 0, fieldPartners, "Aucun partenaire du projet n’a ce rôle\u00a0: veuillez en choisir un autre.")
	v.take(fieldPartners, refs)
}

// adding is a choice of several at once: nothing of it stays chosen once its organisations are ticked, where some may be unticked.
func (v chooseView) adding(field ui.Field) ui.Field {
	options := field.Options
	field = v.Field(field)
	if !v.Wrong(field.Name) {
		field.Options = ui.Choose(options, "")
	}
	return field
}

// partnerOptions are the roles of the partners of the project, with how many have each.
func (v chooseView) partnerOptions() []ui.Option {
	options := []ui.Option{{Label: "Aucun"}, {Value: allPartners, Label: "Tous (" + french.Number(len(v.Partners)) + ")"}}
	for _, role := range partnership.Roles {
		n := 0
		for _, one := range v.Partners {
			if one.Role == role {
				n++
			}
		}
		if n > 0 {
			options = append(options, ui.Option{Value: string(role), Label: french.Capital(role.Label()) + " (" + french.Number(n) + ")"})
		}
	}
	return options
}

func (h *Handlers) chosen(w http.ResponseWriter, r *http.Request) error {
	project, _, err := h.project(r)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	v, err := h.viewing(r, f, project)
	if err != nil {
		return err
	}
	if v.Pick, err = h.pick.Pick(r, f, fieldNames); err != nil {
		return err
	}
	if err := h.listed(r, &v); err != nil {
		return err
	}
	h.ofProject(&v)
	if f.Text(fieldDo) == doAdd {
		f.Require(f.Text(fieldNames)+f.Text(fieldList)+f.Text(fieldPartners) != "", fieldNames, "Veuillez écrire le début d’un nom, ou choisir une liste.")
	} else {
		f.Require(v.model() != 0, fieldModel, "Veuillez choisir un modèle.")
	}
	switch {
	case !f.Valid():
		return serve.Invalid(w, r, ChoosePage(v))
	case f.Text(fieldDo) == doAdd:
		return serve.Redirect(w, r, urls.NewDocument(project.ID, v.query()))
	}
	return serve.Redirect(w, r, urls.FillDocument(project.ID, v.query()))
}

// listed adds those of a list that is kept under a name.
func (h *Handlers) listed(r *http.Request, v *chooseView) error {
	id := v.ID(fieldList)
	if id == 0 {
		return nil
	}
	i := slices.IndexFunc(v.Lists, func(l partner.SavedList) bool { return l.ID == id })
	if i < 0 {
		v.Add(fieldList, "Cette liste n’est plus gardée\u00a0: veuillez en choisir une autre.")
		return nil
	}
	return h.gather(r, v, v.Lists[i].Query)
}

// model is the model that was chosen, 0 for none that stands.
func (v chooseView) model() int64 {
	id := v.ID(fieldModel)
	if slices.ContainsFunc(v.Models, func(m document.Model) bool { return m.ID == id }) {
		return id
	}
	return 0
}

// query is what was chosen as an address holds it: numbers, and nobody's name.
func (v chooseView) query() url.Values {
	var contacts []int64
	for _, c := range v.Contacts {
		contacts = append(contacts, c.ID)
	}
	q := url.Values{fieldOrganisations: {idsText(v.Pick.IDs())}, fieldContacts: {idsText(contacts)}}
	if id := v.model(); id != 0 {
		q.Set(fieldModel, strconv.FormatInt(id, 10))
	}
	return q
}

// modelOptions are the models under their kinds.
func (v chooseView) modelOptions() []ui.Option {
	options := []ui.Option{{Label: "À choisir"}}
	for _, k := range document.Kinds {
		for _, m := range v.Models {
			if m.Kind == k {
				options = append(options, ui.Option{Value: strconv.FormatInt(m.ID, 10), Label: m.Name, Group: french.Capital(k.Label())})
			}
		}
	}
	return options
}

func (v chooseView) listOptions() []ui.Option {
	options := []ui.Option{{Label: "Aucune"}}
	for _, l := range v.Lists[:min(len(v.Lists), 200)] {
		group := "Les vôtres"
		if !l.Mine {
			group = "Partagées"
		}
		options = append(options, ui.Option{Value: strconv.FormatInt(l.ID, 10), Label: l.Name, Group: group})
	}
	slices.SortStableFunc(options[1:], func(a, b ui.Option) int { return -cmp.Compare(a.Group, b.Group) })
	return options
}
