package web_test

import (
	"context"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"golang.org/x/net/html"

	"parvis/internal/demo"
	"parvis/internal/postgres/pgtest"
	"parvis/internal/rooms"
	"parvis/web"
	"parvis/web/webtest"
)

// filled is a service with a story, in which most forms are found.
var filled = pgtest.Filled(func(ctx context.Context, db *pgxpool.Pool) error { return demo.Fill(ctx, rooms.ForTests(db)) })

// posted is a form as a page shows it, ready to be sent.
type posted struct {
	pattern, path string
	values        url.Values
}

// mostSeen is how many pages of one pattern the walk opens: their forms differ little.
const mostSeen = 4

// walkForms opens the pages that links lead to, and gives one form for each route that takes one, filled as a
// person would leave it: what is shown stays, what is empty and required gets a text, a number or a day.
func walkForms(t *testing.T, h *webtest.House, c *webtest.Client) []posted {
	t.Helper()
	site := web.New(web.Config{Clock: func() time.Time { return h.Now }}, h.Rooms).(chi.Router)
	pattern := func(method, path string) string {
		rctx := chi.NewRouteContext()
		if !site.Match(rctx, method, path) {
			return ""
		}
		return rctx.RoutePattern()
	}
	found, seen, queue := map[string]posted{}, map[string]int{}, []string{"/", "/corbeille", "/reglages/equipe", "/mon-compte"}
	asked := map[string]bool{}
	for len(queue) > 0 {
		path := queue[0]
		queue = queue[1:]
		u, err := url.Parse(path)
		if err != nil || u.Host != "" || !strings.HasPrefix(u.Path, "/") || asked[path] {
			continue
		}
		asked[path] = true
		p := pattern(http.MethodGet, u.Path)
		if p == "" || strings.HasPrefix(p, "/static") || seen[p] >= mostSeen {
			continue
		}
		seen[p]++
		page := c.Get(path)
		if page.Status != http.StatusOK || !strings.HasPrefix(page.Header.Get("Content-Type"), "text/html") {
			continue
		}
		tree, err := html.Parse(strings.NewReader(page.Body))
		if err != nil {
			t.Fatal(err)
		}
		for n := range tree.Descendants() {
			switch {
			case n.Type == html.ElementNode && n.Data == "a":
				queue = append(queue, attr(n, "href"))
			case n.Type == html.ElementNode && n.Data == "form" && attr(n, "method") == "post":
				action := attr(n, "action")
				if action == "" {
					action = path
				}
				if p := pattern(http.MethodPost, action); p != "" && found[p].path == "" {
					found[p] = posted{p, action, fieldsOf(n)}
				}
			}
		}
	}
	forms := make([]posted, 0, len(found))
	for _, f := range found {
		forms = append(forms, f)
	}
	slices.SortFunc(forms, func(a, b posted) int { return strings.Compare(a.pattern, b.pattern) })
	return forms
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, name string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == name })
}

var dayLike = regexp.MustCompile(`debut|fin|dernier|echeance`)

// sample is what a person types where something is required.
func sample(n *html.Node, name string) string {
	switch {
	case dayLike.MatchString(name):
		return "12/05/2025"
	case attr(n, "type") == "email":
		return "essai@musee.test"
	case attr(n, "inputmode") == "numeric" || attr(n, "type") == "number":
		return "3"
	}
	return "Essai"
}

// fieldsOf gives what a form would send.
func fieldsOf(form *html.Node) url.Values {
	values := url.Values{}
	for n := range form.Descendants() {
		name := attr(n, "name")
		if n.Type != html.ElementNode || name == "" {
			continue
		}
		switch n.Data {
		case "input":
			switch kind := attr(n, "type"); kind {
			case "checkbox", "radio":
				if has(n, "checked") || kind == "radio" && values.Get(name) == "" {
					values.Set(name, attr(n, "value"))
				}
			case "submit", "file":
			default:
				v := attr(n, "value")
				if v == "" && has(n, "required") {
					v = sample(n, name)
				}
				values.Set(name, v)
			}
		case "textarea":
			values.Set(name, "")
			if n.FirstChild != nil && n.FirstChild.Data != "" {
				values.Set(name, n.FirstChild.Data)
			}
		case "select":
			for o := range n.Descendants() {
				if o.Data == "option" && (has(o, "selected") || values.Get(name) == "") {
					values.Set(name, attr(o, "value"))
				}
			}
		case "button":
			if v := attr(n, "value"); v != "" && values.Get(name) == "" {
				values.Set(name, v)
			}
		}
	}
	return values
}
