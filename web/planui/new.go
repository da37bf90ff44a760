package planui

import (
	"net/http"

	"parvis/internal/french"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
)

// showNew offers what may be created, filled with the project or the event that the address names.
func (h *Handlers) showNew(w http.ResponseWriter, r *http.Request) error {
	asked := form.Query(r)
	from, window, about := ui.Here{Event: max(0, asked.ID("evenement"))}, "Nouveau", "Que voulez-vous ajouter\u00a0?"
	if project := asked.ID("projet"); project > 0 {
		v, err := h.plans.Plan(r.Context(), serve.By(r), project)
		if err != nil {
			return err
		}
		from.Project, from.Adds = v.Project.ID, v.CanEdit
		window += " · " + v.Project.Title
		if v.CanEdit {
			about = "Pour le projet " + french.Quote(v.Project.Short()) + ", ou pour autre chose."
		}
	}
	return serve.Page(w, r, ui.NewPage(from, window, about))
}
