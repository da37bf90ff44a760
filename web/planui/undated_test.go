package planui_test

import (
	"net/http"
	"net/url"
	"strconv"
	"testing"

	"parvis/internal/plan"
	"parvis/internal/programme"
	"parvis/web/urls"
	"parvis/web/webtest"
)

// TestPagesOfAPlanWithoutADateSayWhatTheyLack walks every page that dates are read on.
func TestPagesOfAPlanWithoutADateSayWhatTheyLack(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	project, err := h.Programme.Create(t.Context(), h.Team.At(h.Now), "", programme.ProjectDraft{Kind: programme.EventProgramme, Title: "Une idée",
		PilotID: h.Team.ID, Undated: true})
	if err != nil {
		t.Fatal(err)
	}
	team := h.As(h.Team)
	wantText(t, team.Get(urls.Plan(project)).Want(t, http.StatusOK), "Ce rétroplanning est vide", "Lui donner sa date")
	offset, err := plan.ParseOffset("J-21")
	if err != nil {
		t.Fatal(err)
	}
	task := addTask(t, h, project, "Envoyer les conventions", func(d *plan.Draft) { d.Offset, d.ResponsibleID = offset, &h.Team.ID })
	addTask(t, h, project, "Relancer", nil)
	asks := []string{"en retard de", "critique", "au plus tard le", "sans marge", "de marge", "dès que possible"} // of no page without a date

	page := team.Get(urls.Plan(project)).Want(t, http.StatusOK).Lacks(t, append(asks, "0 tâche")...)
	wantText(t, page, "Le projet n’a pas encore de date : ses tâches sont dans leur ordre", "Lui donner sa date", "Sans date", "J-21", "2 j", "2 tâches")
	h.As(h.Intern).Get(urls.Plan(project)).Want(t, http.StatusOK).Lacks(t, "Lui donner sa date")

	for _, path := range []string{urls.Gantt(project), urls.GanttPrint(project)} {
		page := team.Get(path).Want(t, http.StatusOK).Lacks(t, "<svg class=\"gantt", "Imprimer en A3")
		wantText(t, page, "il faut d’abord que le projet ait une date")
	}
	paper := team.Get(urls.PlanPrint(project)).Want(t, http.StatusOK).Lacks(t, asks[0], asks[2])
	wantText(t, paper, "pas encore de date", "Durée", "2 jours ouvrés", "J-21", "Envoyer les conventions")
	wantText(t, team.Get(urls.Task(task)).Want(t, http.StatusOK).Lacks(t, "Au plus tard", "Au plus tôt"), "le projet n’a pas encore de date", "21 jours avant l’événement")

	wantText(t, team.Get(urls.MyList()+"?horizon=tout").Want(t, http.StatusOK).Lacks(t, asks...), "Sans date", "Envoyer les conventions", "J-21")
	wantText(t, team.Get(urls.MyListPrint()+"?horizon=tout").Want(t, http.StatusOK).Lacks(t, asks...), "Sans date", "Envoyer les conventions", "J-21")

	templates, err := h.Plans.Templates(t.Context(), h.Team.On(webtest.Today), programme.EventProgramme)
	if err != nil || len(templates) == 0 {
		t.Fatal(err)
	}
	preview := team.Get(urls.ChooseTemplate(project, templates[0].ID)).Want(t, http.StatusOK).Lacks(t, "déjà en retard", "abandonn")
	wantText(t, preview, "pas encore de date", "Sans date", "J-180", "Les dates se calculeront dès que le projet aura la sienne.")
	team.Post(urls.ApplyTemplate(project), url.Values{"modele": {strconv.FormatInt(templates[0].ID, 10)}}).Want(t, http.StatusSeeOther)
	// A day without its year is near today: there is no other to be near to.
	team.Post(urls.NewTask(project), fields(plan.FieldDue, "6 juin")).Want(t, http.StatusSeeOther)
	wantText(t, team.Get(urls.Plan(project)).Want(t, http.StatusOK), "2025 est retenue")
}
