package journeys

import (
	"html"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"parvis/internal/demo"
	"parvis/web/urls"
)

// TestNothingOfferedIsRefused follows every link of every page as each role, and sends every form
// that the intern is offered: a page never shows its reader what she may not use.
func TestNothingOfferedIsRefused(t *testing.T) {
	t.Parallel()
	f := newFurnished(t)
	s, list := f.story, f.pages()
	for _, who := range []string{head, team, intern, newcomer} {
		client := s.Login(who, demo.Password)
		links, forms := map[string]string{}, map[string]form{} // to the page that offers each
		answered := map[string]bool{}                          // pages that were asked for already
		for _, p := range list {
			if !slices.Contains(p.seen, who) {
				continue
			}
			page := client.Get(p.path)
			body := page.Body
			answered[p.path] = page.Status == http.StatusOK
			for _, link := range hrefs(body) {
				links[link] = p.path
			}
			for _, f := range formsOf(body) {
				f.on = p.path
				forms[f.action] = f
			}
		}
		if len(links) < 5 || len(forms) == 0 && who != newcomer {
			t.Errorf("%s finds %d links and %d forms", who, len(links), len(forms))
		}
		for link, on := range links {
			if answered[link] {
				continue
			}
			if a := client.Get(link); a.Status != http.StatusOK {
				t.Errorf("%s is offered %s on %s, which answers %d", who, link, on, a.Status)
			}
		}
		if who == intern || who == newcomer {
			for _, f := range forms {
				if a := client.Post(f.action, f.values); a.Status == http.StatusForbidden || a.Status >= 500 {
					t.Errorf("%s is offered the form %s on %s, which answers %d", who, f.action, f.on, a.Status)
				}
			}
		}
	}
}

// TestInternIsOfferedNothingOfTheHeads names what must be absent from her pages.
func TestInternIsOfferedNothingOfTheHeads(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	jea, mine := s.project("JEA"), s.Login(intern, demo.Password)
	for _, path := range []string{urls.Home(), urls.Events(), urls.Projects(), urls.Project(jea), urls.ProjectMembers(jea),
		urls.Plan(jea), urls.Event(s.event("Journées européennes de l’archéologie"))} {
		mine.Get(path).Want(t, http.StatusOK).Lacks(t, `href="`+urls.Team(), urls.NewProject(), urls.NewEvent(), urls.Trash()+"/",
			urls.ProjectEdit(jea), urls.ProjectStatus(jea)+`"`, urls.ProjectDelete(jea), urls.ProjectArchive(jea), urls.ApplyTemplate(jea))
	}
}

// form is a form of a page, filled as the page fills it.
type form struct {
	action, on string
	values     url.Values
}

var (
	linkPattern  = regexp.MustCompile(`<a\b[^>]*\shref="(/[^"#]*)`)
	formPattern  = regexp.MustCompile(`(?s)<form\b[^>]*method="post"[^>]*action="([^"]+)"[^>]*>(.*?)</form>`)
	inputPattern = regexp.MustCompile(`<input type="hidden" name="([^"]+)" value="([^"]*)"`)
)

// hrefs are the paths of the site that a page links to.
func hrefs(body string) []string {
	var links []string
	for _, m := range linkPattern.FindAllStringSubmatch(body, -1) {
		links = append(links, html.UnescapeString(m[1]))
	}
	return links
}

// formsOf are the forms that act, but those that end the session.
func formsOf(body string) []form {
	var forms []form
	for _, m := range formPattern.FindAllStringSubmatch(body, -1) {
		f := form{action: html.UnescapeString(m[1]), values: url.Values{}}
		if strings.HasPrefix(f.action, urls.Logout()) {
			continue
		}
		for _, hidden := range inputPattern.FindAllStringSubmatch(m[2], -1) {
			f.values.Set(html.UnescapeString(hidden[1]), html.UnescapeString(hidden[2]))
		}
		forms = append(forms, f)
	}
	return forms
}
