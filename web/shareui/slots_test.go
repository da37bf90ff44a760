package shareui_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"parvis/internal/activity"
	"parvis/internal/crew"
	"parvis/internal/link"
	"parvis/internal/slot"
	"parvis/internal/staff"
	"parvis/internal/workcal"
	"parvis/web"
	"parvis/web/urls"
	"parvis/web/webtest"
)

// TestSomebodyWithoutAnAccountReadsHerSlotsAndAnswers follows a link from its making to its end.
func TestSomebodyWithoutAnAccountReadsHerSlotsAndAnswers(t *testing.T) {
	t.Parallel()
	h := webtest.New(t, func(c *web.Config) { c.Links = "https://parvis.test" })
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	ctx, team := t.Context(), h.Team.At(h.Now)
	project, _ := shared(t, h)
	visit, err := h.Activities.Create(ctx, team, "", project, activity.Draft{Kind: activity.Visit, Title: "Visite"})
	must(err)
	nadia, err := h.Crew.Create(ctx, team, "", crew.Draft{Name: "Nadia <Rahmani>", Kind: crew.Temporary, Active: true})
	must(err)
	marc, err := h.Crew.Create(ctx, team, "", crew.Draft{Name: "Marc Delaunay", Kind: crew.Agent, Active: true})
	must(err)
	at, _, err := h.Slots.Create(ctx, team, "", project, slot.Draft{ActivityID: visit, Times: slot.Times{Day: workcal.Of(2025, 6, 14), From: 600, To: 660}, Elsewhere: "12, rue de la Gare"}, true)
	must(err)
	must(h.Staff.SetNeeds(ctx, team, at, 0, "2 accueils"))
	s, err := h.Staff.OfSlot(ctx, team, at)
	must(err)
	for _, id := range []int64{nadia, marc} {
		_, err = h.Staff.Give(ctx, team, s.Needs[0].ID, crew.OfOutsider(id), true)
		must(err)
	}
	posts := map[string]string{}
	answers := map[string]staff.Answer{}
	read := func() {
		s, err := h.Staff.OfSlot(ctx, team, at)
		must(err)
		for _, p := range s.Needs[0].Posts {
			posts[p.Name], answers[p.Name] = strconv.FormatInt(p.ID, 10), p.Answer
		}
	}
	read()

	links := urls.OutsiderLinks(nadia)
	h.As(h.Intern).Get(links).Want(t, http.StatusForbidden)
	h.As(h.Intern).Post(links, nil).Want(t, http.StatusForbidden)
	h.As(h.Team).Get(urls.OutsiderLinks(9999)).Want(t, http.StatusNotFound)
	h.As(h.Team).Post(links, url.Values{"fin": {"hier <soir>"}}).Want(t, http.StatusUnprocessableEntity).Has(t, "hier &lt;soir&gt;")
	h.As(h.Team).Get(links).Want(t, http.StatusOK).Has(t, "Faire un lien", "Nadia &lt;Rahmani&gt;")
	made := h.As(h.Team).Post(links, url.Values{"fin": {"30/06/2025"}}).Want(t, http.StatusOK).Has(t, "Le lien est fait")
	address := regexp.MustCompile(`https://parvis\.test(/feuille/[A-Z2-7]+)`).FindStringSubmatch(made.Body)
	if address == nil {
		t.Fatal("no address is shown")
	}
	page := address[1]
	h.As(h.Team).Get(links).Has(t, "Séances d’une personne sans compte", "jamais lu", "jusqu’au 30 juin 2025").Lacks(t, page)

	visitor := h.Visitor()
	visitor.Get(page).Want(t, http.StatusOK).Has(t, "Vos séances, Nadia &lt;Rahmani&gt;", "1\u00a0séance à venir", "Visite, accueil", "12, rue de la Gare", "Réponse attendue", "Oui, j’y serai", "appelez Samir Benali, qui vous a donné ce lien").Lacks(t, "Marc")
	visitor.Post(page, url.Values{"seance": {posts["Nadia <Rahmani>"]}, "reponse": {"yes"}}).Want(t, http.StatusSeeOther)
	if read(); answers["Nadia <Rahmani>"] != staff.Yes {
		t.Errorf("%v", answers)
	}
	visitor.Get(page).Has(t, "Vous avez dit oui").Lacks(t, "Oui, j’y serai")
	visitor.Post(page, url.Values{"seance": {posts["Nadia <Rahmani>"]}, "reponse": {"maybe"}}).Want(t, http.StatusUnprocessableEntity)
	visitor.Post(page, url.Values{"seance": {posts["Marc Delaunay"]}, "reponse": {"no"}}).Want(t, http.StatusConflict).Has(t, "n’a pas été gardée").Lacks(t, "Marc")
	visitor.Post(page, url.Values{"seance": {"x"}, "reponse": {"no"}}).Want(t, http.StatusConflict)
	for _, wrong := range []string{urls.SharedSlots("x"), urls.SharedSlots(strings.Repeat("A", 26)), strings.Replace(page, "/feuille/", "/partage/", 1)} {
		visitor.Get(wrong).Want(t, http.StatusNotFound)
	}
	visitor.Post(page, url.Values{"seance": {posts["Nadia <Rahmani>"]}, "reponse": {"no"}}).Want(t, http.StatusSeeOther)
	h.As(h.Team).Get(urls.Notices()).Has(t, "a répondu non pour cette séance")
	h.As(h.Team).Get(urls.SlotHistory(at)).Want(t, http.StatusOK).Has(t, "Nadia &lt;Rahmani&gt;, accueil")

	public := web.NewPublic(web.Config{Clock: func() time.Time { return h.Now }, Links: "https://parvis.test"}, h.Rooms)
	for origin, want := range map[string]int{"https://parvis.test": http.StatusSeeOther, "https://elsewhere.test": http.StatusForbidden} {
		r := httptest.NewRequest(http.MethodPost, "https://parvis.test"+page, strings.NewReader(url.Values{"seance": {posts["Nadia <Rahmani>"]}, "reponse": {"yes"}}.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Origin", origin)
		w := httptest.NewRecorder()
		public.ServeHTTP(w, r)
		if w.Code != want || len(w.Result().Cookies()) > 0 {
			t.Errorf("from %s: %d", origin, w.Code)
		}
	}
	if read(); answers["Nadia <Rahmani>"] != staff.Yes {
		t.Errorf("on the public listener: %v", answers)
	}

	list, err := h.Links.All(ctx, h.Head.At(h.Now))
	must(err)
	h.As(h.Head).Get(urls.AllLinks()).Want(t, http.StatusOK).Has(t, "Nadia &lt;Rahmani&gt;")
	h.As(h.Team).Post(urls.LinkEnd(list[0].ID), nil).Want(t, http.StatusSeeOther)
	visitor.Get(page).Want(t, http.StatusNotFound).Has(t, "Ce lien a été arrêté")
	visitor.Post(page, url.Values{"seance": {posts["Nadia <Rahmani>"]}, "reponse": {"yes"}}).Want(t, http.StatusNotFound)
	h.As(h.Team).Post(urls.LinkResume(list[0].ID), nil).Want(t, http.StatusSeeOther)
	visitor.Get(page).Want(t, http.StatusOK)
	must(h.Crew.Delete(ctx, h.Head.At(h.Now), nadia))
	visitor.Get(page).Want(t, http.StatusNotFound)
}

// TestHerFeedHoldsTheSlotsThatSheIsGiven as long as they are hers: unchanged, it is the same bytes; one that is called off stays, and says so.
func TestHerFeedHoldsTheSlotsThatSheIsGiven(t *testing.T) {
	t.Parallel()
	h := open(t)
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	ctx, team := t.Context(), h.Team.At(h.Now)
	visit, err := h.Activities.Create(ctx, team, "", h.project, activity.Draft{Kind: activity.Visit, Title: "Visite des réserves"})
	must(err)
	at, _, err := h.Slots.Create(ctx, team, "", h.project, slot.Draft{ActivityID: visit, Times: slot.Times{Day: workcal.Of(2025, 6, 14), From: 14*60 + 30, To: 16 * 60}, Elsewhere: "12, rue de la Gare"}, true)
	must(err)
	must(h.Staff.SetNeeds(ctx, team, at, 0, "1 conteuse"))
	s, err := h.Staff.OfSlot(ctx, team, at)
	must(err)
	_, err = h.Staff.Give(ctx, team, s.Needs[0].ID, crew.OfPerson(h.Team.ID), true)
	must(err)
	address := made(t, h.As(h.Team).Post(urls.MyFeeds(), url.Values{link.FieldLabel: {"Mon téléphone"}}))
	visitor := h.Visitor()
	feed := visitor.Get(address).Want(t, http.StatusOK).Has(t, "SUMMARY:Visite des réserves", "DTSTART;TZID=Europe/Paris:20250614T143000", "LOCATION:12\\, rue de la Gare", "DESCRIPTION:Conteuse.", "https://parvis.test/seances/")
	if again := visitor.Get(address); again.Body != feed.Body || again.Header.Get("ETag") != feed.Header.Get("ETag") {
		t.Error("an unchanged feed is other bytes")
	}
	if n := strings.Count(feed.Body, "UID:seance-"); n != 1 {
		t.Errorf("%d slots", n)
	}
	_, err = h.Slots.SetStatus(ctx, team, h.project, []int64{at}, slot.Cancelled, "Pluie", false)
	must(err)
	visitor.Get(address).Has(t, "STATUS:CANCELLED", "SUMMARY:ANNULÉE · Visite des réserves", "SEQUENCE:1").Lacks(t, "Pluie")
	_, err = h.Slots.SetStatus(ctx, team, h.project, []int64{at}, slot.Planned, "", true)
	must(err)
	s, err = h.Staff.OfSlot(ctx, team, at)
	must(err)
	_, err = h.Staff.Answer(ctx, team, s.Needs[0].Posts[0].ID, staff.No)
	must(err)
	visitor.Get(address).Lacks(t, "Visite des réserves")
}
