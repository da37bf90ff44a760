package web_test

import (
	"maps"
	"regexp"
	"slices"
	"testing"
	"time"

	"github.com/go-chi/chi/v5"

	"parvis/internal/demo"
	"parvis/web"
	"parvis/web/webtest"
)

// posted is a form as a page shows it, filled as a person would leave it: what is shown stays, what is empty and
// required gets a text or a day.
type posted struct {
	pattern string
	webtest.Form
}

var dayLike = regexp.MustCompile("debut|fin|dernier|echeance")

// chosen is what a person chooses where nothing is chosen yet, by the form's route.
var chosen = map[string]map[string]string{
	"/projets": {"type": "event_programme", "jour_j": "evenement", "evenement": "1"},
	"/projets/{project}/retroplanning/taches": {"categorie": "administrative"},
	"/reglages/calendrier/absences":           {"absence_personne": "3"},
	"/reglages/equipe/ajout":                  {"role": "team"},
}

// walkForms gives one form for each route that takes one, of a furnished service, and its head of service.
func walkForms(t *testing.T) (*webtest.House, *webtest.Client, []posted) {
	t.Helper()
	h, pages := furnished(t)
	site := web.New(web.Config{Clock: func() time.Time { return h.Now }}, h.Rooms)
	w := &walker{t: t, client: h.Login("cheffe@parvis.test", demo.Password), site: site.(chi.Routes)}
	found := w.forms(pages...)
	var list []posted
	for _, pattern := range slices.Sorted(maps.Keys(found)) {
		f := found[pattern][0]
		for _, name := range f.Needed {
			switch {
			case dayLike.MatchString(name):
				f.Values.Set(name, "12/05/2025")
			case name == "email":
				f.Values.Set(name, "essai@musee.test")
			default:
				f.Values.Set(name, "Essai")
			}
		}
		for name, choice := range chosen[pattern] {
			f.Values.Set(name, choice)
		}
		list = append(list, posted{pattern, f})
	}
	if len(list) < 50 {
		t.Fatalf("only %d forms: the walk misses some", len(list))
	}
	return h, w.client, list
}
