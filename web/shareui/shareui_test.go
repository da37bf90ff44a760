package shareui_test

import (
	"bytes"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-ical"

	"parvis/internal/account"
	"parvis/internal/activity"
	"parvis/internal/link"
	"parvis/internal/partner"
	"parvis/internal/plan"
	"parvis/internal/programme"
	"parvis/internal/retroplan"
	"parvis/internal/slot"
	"parvis/internal/space"
	"parvis/internal/workcal"
	"parvis/web"
	"parvis/web/urls"
	"parvis/web/webtest"
)

// shared is a project with a task that partners see, one that is the service's own, and names wherever there can be some.
func shared(t *testing.T, h *webtest.House) (project, affiche int64) {
	t.Helper()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	ctx, team := t.Context(), h.Team.At(h.Now)
	project, err := h.Programme.Create(ctx, team, "", programme.ProjectDraft{Kind: programme.EventProgramme, Title: "Archéologie en fête", PilotID: h.Team.ID,
		First: workcal.Of(2025, time.June, 13), Last: workcal.Of(2025, time.June, 15)})
	must(err)
	task := func(title string, change func(*plan.Draft)) int64 {
		d := plan.Draft{Title: title, Category: plan.Communication, Duration: 2, ResponsibleID: &h.Team.ID, Notes: "Voir avec Samir Benali", Source: "Samir Benali",
			Offset: retroplan.Offset{Side: retroplan.BeforeEvent, Count: 21}}
		if change != nil {
			change(&d)
		}
		id, err := h.Plans.CreateTask(ctx, team, project, d, "")
		must(err)
		return id
	}
	affiche = task("Affiche", nil)
	task("Budget secret", func(d *plan.Draft) { d.Internal = true })
	must(h.Plans.Block(ctx, team, task("Convention", nil), "Samir Benali est en congé"))
	return project, affiche
}

// made reads the address that a page shows once.
func made(t *testing.T, a webtest.Answer) string {
	t.Helper()
	found := regexp.MustCompile(`value="https://parvis\.test(/[^"]+)"`).FindStringSubmatch(a.Want(t, http.StatusOK).Body)
	if found == nil {
		t.Fatalf("no address on the page: %s", a.Body)
	}
	return found[1]
}

func (h house) share(t *testing.T, purpose link.Purpose) string {
	t.Helper()
	return made(t, h.As(h.Team).Post(urls.ProjectLinks(h.project), url.Values{link.FieldPurpose: {string(purpose)}, link.FieldLabel: {"Ville de Nanterre"}}))
}

type house struct {
	*webtest.House
	project, affiche int64
}

func open(t *testing.T) house {
	t.Helper()
	h := house{House: webtest.New(t)}
	h.project, h.affiche = shared(t, h.House)
	return h
}

// TestAPartnerReadsThePlanAndNothingElse: no name, no internal task, no way into the service, and the day of the last change.
func TestAPartnerReadsThePlanAndNothingElse(t *testing.T) {
	t.Parallel()
	h := open(t)
	address := h.share(t, link.Plan)
	visitor := h.Visitor()
	page := visitor.Get(address).Want(t, http.StatusOK)
	page.Has(t, "Affiche", "Convention", "Dernière modification le 7", "Archéologie en fête")
	page.Lacks(t, "Samir", "Benali", "Budget secret", "congé", "href=\"/projets", "Revenir", "Claire", "Imprimé le 7 avril 2025 par")
	if cache := page.Header.Get("Cache-Control"); cache != "no-store" {
		t.Errorf("it is kept: %s", cache)
	}
	for _, wrong := range []string{urls.SharedPlan(strings.Repeat("A", 26)), strings.Replace(address, "/partage/", "/agenda/", 1) + ".ics", urls.SharedPlan("x")} {
		visitor.Get(wrong).Want(t, http.StatusNotFound)
	}
	list, err := h.Links.OfProject(t.Context(), h.Team.At(h.Now), h.project)
	if err != nil || len(list) != 1 || list[0].UsedAt == nil {
		t.Fatalf("%+v %v", list, err)
	}
	h.As(h.Team).Post(urls.LinkEnd(list[0].ID), url.Values{"retour": {urls.ProjectLinks(h.project)}}).Want(t, http.StatusSeeOther)
	ended := visitor.Get(address).Want(t, http.StatusNotFound)
	ended.Has(t, "Ce lien a été arrêté")
	ended.Lacks(t, "Archéologie", "Affiche")
}

