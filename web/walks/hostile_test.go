package walks_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"parvis/web/urls"
	"parvis/web/webtest"
)

func TestIdsThatAreNobodysAreNotFound(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	head := h.As(h.Head)
	for _, r := range h.Routes() {
		if !r.HasID() {
			continue
		}
		for _, id := range []string{"987654321", "0", "-3", "x", "99999999999999999999", "1%00", "%27%20OR%201"} {
			var a webtest.Answer
			if r.Method == http.MethodGet {
				a = head.Get(r.At(id))
			} else {
				a = head.Post(r.At(id), url.Values{})
			}
			if a.Status == http.StatusMovedPermanently { // an address of before: what counts is where it leads
				if a = head.Get(a.Location); a.Status == http.StatusOK && r.Pattern == urls.Plan(urls.AnyProject)+"/corbeille" {
					a.Has(t, "La corbeille est vide") // of a project that does not exist
					continue
				}
			}
			// A form can be refused for what it says before its subject is looked for.
			if a.Status != http.StatusNotFound && (r.Method == http.MethodGet || a.Status != http.StatusUnprocessableEntity) {
				t.Errorf("%s %s with id %s answers %d, want 404", r.Method, r.Pattern, id, a.Status)
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
	for _, r := range h.Routes() {
		if r.Method != http.MethodPost || strings.HasPrefix(r.Pattern, "/deconnexion") {
			continue // logging out reads nothing
		}
		for name, body := range map[string]string{"10 MB": huge, "NUL": "titre=a%00b&title=a%00b&name=a%00b", "not UTF-8": "titre=%ff%fe", "not a form": "%zz=%"} {
			a := head.Do(http.MethodPost, r.At("987654321"), strings.NewReader(body), form)
			if a.Status >= 500 || a.Status < 400 {
				t.Errorf("%s %s answers %d", name, r.Pattern, a.Status)
			}
			a.Lacks(t, "SQLSTATE", "goroutine", "http: request body too large")
		}
	}
}
