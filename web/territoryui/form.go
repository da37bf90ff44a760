package territoryui

import (
	"net/http"

	"parvis/internal/access"
	"parvis/internal/fault"
	"parvis/internal/territory"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/urls"
)

// territoryForm is the page of a territory's form.
type territoryForm struct {
	*form.Form
	Territory *territory.Sheet // that is edited; nil for a new one
}

// parseTerritory reads the form of a territory of a kind; the error is what is to mend.
func parseTerritory(f *form.Form, kind territory.Kind) (territory.Draft, error) {
	d := territory.Draft{Kind: kind, Name: f.Text("nom"), KnownAs: f.Text("autre"), Towns: f.Text("villes"), Code: f.Text("code"),
		Predecessor: f.Text("precedent"), Longitude: f.Decimal("longitude"), Latitude: f.Decimal("latitude"), Notes: f.Text("notes")}.Tidy()
	return d, f.Merge(d.Check())
}

// newTerritory shows the form of a district, of a town that the address names, or of a town.
func (h *Handlers) newTerritory(w http.ResponseWriter, r *http.Request) error {
	if err := serve.By(r).Check(territory.MayEdit, access.Tie{}); err != nil {
		return err
	}
	asked, draft := form.Query(r), territory.Blank
	if kind := form.Choice(asked, "nature", territory.Kinds); kind != "" {
		draft.Kind = kind
	}
	if id := asked.ID("ville"); id > 0 {
		town, err := h.territories.Territory(r.Context(), serve.By(r), id)
		if err != nil {
			return err
		}
		if town.Kind == territory.Town && town.DeletedAt == nil {
			draft.Kind, draft.Towns = territory.District, town.Name
		}
	}
	return serve.Page(w, r, FormPage(territoryForm{Form: form.Of(territory.Fields.Values(draft)).Keyed(serve.NewKey())}))
}

func (h *Handlers) createTerritory(w http.ResponseWriter, r *http.Request) error {
	f, err := serve.Sent(r, territory.MayEdit)
	if err != nil {
		return err
	}
	draft, err := parseTerritory(f, form.Choice(f, "nature", territory.Kinds))
	var id int64
	if err == nil {
		id, err = h.territories.Create(r.Context(), serve.By(r), f.Sending(), draft)
	}
	if f.Refuse(fault.SeenAt(err, urls.Territory(id))) {
		return serve.Invalid(w, r, FormPage(territoryForm{Form: f}))
	}
	return serve.Saved(w, r, f, err, "Le territoire est créé.", urls.Territory(id))
}

func (h *Handlers) editTerritory(w http.ResponseWriter, r *http.Request) error {
	v, err := h.living(r, territory.MayEdit)
	if err != nil {
		return err
	}
	return serve.Page(w, r, FormPage(territoryForm{Form: form.Of(territory.Fields.Values(v.Draft)).Over(v.Version), Territory: &v}))
}

func (h *Handlers) saveTerritory(w http.ResponseWriter, r *http.Request) error {
	v, err := h.living(r, territory.MayEdit)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	draft, err := parseTerritory(f, v.Kind) // which stays
	if err == nil {
		err = h.territories.Edit(r.Context(), serve.By(r), v.ID, f.Version(), draft)
	}
	if f.Refuse(err) {
		return serve.Invalid(w, r, FormPage(territoryForm{Form: f, Territory: &v}))
	}
	return serve.Saved(w, r, f, err, "Le territoire est enregistré.", urls.Territory(v.ID))
}

// window names the form of a new territory by what it is, and where.
func (f territoryForm) window() string {
	kind := territory.Kind(f.Text("nature"))
	switch {
	case kind == territory.Town:
		return "Nouvelle ville"
	case kind == territory.District && f.Text("villes") != "":
		return "Nouveau quartier · " + f.Text("villes")
	case kind == territory.District:
		return "Nouveau quartier"
	}
	return "Nouveau territoire"
}