// calendar reads a feed with another program's reader.
func calendar(t *testing.T, a webtest.Answer) map[string]*ical.Event {
	t.Helper()
	read, err := ical.NewDecoder(strings.NewReader(a.Want(t, http.StatusOK).Body)).Decode()
	if err != nil {
		t.Fatal(err)
	}
	events := map[string]*ical.Event{}
	for _, e := range read.Events() {
		uid, _ := e.Props.Text(ical.PropUID)
		events[uid] = &e
	}
	return events
}

func summary(e *ical.Event) string {
	if e == nil {
		return ""
	}
	text, _ := e.Props.Text(ical.PropSummary)
	return text
}

// TestAProjectsFeedIsThePartnersPlan, byte for byte the same while nothing changes.
func TestAProjectsFeedIsThePartnersPlan(t *testing.T) {
	t.Parallel()
	h := open(t)
	address := h.share(t, link.Feed)
	visitor := h.Visitor()
	feed := visitor.Get(address)
	events := calendar(t, feed)
	uid := fmt.Sprintf("tache-%d@parvis.test", h.affiche)
	if len(events) != 3 || summary(events[uid]) != "Affiche (J-21)" {
		t.Errorf("%d events, %q", len(events), summary(events[uid]))
	}
	if day, err := events[uid].DateTimeStart(time.UTC); err != nil || workcal.FromTime(day) != workcal.Of(2025, time.May, 23) {
		t.Errorf("on %s, %v", day, err)
	}
	feed.Lacks(t, "Samir", "Benali", "Budget", "secret", "congé", "/taches/")
	if kind := feed.Header.Get("Content-Type"); kind != "text/calendar; charset=utf-8" {
		t.Errorf("it is %s", kind)
	}
	tag := feed.Header.Get("ETag")
	if again := visitor.Get(address); again.Body != feed.Body || tag == "" || again.Header.Get("ETag") != tag {
		t.Error("an unchanged feed differs")
	}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, h.URL+address, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("If-None-Match", tag)
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusNotModified {
		t.Errorf("asked whether it changed: %s", answer.Status)
	}
	if err := h.Plans.Shift(t.Context(), h.Team.At(h.Now.Add(time.Hour)), h.affiche, 3); err != nil {
		t.Fatal(err)
	}
	moved := calendar(t, visitor.Get(address))
	if summary(moved[uid]) != "Affiche (J-18)" {
		t.Errorf("moved it is %q", summary(moved[uid]))
	}
}

