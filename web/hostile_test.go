package web_test

import (
	"bytes"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"

	"parvis/internal/plan"
	"parvis/internal/postgres"
	"parvis/internal/postgres/pgtest"
	"parvis/web/urls"
	"parvis/web/webtest"
)

func TestNothingIsShownOrDoneWithoutALogin(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	visitor := h.Visitor()
	for _, r := range h.Routes() {
		if webtest.Public[r.Pattern] {
			continue
		}
		var a webtest.Answer
		if r.Method == http.MethodGet {
			a = visitor.Get(r.At("1"))
		} else {
			a = visitor.Post(r.At("1"), url.Values{"titre": {"x"}})
		}
		if a.Status != http.StatusSeeOther || !strings.HasPrefix(a.Location, "/connexion") {
			t.Errorf("%s %s answers %d to a visitor (to %q), want the login page", r.Method, r.Pattern, a.Status, a.Location)
		}
	}
}

func TestFormsOfAnotherSiteAreRefused(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	head := h.As(h.Head)
	for _, r := range h.Routes() {
		if r.Method != http.MethodPost {
			continue
		}
		for name, header := range map[string]http.Header{
			"fetch metadata": {"Sec-Fetch-Site": {"cross-site"}},
			"origin":         {"Origin": {"https://ailleurs.example"}},
		} {
			header.Set("Content-Type", "application/x-www-form-urlencoded")
			a := head.Do(http.MethodPost, r.At("1"), strings.NewReader("titre=x"), header)
			if a.Status != http.StatusForbidden {
				t.Errorf("%s from another site (%s) answers %d, want 403", r.Pattern, name, a.Status)
			}
		}
	}
	if a := head.Get(urls.Home()); a.Status != http.StatusOK {
		t.Errorf("the head is no longer logged in: %d", a.Status)
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
	h.Visitor().Get(urls.Choose("jeton-Secrette"))
	h.Visitor().Post(urls.Choose("jeton-Secrette"), url.Values{"x": {strings.Repeat("a", 2<<20)}})
	h.Visitor().Post(urls.Login(""), url.Values{"email": {"secrette@musee.test"}, "password": {"motdepasse-secret"}})
	kept.Lock()
	defer kept.Unlock()
	text := kept.String()
	for _, private := range []string{"ecrette", "motdepasse", h.Team.Email, h.Team.Name, "127.0.0.1"} {
		if strings.Contains(text, private) {
			t.Errorf("the log holds %q:\n%s", private, text)
		}
	}
	if !strings.Contains(text, "path=/mot-de-passe-oublie/{token}") {
		t.Errorf("the log does not say that a link was opened:\n%s", text)
	}
	if !strings.Contains(text, "path=/taches/987654321") || !strings.Contains(text, "cause=") {
		t.Errorf("the log does not say what failed and why:\n%s", text)
	}
}
