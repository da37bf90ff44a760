package planui

import (
	"net/http"

	"parvis/internal/fault"
	"parvis/internal/workcal"
	"parvis/web/form"
	"parvis/web/serve"
)

// printPlan is the retroplanning for paper: ?format=liste (A4 portrait, the default) or
// ?format=gantt (A3 landscape).
func (h *Handlers) printPlan(w http.ResponseWriter, r *http.Request) error {
	v, err := h.view(r)
	if err != nil {
		return err
	}
	switch form.Query(r).Text("format") {
	case "", "liste":
		return serve.Page(w, r, PlanPrint(v, printedOn(r)))
	case "gantt":
		return serve.Page(w, r, GanttPrint(v, charts(v, paperSizes, workcal.SchoolHolidays(v.SchoolZone)), printedOn(r)))
	}
	return fault.Missing(nil)
}

// printedOn says when a sheet was printed, for whoever finds it on a wall.
func printedOn(r *http.Request) string {
	return "Imprimé le " + serve.Today(r).FrenchDay()
}
