package spaceui

import (
	"net/http"

	"parvis/internal/access"
	"parvis/internal/space"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/urls"
)

// spaceForm is the page of a space's form.
type spaceForm struct {
	*form.Form
	Title, Action, Back, Submit string
	Edited                      bool // rather than new
}

// parseSpace reads the form of a space; the error is what is to mend.
func parseSpace(f *form.Form) (space.Draft, error) {
	d := space.Draft{Name: f.Text("nom"), Floor: f.Text("etage"), Surface: f.Decimal("surface"), Seated: f.Int("assises"), Standing: f.Int("debout"),
		Access: form.Choice(f, "acces", space.Accesses), SetUp: f.Minutes("montage"), Notes: f.Text("notes"), Active: f.Flag("actif")}.Tidy()
	return d, f.Merge(d.Check())
}

func (h *Handlers) newSpace(w http.ResponseWriter, r *http.Request) error {
	if err := serve.By(r).Check(space.MayEdit, access.Tie{}); err != nil {
		return err
	}
	return askSpace(w, r, http.StatusOK, form.Of(space.Fields.Values(space.Blank)).Keyed(serve.NewKey()), nil)
}

func (h *Handlers) createSpace(w http.ResponseWriter, r *http.Request) error {
	if err := serve.By(r).Check(space.MayEdit, access.Tie{}); err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	draft, err := parseSpace(f)
	var id int64
	if err == nil {
		id, err = h.spaces.Create(r.Context(), serve.By(r), f.Key(), draft)
	}
	if f.Refuse(err) {
		return askSpace(w, r, http.StatusUnprocessableEntity, f, nil)
	}
	return serve.Saved(w, r, f, err, "L’espace est créé.", urls.Space(id))
}

func (h *Handlers) editSpace(w http.ResponseWriter, r *http.Request) error {
	v, err := h.living(r)
	if err != nil {
		return err
	}
	return askSpace(w, r, http.StatusOK, form.Of(space.Fields.Values(v.Draft)).Over(v.Version), &v)
}

func (h *Handlers) saveSpace(w http.ResponseWriter, r *http.Request) error {
	v, err := h.living(r)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	draft, err := parseSpace(f)
	if err == nil {
		err = h.spaces.Edit(r.Context(), serve.By(r), v.ID, f.Version(), draft)
	}
	if f.Refuse(err) {
		return askSpace(w, r, http.StatusUnprocessableEntity, f, &v)
	}
	return serve.Saved(w, r, f, err, "L’espace est enregistré.", urls.Space(v.ID))
}

// askSpace shows the form of an edited space, or of a new one when there is none.
func askSpace(w http.ResponseWriter, r *http.Request, status int, f *form.Form, edited *space.Sheet) error {
	page := spaceForm{Form: f, Title: "Nouvel espace", Action: urls.Spaces(), Back: urls.Spaces(), Submit: "Créer l’espace"}
	if edited != nil {
		page = spaceForm{Form: f, Title: "Modifier l’espace", Action: urls.Space(edited.ID), Back: urls.Space(edited.ID), Submit: "Enregistrer", Edited: true}
	}
	return serve.Status(w, r, status, FormPage(page))
}
