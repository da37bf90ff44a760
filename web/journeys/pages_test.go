package journeys

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/go-chi/chi/v5"

	"parvis/internal/demo"
	"parvis/web"
	"parvis/web/browsertest"
	"parvis/web/urls"
)

// notPages are the addresses that a browser does not open as a page: the last ones are of before, and
// lead on. That of a form that was kept shows the page of any form (TestTheFormThatWasKeptIsAPageLikeOthers looks at it).
var notPages = []string{urls.Health(), urls.ActivitiesExport(nil), urls.ProjectActivitiesExport(urls.AnyProject, nil), urls.ProjectSlotsExport(urls.AnyProject, ""), urls.OrganisationsExport(nil), urls.ContactsExport(nil), urls.ContactCard(urls.AnyContact), urls.PrivacySearch(), urls.PrivacyExport(urls.PrivacyContact(urls.AnyThing)), urls.PrivacyExport(urls.PrivacyPerson(urls.AnyThing)), urls.PrivacyExport(urls.PrivacyOutsider(urls.AnyThing)), "/static/*", "/favicon.ico", urls.DayWorker(), urls.DayAccountWord(urls.AnyProject, 0), urls.SpacesExport(nil), urls.EquipmentExport(nil), urls.ModelFile(urls.AnyModel), urls.TerritoriesExport(nil), urls.AgreementsExport(nil), urls.PlanExport(urls.AnyProject, ""), urls.Logistics(urls.AnyProject) + "/export", urls.ProjectPartnersExport(urls.AnyProject, ""), urls.EventsExport(0, ""), urls.Held("{key}"), urls.SharedFeed(urls.AnyToken), urls.Text(urls.AnyThing), urls.File(urls.AnyThing), urls.FileThumbnail(urls.AnyThing), urls.FilePlace(urls.AnyThing), urls.GuidePicture(urls.AnyGuidePage), urls.AskedKioskWorker(urls.AnyToken), urls.DoorWorker(), urls.AttendanceExport(nil), urls.AttendanceYearExport(nil), urls.ProjectAttendanceExport(urls.AnyProject, nil), urls.ResultsFile(urls.AnyForm, nil), urls.ResponsesFile(urls.AnyForm, nil), urls.FormFile(urls.AnyForm, nil), urls.AllResults(),
	"/projets/corbeille", "/projets/{project}/journal", "/projets/{project}/retroplanning/corbeille"}

// TestEveryPageHoldsForEveryRole asks for each page of the site as each role, and opens those that
// she may see: access for everyone, in light and in dark colours, valid HTML, no scrolling sideways
// at 320 pixels. Whoever may not see a page is refused with a sentence.
//
// What takes seconds is done once for pages that are alike. A page that differs from one already opened by nothing but
// what says whose it is (its masthead, its reader's own name at the foot of what is printed) is not opened twice: each
// role's masthead is on the pages that are hers alone. One that also names other people in the same places is opened
// and read (the browser's complaints, and what Reading finds), and neither axe-core, html-validate nor a measure of its
// widths looks at it again: they would see the same elements, with the same attributes, colours and texts. The log
// tells how many there were of each.
func TestEveryPageHoldsForEveryRole(t *testing.T) {
	t.Parallel()
	f := newFurnished(t)
	s, list := f.story, f.pages()
	everyRouteIsListed(t, s, list)
	var opened, looked seen
	names := s.anybody()
	t.Cleanup(func() {
		t.Logf("%d pages were opened, and %d of them, all that differ by more than names, were looked at in full", opened.count(), looked.count())
	})
	for name, who := range map[string]string{"visitor": "", "head": head, "team": team, "intern": intern, "newcomer": newcomer} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client, v, known := s.Visitor(), s.visit(t, browsertest.Options{}), map[string]string{}
			if who != "" {
				client, v = s.Login(who, demo.Password), s.enter(t, who, browsertest.Options{})
			}
			for _, p := range list {
				status, said := p.answer(who)
				if status == 0 {
					continue
				}
				answer := client.Get(p.path)
				if answer.Status != status || !strings.Contains(answer.Body, said) {
					t.Errorf("%s answers %d, want %d %s", p.path, answer.Status, status, said)
				}
				if who == head && status == http.StatusOK {
					titlesTellPagesApart(t, known, p.path, answer.Body)
				}
				content := withoutMasthead(answer.Body)
				if !opened.first(content) {
					continue
				}
				v.open(p.path)
				if looked.first(names.Replace(content)) {
					v.look(t)
				} else {
					v.read(t)
				}
			}
		})
	}
}

