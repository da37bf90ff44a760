package bench_test

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"parvis/internal/account"
	"parvis/internal/postgres"
	"parvis/web"
	"parvis/web/urls"
)

// page is one request that people make, or an act and its contrary.
type page struct {
	name  string
	who   account.Person
	urls  []string // asked in turn
	post  bool
	grows bool // longer with more rows: the others show the beginning of what they have
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
		get("rétroplanning", s.Head, urls.Plan(s.project)),
		get("grand rétroplanning", s.Head, urls.Plan(s.largest)),
		get("grand Gantt", s.Head, urls.Gantt(s.largest)),
		get("grande liste imprimée", s.Head, urls.PlanPrint(s.largest)),
		get("ma liste (cheffe)", s.Head, urls.MyList()),
		get("ma liste (stagiaire)", s.Intern, urls.MyList()),
		get("tâche", s.Head, urls.Task(s.task)),
		{name: "cocher, décocher un point", who: s.Head, post: true,
			urls: []string{urls.ItemTick(s.task, item), urls.ItemUntick(s.task, item)}},
	}
}

// visitor asks pages of the site without a network, with the session of somebody logged in.
type visitor struct {
	site    http.Handler
	cookies []*http.Cookie
	body    *bytes.Buffer // used again, so that keeping answers is no part of their cost
}

// site is the whole handler stack over the service's data.
func (s *service) site() http.Handler {
	return web.New(web.Config{Clock: func() time.Time { return s.Now }}, s.Rooms)
}

// visitor logs somebody in.
func (s *service) visitor(p account.Person) visitor {
	return visitor{site: s.site(), cookies: s.As(p).Cookies(), body: new(bytes.Buffer)}
}

// asked is what an answer cost.
type asked struct {
	bytes   int
	queries int // the two of the session's own store, in every answer, are not counted
	took    time.Duration
}

// ask makes the n-th request of a page.
func (v visitor) ask(t testing.TB, p page, n int) asked {
	t.Helper()
	method, want := http.MethodGet, http.StatusOK
	if p.post {
		method, want = http.MethodPost, http.StatusSeeOther
	}
	ctx, queries := postgres.CountQueries(t.Context())
	r := httptest.NewRequestWithContext(ctx, method, p.urls[n%len(p.urls)], strings.NewReader(""))
	if p.post {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Sec-Fetch-Site", "same-origin")
	}
	for _, c := range v.cookies {
		r.AddCookie(c)
	}
	w := httptest.NewRecorder()
	v.body.Reset()
	w.Body = v.body
	begin := time.Now()
	v.site.ServeHTTP(w, r)
	took := time.Since(begin)
	if w.Code != want {
		t.Fatalf("%s: %s answered %d, want %d:\n%.2000s", p.name, r.URL, w.Code, want, w.Body)
	}
	return asked{bytes: w.Body.Len(), queries: int(queries.Load()), took: took}
}
