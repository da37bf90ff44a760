package bench_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"parvis/internal/account"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/web"
	"parvis/web/urls"
)

// page is one request that people make, or an act and its contrary.
type page struct {
	name  string
	who   account.Person
	urls  []string     // asked in turn
	sent  []url.Values // posted in turn; nil: the page is read
	asks  bool         // what is posted is answered with a page, and nothing is done
	grows bool         // longer with more rows: the others show the beginning of what they have
}

// pages are those that are measured.
func (s *service) pages() []page {
	item := s.item
	get := func(name string, who account.Person, url string) page {
		return page{name: name, who: who, urls: []string{url}, grows: true}
	}
	return []page{
		get("tableau de bord (cheffe)", s.Head, urls.Home()),
		get("tableau de bord (stagiaire)", s.Intern, urls.Home()),
		get("événements", s.Head, urls.Events()),
		get("projets", s.Head, urls.Projects()),
		get("projets, archives comprises", s.Head, urls.Projects()+"?archives=oui"),
		get("projets filtrés par un mot", s.Head, urls.Projects()+"?archives=oui&texte=ceramique"),
		{name: "projet", who: s.Head, urls: []string{urls.Project(s.project)}},
		get("historique d’un projet", s.Head, urls.ProjectHistory(s.project)),
		get("rétroplanning", s.Head, urls.Plan(s.project)),
		get("grand rétroplanning", s.Head, urls.Plan(s.largest)),
		get("grand Gantt", s.Head, urls.Gantt(s.largest)),
		get("grande liste imprimée", s.Head, urls.PlanPrint(s.largest)),
		get("ma liste (cheffe)", s.Head, urls.MyList()+"?horizon=tout"),
		get("ma liste (stagiaire)", s.Intern, urls.MyList()+"?horizon=tout"),
		get("tâche", s.Head, urls.Task(s.task)),
		{name: "ligne d’une tâche, essayée", who: s.Head, urls: []string{urls.TaskLine(s.task) + "?duree=9"}},
		{name: "cocher, décocher un point", who: s.Head, urls: []string{urls.Ticks()}, sent: []url.Values{
			{"point": {fmt.Sprintf("%d.%d", s.task, item)}}, {"point-a-faire": {fmt.Sprintf("%d.%d", s.task, item)}}}},
		{name: "suites d’autres dates, avant", who: s.Head, urls: []string{urls.Project(s.largest)}, sent: []url.Values{s.otherDates()}, asks: true},
	}
}

// otherDates is the form of the largest project with its days a week later.
func (s *service) otherDates() url.Values {
	sheet, err := s.Programme.Project(context.Background(), s.Head.At(s.Now), s.largest)
	if err != nil {
		panic(err) // it was just made
	}
	draft := sheet.Draft()
	draft.First, draft.Last = draft.First.AddDays(7), draft.Last.AddDays(7)
	sent := url.Values(programme.ProjectFields.Values(draft))
	sent.Set("version", strconv.Itoa(sheet.Version))
	return sent
}

// visitor asks pages of the site with the session of somebody logged in.
type visitor struct {
	site    http.Handler
	cookies []*http.Cookie
	host    string // the address that they are for
}

// site is the whole handler stack over the service's data.
func (s *service) site() http.Handler {
	return web.New(web.Config{Clock: func() time.Time { return s.Now }}, s.Rooms)
}

// visitor logs somebody in.
func (s *service) visitor(p account.Person) visitor {
	_, host, _ := strings.Cut(s.URL, "://")
	return visitor{site: s.site(), cookies: s.Login(p.Email, s.password).Cookies(), host: host}
}

// asked is what an answer holds and what it asked of the database.
type asked struct {
	bytes   int
	own     int // of these bytes, those of the page itself, without the header that all have
	rows    int // list items, rows of tables, and cards of a grid
	queries int // the session's own, the same in every answer, is not counted
}

// ask makes the n-th request of a page, without a network.
func (v visitor) ask(t testing.TB, p page, n int) asked {
	t.Helper()
	ctx, queries := postgres.CountQueries(t.Context())
	w := httptest.NewRecorder()
	v.site.ServeHTTP(w, v.request(t, p, "", n).WithContext(ctx))
	if w.Code != p.status() {
		t.Fatalf("%s answered %d, want %d:\n%.2000s", p.name, w.Code, p.status(), w.Body)
	}
	_, main, _ := strings.Cut(w.Body.String(), "<main")
	return asked{bytes: w.Body.Len(), own: len(main), rows: strings.Count(main, "<li") + strings.Count(main, "<tr") + strings.Count(main, `<div class="slot`), queries: int(queries.Load())}
}

// request is the n-th request of a page to a site.
func (v visitor) request(t testing.TB, p page, site string, n int) *http.Request {
	method, body := http.MethodGet, ""
	if p.sent != nil {
		method, body = http.MethodPost, p.sent[n%len(p.sent)].Encode()
	}
	r, err := http.NewRequestWithContext(t.Context(), method, site+p.urls[n%len(p.urls)], strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if p.sent != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Sec-Fetch-Site", "same-origin")
	}
	r.Host = v.host
	for _, c := range v.cookies {
		r.AddCookie(c)
	}
	return r
}

// status is what a page answers.
func (p page) status() int {
	if p.sent != nil && !p.asks {
		return http.StatusSeeOther
	}
	return http.StatusOK
}
