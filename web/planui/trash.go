package planui

import (
	"net/http"
	"time"

	"parvis/internal/workcal"
	"parvis/web/serve"
)

// showTrash lists what was deleted from a plan and can still be restored.
func (h *Handlers) showTrash(w http.ResponseWriter, r *http.Request) error {
	v, err := h.view(r)
	if err != nil {
		return err
	}
	deleted, err := h.plans.Trash(r.Context(), serve.By(r), v.Project.ID)
	if err != nil {
		return err
	}
	zone := serve.By(r).At.Location()
	for i := range deleted {
		deleted[i].At, deleted[i].Until = deleted[i].At.In(zone), deleted[i].Until.In(zone)
	}
	return serve.Page(w, r, TrashPage(v, deleted))
}

// civilDay writes the day of a moment, in the moment's own zone: « lundi 7 avril 2025 ».
func civilDay(t time.Time) string { return workcal.FromTime(t).French() }
