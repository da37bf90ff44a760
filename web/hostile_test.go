package web_test

import (
	"bytes"
	"log/slog"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-chi/chi/v5"

	"parvis/internal/plan"
	"parvis/internal/postgres"
	"parvis/internal/postgres/pgtest"
	"parvis/web"
	"parvis/web/urls"
	"parvis/web/webtest"
)

// public are the routes that answer without a login.
var public = map[string]bool{"/connexion": true, "/accessibilite": true, "/plan-du-site": true, "/healthz": true, "/favicon.ico": true}

type route struct{ method, pattern string }

// routes lists every page and act of the site, from the router itself.
func routes(t *testing.T, h *webtest.House) []route {
	t.Helper()
	site := web.New(web.Config{Clock: func() time.Time { return h.Now }}, h.Rooms)
	var all []route
	err := chi.Walk(site.(chi.Routes), func(method, pattern string, _ http.Handler, _ ...func(http.Handler) http.Handler) error {
		if (method == http.MethodGet || method == http.MethodPost) && !strings.HasPrefix(pattern, "/static/") {
			all = append(all, route{method, strings.TrimSuffix(pattern, "/")})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 60 {
		t.Fatalf("only %d routes: the walk misses some", len(all))
	}
	return all
}

var parameter = regexp.MustCompile(`\{[^}]+\}`)

// at fills a pattern's parameters with an id.
func (r route) at(id string) string {
	path := parameter.ReplaceAllString(r.pattern, id)
	if path == "" {
		return "/"
	}
	return path
}

func (r route) hasID() bool { return strings.Contains(r.pattern, "{") }

func TestNothingIsShownOrDoneWithoutALogin(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	visitor := h.Visitor()
	for _, r := range routes(t, h) {
		if public[r.pattern] {
			continue
		}
		var a webtest.Answer
		if r.method == http.MethodGet {
			a = visitor.Get(r.at("1"))
		} else {
			a = visitor.Post(r.at("1"), url.Values{"titre": {"x"}})
		}
		if a.Status != http.StatusSeeOther || !strings.HasPrefix(a.Location, "/connexion") {
			t.Errorf("%s %s answers %d to a visitor (to %q), want the login page", r.method, r.pattern, a.Status, a.Location)
		}
	}
}

func TestFormsOfAnotherSiteAreRefused(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	head := h.As(h.Head)
	for _, r := range routes(t, h) {
		if r.method != http.MethodPost {
			continue
		}
		for name, header := range map[string]http.Header{
			"fetch metadata": {"Sec-Fetch-Site": {"cross-site"}},
			"origin":         {"Origin": {"https://ailleurs.example"}},
		} {
			header.Set("Content-Type", "application/x-www-form-urlencoded")
			a := head.Do(http.MethodPost, r.at("1"), strings.NewReader("titre=x"), header)
			if a.Status != http.StatusForbidden {
				t.Errorf("%s from another site (%s) answers %d, want 403", r.pattern, name, a.Status)
			}
		}
	}
	if a := head.Get(urls.Home()); a.Status != http.StatusOK {
		t.Errorf("the head is no longer logged in: %d", a.Status)
	}
}

func TestIdsThatAreNobodysAreNotFound(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	head := h.As(h.Head)
	for _, r := range routes(t, h) {
		if !r.hasID() {
			continue
		}
		for _, id := range []string{"987654321", "0", "-3", "x", "99999999999999999999", "1%00", "%27%20OR%201"} {
			var a webtest.Answer
			if r.method == http.MethodGet {
				a = head.Get(r.at(id))
			} else {
				a = head.Post(r.at(id), url.Values{})
			}
			if a.Status == http.StatusMovedPermanently { // an address of before: what counts is where it leads
				if a = head.Get(a.Location); a.Status == http.StatusOK && r.pattern == urls.Plan(urls.AnyProject)+"/corbeille" {
					a.Has(t, "La corbeille est vide") // of a project that does not exist
					continue
				}
			}
			// A form can be refused for what it says before its subject is looked for.
			if a.Status != http.StatusNotFound && (r.method == http.MethodGet || a.Status != http.StatusUnprocessableEntity) {
				t.Errorf("%s %s with id %s answers %d, want 404", r.method, r.pattern, id, a.Status)
			}
			a.Lacks(t, "SQLSTATE", "pgx", "panic", "goroutine")
		}
	}
}

func TestHugeAndImpossibleTextIsRefusedEverywhere(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	head := h.As(h.Head)
	huge := "titre=" + strings.Repeat("a", 10<<20)
	form := http.Header{"Content-Type": {"application/x-www-form-urlencoded"}, "Sec-Fetch-Site": {"same-origin"}}
	for _, r := range routes(t, h) {
		if r.method != http.MethodPost || strings.HasPrefix(r.pattern, "/deconnexion") {
			continue // logging out reads nothing
		}
		for name, body := range map[string]string{"10 MB": huge, "NUL": "titre=a%00b&title=a%00b&name=a%00b", "not UTF-8": "titre=%ff%fe", "not a form": "%zz=%"} {
			a := head.Do(http.MethodPost, r.at("987654321"), strings.NewReader(body), form)
			if a.Status >= 500 || a.Status < 400 {
				t.Errorf("%s %s answers %d", name, r.pattern, a.Status)
			}
			a.Lacks(t, "SQLSTATE", "goroutine", "http: request body too large")
		}
	}
}

func TestEveryAnswerCarriesItsProtections(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	for _, path := range []string{"/", "/connexion", "/nulle-part", "/projets", "/healthz"} {
		a := h.As(h.Team).Get(path)
		policy := a.Header.Get("Content-Security-Policy")
		if !strings.Contains(policy, "default-src 'self'") || strings.Contains(policy, "unsafe") {
			t.Errorf("%s: policy %q", path, policy)
		}
		if a.Header.Get("X-Content-Type-Options") != "nosniff" || a.Header.Get("Referrer-Policy") == "" {
			t.Errorf("%s: headers %v", path, a.Header)
		}
		if a.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s may be kept by a cache: %q", path, a.Header.Get("Cache-Control"))
		}
	}
}

func TestHealthAnswersWhenTheDatabaseDoes(t *testing.T) {
	t.Parallel()
	address := pgtest.URL(t)
	h := webtest.Over(t, within(t, address, 4, postgres.ForRequests()))
	h.Visitor().Get(urls.Health()).Want(t, http.StatusOK)
	drop(t, address)
	h.Visitor().Get(urls.Health()).Want(t, http.StatusServiceUnavailable)
}

// logs gathers what is logged while a test runs; it is the only test that replaces the default logger.
type logs struct {
	sync.Mutex
	bytes.Buffer
}

func (l *logs) Write(p []byte) (int, error) {
	l.Lock()
	defer l.Unlock()
	return l.Buffer.Write(p)
}

func TestLogsSayTheCauseAndNothingPersonal(t *testing.T) { //nolint:paralleltest // it replaces the default logger
	h := webtest.New(t)
	var kept logs
	before := slog.Default()
	slog.SetDefault(slog.New(slog.NewTextHandler(&kept, nil)))
	defer slog.SetDefault(before)
	c := h.As(h.Team)
	c.Get("/projets?texte=Mme+Secrette")
	c.Post("/taches/987654321", url.Values{"version": {"1"}, plan.FieldTitle: {"Appeler Mme Secrette"}, plan.FieldCategory: {"budget"}, plan.FieldDuration: {"1"}})
	h.Visitor().Post(urls.Login(""), url.Values{"email": {"secrette@musee.test"}, "password": {"motdepasse-secret"}})
	kept.Lock()
	defer kept.Unlock()
	text := kept.String()
	for _, private := range []string{"ecrette", "motdepasse", h.Team.Email, h.Team.Name, "127.0.0.1"} {
		if strings.Contains(text, private) {
			t.Errorf("the log holds %q:\n%s", private, text)
		}
	}
	if !strings.Contains(text, "path=/taches/987654321") || !strings.Contains(text, "cause=") {
		t.Errorf("the log does not say what failed and why:\n%s", text)
	}
}
