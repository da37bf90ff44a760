package walks_test

import (
	"cmp"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"parvis/internal/demo"
)

// mistakes are what is sent in every field at once, each field's own value under it in "".
var mistakes = map[string]func(string) string{
	"nothing":   func(string) string { return "" },
	"negative":  func(string) string { return "-3" },
	"words":     func(string) string { return "trois ou quatre ?" },
	"a day":     func(string) string { return "31/02/2025" },
	"very long": func(string) string { return strings.Repeat("long ", 4000) },
	"as it was": func(was string) string { return was },
}

// summary is what the head of an invalid form says: the field of each problem, in its order, "" for one that is
// about no field.
func summary(root *html.Node) (fields []string) {
	for n := range root.Descendants() {
		if n.DataAtom != atom.Div || !slices.Contains(strings.Fields(attributeOf(n, "class")), "summary") {
			continue
		}
		for d := range n.Descendants() {
			if d.DataAtom != atom.Li {
				continue
			}
			field := ""
			for a := range d.Descendants() {
				if link := attributeOf(a, "href"); strings.HasPrefix(link, "#") && field == "" {
					field = link[1:]
				}
			}
			fields = append(fields, field)
		}
	}
	return fields
}

// places are what links lead to in a page, as it stands there.
func places(root *html.Node) (ids []string) {
	for n := range root.Descendants() {
		if id := attributeOf(n, "id"); id != "" {
			ids = append(ids, id)
		}
	}
	return ids
}

func attributeOf(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// eachForm is filled with the other forms of each route too: those with other fields, or for another act.
func (w *walker) eachForm() []posted {
	w.t.Helper()
	list := w.filled()
	for _, pattern := range slices.Sorted(maps.Keys(w.found)) {
		seen := map[string]bool{}
		for i, f := range w.found[pattern] {
			if key := strings.Join(f.Texts, " ") + "/" + f.Values.Get("acte"); !seen[key] {
				seen[key] = true
				if i > 0 {
					list = append(list, posted{pattern, f})
				}
			}
		}
	}
	return list
}

// TestMistakesAreToldInTheOrderOfTheFields sends every form of the site with mistakes in its fields: in all at once, and in
// each alone. What is to mend is told in the order in which the fields stand on the page, once a field, and each
// sentence leads to a field that is there. One mistake is told once: nothing else of the form is blamed for it.
func TestMistakesAreToldInTheOrderOfTheFields(t *testing.T) {
	t.Parallel()
	w := enter(t)
	refused, alone := map[string]bool{}, 0
	forms := w.eachForm() // what closes a project to changes comes last
	slices.SortStableFunc(forms, func(a, b posted) int { return cmp.Compare(ends(a.pattern), ends(b.pattern)) })
	for _, f := range forms {
		if strings.HasPrefix(f.pattern, "/deconnexion") || strings.HasSuffix(f.pattern, "/mot-de-passe") || onlyFile(f.Form) {
			continue // what it holds ends the walk, goes back to no page, or is no text
		}
		send := func(what string, values url.Values) []string {
			t.Helper()
			values.Set("cle", "")
			a := w.client.Post(f.Action, values)
			if a.Status == http.StatusUnauthorized || strings.HasPrefix(a.Location, "/connexion") {
				w.client = w.h.Login(headEmail, demo.Password)
			}
			if a.Status != http.StatusUnprocessableEntity {
				return nil
			}
			refused[f.pattern] = true
			root, err := html.Parse(strings.NewReader(a.Body))
			if err != nil {
				t.Fatal(err)
			}
			told, there := summary(root), places(root)
			last := -1
			for i, name := range told {
				place := slices.Index(there, name)
				switch {
				case name == "":
				case place < 0:
					t.Errorf("%s, %s: « %s » is to mend and stands nowhere on the page", f.pattern, what, name)
				case slices.Contains(told[:i], name):
					t.Errorf("%s, %s: %s is told twice: %v", f.pattern, what, name, told)
				case place < last:
					t.Errorf("%s, %s: told in the order %v, and the fields stand in another", f.pattern, what, told)
				}
				last = max(last, place)
			}
			return told
		}
		copied := func() url.Values {
			values := url.Values{}
			for name, list := range f.Values {
				values[name] = slices.Clone(list)
			}
			return values
		}
		for what, mistake := range mistakes {
			values := copied()
			for name := range values {
				if !slices.Contains([]string{"cle", "version", "retour", "ids", "acte", "numero"}, name) {
					values.Set(name, mistake(values.Get(name)))
				}
			}
			send(what+" everywhere", values)
		}
		for i, early := range f.Texts {
			for _, late := range f.Texts[i+1:] {
				for _, what := range []string{"nothing", "very long"} { // rules, which are asked after what cannot be read
					values := copied()
					values.Set(early, mistakes[what](""))
					values.Set(late, mistakes["words"](""))
					send(what+" in "+early+", words in "+late, values)
				}
			}
		}
		if send("nothing wrong", copied()) != nil {
			continue // as it is filled it is not complete: what one more mistake adds cannot be told
		}
		for _, name := range f.Texts {
			for _, what := range []string{"negative", "words", "a day"} {
				values := copied()
				values.Set(name, mistakes[what](""))
				if told := send(what+" in "+name, values); len(told) > 0 {
					alone++
					if len(told) > 1 {
						t.Errorf("%s: %s in %s is told as %d problems: %v", f.pattern, what, name, len(told), told)
					}
				}
			}
		}
	}
	if len(refused) < 18 || alone < 15 {
		t.Errorf("only %d forms have refused something (%v), and %d single mistakes: the walk misses some", len(refused), refused, alone)
	}
}