// TestTheSlotsOfAProjectAreInItsFeed until they are thrown away; a cancelled one stays and says so, and a proposed one is not told.
func TestTheSlotsOfAProjectAreInItsFeed(t *testing.T) {
	t.Parallel()
	h := open(t)
	team := h.Team.At(h.Now)
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	of, err := h.Activities.Create(t.Context(), team, "", h.project, activity.Draft{Kind: activity.Visit, Title: "Visite de l’envers", Notes: "Samir a la clé"})
	must(err)
	hall, err := h.Spaces.Create(t.Context(), team, "", space.Draft{Name: "Réserves", Active: true})
	must(err)
	add := func(by account.By, from, to int, change func(*slot.Draft)) int64 {
		t.Helper()
		d := slot.Draft{ActivityID: of, Times: slot.Times{Day: workcal.Of(2025, time.June, 13), From: from, To: to}, Capacity: 12, Notes: "Samir Benali ouvre"}
		if change != nil {
			change(&d)
		}
		id, _, err := h.Slots.Create(t.Context(), by, "", h.project, d, true)
		must(err)
		return id
	}
	visit := add(team, 870, 930, func(d *slot.Draft) { d.Space = partner.Ref{ID: hall} })
	walk := add(team, 1380, 1500, nil)
	must(h.Programme.AddMember(t.Context(), team, h.project, h.Intern.ID))
	proposed := add(h.Intern.At(h.Now), 600, 660, nil)
	address := h.share(t, link.Feed)
	visitor := h.Visitor()
	uid := func(id int64) string { return fmt.Sprintf("seance-%d@parvis.test", id) }
	text := func(e *ical.Event, name string) string {
		got, err := e.Props.Text(name)
		must(err)
		return got
	}
	told := func(e *ical.Event) string {
		t.Helper()
		if e == nil {
			return "none"
		}
		begins, err := e.DateTimeStart(nil)
		must(err)
		ends, err := e.DateTimeEnd(nil)
		must(err)
		return strings.Join([]string{summary(e), text(e, ical.PropStatus), e.Props.Get(ical.PropSequence).Value, begins.UTC().Format("02 15:04"), ends.UTC().Format("02 15:04"), e.Props.Get(ical.PropDateTimeStamp).Value}, " | ")
	}
	feed := visitor.Get(address)
	feed.Lacks(t, "Samir", "Benali", "clé", "/seances/")
	events := calendar(t, feed)
	stamp := h.Now.UTC().Format("20060102T150405Z")
	if got := told(events[uid(visit)]); got != "Visite de l’envers | CONFIRMED | 0 | 13 12:30 | 13 13:30 | "+stamp || text(events[uid(visit)], ical.PropLocation) != "Réserves" ||
		text(events[uid(visit)], ical.PropDescription) != "Visite. Archéologie en fête\nJauge\u00a0: 12\u00a0personnes" {
		t.Errorf("%s\n%s", got, feed.Body)
	}
	if got := told(events[uid(walk)]); got != "Visite de l’envers | CONFIRMED | 0 | 13 21:00 | 13 23:00 | "+stamp || events[uid(walk)].Props.Get(ical.PropLocation) != nil {
		t.Error(got)
	}
	if events[uid(proposed)] != nil {
		t.Error("a proposed slot is told")
	}
	if again := visitor.Get(address); again.Body != feed.Body || again.Header.Get("ETag") != feed.Header.Get("ETag") {
		t.Error("an unchanged feed differs")
	}
	later := h.Team.At(h.Now.Add(time.Hour))
	_, err = h.Slots.SetStatus(t.Context(), later, h.project, []int64{visit}, slot.Cancelled, "Samir est malade", true)
	must(err)
	_, err = h.Slots.SetStatus(t.Context(), later, h.project, []int64{walk}, slot.Postponed, "", true)
	must(err)
	changed := visitor.Get(address)
	changed.Lacks(t, "Samir", "malade")
	events = calendar(t, changed)
	stamp = h.Now.Add(time.Hour).UTC().Format("20060102T150405Z")
	if got := told(events[uid(visit)]); got != "ANNULÉE · Visite de l’envers | CANCELLED | 1 | 13 12:30 | 13 13:30 | "+stamp {
		t.Error(got)
	}
	if got := told(events[uid(walk)]); got != "REPORTÉE · Visite de l’envers | CANCELLED | 1 | 13 21:00 | 13 23:00 | "+stamp {
		t.Error(got)
	}
	if changed.Header.Get("ETag") == feed.Header.Get("ETag") {
		t.Error("a feed that changed has the same tag")
	}
	must(h.Slots.Delete(t.Context(), h.Head.At(h.Now), visit))
	if got := calendar(t, visitor.Get(address)); got[uid(visit)] != nil || got[uid(walk)] == nil {
		t.Error("a slot in the trash is told")
	}
}

// TestHerFeedIsHersUntilHerAccountIsDisabled holds her own tasks, internal ones and those she noted for herself too.
func TestHerFeedIsHersUntilHerAccountIsDisabled(t *testing.T) {
	t.Parallel()
	h := open(t)
	if _, err := h.Plans.AddOwn(t.Context(), h.Team.At(h.Now), plan.OwnDraft{Title: "Appeler la mairie", Day: workcal.Of(2025, time.April, 9)}, ""); err != nil {
		t.Fatal(err)
	}
	address := made(t, h.As(h.Team).Post(urls.MyFeeds(), url.Values{link.FieldLabel: {"Mon téléphone"}}))
	other := made(t, h.As(h.Intern).Post(urls.MyFeeds(), url.Values{link.FieldLabel: {"Mon téléphone"}}))
	visitor := h.Visitor()
	feed := visitor.Get(address)
	events := calendar(t, feed)
	if len(events) != 4 || !strings.HasPrefix(summary(events[fmt.Sprintf("tache-%d@parvis.test", h.affiche)]), "Affiche (J-21) · Archéologie") {
		t.Errorf("%d events: %s", len(events), feed.Body)
	}
	feed.Has(t, "Budget secret", "Appeler la mairie", "https://parvis.test/taches/")
	feed.Lacks(t, "congé", "Voir avec")
	if n := len(calendar(t, visitor.Get(other))); n != 0 {
		t.Errorf("the intern's has %d events", n)
	}
	if err := h.Accounts.Disable(t.Context(), h.Head.At(h.Now), h.Team.ID); err != nil {
		t.Fatal(err)
	}
	visitor.Get(address).Want(t, http.StatusNotFound).Lacks(t, "Budget")
}

