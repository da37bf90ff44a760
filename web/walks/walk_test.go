package walks_test

import (
	"bytes"
	"maps"
	"mime/multipart"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"parvis/internal/demo"
	"parvis/web"
	"parvis/web/webtest"
)

// headEmail is of the head of service, who finds every form.
const headEmail = "cheffe@parvis.test"

// walker goes from page to page as somebody does.
type walker struct {
	t      *testing.T
	h      *webtest.House
	client *webtest.Client
	found  map[string][]webtest.Form // the forms of the pages, by the route that each is sent to
}

// enter opens a service of a test's own as its head, with the forms of its pages.
func enter(t *testing.T) *walker {
	t.Helper()
	w := begin(t)
	w.found = everyForm(t)
	return w
}

func begin(t *testing.T) *walker {
	t.Helper()
	h := webtest.Serve(t, service(t), func(c *web.Config) { c.Mail = true })
	return &walker{t: t, h: h, client: h.Login(headEmail, demo.Password)}
}

// once is the walk over all the pages of one service: those that the tests change are copies of the same database.
var once struct {
	sync.Once
	found map[string][]webtest.Form
}

// everyForm gives forms that a test may fill as it likes.
func everyForm(t *testing.T) map[string][]webtest.Form {
	t.Helper()
	once.Do(func() {
		w := begin(t)
		once.found = w.forms(starts...)
	})
	if once.found == nil {
		t.Fatal("the walk that gathers the forms has failed")
	}
	mine := maps.Clone(once.found)
	for pattern, list := range mine {
		mine[pattern] = slices.Clone(list)
		for i := range list {
			mine[pattern][i].Values = url.Values{}
			for name, values := range list[i].Values {
				mine[pattern][i].Values[name] = slices.Clone(values)
			}
		}
	}
	return mine
}

// read opens a page; a redirect leads on.
func (w *walker) read(path string) webtest.Read {
	w.t.Helper()
	a := w.client.Get(path)
	if !strings.HasPrefix(a.Header.Get("Content-Type"), "text/html") {
		return webtest.Read{}
	}
	return webtest.ReadPage(w.t, path, a.Body)
}

// forms gives the forms of the pages that links lead to, by the route that each is sent to: those of a few
// pages of each route.
func (w *walker) forms(start ...string) map[string][]webtest.Form {
	w.t.Helper()
	const pagesOfARoute = 6
	found, opened, asked := map[string][]webtest.Form{}, map[string]int{}, map[string]bool{}
	for queue := start; len(queue) > 0; queue = queue[1:] {
		path := queue[0]
		pattern := w.h.Pattern(http.MethodGet, path)
		if asked[path] || opened[pattern] == pagesOfARoute || strings.HasPrefix(path, "/static/") {
			continue
		}
		asked[path] = true
		opened[pattern]++
		page := w.read(path)
		queue = append(queue, page.Links...)
		for _, f := range page.Forms {
			to := w.h.Pattern(http.MethodPost, f.Action)
			found[to] = append(found[to], f)
			if !onlyFile(f) || len(found[to]) > 1 {
				continue
			}
			for _, next := range webtest.ReadPage(w.t, path, w.send(f).Body).Forms { // what confirms a file
				if to := w.h.Pattern(http.MethodPost, next.Action); to != w.h.Pattern(http.MethodPost, f.Action) && len(found[to]) == 0 {
					next.Page = ""
					found[to] = append(found[to], next)
				}
			}
		}
	}
	return found
}

// onlyFile tells whether a form has nothing to fill in but a file: others may be sent without one.
func onlyFile(f webtest.Form) bool { return f.Upload != "" && len(f.Texts) == 0 }

// again finds a form as its page shows it now.
func (w *walker) again(f webtest.Form) (webtest.Form, bool) {
	w.t.Helper()
	if f.Page == "" { // the answer to another form
		return f, true
	}
	for _, now := range w.read(f.Page).Forms {
		if now.Action == f.Action && slices.Equal(now.Texts, f.Texts) {
			return now, true
		}
	}
	return f, false
}

// send sends a form, as its own page does.
func (w *walker) send(f webtest.Form) webtest.Answer {
	w.t.Helper()
	if f.Upload == "" {
		return w.client.Post(f.Action, f.Values)
	}
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	part, err := m.CreateFormFile(f.Upload, "tableau.csv")
	if err == nil {
		_, err = part.Write([]byte("Nom;Notes\n" + hostile[0] + ";" + hostile[4] + "\n"))
	}
	for name, values := range f.Values {
		err = cmpErr(err, m.WriteField(name, strings.Join(values, "")))
	}
	if err = cmpErr(err, m.Close()); err != nil {
		w.t.Fatal(err)
	}
	return w.client.Do(http.MethodPost, f.Action, &body, http.Header{"Content-Type": {m.FormDataContentType()}, "Sec-Fetch-Site": {"same-origin"}})
}

func cmpErr(a, b error) error {
	if a != nil {
		return a
	}
	return b
}

// posted is a form as a page shows it, filled as a person would leave it: what is shown stays, what is empty and
// required gets a text or a day.
type posted struct {
	pattern string
	webtest.Form
}

var dayLike = regexp.MustCompile("debut|fin|dernier|echeance")

// chosen is what a person chooses where nothing is chosen yet, by the form's route.
var chosen = map[string]map[string]string{
	"/projets": {"type": "event_programme", "jour_j": "evenement", "evenement": "1"},
	"/projets/{project}/retroplanning/taches": {"categorie": "administrative"},
	"/projets/{project}/retroplanning/ajout":  {"categorie": "administrative"},
	"/territoires":                            {"nature": "district", "villes": "Nanterre"},
	"/reglages/calendrier/absences":           {"absence_personne": "3"},
	"/reglages/equipe/ajout":                  {"role": "team"},
}

// filled gives one form for each route that takes one.
func (w *walker) filled() (list []posted) {
	w.t.Helper()
	for _, pattern := range slices.Sorted(maps.Keys(w.found)) {
		f := w.found[pattern][0]
		for _, name := range f.Needed {
			switch {
			case dayLike.MatchString(name):
				f.Values.Set(name, "12/05/2025")
			case name == "email":
				f.Values.Set(name, "essai@musee.test")
			default:
				f.Values.Set(name, "Essai")
			}
		}
		for name, choice := range chosen[pattern] {
			f.Values.Set(name, choice)
		}
		list = append(list, posted{pattern, f})
	}
	if len(list) < 45 {
		w.t.Fatalf("only %d forms: the walk misses some", len(list))
	}
	return list
}
