package historyui_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"parvis/internal/account"
	"parvis/internal/journal"
	"parvis/internal/plan"
	"parvis/internal/programme"
	"parvis/internal/workcal"
	"parvis/web/urls"
	"parvis/web/webtest"
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func newProject(t *testing.T, h *webtest.House, change ...func(*programme.ProjectDraft)) int64 {
	t.Helper()
	day := workcal.Of(2025, time.October, 4)
	d := programme.ProjectDraft{Kind: programme.Twinning, Title: "Jumelage", PilotID: h.Team.ID, First: day, Last: day, Objectives: "Se rencontrer"}
	for _, c := range change {
		c(&d)
	}
	id, err := h.Programme.Create(t.Context(), h.Team.At(h.Now), "", d)
	must(t, err)
	return id
}

// night is an event of the museum's own, with two projects that prepare it.
func night(t *testing.T, h *webtest.House) (event int64, projects [2]int64) {
	t.Helper()
	day := workcal.Of(2025, time.August, 1)
	event, err := h.Programme.CreateEvent(t.Context(), h.Team.At(h.Now), "", programme.EventDraft{Name: "Nuit des étoiles", Year: 2025, First: day, Last: day})
	must(t, err)
	for i := range projects {
		projects[i] = newProject(t, h, func(d *programme.ProjectDraft) { d.EventID, d.First, d.Last = event, 0, 0 })
	}
	return event, projects
}

func TestAProjectsHistoryIsPagedNewestFirst(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	project := newProject(t, h)
	for i := range journal.PageSize + 3 {
		by := h.Team.At(h.Now.Add(time.Duration(i) * time.Minute))
		must(t, second(h.Plans.CreateTask(t.Context(), by, project, plan.Draft{Title: fmt.Sprintf("Tâche %d.", i), Category: plan.Logistics, Duration: 1}, "")))
	}
	intern, address := h.As(h.Intern), urls.ProjectHistory(project)
	first := intern.Get(address).Want(t, http.StatusOK)
	first.Has(t, "Samir Benali a créé la tâche", "Tâche 52.", "Tâche 3.", `href="`+urls.PageOf(address, 2)+`"`, "Plus ancien", "lundi 7 avril 2025", "10\u00a0h\u00a022", "9\u00a0h\u00a033").
		Lacks(t, "Tâche 2.", "a créé le projet", "Plus récent")
	if n := strings.Count(first.Body, `class="journal-line"`); n != journal.PageSize {
		t.Errorf("%d entries on the first page", n)
	}
	if strings.Index(first.Body, "Tâche 52.") > strings.Index(first.Body, "Tâche 51.") {
		t.Error("the latest is not first")
	}
	intern.Get(urls.PageOf(address, 2)).Want(t, http.StatusOK).Has(t, "Tâche 2.", "Tâche 0.", "Samir Benali a créé le projet.", "Plus récent", `href="`+urls.PageOf(address, 1)+`"`).
		Lacks(t, "Tâche 3.", "Plus ancien")
	intern.Get(urls.PageOf(address, 99)).Want(t, http.StatusOK).Has(t, "Rien sur cette page", "Revenir au début")
	for _, odd := range []string{"0", "-3", "x", "99999999999999999999", "%00"} {
		intern.Get(address+"?page="+odd).Want(t, http.StatusOK).Lacks(t, "SQLSTATE")
	}
	// Its overview shows the beginning.
	intern.Get(urls.Project(project)).Want(t, http.StatusOK).Has(t, "Tâche 52.\u00a0»", "Tâche 48.\u00a0»", `href="`+address+`"`, "Tout l’historique").Lacks(t, "Tâche 47.\u00a0»")
}

func second[T any](_ T, err error) error { return err }

func TestWhatChangedIsDrawnBeforeAndAfter(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	project := newProject(t, h)
	sheet, err := h.Programme.Project(t.Context(), h.Head.At(h.Now), project)
	must(t, err)
	d := sheet.Draft()
	d.Title, d.Objectives, d.Audiences, d.SafetyMargin, d.PilotID = "Jumelage <b>", "", strings.Repeat("é", 300), 3, h.Other.ID
	must(t, h.Programme.Edit(t.Context(), h.Other.At(h.Now), project, sheet.Version, d))
	h.As(h.Intern).Get(urls.ProjectHistory(project)).Want(t, http.StatusOK).Has(t, "Lucie Morel a modifié le projet.",
		"<del>Jumelage</del>", "<ins>Jumelage &lt;b&gt;</ins>", "<del>Samir Benali</del>", "<ins>Lucie Morel</ins>",
		"<del>Se rencontrer</del>", "<ins>rien</ins>", "<del>aucune</del>", "<ins>3\u00a0jours ouvrés</ins>", "devient",
		"Publics\u00a0:", "<ins>"+strings.Repeat("é", 280)+"…</ins>").
		Lacks(t, "<del></del>", "<del>rien</del>", "Jour J\u00a0:", "Type\u00a0:")
}