// seen remembers texts.
type seen struct {
	texts sync.Map
	n     atomic.Int64
}

// first tells whether a text comes for the first time.
func (s *seen) first(text string) bool {
	_, before := s.texts.LoadOrStore(text, true)
	if !before {
		s.n.Add(1)
	}
	return !before
}

func (s *seen) count() int64 { return s.n.Load() }

// anybody puts one name, one address and one greeting in the place of everybody's.
func (s *story) anybody() *strings.Replacer {
	var pairs []string
	for address, p := range s.people {
		first, _, _ := strings.Cut(p.Name, " ")
		pairs = append(pairs, address, "quelquun@parvis.test", "d’"+p.Name, "de Quelqu’un", p.Name, "Quelqu’un", "Bonjour "+first+"<", "Bonjour<", "exemple @"+first+".", "exemple @Quelqu’un.")
	}
	return strings.NewReplacer(pairs...)
}

// TestOnlyNamesAreTakenForEachOther holds what TestEveryPageHoldsForEveryRole takes for alike: the same page that names
// somebody else is, and one that lacks a label, says another word or has another class is not.
func TestOnlyNamesAreTakenForEachOther(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	names := s.anybody()
	guide := map[string]bool{} // what a page says of its reader may not make two pages of it
	for _, who := range []string{head, team, intern} {
		guide[withoutMasthead(s.Login(who, demo.Password).Get(urls.GuidePage("equipe")).Want(t, http.StatusOK).Body)] = true
	}
	if len(guide) != 1 {
		t.Errorf("one page of the guide is taken for %d: each is opened and looked at by every role", len(guide))
	}
	const page = `<h1>Bonjour Claire</h1><p>Liste de Claire Vasseur</p><label for="a">Nom</label><input id="a" class="wide" value="cheffe@parvis.test">`
	for other, alike := range map[string]bool{
		`<h1>Bonjour Inès</h1><p>Liste d’Inès Carpentier</p><label for="a">Nom</label><input id="a" class="wide" value="stagiaire@parvis.test">`: true,
		strings.Replace(page, ` for="a"`, "", 1):     false,
		strings.Replace(page, "Nom", "", 1):          false,
		strings.Replace(page, "wide", "pale", 1):     false,
		strings.Replace(page, "Vasseur", "V", 1):     false,
		strings.Replace(page, `id="a"`, `id="b"`, 1): false,
	} {
		if got := names.Replace(withoutMasthead(other)) == names.Replace(withoutMasthead(page)); got != alike {
			t.Errorf("%s is taken for the same: %v", other, got)
		}
	}
}

var masthead = regexp.MustCompile(`(?s)<header class="masthead">.*?</header>|name="cle" value="\w+"|data-closes="\d+"| data-person="\d+" data-name="[^"]*"|Imprimé le [^<]* par [^<]*</p>`)

// withoutMasthead is a page without what says whose it is, to its reader, to its scripts and at the foot of what is printed, and without the
// key of its form or the end of its session.
func withoutMasthead(html string) string { return masthead.ReplaceAllString(html, "") }

// page is an address of the site and who may see it.
type page struct {
	path   string
	seen   []string // by whom; "" is a visitor without an account
	hidden bool     // to the others: they find nothing there
}

// answer is the status that somebody's request for the page must have and a word of what it says;
// 0 for a combination that has nothing to show.
func (p page) answer(who string) (status int, said string) {
	switch {
	case slices.Contains(p.seen, who):
		return http.StatusOK, ""
	case who == "" || who == newcomer || slices.Contains(p.seen, newcomer) || slices.Contains(p.seen, ""):
		return 0, ""
	case p.hidden:
		return http.StatusNotFound, "introuvable"
	}
	return http.StatusForbidden, " peut "
}

var titleOf = regexp.MustCompile(`(?s)<title>(.*?)</title>`)

