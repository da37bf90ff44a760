package walks_test

import (
	"cmp"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"parvis/web/urls"
	"parvis/web/webtest"
)

// impossible is what no field takes; hostile is what a field may take, and shows as it is.
var (
	impossible = []string{"a\x00b", "\xff\xfe", strings.Repeat("long ", 40_000)}
	hostile    = []string{`<script>hostile()</script>`, `"><img src=x onerror=hostile()>`, `' OR 1=1; DROP TABLE people; --`, "\u202egnol", "{{7*7}}${7*7}", "../../etc/passwd", "javascript:hostile()"}
)

// TestEveryActReadsWhatIsSentToIt finds every form of the demonstration's pages, as the head of service, and sends
// each with every of its fields impossible, then hostile: the act is reached, and refuses the text or keeps it
// harmless. A route of the site that no form leads to fails the test.
func TestEveryActReadsWhatIsSentToIt(t *testing.T) {
	t.Parallel()
	w := enter(t)
	for _, r := range w.h.Routes() {
		if r.Method == http.MethodPost && len(w.found[r.Pattern]) == 0 && !webtest.Public[r.Pattern] && r.Pattern != urls.ProjectAsk(urls.AnyProject) && r.Pattern != urls.PrivacySearch()+"/effacement" && r.Pattern != urls.PurgeOf("{kept}") && r.Pattern != urls.DayPhoto() { // the team asks the head; a search is answered with it; nothing is due; telephones send photographs by themselves
			t.Errorf("no form of any page leads to %s", r.Pattern)
		}
	}
	// What takes things away, or ends what can be done with them, comes last.
	patterns := slices.SortedFunc(maps.Keys(w.found), func(a, b string) int {
		return cmp.Or(cmp.Compare(ends(a), ends(b)), strings.Compare(a, b))
	})
	for _, pattern := range patterns {
		if strings.HasPrefix(pattern, "/deconnexion") {
			continue // it reads nothing, and ends the walk
		}
		if strings.HasSuffix(pattern, "/documents/remplir") {
			continue // it answers with a document
		}
		if !w.reach(pattern, w.found[pattern]) {
			t.Errorf("%s is reached by none of its %d forms", pattern, len(w.found[pattern]))
		}
	}
}

func ends(pattern string) (n int) {
	for _, last := range []string{"/suppression", "/retrait", "/archive", "/etat", "/coche", "/desactivation", "/statut", "/abandon"} {
		n += strings.Count(pattern, last)
	}
	if strings.HasSuffix(pattern, "/differents") || strings.HasSuffix(pattern, "/differentes") { // before one of the two is no more
		n--
	}
	if strings.HasPrefix(pattern, "/groupes/") || strings.HasPrefix(pattern, "/postes/") { // before what they come to is no more
		n--
	}
	if strings.HasSuffix(pattern, "/archive") { // the project is closed to changes
		n += 4
	}
	if strings.HasPrefix(pattern, "/gestes/") { // it takes what was furnished back
		n += 9
	}
	return n
}

// reach sends a form of a route that stands, with every text in turn in each field; another one, if that was not
// enough to reach the act.
func (w *walker) reach(pattern string, forms []webtest.Form) bool {
	w.t.Helper()
	for _, f := range forms {
		now, stands := w.again(f)
		reached := false
		try := func(text string, names ...string) {
			if !stands {
				return
			}
			sent := now
			sent.Values = maps.Clone(now.Values)
			sent.Values.Set("autre", text) // a field that nobody knows
			for _, name := range names {
				sent.Values.Set(name, text)
			}
			var same bool
			if same, reached = w.judge(pattern, sent, reached); !same {
				now, stands = w.again(f)
			}
		}
		for _, name := range f.Texts {
			for _, text := range impossible {
				try(text, name)
			}
		}
		for _, text := range hostile {
			try(text, f.Texts...)
		}
		if reached {
			return true
		}
	}
	return false
}

// judge sends a form and holds that the text did no harm. It tells whether the form stands as it did, and whether
// its act was reached, now or before.
func (w *walker) judge(pattern string, f webtest.Form, before bool) (same, reached bool) {
	w.t.Helper()
	a := w.send(f)
	harmless := func(a webtest.Answer) {
		a.Lacks(w.t, "<script>hostile", "<img src=x", "SQLSTATE", "goroutine", `href="javascript:`)
	}
	harmless(a)
	switch a.Status {
	case http.StatusUnprocessableEntity:
		return true, true
	case http.StatusConflict:
		return false, true
	case http.StatusSeeOther:
		harmless(w.client.Get(a.Location))
		return false, true
	case http.StatusOK: // what a file would change, the first password of somebody, or the next page of a form that is answered
		return false, before || f.Upload != "" || strings.HasPrefix(pattern, "/reglages/equipe") || strings.HasPrefix(pattern, "/q/")
	case http.StatusTooManyRequests:
		return true, before || strings.Contains(pattern, "mot-de-passe")
	}
	w.t.Errorf("%s with %.40q answers %d", f.Action, f.Values, a.Status)
	return false, before
}
