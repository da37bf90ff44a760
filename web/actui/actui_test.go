package actui_test

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"parvis/internal/plan"
	"parvis/internal/programme"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
	"parvis/web/urls"
	"parvis/web/webtest"
)

// night is an event in twelve weeks that a project prepares, with a task due twenty days before and one that takes long.
func night(t *testing.T, h *webtest.House) (event, project int64, tasks []int64) {
	t.Helper()
	day := workcal.Of(2025, time.June, 13)
	head := h.Head.At(h.Now)
	event, err := h.Programme.CreateEvent(t.Context(), head, "", programme.EventDraft{Name: "Nuit des étoiles", Year: 2025, First: day, Last: day})
	must(t, err)
	project, err = h.Programme.Create(t.Context(), head, "", programme.ProjectDraft{Kind: programme.EventProgramme, Title: "Nuit", PilotID: h.Team.ID, EventID: event})
	must(t, err)
	for i, d := range []plan.Draft{
		{Title: "Affiche", Duration: 5, Offset: retroplan.Offset{Side: retroplan.BeforeEvent, Count: 20}},
		{Title: "Convention", Duration: 25, Offset: retroplan.Offset{Side: retroplan.BeforeEvent, Count: 25}},
	} {
		d.Category = plan.Communication
		id, err := h.Plans.CreateTask(t.Context(), head, project, d, fmt.Sprint("key-of-the-task-number-", i))
		must(t, err)
		tasks = append(tasks, id)
	}
	return event, project, tasks
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

var undoAct = regexp.MustCompile(`action="(/gestes/[-0-9a-f]{36}/annulation)`)

// TestAnActSaysWhatItDidAndIsTakenBackThere shifts a task past what the plan allows: the page says what follows and takes it back.
func TestAnActSaysWhatItDidAndIsTakenBackThere(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	event, project, _ := night(t, h)
	head := h.As(h.Head)
	form := url.Values{"nom": {"Nuit des étoiles"}, "annee": {"2025"}, "debut": {"25/04/2025"}, "fin": {"25/04/2025"}, "version": {"1"}, "vu": {"oui"}}
	head.Post(urls.Event(event), form).Want(t, http.StatusSeeOther)
	page := head.Get(urls.Event(event)).Want(t, http.StatusOK).Has(t, "L’événement est enregistré.", "2\u00a0tâches deviennent en retard", ">Convention</a>", ">Annuler</button>")
	back := undoAct.FindStringSubmatch(page.Body)
	if back == nil {
		t.Fatal("nothing takes it back")
	}
	head.Get(urls.Event(event)).Lacks(t, "deviennent en retard") // said once
	a := head.Post(back[1], url.Values{"retour": {urls.Event(event)}}).Want(t, http.StatusSeeOther)
	if a.Location != urls.Event(event) {
		t.Errorf("leads to %s", a.Location)
	}
	head.Get(urls.Event(event)).Want(t, http.StatusOK).Has(t, "13 juin 2025", "Annulé\u00a0: Claire Vasseur a changé les dates de l’événement", "2\u00a0tâches ne sont plus en retard", ">Refaire</button>")
	head.Post(back[1], nil).Want(t, http.StatusConflict).Has(t, "Ce geste est déjà annulé.")

	// From the history, by whoever may.
	history := head.Get(urls.ProjectHistory(project)).Want(t, http.StatusOK).Has(t, "a annulé un geste au sujet de l’événement", "Annuler ce geste")
	if n := strings.Count(history.Body, "Annuler ce geste"); n < 3 { // what took it back, the tasks, the project
		t.Errorf("%d acts can be taken back", n)
	}
	h.As(h.Team).Get(urls.ProjectHistory(project)).Want(t, http.StatusOK).Lacks(t, "Annuler ce geste") // the head did it all
	h.As(h.Intern).Post(back[1], nil).Want(t, http.StatusConflict)
}

// TestNothingIsSaidWhereNothingChanged edits what no date depends on.
func TestNothingIsSaidWhereNothingChanged(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	event, _, tasks := night(t, h)
	head := h.As(h.Head)
	form := url.Values{"nom": {"Nuit des étoiles"}, "annee": {"2025"}, "debut": {"13/06/2025"}, "fin": {"13/06/2025"}, "theme": {"Le ciel"}, "version": {"1"}}
	head.Post(urls.Event(event), form).Want(t, http.StatusSeeOther)
	head.Get(urls.Event(event)).Has(t, "L’événement est enregistré.", ">Annuler</button>").Lacks(t, `class="effects"`)
	head.Post(urls.Ticks(), url.Values{"faite": {fmt.Sprint(tasks[0])}, "retour": {urls.MyList()}}).Want(t, http.StatusSeeOther)
	head.Get(urls.MyList()).Has(t, "Tâche faite", ">Annuler</button>")
	head.Post(urls.Ticks(), url.Values{"faite": {fmt.Sprint(tasks[0])}, "retour": {urls.MyList()}}).Want(t, http.StatusSeeOther)
	head.Get(urls.MyList()).Has(t, "Tâche faite").Lacks(t, ">Annuler</button>", `class="effects"`) // it was done already
}

// TestTheClosureAndTheEventShowWhatFollowsBefore sees the page that asks, and that nothing is written by it.
func TestTheClosureAndTheEventShowWhatFollowsBefore(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	event, _, _ := night(t, h)
	head := h.As(h.Head)
	form := url.Values{"nom": {"Nuit des étoiles"}, "annee": {"2025"}, "debut": {"25/04/2025"}, "fin": {"25/04/2025"}, "version": {"1"}}
	head.Post(urls.Event(event), form).Want(t, http.StatusOK).Has(t, "2\u00a0tâches deviennent en retard", ">Convention</a>", `name="vu"`, `value="25/04/2025"`, "Rien n’est encore enregistré")
	head.Get(urls.Event(event)).Has(t, "13 juin 2025")
	form.Set("revoir", "oui")
	head.Post(urls.Event(event), form).Want(t, http.StatusOK).Has(t, `value="25/04/2025"`, `name="theme"`)
	form.Del("revoir")
	form.Set("vu", "oui")
	head.Post(urls.Event(event), form).Want(t, http.StatusSeeOther)

	closure := url.Values{"fermeture_libelle": {"Travaux"}, "fermeture_debut": {"14/04/2025"}, "fermeture_dernier": {"20/06/2025"}}
	head.Post(urls.Closures(), closure).Want(t, http.StatusOK).Has(t, "Rien n’est encore enregistré", "changent de date")
	if s, err := h.Calendar.Settings(t.Context(), h.Head.At(h.Now)); err != nil || len(s.Closures) != 0 {
		t.Fatalf("%v, %v", s.Closures, err)
	}
	closure.Set("vu", "oui")
	head.Post(urls.Closures(), closure).Want(t, http.StatusSeeOther)
	head.Get(urls.Calendar()).Has(t, "Travaux", ">Annuler</button>")
}
