package documentui

import (
	"cmp"
	"crypto/sha256"
	"net/http"

	"parvis/internal/access"
	"parvis/internal/document"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/trash"
	"parvis/web/form"
	"parvis/web/historyui"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

const (
	fieldFile = "fichier"
	wordType  = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
)

// listView is every model.
type listView struct {
	Models []document.Model
	May    document.Rights
}

// modelForm is the page of a model's form.
type modelForm struct {
	*form.Form
	Model *document.Sheet // that is edited; nil for a new one
	Word  bool            // it is, or will be, a file
}

// modelView is the page of a model.
type modelView struct {
	document.Sheet
	Form *form.Form // that replaces its file
}

func (h *Handlers) list(w http.ResponseWriter, r *http.Request) error {
	models, err := h.documents.List(r.Context(), serve.By(r))
	if err != nil {
		return err
	}
	return serve.Page(w, r, ListPage(listView{models, document.Allowed(serve.By(r))}))
}

// model finds the model of the request and what its reader may do with it.
func (h *Handlers) model(r *http.Request) (document.Sheet, error) {
	id, err := serve.ID(r, "model")
	if err != nil {
		return document.Sheet{}, err
	}
	return h.documents.Model(r.Context(), serve.By(r), id)
}

// editable finds the model of the request, unless it is in the trash or its reader may not edit it.
func (h *Handlers) editable(r *http.Request) (document.Sheet, error) {
	v, err := h.model(r)
	if err == nil && v.DeletedAt != nil {
		err = fault.Missing(nil)
	}
	return v, cmp.Or(err, serve.By(r).Check(document.MayEdit, access.Tie{}))
}

func (h *Handlers) show(w http.ResponseWriter, r *http.Request) error {
	v, err := h.model(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, ModelPage(modelView{v, form.Of(nil).Over(v.Version)}))
}

// parseModel reads the form of a model; the error is what is to mend.
func parseModel(f *form.Form, format document.Format, file string) (document.Draft, error) {
	d := document.Draft{Name: f.Text("nom"), Kind: form.Choice(f, "sorte", document.Kinds), Format: format, Body: f.Text("texte"), File: file}.Tidy()
	return d, f.Merge(d.Check())
}

func (h *Handlers) newModel(w http.ResponseWriter, r *http.Request) error {
	if err := serve.By(r).Check(document.MayEdit, access.Tie{}); err != nil {
		return err
	}
	return serve.Page(w, r, FormPage(modelForm{Form: form.Of(nil).Keyed(serve.NewKey())}))
}

func (h *Handlers) create(w http.ResponseWriter, r *http.Request) error {
	f, err := serve.Sent(r, document.MayEdit)
	if err != nil {
		return err
	}
	draft, err := parseModel(f, document.Written, "")
	var id int64
	if err == nil {
		id, err = h.documents.Create(r.Context(), serve.By(r), f.Sending(), draft, nil)
	}
	if f.Refuse(fault.SeenAt(err, urls.Model(id))) {
		return serve.Invalid(w, r, FormPage(modelForm{Form: f}))
	}
	return serve.Saved(w, r, f, err, "Le modèle est créé.", urls.Model(id))
}

func (h *Handlers) newWord(w http.ResponseWriter, r *http.Request) error {
	if err := serve.By(r).Check(document.MayEdit, access.Tie{}); err != nil {
		return err
	}
	return serve.Page(w, r, UploadPage(modelForm{Form: form.Of(nil).Keyed(serve.NewKey()), Word: true}))
}

func (h *Handlers) createWord(w http.ResponseWriter, r *http.Request) error {
	if err := serve.By(r).Check(document.MayEdit, access.Tie{}); err != nil {
		serve.Drop(r)
		return err
	}
	data, name, f, err := h.received(r)
	if err != nil {
		return err
	}
	draft, err := parseModel(f, document.Word, name)
	var id int64
	if err == nil {
		id, err = h.documents.Create(r.Context(), serve.By(r), f.Sending(), draft, data)
	}
	if f.Refuse(fault.SeenAt(err, urls.Model(id))) {
		return serve.Invalid(w, r, UploadPage(modelForm{Form: f.Keyed(serve.NewKey()), Word: true}))
	}
	return serve.Saved(w, r, f, err, "Le modèle est enregistré. Voici les champs que Parvis y a trouvés.", urls.Model(id))
}

// received reads a form with a file. That none was chosen, or one too large, is a problem of its field.
func (h *Handlers) received(r *http.Request) (data []byte, name string, f *form.Form, err error) {
	data, name, err = form.File(r, fieldFile, document.MostFile)
	if err != nil && !fault.Is(err, fault.Invalid) && !fault.Is(err, fault.TooLarge) {
		return nil, "", nil, err
	}
	f, unreadable := form.Read(r)
	if unreadable != nil {
		return nil, "", nil, cmp.Or(err, unreadable)
	}
	if _, problem := fault.ProblemsOf(err); problem {
		f.Add(fieldFile, "Veuillez choisir un document Word (.docx).")
	} else if err != nil {
		f.Add(fieldFile, "Ce fichier dépasse "+french.Size(document.MostFile)+". Réduisez-en les images, puis recommencez.")
	}
	sum := sha256.Sum256(data)
	return data, name, f.Beside(string(sum[:])), nil
}

func (h *Handlers) edit(w http.ResponseWriter, r *http.Request) error {
	v, err := h.editable(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, FormPage(modelForm{Form: form.Of(document.Fields.Values(v.Draft)).Over(v.Version), Model: &v, Word: v.Format == document.Word}))
}

func (h *Handlers) save(w http.ResponseWriter, r *http.Request) error {
	v, err := h.editable(r)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	draft, err := parseModel(f, v.Format, v.Draft.File)
	if err == nil {
		err = h.documents.Edit(r.Context(), serve.By(r), v.ID, f.Version(), draft)
	}
	if f.Refuse(err) {
		return serve.Invalid(w, r, FormPage(modelForm{Form: f, Model: &v, Word: v.Format == document.Word}))
	}
	return serve.Saved(w, r, f, err, "Le modèle est enregistré.", urls.Model(v.ID))
}

func (h *Handlers) file(w http.ResponseWriter, r *http.Request) error {
	id, err := serve.ID(r, "model")
	if err != nil {
		return err
	}
	data, name, err := h.documents.File(r.Context(), serve.By(r), id)
	if err != nil {
		return err
	}
	return serve.File(w, r, name, wordType, data)
}

func (h *Handlers) replace(w http.ResponseWriter, r *http.Request) error {
	v, err := h.editable(r)
	if err == nil && v.Format != document.Word {
		err = fault.Missing(nil)
	}
	if err != nil {
		serve.Drop(r)
		return err
	}
	data, name, f, err := h.received(r)
	if err != nil {
		return err
	}
	if f.Valid() {
		err = h.documents.Replace(r.Context(), serve.By(r), v.ID, f.Version(), name, data)
	}
	if f.Refuse(cmp.Or(err, f.Err())) {
		return serve.Invalid(w, r, ModelPage(modelView{v, f}))
	}
	if stale, ok := fault.StaleOf(err); ok { // the bytes are not carried: they are to be chosen again
		f.Add(fieldFile, stale.By+" a modifié ce modèle entre-temps\u00a0: rechargez la page, vérifiez, puis choisissez de nouveau le fichier.")
		return serve.Status(w, r, http.StatusConflict, ModelPage(modelView{v, f}))
	}
	return serve.Saved(w, r, f, err, "Le fichier du modèle est remplacé.", urls.Model(v.ID))
}

func crumbs(more ...ui.Crumb) []ui.Crumb {
	return append([]ui.Crumb{{Label: "Documents", URL: urls.Documents()}}, more...)
}

func (h *Handlers) showHistory(w http.ResponseWriter, r *http.Request) error {
	v, err := h.model(r)
	if err != nil {
		return err
	}
	page, err := h.documents.History(r.Context(), serve.By(r), v.ID, historyui.Asked(r))
	if err != nil {
		return err
	}
	return historyui.Show(w, r, ui.Documents, v.Subject(), page, crumbs(ui.Crumb{Label: v.Name, URL: urls.Model(v.ID)})...)
}

func (h *Handlers) askDelete(w http.ResponseWriter, r *http.Request) error {
	v, err := h.editable(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, DeletePage(v))
}

func (h *Handlers) delete(w http.ResponseWriter, r *http.Request) error {
	id, err := serve.ID(r, "model")
	if err != nil {
		return err
	}
	if err := h.documents.Delete(r.Context(), serve.By(r), id); err != nil {
		return err
	}
	return serve.Thrown(w, r, "Le modèle est à la corbeille. Vous pouvez le rétablir pendant "+trash.Lasts+".", "documents", id, urls.Documents())
}