// titlesTellPagesApart checks that a page has a title of its window, and that no page before it, of those that are known by their titles, has the same.
func titlesTellPagesApart(t *testing.T, known map[string]string, path, body string) {
	t.Helper()
	found := titleOf.FindStringSubmatch(body)
	if found == nil {
		t.Errorf("%s has no title", path)
	} else if other, taken := known[found[1]]; taken {
		t.Errorf("%s and %s have one title, «\u00a0%s\u00a0»", path, other, found[1])
	} else {
		known[found[1]] = path
	}
}

// everyRouteIsListed walks the router: a page that no line of the list opens is not checked.
func everyRouteIsListed(t *testing.T, s *story, list []page) {
	t.Helper()
	routes := web.New(web.Config{Clock: time.Now}, s.Rooms).(chi.Routes)
	listed := map[string]bool{}
	for _, p := range list {
		path, _, _ := strings.Cut(p.path, "?")
		listed[strings.TrimSuffix(routes.Find(chi.NewRouteContext(), http.MethodGet, path), "/")] = true
	}
	count := 0
	err := chi.Walk(routes, func(method, route string, _ http.Handler, _ ...func(http.Handler) http.Handler) error {
		if method != http.MethodGet || slices.Contains(notPages, route) {
			return nil
		}
		count++
		if !listed[strings.TrimSuffix(route, "/")] {
			t.Errorf("the page %s is not in the list of pages to check", route)
		}
		return nil
	})
	if err != nil || count < 30 {
		t.Errorf("the walk found %d pages, %v", count, err)
	}
}

// TestTheSiteMapLeadsToEveryPage walks the router: each page that belongs to no one thing is on the map of
// whoever may open it.
func TestTheSiteMapLeadsToEveryPage(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	elsewhere := append([]string{urls.Login(""), urls.SiteMap(), urls.Forgotten()}, notPages...)
	for _, who := range []string{head, team, intern} {
		client := s.Login(who, demo.Password)
		shown := client.Get(urls.SiteMap()).Want(t, http.StatusOK).Body
		err := chi.Walk(web.New(web.Config{Clock: time.Now}, s.Rooms).(chi.Routes), func(method, route string, _ http.Handler, _ ...func(http.Handler) http.Handler) error {
			if route != "/" {
				route = strings.TrimSuffix(route, "/")
			}
			if method != http.MethodGet || strings.Contains(route, "{") || slices.Contains(elsewhere, route) {
				return nil
			}
			opens := client.Get(route).Status == http.StatusOK
			if listed := strings.Contains(shown, `href="`+route+`"`); listed != opens {
				t.Errorf("%s opens %s: %v; the map leads there: %v", who, route, opens, listed)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// read checks what a page owes whoever does not see it, on screen and on paper, and what every page has once: a title, a
// heading, a language.
func (v visitor) read(t *testing.T) {
	t.Helper()
	for _, paper := range []bool{false, true} {
		v.OnPaper(paper)
		for _, fault := range v.Reading() {
			t.Errorf("%s: %s", v.path(), fault)
		}
	}
	v.OnPaper(false)
	if n := v.Count(`html:is([lang="fr"], .asked-document[lang]):has(head title) main#contenu h1`); n != 1 {
		t.Errorf("%s: %d headings under a title, in the main part of a page in French; want one", v.path(), n)
	}
	if n := v.Count(`form[hx-boost="true"]:not([hx-disinherit~="hx-boost"]) a[href]`); n != 0 {
		t.Errorf("%s: %d links stand in a form that is sent in the background and would be followed so too, under this page's address", v.path(), n)
	}
}

// written are the ways in which the pages looked at so far write.
var written sync.Map

// look checks the page as it is: what every page owes its reader, in light and in dark colours, also when
// she does not see it, and on a telephone.
func (v visitor) look(t *testing.T) {
	t.Helper()
	v.CheckInWindow(&written)
	v.read(t)
	v.AtWidths([]int{320, 390, 1280}, func(width int) {
		for _, o := range v.Overflow(width) {
			t.Errorf("%s: too wide at %d px: %s", v.path(), width, o)
		}
		if width > 320 {
			return
		}
		v.Spaced(true)
		for _, o := range v.Overflow(width) {
			t.Errorf("%s: too wide at %d px with letters set apart: %s", v.path(), width, o)
		}
		v.Spaced(false)
	})
	v.Dark(true)
	for _, violation := range v.Colours(&written) {
		t.Errorf("%s in the dark: %s", v.path(), violation)
	}
	v.Dark(false)
}
