package planui

import (
	"net/http"

	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/workcal"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// printPlan is the retroplanning for paper: ?format=liste (A4 portrait, the default) or
// ?format=gantt (A3 landscape), whole or narrowed.
func (h *Handlers) printPlan(w http.ResponseWriter, r *http.Request) error {
	v, err := h.view(r)
	if err != nil {
		return err
	}
	f := form.Query(r)
	p := paperOf(v, f)
	switch f.Text(fieldFormat) {
	case "", "liste":
		return serve.Page(w, r, PlanPrint(p))
	case asGantt:
		return serve.Page(w, r, GanttPrint(p, charts(p.View, paperFor(v), workcal.SchoolHolidays(v.SchoolZone))))
	}
	return fault.Missing(nil)
}

// sheet is a plan on paper: its list or its chart. A chart has no heading that comes again on every
// sheet, so that its facts say when it was printed.
func (p planPaper) sheet() ui.PrintSheet {
	s := ui.PrintSheet{Paper: ui.A4, Title: p.Project.Title, Kind: string(p.Project.Kind), Facts: planFacts(p), Choice: paperChoice(p),
		About: append([]string{p.Project.Title, "jour J\u00a0: " + p.Project.DaysText()}, p.narrowed()...), Back: urls.Plan(p.Project.ID), Unsigned: p.Narrow.Partner}
	if p.Format == asGantt {
		s.Paper, s.About, s.Back = ui.A3Landscape, nil, urls.Gantt(p.Project.ID)
	}
	if p.Shared {
		s.Outside, s.Back, s.Choice, s.Window = true, "", nil, p.what()+" partagé · "+p.Project.Title
		return s
	}
	s.Window = p.what() + " à imprimer · " + p.Project.Title
	for _, words := range p.narrowed() {
		s.Window += " · " + words
	}
	return s
}

// whenLabel names the column of what is shown of time.
func (p planPaper) whenLabel() string {
	if p.Project.Dated() {
		return "Quand"
	}
	return "Durée"
}

// what names what is printed.
func (p planPaper) what() string {
	if p.Format == asGantt {
		return "Diagramme de Gantt"
	}
	return "Rétroplanning"
}

// sheet is the list on paper.
func (p listPage) sheet() ui.PrintSheet {
	title := "Liste " + french.Of(p.Person)
	return ui.PrintSheet{Paper: ui.A4, Window: p.window("Imprimer · " + title), Title: title, Facts: listFacts(p), About: []string{title}, Back: p.self()}
}
