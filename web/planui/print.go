package planui

import (
	"net/http"

	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/plan"
	"parvis/internal/workcal"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
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
		return serve.Page(w, r, PlanPrint(v))
	case "gantt":
		return serve.Page(w, r, GanttPrint(v, charts(v, paperSizes, workcal.SchoolHolidays(v.SchoolZone))))
	}
	return fault.Missing(nil)
}

// planSheet is a plan on paper: what is its list or its chart. A chart has no heading that comes
// again on every sheet, so that its facts say when it was printed.
func planSheet(v plan.View, what string, paper ui.Paper, back string) ui.PrintSheet {
	about := []string{v.Project.Title, "jour J\u00a0: " + v.Project.DaysText()}
	if paper == ui.A3Landscape {
		about = nil
	}
	return ui.PrintSheet{Paper: paper, Window: what + " à imprimer · " + v.Project.Title, Title: v.Project.Title, Kind: string(v.Project.Kind),
		Facts: planFacts(v, what, paper == ui.A3Landscape), About: about, Back: back}
}

// sheet is the list on paper.
func (p listPage) sheet() ui.PrintSheet {
	return ui.PrintSheet{Paper: ui.A4, Window: p.window("Ma liste à imprimer · " + p.Name), Title: "Liste " + french.Of(p.Name), Facts: listFacts(p), About: []string{"Liste " + french.Of(p.Name)}, Back: p.Self}
}
