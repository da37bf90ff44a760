package webtest

import (
	"net/http"
	"regexp"
	"strings"

	"github.com/go-chi/chi/v5"
)

// Public are the patterns that answer without a login.
var Public = map[string]bool{"/connexion": true, "/mot-de-passe-oublie": true, "/mot-de-passe-oublie/{token}": true, "/accessibilite": true, "/plan-du-site": true, "/healthz": true, "/partage/{token}": true, "/agenda/{token}.ics": true, "/feuille/{token}": true, "/depot/{token}": true, "/q/{token}": true, "/q/{token}/merci": true, "/q/{token}/borne": true, "/q/{token}/borne/veille.js": true, "/q/{token}/borne/reponses": true, "/favicon.ico": true, "/porte/{token}": true, "/porte/{token}/{slot}": true, "/porte/{token}/saisies": true, "/porte/veille.js": true}

// Route is a page or an act of the site.
type Route struct{ Method, Pattern string }

var parameter = regexp.MustCompile(`\{[^}]+\}`)

// At fills a pattern's parameters with an id.
func (r Route) At(id string) string {
	path := parameter.ReplaceAllString(r.Pattern, id)
	if path == "" {
		return "/"
	}
	return path
}

// HasID tells whether a pattern has a parameter.
func (r Route) HasID() bool { return strings.Contains(r.Pattern, "{") }

// Routes lists every page and act of the site, from the router itself.
func (h *House) Routes() []Route {
	h.t.Helper()
	var all []Route
	err := chi.Walk(h.site, func(method, pattern string, _ http.Handler, _ ...func(http.Handler) http.Handler) error {
		if (method == http.MethodGet || method == http.MethodPost) && !strings.HasPrefix(pattern, "/static/") {
			all = append(all, Route{method, strings.TrimSuffix(pattern, "/")})
		}
		return nil
	})
	if err != nil {
		h.t.Fatal(err)
	}
	if len(all) < 60 {
		h.t.Fatalf("only %d routes: the walk misses some", len(all))
	}
	return all
}

// Pattern gives the pattern of the route that an address leads to, "" where none does.
func (h *House) Pattern(method, address string) string {
	path, _, _ := strings.Cut(address, "?")
	route := chi.NewRouteContext()
	if !h.site.Match(route, method, path) {
		return ""
	}
	return route.RoutePattern()
}
