package journeys

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"parvis/web"
	"parvis/web/urls"
)

// foot is what stands at the end of a page.
var foot = regexp.MustCompile(`(?s)<footer[^>]*>(.*?)</footer>`)

// TestEveryPublicPageLeadsToTheAccessibilityDeclaration walks the pages that need no account, those of a form on its way and those of a door that was opened: each has the link in its foot, which the
// public listener answers too, with nothing of the service around it.
func TestEveryPublicPageLeadsToTheAccessibilityDeclaration(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	f := s.furnish()
	visitor, looked := s.Visitor(), 0
	leads := func(path, body string) {
		t.Helper()
		looked++
		found := foot.FindStringSubmatch(body)
		if found == nil || !strings.Contains(found[1], `href="`+urls.Accessibility()+`"`) || !strings.Contains(found[1], "ccess") && !strings.Contains(found[1], "Barriere") {
			t.Errorf("%s has no link to the declaration in its foot", path)
		}
	}
	for _, p := range f.pages() {
		if slices.Contains(p.seen, "") {
			leads(p.path, visitor.Get(p.path).Body)
		}
	}
	leads("a form that is closed", visitor.Get(urls.Asked(f.shutToken)).Want(t, http.StatusGone).Body)
	leads("no form", visitor.Get(urls.Asked(strings.Repeat("a", 20))).Want(t, http.StatusNotFound).Body)
	leads("no door", visitor.Get(urls.Door("rien")).Body)
	leads("no plan", visitor.Get(urls.SharedPlan("rien")).Body)
	door := f.door(t, f.jea, f.slot)
	visitor.Post(urls.Door(door.Token), url.Values{"code": {door.Code}}).Want(t, http.StatusSeeOther)
	leads("a door that was opened", visitor.Get(urls.Door(door.Token)).Want(t, http.StatusOK).Has(t, "Annuler le dernier").Body)
	if looked < 20 {
		t.Errorf("only %d pages were looked at", looked)
	}

	public := web.NewPublic(web.Config{Clock: func() time.Time { return f.Now }, Links: s.URL}, f.Rooms)
	for path, want := range map[string]int{urls.Accessibility(): http.StatusOK, urls.Asked(f.askedToken): http.StatusOK, urls.SiteMap(): http.StatusNotFound, urls.Login(""): http.StatusNotFound, urls.Home(): http.StatusNotFound} {
		w := httptest.NewRecorder()
		public.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
		if w.Code != want {
			t.Errorf("the public listener answers %d to %s, want %d", w.Code, path, want)
		}
		if path != urls.Accessibility() {
			continue
		}
		for _, link := range regexp.MustCompile(`<a [^>]*href="(/[^"]*)"`).FindAllStringSubmatch(w.Body.String(), -1) {
			if link[1] != urls.Accessibility() {
				t.Errorf("the declaration of the public listener leads to %s", link[1])
			}
		}
		if !strings.Contains(w.Body.String(), "non conforme") {
			t.Error("it does not say how far the site conforms")
		}
	}
}
