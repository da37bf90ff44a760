package territoryui

import (
	"cmp"
	"net/http"

	"parvis/internal/access"
	"parvis/internal/fault"
	"parvis/internal/territory"
	"parvis/internal/trash"
	"parvis/web/historyui"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// territoryView is the page of a town or of a district.
type territoryView struct {
	territory.Sheet
	Districts []territory.Territory // of a town
	Map       ui.TerritoryMarks     // the districts of its towns
	Reach     reach
	Around    *around // what other rooms say of it; nil of what is in the trash
}

// territory finds the territory of the request and what its reader may do with it.
func (h *Handlers) territory(r *http.Request) (territory.Sheet, error) {
	id, err := serve.ID(r, "territory")
	if err != nil {
		return territory.Sheet{}, err
	}
	return h.territories.Territory(r.Context(), serve.By(r), id)
}

// living finds the territory of the request, unless it is in the trash or its reader may not do this with it.
func (h *Handlers) living(r *http.Request, action *access.Action) (territory.Sheet, error) {
	v, err := h.territory(r)
	if err == nil && v.DeletedAt != nil {
		err = fault.Missing(nil)
	}
	return v, cmp.Or(err, serve.By(r).Check(action, access.Tie{}))
}

func (h *Handlers) showTerritory(w http.ResponseWriter, r *http.Request) error {
	t, err := h.territory(r)
	if err != nil {
		return err
	}
	v := territoryView{Sheet: t}
	towns := t.TownIDs
	if t.Kind == territory.Town {
		towns = []int64{t.ID}
	}
	around, err := h.territories.List(r.Context(), serve.By(r), territory.Filter{Kind: territory.District})
	if err != nil {
		return err
	}
	around = inTowns(around, towns)
	if t.Kind == territory.Town {
		v.Districts = around
	}
	if v.Reach, err = h.reach(r, append(ids(around), t.ID)...); err != nil {
		return err
	}
	if t.DeletedAt == nil {
		if v.Around, err = h.around(r, t, v.Districts); err != nil {
			return err
		}
	}
	v.Map = marks(around, t.ID, v.Reach)
	v.Map.Title = "Carte des quartiers de " + t.Name
	if t.Kind == territory.District {
		v.Map.Title = "Carte des quartiers de " + t.Towns
	}
	return serve.Page(w, r, TerritoryPage(v))
}

func crumbs(more ...ui.Crumb) []ui.Crumb {
	return append([]ui.Crumb{{Label: "Territoires", URL: urls.Territories()}}, more...)
}

func (h *Handlers) showHistory(w http.ResponseWriter, r *http.Request) error {
	v, err := h.territory(r)
	if err != nil {
		return err
	}
	page, err := h.territories.History(r.Context(), serve.By(r), v.ID, historyui.Asked(r))
	if err != nil {
		return err
	}
	return historyui.Show(w, r, ui.Territories, v.Subject(), page, crumbs(ui.Crumb{Label: v.Name, URL: urls.Territory(v.ID)})...)
}

func (h *Handlers) askDelete(w http.ResponseWriter, r *http.Request) error {
	v, err := h.living(r, territory.MayDelete)
	if err != nil {
		return err
	}
	return serve.Page(w, r, DeletePage(v))
}

func (h *Handlers) deleteTerritory(w http.ResponseWriter, r *http.Request) error {
	id, err := serve.ID(r, "territory")
	if err != nil {
		return err
	}
	if err := h.territories.Delete(r.Context(), serve.By(r), id); err != nil {
		return err
	}
	return serve.Thrown(w, r, "Le territoire est à la corbeille. Vous pouvez le rétablir pendant "+trash.Lasts+".", "territoires", id, urls.Territories())
}
