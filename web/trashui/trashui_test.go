package trashui_test

import (
	"fmt"
	"net/http"
	"net/url"
	"testing"
	"time"

	"parvis/internal/account"
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

func newProject(t *testing.T, h *webtest.House, title string) int64 {
	t.Helper()
	day := workcal.Of(2025, time.October, 4)
	id, err := h.Programme.Create(t.Context(), h.Team.At(h.Now), "", programme.ProjectDraft{Kind: programme.Twinning, Title: title, PilotID: h.Team.ID, First: day, Last: day})
	must(t, err)
	return id
}

// thrown is what a house has in each of its bins.
type thrown struct {
	kept, other            int64 // projects that stand, each with a task that is gone
	project, event         int64
	task, otherTask        int64
	goneTask, archivedTask int64 // of the project that is gone, and of an archived one
}

func throwAway(t *testing.T, h *webtest.House) thrown {
	t.Helper()
	ctx, head := t.Context(), h.Head.At(h.Now)
	task := func(project int64, title string) int64 {
		id, err := h.Plans.CreateTask(ctx, head, project, plan.Draft{Title: title, Category: plan.Logistics, Duration: 1}, "")
		must(t, err)
		must(t, h.Plans.DeleteTask(ctx, head, id))
		return id
	}
	x := thrown{kept: newProject(t, h, "Jumelage"), other: newProject(t, h, "Résidence"), project: newProject(t, h, "Atelier perdu")}
	archived := newProject(t, h, "Rangé")
	x.task, x.otherTask = task(x.kept, "Louer un barnum"), task(x.other, "Inviter <l’artiste>")
	x.goneTask, x.archivedTask = task(x.project, "Tâche engloutie"), task(archived, "Tâche rangée")
	must(t, h.Programme.Delete(ctx, head, x.project))
	must(t, h.Programme.Archive(ctx, head, archived, 1))
	day := workcal.Of(2025, time.August, 1)
	var err error
	x.event, err = h.Programme.CreateEvent(ctx, head, "", programme.EventDraft{Name: "Fête annulée", Year: 2025, First: day, Last: day})
	must(t, err)
	must(t, h.Programme.DeleteEvent(ctx, head, x.event))
	return x
}

// button is the form that puts a thing back.
func button(bin string, id int64) string { return `action="` + urls.Restore(bin, id) + `"` }

func TestEachRoleSeesWhatConcernsHerAndTheButtonsSheMayPress(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	x := throwAway(t, h)
	project, event, task, otherTask := button("projets", x.project), button("evenements", x.event), button("taches", x.task), button("taches", x.otherTask)
	all := []string{`<h2 id="taches">Tâches</h2>`, `<h2 id="projets">Projets</h2>`, `<h2 id="evenements">Événements</h2>`}

	head := h.As(h.Head).Get(urls.Trash()).Want(t, http.StatusOK)
	head.Has(t, append(all, "Atelier perdu", project, "Fête annulée", event, "Louer un barnum", task, otherTask, "Inviter &lt;l’artiste&gt;", "Jumelage",
		"à la corbeille depuis le 7 avril 2025", "à rétablir jusqu’au 7 mai 2025")...)
	// What is in a project that is gone goes back with it; what is in an archived one waits for it.
	head.Has(t, "Tâche rangée").Lacks(t, "Tâche engloutie", button("taches", x.goneTask), button("taches", x.archivedTask))

	h.As(h.Team).Get(urls.Trash()).Want(t, http.StatusOK).Has(t, all[0], task, otherTask).Lacks(t, all[1], all[2], "Atelier perdu", "Fête annulée")

	intern := h.As(h.Intern)
	intern.Get(urls.Trash()).Want(t, http.StatusOK).Has(t, all[0], "Louer un barnum", "Inviter").Lacks(t, all[1], all[2], "Rétablir", "/retablir")
	must(t, h.Programme.AddMember(t.Context(), h.Head.At(h.Now), x.kept, h.Intern.ID))
	intern.Get(urls.Trash()).Want(t, http.StatusOK).Has(t, task, "Inviter").Lacks(t, otherTask)
}

func TestTheTrashOfOneProjectShowsItsOwnThings(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	x := throwAway(t, h)
	head := h.As(h.Head)
	head.Get(urls.TrashOf(x.kept)).Want(t, http.StatusOK).Has(t, "Louer un barnum", urls.Plan(x.kept), "Voir toute la corbeille").
		Lacks(t, "Inviter", "Atelier perdu", "Fête annulée")
	head.Get(urls.TrashOf(424242)).Want(t, http.StatusOK).Has(t, "La corbeille est vide").Lacks(t, "Louer un barnum")
	for _, odd := range []string{"x", "-1", "0", "99999999999999999999", "%00"} { // what is no project narrows nothing
		head.Get(urls.Trash()+"?projet="+odd).Want(t, http.StatusOK).Has(t, "Louer un barnum", "Inviter", "Atelier perdu").Lacks(t, "Voir toute la corbeille", "{event}")
	}
}

func TestWhatIsPutBackIsShownWhereItStandsAgain(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	x := throwAway(t, h)
	for _, c := range []struct {
		bin        string
		id         int64
		home, said string
		title      string
		gone       account.Person // who did not find it any more, and does again
	}{
		{"taches", x.task, urls.Task(x.task), "La tâche est rétablie.", "Louer un barnum", h.Intern},
		{"projets", x.project, urls.Project(x.project), "Le projet est rétabli.", "Atelier perdu", h.Team},
		{"evenements", x.event, urls.Event(x.event), "L’événement est rétabli.", "Fête annulée", h.Intern},
	} {
		head, reader := h.As(h.Head), h.As(c.gone)
		reader.Get(c.home).Want(t, http.StatusNotFound)
		if a := head.Post(urls.Restore(c.bin, c.id), nil).Want(t, http.StatusSeeOther); a.Location != c.home {
			t.Errorf("%s: sent to %s", c.bin, a.Location)
		}
		head.Get(c.home).Want(t, http.StatusOK).Has(t, c.said, c.title)
		reader.Get(c.home).Want(t, http.StatusOK).Has(t, c.title)
		head.Get(urls.Trash()).Lacks(t, button(c.bin, c.id))
		head.Post(urls.Restore(c.bin, c.id), url.Values{"retour": {urls.Projects()}}).Want(t, http.StatusNotFound)
	}
}

// Whoever is offered to put back what she has just thrown away stays where she was.
func TestWhatIsPutBackAtOnceLeadsWhereOneWas(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	x := throwAway(t, h)
	head := h.As(h.Head)
	for back, want := range map[string]string{urls.Plan(x.kept) + "?etat=a-faire": urls.Plan(x.kept) + "?etat=a-faire", "https://ailleurs.example/": urls.Task(x.task), "//ailleurs.example": urls.Task(x.task)} {
		if a := head.Post(urls.Restore("taches", x.task), url.Values{"retour": {back}}).Want(t, http.StatusSeeOther); a.Location != want {
			t.Errorf("from %s it leads to %s", back, a.Location)
		}
		must(t, h.Plans.DeleteTask(t.Context(), h.Head.At(h.Now), x.task))
	}
}

func TestOnlyWhoMayPutsBackAndUnknownThingsAreNotFound(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	x := throwAway(t, h)
	for _, who := range []account.Person{h.Team, h.Intern} { // they do not even see these
		h.As(who).Post(urls.Restore("projets", x.project), nil).Want(t, http.StatusNotFound)
		h.As(who).Post(urls.Restore("evenements", x.event), nil).Want(t, http.StatusNotFound)
	}
	h.As(h.Intern).Post(urls.Restore("taches", x.task), nil).Want(t, http.StatusForbidden).Has(t, "peut faire cela")
	head := h.As(h.Head)
	head.Post(urls.Restore("taches", x.archivedTask), nil).Want(t, http.StatusForbidden).Has(t, "archivé")
	for _, path := range []string{urls.Restore("projets", 424242), urls.Restore("evenements", 424242), urls.Restore("taches", 424242), urls.Restore("projets", x.kept),
		urls.Restore("taches", x.goneTask), urls.Restore("espaces", 1), urls.Restore("", x.project), "/corbeille/projets/x/retablir", "/corbeille/projets/0/retablir", "/corbeille/projets"} {
		head.Post(path, nil).Want(t, http.StatusNotFound)
	}
	head.Get(urls.Trash()).Has(t, button("projets", x.project), button("evenements", x.event), button("taches", x.task))
}

// A day too late, a thing is neither shown nor put back; a day sooner, it was.
func TestNothingIsPutBackOnceItsDayHasPassed(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	ctx, head := t.Context(), h.As(h.Head)
	for days, last := range map[int]bool{30: true, 31: false} {
		then := h.Head.At(h.Now.AddDate(0, 0, -days))
		name := fmt.Sprintf("Il y a %d jours", days)
		project := newProject(t, h, name+", un projet")
		must(t, h.Programme.Delete(ctx, then, project))
		day := workcal.Of(2025, time.August, 1)
		event, err := h.Programme.CreateEvent(ctx, then, "", programme.EventDraft{Name: name + ", un événement", Year: 2025, First: day, Last: day})
		must(t, err)
		must(t, h.Programme.DeleteEvent(ctx, then, event))
		task, err := h.Plans.CreateTask(ctx, then, newProject(t, h, "Vivant"), plan.Draft{Title: name + ", une tâche", Category: plan.Logistics, Duration: 1}, "")
		must(t, err)
		must(t, h.Plans.DeleteTask(ctx, then, task))
		page, status := head.Get(urls.Trash()).Want(t, http.StatusOK), http.StatusNotFound
		if last {
			page.Has(t, name+", un projet", name+", un événement", name+", une tâche", "à rétablir jusqu’au 7 avril 2025")
			status = http.StatusSeeOther
		} else {
			page.Lacks(t, name)
		}
		for bin, id := range map[string]int64{"projets": project, "evenements": event, "taches": task} {
			head.Post(urls.Restore(bin, id), nil).Want(t, status)
		}
	}
}

func TestProjectOfAnEventInTheTrashSaysWhatToPutBackFirst(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	ctx, by, head := t.Context(), h.Head.At(h.Now), h.As(h.Head)
	day := workcal.Of(2025, time.August, 1)
	event, err := h.Programme.CreateEvent(ctx, by, "", programme.EventDraft{Name: "Nuit des étoiles", Year: 2025, First: day, Last: day})
	must(t, err)
	project, err := h.Programme.Create(ctx, by, "", programme.ProjectDraft{Kind: programme.EventProgramme, Title: "Sous les étoiles", PilotID: h.Team.ID, EventID: event})
	must(t, err)
	must(t, h.Programme.Delete(ctx, by, project))
	must(t, h.Programme.DeleteEvent(ctx, by, event))
	head.Post(urls.Restore("projets", project), nil).Want(t, http.StatusConflict).Has(t, "Nuit des étoiles", "veuillez le rétablir d’abord")
	head.Post(urls.Restore("evenements", event), nil).Want(t, http.StatusSeeOther)
	head.Post(urls.Restore("projets", project), nil).Want(t, http.StatusSeeOther)
}
