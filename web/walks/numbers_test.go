package walks_test

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"parvis/internal/demo"
	"parvis/web/webtest"
)

// beyond are numbers at the ends of what the database and the machine hold, and past them.
var beyond = []string{"2147483647", "2147483648", "-2147483649", "4294967296", "9223372036854775807", "9223372036854775808",
	"-9223372036854775809", "99999999999999999999999999", "1e309", "0x7fffffff", "-0"}

// inPath is an id in a path.
var inPath = regexp.MustCompile(`/\d+`)

// told checks that what was sent was answered, and understood or refused.
func told(t *testing.T, what string, a webtest.Answer) {
	t.Helper()
	if a.Status >= 500 {
		t.Errorf("%s answers %d", what, a.Status)
	}
	a.Lacks(t, "SQLSTATE", "out of range", "goroutine")
}

// Every field of every form that the pages show takes every such number, one at a time, and so does every id of a
// path: none is a failure of ours.
func TestNoNumberIsTooLargeForAForm(t *testing.T) {
	t.Parallel()
	w := enter(t)
	h, all := w.h, w.filled()
	forms, sent := all, 0
	for _, f := range forms {
		if strings.HasPrefix(f.pattern, "/deconnexion") || strings.HasSuffix(f.pattern, "/suppression") {
			continue
		}
		names := []string{"version", "champ_inconnu"}
		for name := range f.Values {
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
		for _, name := range names {
			if f.pattern == "/mot-de-passe" || name == "cle" {
				continue // limited, and no number
			}
			for _, n := range beyond {
				values := url.Values{}
				for k, v := range f.Values {
					values[k] = v
				}
				values.Set(name, n)
				values.Set("cle", "") // each creates
				told(t, f.pattern+" "+name+"="+n, w.client.Post(f.Action, values))
				sent++
			}
		}
		if w.client.Get("/mon-compte").Status != http.StatusOK { // she was renamed, or gave her role away
			w.client = h.Login(headEmail, demo.Password)
		}
	}
	if len(forms) < 40 || sent < 1500 {
		t.Errorf("%d forms, %d sendings: the walk misses some", len(forms), sent)
	}
}

func TestNoNumberIsTooLargeForAnAddress(t *testing.T) {
	t.Parallel()
	w := enter(t)
	h, all := w.h, w.filled()
	for _, r := range h.Routes() {
		if strings.HasPrefix(r.Pattern, "/deconnexion") {
			continue
		}
		for _, n := range beyond {
			if r.HasID() {
				if r.Method == http.MethodGet {
					told(t, r.Pattern+" with "+n, w.client.Get(r.At(n)))
				} else {
					told(t, r.Pattern+" with "+n, w.client.Post(r.At(n), url.Values{"version": {n}}))
				}
			}
			if r.Method == http.MethodGet {
				query := url.Values{}
				for _, name := range []string{"page", "projet", "personne", "annee", "mois", "evenement", "tache", "modele", "responsable", "pilote",
					"avant", "semaines", "debut", "fin", "serie", "type", "statut", "ou", "retour", "de", "a", "capacite", "places"} {
					query.Set(name, n)
				}
				told(t, r.Pattern+" asked with "+n, w.client.Get(r.At("1")+"?"+query.Encode()))
			}
		}
	}
	// The second id of a path counts when the first is there.
	for _, f := range all {
		if ids := inPath.FindAllStringIndex(f.Action, -1); len(ids) > 1 && !strings.HasPrefix(f.pattern, "/deconnexion") {
			for _, n := range beyond {
				told(t, f.pattern+" then "+n, w.client.Post(f.Action[:ids[1][0]]+"/"+n+f.Action[ids[1][1]:], f.Values))
			}
		}
	}
}