func TestAnEventThatMovesIsToldInItsHistoryAndInItsProjects(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	event, projects := night(t, h)
	elsewhere := newProject(t, h)
	form := url.Values{"nom": {"Nuit des étoiles"}, "annee": {"2025"}, "debut": {"08/08/2025"}, "fin": {"10/08/2025"}, "version": {"1"}}
	h.As(h.Other).Post(urls.Event(event), form).Want(t, http.StatusSeeOther)
	dates := []string{"Premier jour\u00a0:", "<del>1er août 2025</del>", "<ins>8 août 2025</ins>", "Dernier jour\u00a0:", "<ins>10 août 2025</ins>"}

	intern := h.As(h.Intern)
	intern.Get(urls.Event(event)).Want(t, http.StatusOK).Has(t, `href="`+urls.EventHistory(event)+`"`)
	intern.Get(urls.EventHistory(event)).Want(t, http.StatusOK).Has(t, append(dates, "Lucie Morel a changé les dates de l’événement.", "Samir Benali a créé l’événement.")...)
	for _, project := range projects {
		intern.Get(urls.ProjectHistory(project)).Want(t, http.StatusOK).
			Has(t, append(dates, "Lucie Morel a changé les dates de l’événement «\u00a0Nuit des étoiles\u00a0».", "Samir Benali a créé le projet.")...)
	}
	intern.Get(urls.ProjectHistory(elsewhere)).Want(t, http.StatusOK).Lacks(t, "Nuit des étoiles", "a changé les dates")

	// What does not move it is its own.
	form = url.Values{"nom": {"Nuit des étoiles"}, "annee": {"2025"}, "debut": {"08/08/2025"}, "fin": {"10/08/2025"}, "theme": {"Le ciel"}, "version": {"2"}}
	h.As(h.Other).Post(urls.Event(event), form).Want(t, http.StatusSeeOther)
	intern.Get(urls.EventHistory(event)).Has(t, "Lucie Morel a modifié l’événement.", "<ins>Le ciel</ins>")
	intern.Get(urls.ProjectHistory(projects[0])).Lacks(t, "Le ciel")
}

func TestTheHistoryOfWhatIsInTheTrashIsTheHeadsOrNobodys(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	event, projects := night(t, h)
	head := h.Head.At(h.Now)
	for _, p := range projects {
		must(t, h.Programme.Delete(t.Context(), head, p))
	}
	must(t, h.Programme.DeleteEvent(t.Context(), head, event))
	for _, who := range []account.Person{h.Team, h.Intern} {
		h.As(who).Get(urls.EventHistory(event)).Want(t, http.StatusNotFound)
		h.As(who).Get(urls.ProjectHistory(projects[0])).Want(t, http.StatusNotFound)
	}
	h.As(h.Head).Get(urls.EventHistory(event)).Want(t, http.StatusOK).Has(t, "Claire Vasseur a mis à la corbeille l’événement.")
	h.As(h.Head).Get(urls.ProjectHistory(projects[0])).Want(t, http.StatusNotFound)
	must(t, h.Programme.RestoreEvent(t.Context(), head, event))
	must(t, h.Programme.Restore(t.Context(), head, projects[0]))
	h.As(h.Intern).Get(urls.ProjectHistory(projects[0])).Want(t, http.StatusOK).
		Has(t, "Claire Vasseur a mis à la corbeille le projet.", "Claire Vasseur a rétabli le projet.")
	h.As(h.Intern).Get(urls.EventHistory(event)).Want(t, http.StatusOK).Has(t, "Claire Vasseur a rétabli l’événement.")
}

func TestAddressesOfBeforeLeadOn(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	project := newProject(t, h)
	intern := h.As(h.Intern)
	for from, to := range map[string]string{
		urls.Project(project) + "/journal":        urls.ProjectHistory(project),
		urls.Project(project) + "/journal?page=2": urls.PageOf(urls.ProjectHistory(project), 2),
		"/projets/corbeille":                      urls.Trash(),
	} {
		if a := intern.Get(from).Want(t, http.StatusMovedPermanently); a.Location != to {
			t.Errorf("%s leads to %q, want %q", from, a.Location, to)
		}
		intern.Get(to).Want(t, http.StatusOK)
	}
}
