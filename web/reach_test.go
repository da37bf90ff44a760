package web_test

import (
	"bytes"
	"cmp"
	"context"
	"maps"
	"mime/multipart"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/calendar"
	"parvis/internal/demo"
	"parvis/internal/plan"
	"parvis/internal/postgres/pgtest"
	"parvis/internal/programme"
	"parvis/internal/rooms"
	"parvis/web"
	"parvis/web/serve"
	"parvis/web/urls"
	"parvis/web/webtest"
)

var story = pgtest.Filled(func(ctx context.Context, db *pgxpool.Pool) error { return demo.Fill(ctx, rooms.ForTests(db)) })

// walker goes from page to page as somebody does, and knows which route each address is of.
type walker struct {
	t      *testing.T
	client *webtest.Client
	site   chi.Routes
}

func (w *walker) pattern(method, address string) string {
	path, _, _ := strings.Cut(address, "?")
	route := chi.NewRouteContext()
	if !w.site.Match(route, method, path) {
		return ""
	}
	return route.RoutePattern()
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
		pattern := w.pattern(http.MethodGet, path)
		if asked[path] || opened[pattern] == pagesOfARoute || strings.HasPrefix(path, "/static/") {
			continue
		}
		asked[path] = true
		opened[pattern]++
		page := w.read(path)
		queue = append(queue, page.Links...)
		for _, f := range page.Forms {
			to := w.pattern(http.MethodPost, f.Action)
			found[to] = append(found[to], f)
			if f.Upload == "" || len(found[to]) > 1 {
				continue
			}
			for _, next := range webtest.ReadPage(w.t, path, w.send(f).Body).Forms { // what confirms a file
				if to := w.pattern(http.MethodPost, next.Action); to != w.pattern(http.MethodPost, f.Action) && len(found[to]) == 0 {
					next.Page = ""
					found[to] = append(found[to], next)
				}
			}
		}
	}
	return found
}

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

// impossible is what no field takes; hostile is what a field may take, and shows as it is.
var (
	impossible = []string{"a\x00b", "\xff\xfe", strings.Repeat("long ", 40_000)}
	hostile    = []string{`<script>hostile()</script>`, `"><img src=x onerror=hostile()>`, `' OR 1=1; DROP TABLE people; --`, "\u202egnol", "{{7*7}}${7*7}", "../../etc/passwd", "javascript:hostile()"}
)

// furnished is the demonstration with something in each state that offers acts of its own: thrown away, archived,
// disabled, away.
func furnished(t *testing.T) (h *webtest.House, pages []string) {
	t.Helper()
	h = webtest.Serve(t, story(t))
	ctx := t.Context()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	member, err := h.Accounts.LogIn(ctx, "cheffe@parvis.test", demo.Password, netip.MustParseAddr("192.0.2.1"), h.Now)
	must(err)
	claire := member.At(h.Now)
	gone, err := h.Accounts.Add(ctx, claire, account.Identity{Name: "Paul Parti", Email: "parti@parvis.test", Role: access.Team}, serve.NewKey())
	must(err)
	must(h.Accounts.Disable(ctx, claire, gone.Person.ID))
	project := func(title string) int64 {
		id, err := h.Programme.Create(ctx, claire, serve.NewKey(), programme.ProjectDraft{Kind: programme.OffSite, Title: title, PilotID: claire.ID,
			First: demo.Day.AddDays(90), Last: demo.Day.AddDays(90)})
		must(err)
		return id
	}
	empty, archived := project("Visite sans une seule tâche"), project("Un projet archivé")
	sheet, err := h.Programme.Project(ctx, claire, archived)
	must(err)
	must(h.Programme.Archive(ctx, claire, archived, sheet.Version))
	must(h.Programme.Delete(ctx, claire, project("Un projet supprimé")))
	task, err := h.Plans.CreateTask(ctx, claire, empty, plan.Draft{Title: "Réserver le car", Category: plan.Logistics, Duration: 1}, serve.NewKey())
	must(err)
	item, err := h.Plans.AddItem(ctx, claire, task, "Demander un devis", serve.NewKey())
	must(err)
	must(h.Plans.RemoveItem(ctx, claire, task, item))
	_, err = h.Calendar.AddLeave(ctx, claire, calendar.Leave{PersonID: claire.ID, First: demo.Day.AddDays(30), Last: demo.Day.AddDays(31)}, serve.NewKey())
	must(err)
	templates, err := h.Plans.Templates(ctx, claire, "")
	must(err)
	return h, []string{urls.Home(), urls.Task(task), urls.ChooseTemplate(empty, templates[0].ID), urls.Member(gone.Person.ID), urls.Project(archived), urls.Trash(), urls.MyAbsences(), urls.Calendar(), urls.Team()}
}

