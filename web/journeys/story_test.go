package journeys

import (
	"context"
	"log/slog"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/account"
	"parvis/internal/demo"
	"parvis/internal/plan"
	"parvis/internal/postgres/pgtest"
	"parvis/internal/programme"
	"parvis/internal/rooms"
	"parvis/internal/workcal"
	"parvis/web"
	"parvis/web/browsertest"
	"parvis/web/urls"
	"parvis/web/webtest"
)

func TestMain(m *testing.M) {
	// Hundreds of requests: only what the site takes for its own failure is worth reading.
	slog.SetDefault(slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError})))
	os.Exit(browsertest.Run(m))
}

// The people of the demonstration, by their logins.
const (
	head   = "cheffe@parvis.test"
	team   = "equipe@parvis.test"
	other  = "mediation@parvis.test"
	intern = "stagiaire@parvis.test"
)

// demonstration gives a database that holds the demonstration.
var demonstration = pgtest.Filled(func(ctx context.Context, db *pgxpool.Pool) error {
	return demo.Fill(ctx, rooms.ForTests(db))
})

// story is the site over a demonstration of the test's own, on Monday 7 April 2025.
type story struct {
	*webtest.House
	t      testing.TB
	people map[string]account.Person // by address
}

func newStory(t testing.TB, adjust ...func(*web.Config)) *story {
	t.Helper()
	return storyOver(t, demonstration(t), adjust...)
}

// storyOver is newStory over a database that holds the demonstration.
func storyOver(t testing.TB, db *pgxpool.Pool, adjust ...func(*web.Config)) *story {
	t.Helper()
	s := &story{t: t, people: map[string]account.Person{}}
	s.House = webtest.Serve(t, db, append([]func(*web.Config){func(c *web.Config) { c.Demo, c.Mail = true, true }}, adjust...)...)
	members, err := s.Accounts.People(t.Context(), account.Console().At(s.Now))
	s.must(err)
	for _, m := range members {
		s.people[m.Email] = m.Person
	}
	return s
}

func (s *story) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

// project finds a project by the beginning of its title.
func (s *story) project(title string) int64 {
	s.t.Helper()
	list, err := s.Programme.List(s.t.Context(), s.people[head].At(s.Now), programme.Filter{Archived: true})
	s.must(err)
	for _, p := range list {
		if strings.HasPrefix(p.Title, title) {
			return p.ID
		}
	}
	s.t.Fatalf("no project %q", title)
	return 0
}

// event finds an event of 2025 by the beginning of its name.
func (s *story) event(name string) int64 {
	s.t.Helper()
	list, err := s.Programme.Events(s.t.Context(), s.people[head].At(s.Now), 2025)
	s.must(err)
	for _, e := range list {
		if strings.HasPrefix(e.Name, name) {
			return e.ID
		}
	}
	s.t.Fatalf("no event %q", name)
	return 0
}

// plan is a project's retroplanning as the head of service sees it now.
func (s *story) plan(project int64) plan.View {
	s.t.Helper()
	v, err := s.Plans.Plan(s.t.Context(), s.people[head].On(webtest.Today), project)
	s.must(err)
	return v
}

// row finds a task of a project's plan by the beginning of its title.
func (s *story) row(project int64, title string) plan.Row {
	s.t.Helper()
	for _, r := range s.plan(project).Rows {
		if strings.HasPrefix(r.Title, title) {
			return r
		}
	}
	s.t.Fatalf("no task %q", title)
	return plan.Row{}
}

// template finds a plan template by its kind.
func (s *story) template(kind programme.Kind) plan.Template {
	s.t.Helper()
	list, err := s.Plans.Templates(s.t.Context(), s.people[head].At(s.Now), kind)
	s.must(err)
	if len(list) == 0 {
		s.t.Fatalf("no template for %s", kind)
	}
	return list[0]
}

// visitor is a browser's tab at the door of a story.
type visitor struct {
	*browsertest.Page
	s *story
}

// visit opens a tab for somebody who is not logged in.
func (s *story) visit(t testing.TB, o browsertest.Options) visitor {
	t.Helper()
	return visitor{browsertest.NewPage(t, o), s}
}

// enter opens a tab and logs in as somebody, through the login page.
func (s *story) enter(t testing.TB, email string, o browsertest.Options) visitor {
	t.Helper()
	v := s.visit(t, o)
	v.open(urls.Login(""))
	v.Set("#email", email)
	v.Set("#password", demo.Password)
	v.Follow("main form .button.primary")
	v.wantPath(t, urls.Home())
	return v
}

// open goes to a path of the site.
func (v visitor) open(path string) {
	v.Goto(v.s.URL + path)
}

// path is the page's address on the site.
func (v visitor) path() string { return strings.TrimPrefix(v.URL(), v.s.URL) }

func (v visitor) wantPath(t testing.TB, path string) {
	t.Helper()
	if !v.Await(func() bool { return v.path() == path }) {
		t.Fatalf("the browser is on %s, want %s", v.path(), path)
	}
}

// wantText checks that what a reader sees of an element comes to say each of these, in small
// letters or capitals.
func (v visitor) wantText(t testing.TB, selector string, texts ...string) {
	t.Helper()
	for _, text := range texts {
		var seen string
		says := func() bool {
			seen = plain(v.Text(selector))
			return strings.Contains(strings.ToLower(seen), strings.ToLower(plain(text)))
		}
		if !v.Await(says) {
			t.Errorf("%s: %s does not say %q:\n%.800s", v.path(), selector, text, seen)
		}
	}
}

// plain is a text with ordinary spaces only.
func plain(text string) string { return strings.Join(strings.Fields(text), " ") }

// at is a moment of the story's Monday.
func at(hour, minute int) time.Time {
	return workcal.Of(2025, time.April, 7).Time().Add(time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute)
}