// TestAnAddressIsShownOnce: the form sent again says so and shows none; the list never does.
func TestAnAddressIsShownOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	team := h.As(h.Team)
	sent := url.Values{link.FieldPurpose: {"plan"}, link.FieldLabel: {"Ville"}, "cle": {"0123456789abcdef0123"}}
	address := made(t, team.Post(urls.ProjectLinks(h.project), sent))
	token := address[strings.LastIndex(address, "/")+1:]
	again := team.Get(team.Post(urls.ProjectLinks(h.project), sent).Want(t, http.StatusSeeOther).Location).Want(t, http.StatusOK)
	again.Has(t, "C’était déjà fait", "Ville")
	again.Lacks(t, token)
	h.As(h.Head).Get(urls.AllLinks()).Want(t, http.StatusOK).Lacks(t, token)
	refused := team.Post(urls.ProjectLinks(h.project), url.Values{link.FieldPurpose: {"plan"}, link.FieldLastDay: {"6/4/2025"}}).Want(t, http.StatusUnprocessableEntity)
	refused.Has(t, `id="pour-problem"`, `id="fin-problem"`, `value="6/4/2025"`)
	h.As(h.Intern).Get(urls.ProjectLinks(h.project)).Want(t, http.StatusForbidden)
	h.As(h.Intern).Post(urls.ProjectLinks(h.project), sent).Want(t, http.StatusForbidden)
	h.As(h.Team).Get(urls.AllLinks()).Want(t, http.StatusForbidden)
}

// TestWithoutAnAddressNoLinkIsMade: what the request says of its host is not believed.
func TestWithoutAnAddressNoLinkIsMade(t *testing.T) {
	t.Parallel()
	h := house{House: webtest.New(t, func(c *web.Config) { c.Links = "" })}
	h.project, h.affiche = shared(t, h.House)
	team := h.As(h.Team)
	team.Get(urls.ProjectLinks(h.project)).Want(t, http.StatusOK).Has(t, "PARVIS_URL").Lacks(t, "Faire le lien")
	team.Post(urls.ProjectLinks(h.project), url.Values{link.FieldPurpose: {"plan"}, link.FieldLabel: {"Ville"}}).Want(t, http.StatusConflict)
	team.Post(urls.MyFeeds(), url.Values{link.FieldLabel: {"Ville"}}).Want(t, http.StatusConflict)
}

// TestThePublicListenerServesWhatNeedsNoAccountAndNothingElse asks it for every route of the site.
func TestThePublicListenerServesWhatNeedsNoAccountAndNothingElse(t *testing.T) {
	h := open(t)
	address := h.share(t, link.Plan)
	var log bytes.Buffer
	before := slog.Default()
	slog.SetDefault(slog.New(slog.NewTextHandler(&log, nil)))
	defer slog.SetDefault(before)
	public := web.NewPublic(web.Config{Clock: func() time.Time { return h.Now }, Links: "https://parvis.test"}, h.Rooms)
	ask := func(method, path string) *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		public.ServeHTTP(w, httptest.NewRequest(method, path, nil))
		return w
	}
	if w := ask(http.MethodGet, address); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "Affiche") || len(w.Result().Cookies()) > 0 {
		t.Errorf("the shared plan: %d", w.Code)
	}
	if w := ask(http.MethodHead, address); w.Code != http.StatusOK {
		t.Errorf("its head: %d", w.Code)
	}
	for _, r := range h.Routes() {
		path := r.At("1")
		if w := ask(r.Method, path); w.Code < 400 && path != urls.Health() && path != urls.Accessibility() && path != urls.DoorWorker() && !strings.HasPrefix(path, "/static/") {
			t.Errorf("%s %s answers %d", r.Method, path, w.Code)
		}
	}
	if token := address[strings.LastIndex(address, "/")+1:]; strings.Contains(log.String(), token) || !strings.Contains(log.String(), "/partage/{token}") {
		t.Error("the log holds the token")
	}
}
