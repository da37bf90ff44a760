package noticeui_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"parvis/internal/account"
	"parvis/internal/journal"
	"parvis/internal/plan"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/workcal"
	"parvis/web/urls"
	"parvis/web/webtest"
)

// house is the site with a project that prepares an event, and one task.
type house struct {
	*webtest.House
	t                    *testing.T
	event, project, task int64
}

func open(t *testing.T) house {
	t.Helper()
	h := house{House: webtest.New(t), t: t}
	day := workcal.Of(2025, time.October, 4)
	var err error
	h.event, err = h.Programme.CreateEvent(t.Context(), h.Team.At(h.Now), "", programme.EventDraft{Name: "Fête", Year: 2025, First: day, Last: day})
	h.must(err)
	h.project, err = h.Programme.Create(t.Context(), h.Team.At(h.Now), "", programme.ProjectDraft{Kind: programme.EventProgramme, Title: "Le programme", PilotID: h.Team.ID, EventID: h.event})
	h.must(err)
	h.task = h.give("Louer", h.Intern)
	return h
}

func (h house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

func (h house) give(title string, to account.Person) int64 {
	h.t.Helper()
	id, err := h.Plans.CreateTask(h.t.Context(), h.Team.At(h.Now), h.project, plan.Draft{Title: title, Category: plan.Logistics, Duration: 1, ResponsibleID: &to.ID}, "")
	h.must(err)
	return id
}

// name writes a text in the thread of the task that names somebody.
func (h house) name(text string) {
	h.t.Helper()
	_, err := h.Threads.Write(h.t.Context(), h.Team.At(h.Now), journal.Task, h.task, "", text)
	h.must(err)
}

// header gives what the header's link says, in words: « Avis, 2 non lus ».
func header(t *testing.T, page webtest.Answer) string {
	t.Helper()
	_, rest, found := strings.Cut(page.Body, `class="tool" href="/avis"`)
	if !found {
		t.Fatal("no link to the notices in the header")
	}
	rest, _, _ = strings.Cut(rest, "</a>")
	_, rest, _ = strings.Cut(rest, ">")
	for strings.Contains(rest, "<") {
		before, after, _ := strings.Cut(rest, "<")
		_, after, _ = strings.Cut(after, ">")
		rest = before + after
	}
	return strings.ReplaceAll(strings.Join(strings.Fields(rest), " "), " ,", ",")
}

func TestWhatWaitsIsCountedUntilItIsLookedAt(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.name("@Inès, oui ?")
	other := h.give("Plier", h.Intern)
	intern := h.As(h.Intern)
	if got := header(t, intern.Get(urls.Home())); got != "Avis, 2 non lus" {
		t.Errorf("%q", got)
	}
	intern.Get(urls.Notices()).Want(t, http.StatusOK).Has(t, "Louer", "Plier", "Samir Benali a écrit votre nom dans le fil.", "Samir Benali vous a confié cette tâche.",
		`href="`+urls.InThread(urls.Task(h.task))+`"`, "Tout marquer comme lu", "Avis (2\u00a0non lus)")
	// The page of the notices does not read them; that of a subject does, and says so at once.
	if got := header(t, intern.Get(urls.Task(h.task))); got != "Avis, 1 non lu" {
		t.Errorf("%q", got)
	}
	intern.Get(urls.Notices()).Has(t, "Déjà lus")
	h.As(h.Head).Get(urls.Task(other)) // somebody else's look
	if got := header(t, intern.Get(urls.Home())); got != "Avis, 1 non lu" {
		t.Errorf("%q", got)
	}
	intern.Post(urls.NoticesRead(), nil).Want(t, http.StatusSeeOther)
	if got := header(t, intern.Get(urls.Notices()).Has(t, "Aucun avis non lu").Lacks(t, "Tout marquer comme lu")); got != "Avis" {
		t.Errorf("%q", got)
	}
	if got := header(t, h.As(h.Other).Get(urls.Notices())); got != "Avis" {
		t.Errorf("somebody else: %q", got)
	}
}

// What is in the trash is out of sight, with what is in it, and comes back with it.
func TestNoticesOfWhatIsThrownAwayAreOutOfSight(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.name("@Inès @Claire")
	intern, head := h.As(h.Intern), h.As(h.Head)
	h.must(h.Programme.Delete(t.Context(), h.Head.At(h.Now), h.project))
	for _, c := range []*webtest.Client{intern, head} {
		if got := header(t, c.Get(urls.Notices()).Lacks(t, "Louer")); got != "Avis" {
			t.Errorf("%q", got)
		}
	}
	h.must(h.Programme.Restore(t.Context(), h.Head.At(h.Now), h.project))
	if got := header(t, intern.Get(urls.Notices()).Has(t, "Louer")); got != "Avis, 1 non lu" {
		t.Errorf("%q", got)
	}
	h.must(h.Plans.DeleteTask(t.Context(), h.Head.At(h.Now), h.task))
	if got := header(t, intern.Get(urls.Notices()).Lacks(t, "Louer")); got != "Avis" {
		t.Errorf("%q", got)
	}
}

// Whoever works on a project that an event carries along is told that it moves, member or not.
func TestWhoWorksOnAProjectIsToldThatItsEventMoves(t *testing.T) {
	t.Parallel()
	h := open(t)
	e, err := h.Programme.Event(t.Context(), h.Head.At(h.Now), h.event)
	h.must(err)
	d := e.Draft()
	d.First, d.Last = d.First.AddDays(7), d.Last.AddDays(7)
	h.must(h.Programme.EditEvent(t.Context(), h.Head.At(h.Now), h.event, e.Version, d))
	for who, want := range map[*account.Person]bool{&h.Intern: true, &h.Team: true, &h.Other: false, &h.Head: false} {
		page := h.As(*who).Get(urls.Notices())
		if told := strings.Contains(page.Body, "Claire Vasseur a changé les dates."); told != want {
			t.Errorf("%s is told: %v", who.Name, told)
		}
	}
}

func TestEachKindIsSwitchedOff(t *testing.T) {
	t.Parallel()
	h := open(t)
	intern, head := h.As(h.Intern), h.As(h.Head)
	intern.Get(urls.Notices()).Has(t, "me nomme dans un fil").Lacks(t, "m’est demandée")
	head.Get(urls.Notices()).Has(t, "m’est demandée")
	intern.Post(urls.NoticesRead(), nil)
	intern.Post(urls.NoticesChosen(), url.Values{"taches": {"oui"}}).Want(t, http.StatusSeeOther)
	h.name("@Inès")
	if got := header(t, intern.Get(urls.Notices()).Has(t, "Vos choix sont enregistrés.")); got != "Avis" {
		t.Errorf("named all the same: %q", got)
	}
	h.give("Plier", h.Intern)
	if got := header(t, intern.Get(urls.Notices())); got != "Avis, 1 non lu" {
		t.Errorf("%q", got)
	}
	s, err := h.Notices.Sheet(t.Context(), h.Intern.At(h.Now))
	if h.must(err); len(s.Off) != 4 {
		t.Errorf("off: %v", s.Off)
	}
}

func TestAConfirmationIsAskedFromThePageOfAProject(t *testing.T) {
	t.Parallel()
	h := open(t)
	team, head := h.As(h.Team), h.As(h.Head)
	team.Get(urls.Project(h.project)).Lacks(t, "Demander la confirmation")
	h.must(h.Programme.SetStatus(t.Context(), h.Team.At(h.Now), h.project, 1, programme.Preparing))
	head.Get(urls.Project(h.project)).Lacks(t, "Demander la confirmation")
	team.Get(urls.Project(h.project)).Has(t, "Demander la confirmation")
	team.Post(urls.ProjectAsk(h.project), nil).Want(t, http.StatusSeeOther)
	head.Get(urls.Notices()).Has(t, "Samir Benali demande la confirmation.")
	head.Post(urls.ProjectAsk(h.project), nil).Want(t, http.StatusConflict)
	h.As(h.Intern).Post(urls.ProjectAsk(h.project), nil).Want(t, http.StatusForbidden)
}

// A page costs one query more for the header, however much waits, and none where nobody is logged in.
func TestTheHeaderCostsOneQuery(t *testing.T) {
	t.Parallel()
	h := open(t)
	for range 3 {
		for range 5 {
			h.give("Encore", h.Intern)
		}
		ctx, count := postgres.CountQueries(t.Context())
		if _, err := h.Notices.Unread(ctx, h.Intern.At(h.Now)); err != nil || count.Load() != 1 {
			t.Errorf("%d queries, %v", count.Load(), err)
		}
	}
	h.Visitor().Get(urls.SiteMap()).Want(t, http.StatusOK).Lacks(t, `class="bell`)
}
