package planui

import (
	"net/http"

	"parvis/internal/workcal"
	"parvis/web/serve"
)

func (h *Handlers) showGantt(w http.ResponseWriter, r *http.Request) error {
	v, err := h.view(r)
	if err != nil {
		return err
	}
	school := workcal.SchoolHolidays(v.SchoolZone)
	return serve.Page(w, r, GanttPage(v, charts(v, screenSizes, school), charts(v, paperFor(v), school), school))
}
