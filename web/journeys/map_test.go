package journeys

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"parvis/internal/demo"
	"parvis/web/browsertest"
	"parvis/web/urls"
)

// TestTheFirstScreenShowsTheTitleAndTheFirstLine opens every page on a telephone: its title and the first line of what it is
// for stand above the keys.
func TestTheFirstScreenShowsTheTitleAndTheFirstLine(t *testing.T) {
	t.Parallel()
	f := newFurnished(t)
	s := f.story
	list := slices.DeleteFunc(f.pages(), func(p page) bool { // a title of one word of 200 letters fills any screen
		return strings.HasPrefix(p.path, urls.Project(f.wide)) || p.path == urls.Event(f.wideEvent) || strings.HasPrefix(p.path, urls.Task(f.wideTask)) || p.path == urls.OwnTask(f.own) || strings.HasPrefix(p.path, urls.Form(f.wideAnswered)+"/")
	})
	for _, who := range []string{head, intern, newcomer, ""} {
		t.Run("as "+who, func(t *testing.T) {
			t.Parallel()
			o := browsertest.Options{Width: 390, Height: 844}
			v := s.visit(t, o)
			if who != "" {
				v = s.enter(t, who, o)
			}
			for _, p := range list {
				if !slices.Contains(p.seen, who) || who == intern && slices.Contains(p.seen, head) && p.path != urls.Home() && p.path != urls.MyList() {
					continue // the intern's are those of the head, with less to press
				}
				path, _, _ := strings.Cut(p.path, "#") // a heading further down is no first screen
				v.open(path)
				for _, fault := range v.FirstScreen() {
					t.Errorf("%s: %s", p.path, fault)
				}
			}
		})
	}
}

// entries are the places of the map, wide and narrow.
const entries = ".masthead a[href], .siblings a[href], .thumb-nav a[href], .tab-line a[href], .sitemap a[href], .choose a[href]"

// TestEveryEntryOfTheMapOpensForEveryRole gathers what header, menus, keys, tabs and site map offer to each role in a wide and in
// a narrow window, and opens it there: nothing that is offered is refused.
func TestEveryEntryOfTheMapOpensForEveryRole(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	jea := s.project("JEA")
	from := []string{urls.Home(), urls.Projects(), urls.Project(jea), urls.Plan(jea), urls.Event(s.event("Journées européennes de l’archéologie")), urls.SiteMap(), urls.New(nil), urls.Settings()}
	for who, wanted := range map[string]map[string]bool{
		head:   {urls.Settings(): true, urls.NewProject(): true, urls.NewTask(jea): true, urls.NewMember(): true},
		team:   {urls.Settings(): false, urls.NewProject(): true, urls.NewTask(jea): true, urls.NewMember(): false},
		intern: {urls.Settings(): false, urls.NewProject(): false, urls.NewTask(jea): true, urls.NewMember(): false},
	} {
		for _, width := range []int{1280, 390} {
			t.Run(who, func(t *testing.T) {
				t.Parallel()
				client, v := s.Login(who, demo.Password), s.enter(t, who, browsertest.Options{Width: width, Height: 844})
				offered := map[string]bool{}
				for _, path := range from {
					if client.Get(path).Status == http.StatusForbidden {
						continue // the settings, of whoever is no head
					}
					v.open(path)
					for _, fold := range []string{"", ".new > summary", ".who > summary", ".tabs summary"} {
						if fold != "" && len(v.All(fold)) > 0 {
							v.Click(fold)
						}
						for _, drawn := range v.All(entries) {
							offered[drawn.Attributes["href"]] = true
						}
					}
				}
				if len(offered) < 12 {
					t.Errorf("%d px: only %d entries", width, len(offered))
				}
				for href := range offered {
					v.open(href)
					if v.Count("main h1") != 1 {
						t.Errorf("%d px: %s shows no page", width, href)
					}
				}
				for href, want := range wanted {
					if width > 390 && offered[href] != want {
						t.Errorf("%s is offered: %v", href, offered[href])
					}
				}
			})
		}
	}
}

// unescaped is a heading as its page names it.
func unescaped(fragment string) string {
	text, err := url.PathUnescape(fragment)
	if err != nil {
		return fragment
	}
	return text
}

var helpLink = regexp.MustCompile(`<a class="tool" href="(/aide[^"]*)" aria-label="Aide sur cette page">Aide<`)

// TestEveryPageLeadsToItsPageOfTheGuide follows the help link of every page, to a heading of the guide that is there, and from the
// first page of the guide reaches every other.
func TestEveryPageLeadsToItsPageOfTheGuide(t *testing.T) {
	t.Parallel()
	f := newFurnished(t)
	s := f.story
	client := s.Login(head, demo.Password)
	texts, to := map[string]string{}, map[string]bool{}
	text := func(path string) string {
		if _, read := texts[path]; !read {
			texts[path] = client.Get(path).Want(t, http.StatusOK).Body
		}
		return texts[path]
	}
	for _, p := range f.pages() {
		if !slices.Contains(p.seen, head) {
			continue
		}
		body := client.Get(p.path).Body
		if !strings.Contains(body, `<header class="masthead">`) || strings.Contains(body, `class="outside"`) {
			continue // a sheet of paper, or a page of somebody without an account
		}
		found := helpLink.FindStringSubmatch(body)
		if found == nil {
			t.Errorf("%s leads to no help", p.path)
			continue
		}
		page, heading, _ := strings.Cut(found[1], "#")
		to[page] = true
		if page == urls.Guide() {
			t.Errorf("%s has no page of the guide of its own", p.path)
		}
		if guide := text(page); heading != "" && !strings.Contains(guide, ` id="`+unescaped(heading)+`"`) {
			t.Errorf("%s leads to %s, where no heading is called so", p.path, found[1])
		}
	}
	if len(to) < 7 {
		t.Errorf("the pages lead to %d pages of the guide", len(to))
	}
	reached, todo := map[string]bool{urls.Guide(): true}, []string{urls.Guide()}
	for len(todo) > 0 {
		page := todo[0]
		todo = todo[1:]
		_, content, _ := strings.Cut(text(page), "<main")
		for _, m := range regexp.MustCompile(`(?:href|src)="(/aide[^"#]*)(?:#([^"]*))?"`).FindAllStringSubmatch(content, -1) {
			if strings.HasPrefix(m[1], urls.GuidePicture("")) {
				client.Get(m[1]).Want(t, http.StatusOK)
				continue
			}
			if !reached[m[1]] {
				reached[m[1]], todo = true, append(todo, m[1])
			}
			if m[2] != "" && !strings.Contains(text(m[1]), ` id="`+unescaped(m[2])+`"`) {
				t.Errorf("%s leads to %s#%s, where no heading is called so", page, m[1], m[2])
			}
		}
	}
	for page := range to {
		if !reached[page] {
			t.Errorf("no page of the guide leads to %s", page)
		}
	}
	if len(reached) < 12 {
		t.Errorf("from the guide's first page one reaches %d pages", len(reached))
	}
}
