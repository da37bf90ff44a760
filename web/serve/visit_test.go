package serve_test

import (
	"bytes"
	"html"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/web/form"
	"parvis/web/serve"
)

// TestOnlyARouteThatSaysSoReadsLongBodies sends bodies to a site of two routes.
func TestOnlyARouteThatSaysSoReadsLongBodies(t *testing.T) {
	t.Parallel()
	read := serve.Handle(func(_ http.ResponseWriter, r *http.Request) error {
		if _, err := io.Copy(io.Discard, r.Body); err != nil {
			return fault.New(fault.TooLarge, "Trop long.", err)
		}
		return nil
	})
	// A person comes between, as on the real site: her visit is another value.
	withPerson := func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			next.ServeHTTP(w, r.WithContext(serve.WithPerson(r.Context(), account.Person{ID: 1}, nil)))
		})
	}
	const most = 3 * form.Most
	mux := http.NewServeMux()
	mux.Handle("POST /formulaire", withPerson(read))
	mux.Handle("POST /fichier", withPerson(serve.Taking(most)(read)))
	site := &serve.Site{Clock: func() time.Time { return time.Date(2025, 4, 7, 9, 0, 0, 0, time.UTC) }}
	server := httptest.NewServer(site.Begin(mux))
	defer server.Close()
	for _, c := range []struct {
		path string
		size int
		want int
	}{
		{"/formulaire", form.Most, http.StatusOK}, {"/formulaire", form.Most + 1, http.StatusRequestEntityTooLarge}, {"/formulaire", most, http.StatusRequestEntityTooLarge},
		{"/fichier", form.Most + 1, http.StatusOK}, {"/fichier", most, http.StatusOK}, {"/fichier", most + 1, http.StatusRequestEntityTooLarge},
	} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, server.URL+c.path, bytes.NewReader(make([]byte, c.size)))
		if err != nil {
			t.Fatal(err)
		}
		answer, err := server.Client().Do(r)
		if err != nil {
			t.Fatal(err)
		}
		if _ = answer.Body.Close(); answer.StatusCode != c.want {
			t.Errorf("%d bytes to %s answer %d, want %d", c.size, c.path, answer.StatusCode, c.want)
		}
	}
}

// TestAFailureLeadsBackToThePageBefore: that of this site, whatever else an address says.
func TestAFailureLeadsBackToThePageBefore(t *testing.T) {
	site := &serve.Site{Clock: time.Now}
	fails := site.Begin(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r = r.WithContext(serve.WithPerson(r.Context(), account.Person{ID: 1, Name: "Claire", Role: access.Head}, nil))
		serve.Fail(w, r, fault.New(fault.Conflict, "C’est déjà annulé.", nil))
	}))
	for from, want := range map[string]string{
		"":                                    "",
		"https://parvis.test/projets/1?x=y":   "/projets/1?x=y",
		"https://parvis.test/annuler":         "/annuler",
		"https://ailleurs.test/projets/1":     "",
		"https://parvis.test//ailleurs.test/": "",
		"javascript:alert(1)":                 "",
	} {
		for _, header := range []string{"Referer", "HX-Current-URL"} {
			r := httptest.NewRequest(http.MethodPost, "https://parvis.test/annuler", nil)
			r.Header.Set(header, from)
			w := httptest.NewRecorder()
			fails.ServeHTTP(w, r)
			link := `<a class="button" href="` + html.EscapeString(want) + `">Revenir à la page précédente</a>`
			if got := strings.Contains(w.Body.String(), "page précédente"); got != (want != "") || got && !strings.Contains(w.Body.String(), link) {
				t.Errorf("from %q by %s: the page leads back: %v, want %q", from, header, got, want)
			}
		}
	}
}