// TestEveryActReadsWhatIsSentToIt finds every form of the demonstration's pages, as the head of service, and sends
// each with every of its fields impossible, then hostile: the act is reached, and refuses the text or keeps it
// harmless. A route of the site that no form leads to fails the test.
func TestEveryActReadsWhatIsSentToIt(t *testing.T) {
	t.Parallel()
	h, pages := furnished(t)
	site := web.New(web.Config{Clock: func() time.Time { return h.Now }}, h.Rooms)
	w := &walker{t: t, client: h.Login("cheffe@parvis.test", demo.Password), site: site.(chi.Routes)}
	found := w.forms(pages...)
	for _, r := range routes(t, h) {
		if r.method == http.MethodPost && len(found[r.pattern]) == 0 && !public[r.pattern] {
			t.Errorf("no form of any page leads to %s", r.pattern)
		}
	}
	// What takes things away, or ends what can be done with them, comes last.
	patterns := slices.SortedFunc(maps.Keys(found), func(a, b string) int {
		return cmp.Or(cmp.Compare(ends(a), ends(b)), strings.Compare(a, b))
	})
	for _, pattern := range patterns {
		if strings.HasPrefix(pattern, "/deconnexion") {
			continue // it reads nothing, and ends the walk
		}
		if !w.reach(pattern, found[pattern]) {
			t.Errorf("%s is reached by none of its %d forms", pattern, len(found[pattern]))
		}
	}
}

func ends(pattern string) (n int) {
	for _, last := range []string{"/suppression", "/retrait", "/archive", "/etat", "/coche", "/desactivation", "/statut"} {
		n += strings.Count(pattern, last)
	}
	return n
}

// reach sends a form of a route that stands, with every text in turn in each field; another one, if that was not
// enough to reach the act.
func (w *walker) reach(pattern string, forms []webtest.Form) bool {
	w.t.Helper()
	for _, f := range forms {
		now, stands := w.again(f)
		reached := false
		try := func(text string, names ...string) {
			if !stands {
				return
			}
			sent := now
			sent.Values = maps.Clone(now.Values)
			sent.Values.Set("autre", text) // a field that nobody knows
			for _, name := range names {
				sent.Values.Set(name, text)
			}
			var same bool
			if same, reached = w.judge(pattern, sent, reached); !same {
				now, stands = w.again(f)
			}
		}
		for _, name := range f.Texts {
			for _, text := range impossible {
				try(text, name)
			}
		}
		for _, text := range hostile {
			try(text, f.Texts...)
		}
		if reached {
			return true
		}
	}
	return false
}

// judge sends a form and holds that the text did no harm. It tells whether the form stands as it did, and whether
// its act was reached, now or before.
func (w *walker) judge(pattern string, f webtest.Form, before bool) (same, reached bool) {
	w.t.Helper()
	a := w.send(f)
	harmless := func(a webtest.Answer) {
		a.Lacks(w.t, "<script>hostile", "<img src=x", "SQLSTATE", "goroutine", `href="javascript:`)
	}
	harmless(a)
	switch a.Status {
	case http.StatusUnprocessableEntity:
		return true, true
	case http.StatusConflict:
		return false, true
	case http.StatusSeeOther:
		harmless(w.client.Get(a.Location))
		return false, true
	case http.StatusOK: // what a file would change, or the first password of somebody
		return false, before || f.Upload != "" || strings.HasPrefix(pattern, "/reglages/equipe")
	case http.StatusTooManyRequests:
		return true, before || strings.Contains(pattern, "mot-de-passe")
	}
	w.t.Errorf("%s with %.40q answers %d", f.Action, f.Values, a.Status)
	return false, before
}
