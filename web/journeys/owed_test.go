package journeys

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/go-chi/chi/v5"

	"parvis/internal/demo"
	"parvis/web"
	"parvis/web/urls"
	"parvis/web/webtest"
)

var (
	mainPart  = regexp.MustCompile(`(?s)<main.*?</main>`)
	headings  = regexp.MustCompile(`(?s)<h1[^>]*>(.*?)</h1>`)
	anyTag    = regexp.MustCompile(`(?s)<[^>]*>`)
	emptyPart = regexp.MustCompile(`(?s)<div class="empty">.*?<div class="actions">(.*?)</div>`)
)

// TestEveryPageHasAHeadingAWayBackAndPaper asks for each page that the head sees, without a browser: one heading, a way up or a word of the map that is where
// one is, and a style for paper. Its help is held by TestEveryPageLeadsToItsPageOfTheGuide.
//
// What has no sheet of its own prints itself (ADR 31). Forms of the public have no sheet of the house's, and why is here alone: on paper they are asked from their
// collection, with boxes for a pen, and a page of a telephone or of a tablet is read in a hand; they print plainly by asked.css.
func TestEveryPageHasAHeadingAWayBackAndPaper(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	client := s.Login(head, demo.Password)
	for _, p := range s.furnish().pages() {
		if !slices.Contains(p.seen, head) {
			continue
		}
		path, _, _ := strings.Cut(p.path, "#")
		body := client.Get(path).Body
		h1 := headings.FindAllStringSubmatch(body, -1)
		if len(h1) != 1 || len(strings.TrimSpace(anyTag.ReplaceAllString(h1[0][1], ""))) < 3 {
			t.Errorf("%s has %d headings", p.path, len(h1))
		}
		inside := strings.Contains(body, `class="main-nav"`)
		if inside && !slices.Contains(fromEverywhere, path) && !strings.HasPrefix(path, urls.Choose("")) && !strings.Contains(body, `class="crumbs"`) && !strings.Contains(body, "aria-current") {
			t.Errorf("%s has no way back: no crumbs, and no word of the map says that one is there", p.path)
		}
		if strings.Contains(body, `class="paper-bar"`) && !strings.Contains(body, "Revenir à la page") {
			t.Errorf("%s is a sheet that leads back nowhere", p.path)
		}
		if !strings.Contains(body, "paper.css") && !strings.Contains(body, "asked-document") {
			t.Errorf("%s has no style for paper", p.path)
		}
	}
}

// fromEverywhere are the pages to which the head or the foot of every page leads, and which stand below none.
var fromEverywhere = []string{urls.Accessibility(), urls.Guide(), urls.DemoMessages()}

// TestWhatIsEmptySaysWhatItIsForAndOffersTheFirstStep asks every page that belongs to no one thing of a service that has nothing: a list says what it is for,
// and whoever may do it finds the first step there.
func TestWhatIsEmptySaysWhatItIsForAndOffersTheFirstStep(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	for who, client := range map[string]*webtest.Client{"head": h.As(h.Head), "intern": h.As(h.Intern)} {
		seen := 0
		_ = chi.Walk(web.New(web.Config{Clock: time.Now}, h.Rooms).(chi.Routes), func(method, route string, _ http.Handler, _ ...func(http.Handler) http.Handler) error {
			if method != http.MethodGet || strings.Contains(route, "{") || slices.Contains(notPages, route) {
				return nil
			}
			answer := client.Get(route)
			part := mainPart.FindString(answer.Body)
			if answer.Status != http.StatusOK || strings.Contains(part, `method="post"`) {
				return nil // what is filled in
			}
			for _, step := range emptyPart.FindAllStringSubmatch(part, -1) {
				seen++
				if who == "head" && !slices.Contains(fillsItself, route) && !strings.HasSuffix(route, "/historique") && !strings.Contains(step[1], "<a ") && !strings.Contains(step[1], "<button") {
					t.Errorf("%s is empty and offers the head no first step", route)
				}
			}
			if strings.Contains(part, "ces critères") {
				t.Errorf("%s: the %s chose no criteria, and is told that nothing answers them", route, who)
			}
			return nil
		})
		if seen < 10 {
			t.Errorf("the %s saw %d empty lists", who, seen)
		}
	}
}

// fillsItself are lists that nobody adds to there, so that no first step is theirs: what is thrown away, told or brought from another page comes by itself,
// as histories do, and that nothing is short is good news.
var fillsItself = []string{urls.Trash(), urls.Notices(), urls.Imports(), urls.EquipmentShortages()}
