package webtest

import (
	"net/http"
	"net/http/httptest"
	"strings"

	"parvis/internal/account"
	"parvis/internal/postgres"
)

// Queries tells how many queries a page asks of the database for a person; the session's own are not counted.
func (h *House) Queries(p account.Person, path string) int64 {
	h.t.Helper()
	ctx, queries := postgres.CountQueries(h.t.Context())
	r := httptest.NewRequestWithContext(ctx, http.MethodGet, path, nil)
	_, r.Host, _ = strings.Cut(h.URL, "://")
	for _, c := range h.As(p).Cookies() {
		r.AddCookie(c)
	}
	w := httptest.NewRecorder()
	h.site.(http.Handler).ServeHTTP(w, r)
	if w.Code != http.StatusOK {
		h.t.Fatalf("webtest: %s answered %d", path, w.Code)
	}
	return queries.Load()
}
