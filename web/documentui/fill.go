package documentui

import (
	"net/http"
	"net/url"
	"strconv"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/document"
	"parvis/internal/fault"
	"parvis/internal/files"
	"parvis/internal/french"
	"parvis/internal/programme"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

const (
	fieldDespite = "malgre"

	doCheck = "verifier"
	doSee   = "apercu"
	doWord  = "word"
	doKeep  = "garder"
)

// fillView is the page that says what lacks and asks for the rest.
type fillView struct {
	*form.Form
	document.Prepared
	Amounts bool // the reader may say that it tells amounts
}

// order reads what is to be made, of an address or a form.
func order(f *form.Form, project int64) document.Order {
	return document.Order{Model: f.ID(fieldModel), Project: project, Organisations: idsOf(f, fieldOrganisations, "structure"), Contacts: idsOf(f, fieldContacts, "contact"),
		Despite: idsOf(f, fieldDespite, fieldDespite), Typed: map[string]string{}}
}

func (h *Handlers) fill(w http.ResponseWriter, r *http.Request) error {
	project, _, err := h.project(r)
	if err != nil {
		return err
	}
	f := form.Tried(r)
	p, err := h.documents.Prepare(r.Context(), serve.By(r), order(f, project.ID))
	if again, err := h.elsewhere(w, r, f, project, err); again || err != nil {
		return err
	}
	return serve.Page(w, r, FillPage(h.filling(r, form.Of(nil).Keyed(serve.NewKey()), p)))
}

// elsewhere goes back to the choice where what was chosen cannot be made: too many letters, or no model.
func (h *Handlers) elsewhere(w http.ResponseWriter, r *http.Request, f *form.Form, project programme.Project, err error) (bool, error) {
	_, problem := fault.ProblemsOf(err)
	if !problem && !(fault.Is(err, fault.NotFound) && f.ID(fieldModel) == 0) {
		return false, err
	}
	v, failed := h.viewing(r, f, project)
	if failed != nil {
		return false, failed
	}
	if !f.Refuse(err) {
		f.Add(fieldModel, "Veuillez choisir un modèle.")
	}
	return true, serve.Invalid(w, r, ChoosePage(v))
}

func (h *Handlers) filling(r *http.Request, f *form.Form, p document.Prepared) fillView {
	values := url.Values{}
	for _, a := range p.Asked {
		values.Set(fieldName(a.Name), a.Value)
	}
	return fillView{Form: f.Behind(values), Prepared: p, Amounts: serve.By(r).Can(account.MaySeeAmounts, access.Tie{})}
}

// make answers with what was asked: the page again, the sheets, the document of Word, or that it is kept.
func (h *Handlers) make(w http.ResponseWriter, r *http.Request) error {
	project, _, err := h.project(r)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	o := order(f, project.ID)
	p, err := h.documents.Prepare(r.Context(), serve.By(r), o)
	if again, err := h.elsewhere(w, r, f, project, err); again || err != nil {
		return err
	}
	for _, a := range p.Asked {
		value := f.Text(fieldName(a.Name))
		f.Require(french.Letters(value) <= document.MaxTyped, fieldName(a.Name), "Ce texte est trop long\u00a0: le maximum est de "+french.Number(document.MaxTyped)+" signes.")
		o.Typed[a.Name] = value
	}
	if !f.Valid() {
		return serve.Invalid(w, r, FillPage(h.filling(r, f, p)))
	}
	switch f.Text(fieldDo) {
	case doSee:
		p, err = h.documents.Prepare(r.Context(), serve.By(r), o)
		if err == nil && p.Sheets() != nil {
			return serve.Page(w, r, SheetsPage(h.filling(r, f, p)))
		}
	case doWord:
		made, err := h.documents.Make(r.Context(), serve.By(r), o)
		if err != nil {
			return err
		}
		w.Header().Set("Cache-Control", "no-store")
		return serve.File(w, r, made.Name, wordType, made.Data)
	case doKeep:
		return h.keep(w, r, f, o)
	default:
		p, err = h.documents.Prepare(r.Context(), serve.By(r), o)
	}
	if err != nil {
		return err
	}
	return serve.Page(w, r, FillPage(h.filling(r, f, p)))
}

func (h *Handlers) keep(w http.ResponseWriter, r *http.Request, f *form.Form, o document.Order) error {
	_, err := h.documents.Keep(r.Context(), serve.By(r), f.Sending(), o, f.Flag(files.FieldAmounts))
	where := urls.InFiles(urls.Project(o.Project))
	if f.Refuse(fault.SeenAt(err, where)) {
		p, failed := h.documents.Prepare(r.Context(), serve.By(r), o)
		if failed != nil {
			return failed
		}
		return serve.Invalid(w, r, FillPage(h.filling(r, f, p)))
	}
	return serve.Saved(w, r, f, err, "Le document est gardé avec les fichiers du projet.", where)
}

// carried is what the form holds without showing it.
func (v fillView) carried() []ui.Hidden {
	return []ui.Hidden{{Name: fieldModel, Value: strconv.FormatInt(v.Order.Model, 10)}, {Name: fieldOrganisations, Value: idsText(v.Order.Organisations)}, {Name: fieldContacts, Value: idsText(v.Order.Contacts)}}
}

// whole is all that makes the document, for a page that only shows it.
func (v fillView) whole() []ui.Hidden {
	list := append(v.carried(), ui.Hidden{Name: fieldDespite, Value: idsText(v.Order.Despite)})
	for _, a := range v.Asked {
		list = append(list, ui.Hidden{Name: fieldName(a.Name), Value: a.Value})
	}
	return list
}

// back is where the model and the letters are chosen, as they are.
func (v fillView) back() string {
	return urls.NewDocument(v.Project.ID, url.Values{fieldModel: {strconv.FormatInt(v.Order.Model, 10)}, fieldOrganisations: {idsText(v.Order.Organisations)}, fieldContacts: {idsText(v.Order.Contacts)}})
}

func (v fillView) lead() string {
	if len(v.Letters) == 1 {
		if v.Letters[0] == "" {
			return "Un document, pour personne en particulier."
		}
		return "Pour " + v.Letters[0] + "."
	}
	return french.Capital(letters(len(v.Letters), v.Model.Kind)) + "\u00a0: " + french.AndOthers(v.Letters, 8) + "."
}

func (v fillView) order() []string {
	names := []string{fieldNames}
	for _, a := range v.Asked {
		names = append(names, fieldName(a.Name))
	}
	return append(names, files.FieldFiles, files.FieldAmounts)
}

func (v fillView) labels() map[string]string {
	labels := map[string]string{files.FieldFiles: "Document", files.FieldAmounts: "Montants"}
	for _, a := range v.Asked {
		labels[fieldName(a.Name)] = a.Label
	}
	return labels
}

// field is where a value is typed.
func (v fillView) field(a document.Asked) ui.Field {
	f := v.Form.Field(ui.Field{Name: fieldName(a.Name), Label: a.Label, Max: document.MaxTyped, Rows: 2})
	if a.Example != "" {
		f.Hint = "Par exemple\u00a0: " + a.Example + "."
	}
	return f
}

func section(project int64) ui.Section {
	if project != 0 {
		return ui.Projects
	}
	return ui.Documents
}

func docCrumbs(p programme.Project, more ...ui.Crumb) []ui.Crumb {
	if p.ID == 0 {
		return crumbs(more...)
	}
	return append(ui.ProjectCrumbs(p.ID, p.Short()), more...)
}

func windowOf(title string, p programme.Project) string {
	if p.ID == 0 {
		return title
	}
	return title + " · " + p.Title
}
