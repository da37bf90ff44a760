package spaceui

import (
	"net/http"

	"parvis/internal/access"
	"parvis/internal/fault"
	"parvis/internal/space"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/urls"
)

// spaceForm is the page of a space's form.
type spaceForm struct {
	*form.Form
	Space *space.Sheet // that is edited; nil for a new one
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
	return serve.Page(w, r, FormPage(spaceForm{Form: form.Of(space.Fields.Values(space.Blank)).Keyed(serve.NewKey())}))
}

func (h *Handlers) createSpace(w http.ResponseWriter, r *http.Request) error {
	f, err := serve.Sent(r, space.MayEdit)
	if err != nil {
		return err
	}
	draft, err := parseSpace(f)
	var id int64
	if err == nil {
		id, err = h.spaces.Create(r.Context(), serve.By(r), f.Sending(), draft)
	}
	if f.Refuse(fault.SeenAt(err, urls.Space(id))) {
		return serve.Invalid(w, r, FormPage(spaceForm{Form: f}))
	}
	return serve.Saved(w, r, f, err, "L’espace est créé.", urls.Space(id))
}

func (h *Handlers) editSpace(w http.ResponseWriter, r *http.Request) error {
	v, err := h.living(r, space.MayEdit)
	if err != nil {
		return err
	}
	return serve.Page(w, r, FormPage(spaceForm{Form: form.Of(space.Fields.Values(v.Draft)).Over(v.Version), Space: &v}))
}

func (h *Handlers) saveSpace(w http.ResponseWriter, r *http.Request) error {
	v, err := h.living(r, space.MayEdit)
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
		return serve.Invalid(w, r, FormPage(spaceForm{Form: f, Space: &v}))
	}
	return serve.Saved(w, r, f, err, "L’espace est enregistré.", urls.Space(v.ID))
}
