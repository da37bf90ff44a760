package accountui_test

import (
	"context"
	"io"
	"maps"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/postgres/pgtest"
	"parvis/web/webtest"
)

// monday is the service's day, nine o'clock in Paris.
var monday = time.Date(2025, 4, 7, 9, 0, 0, 0, time.FixedZone("CEST", 2*3600))

const password = "la nuit des musées"

// site is the whole site over a real database, with one head of service.
type site struct {
	t        *testing.T
	url      string
	db       *pgxpool.Pool
	accounts *account.Accounts
	head     account.Person
}

// newSite has one head, « claire@musee.test ».
func newSite(t *testing.T) *site {
	t.Helper()
	s := &site{t: t, db: pgtest.New(t)}
	house := webtest.Serve(t, s.db)
	s.url, s.accounts = house.URL, house.Accounts
	s.head = s.seed("claire@musee.test", "Claire Martin", access.Head)
	return s
}

func (s *site) seed(email, name string, role access.Role) account.Person {
	s.t.Helper()
	p, err := s.accounts.Seed(context.Background(), account.Identity{Name: name, Email: email, Role: role}, password)
	if err != nil {
		s.t.Fatal(err)
	}
	return p
}

// browser keeps cookies and follows no redirect by itself.
type browser struct {
	s    *site
	http *http.Client
}

func (s *site) browser() *browser {
	jar, err := cookiejar.New(nil)
	if err != nil {
		s.t.Fatal(err)
	}
	client := &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	client.Transport = &http.Transport{DisableKeepAlives: true}
	return &browser{s: s, http: client}
}

// loggedIn is a browser in which somebody has just logged in.
func (s *site) loggedIn(email, password string) *browser {
	s.t.Helper()
	b := s.browser()
	got := b.post("/connexion", url.Values{"email": {email}, "password": {password}})
	if got.status != http.StatusSeeOther {
		s.t.Fatalf("log in as %s: %d\n%s", email, got.status, got.text())
	}
	return b
}

// reply is an answer, read whole.
type reply struct {
	status int
	header http.Header
	body   string
}

// to is where a redirect leads.
func (r reply) to() string { return r.header.Get("Location") }

var tags = regexp.MustCompile(`(?s)<script.*?</script>|<[^>]*>`)

// text is what a person reads, with plain spaces.
func (r reply) text() string {
	plain := strings.NewReplacer("&#39;", "'", "&amp;", "&").Replace(tags.ReplaceAllString(r.body, " "))
	return strings.Join(strings.Fields(plain), " ")
}

func (b *browser) get(path string) reply { return b.do(http.MethodGet, path, nil, nil) }

func (b *browser) post(path string, form url.Values) reply {
	return b.do(http.MethodPost, path, form, nil)
}

func (b *browser) do(method, path string, form url.Values, header http.Header) reply {
	b.s.t.Helper()
	all := http.Header{}
	if method == http.MethodPost {
		all.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	maps.Copy(all, header)
	return b.send(method, path, strings.NewReader(form.Encode()), all)
}

// send sends a body as it is.
func (b *browser) send(method, path string, sent io.Reader, header http.Header) reply {
	b.s.t.Helper()
	r, err := http.NewRequest(method, b.s.url+path, sent)
	if err != nil {
		b.s.t.Fatal(err)
	}
	maps.Copy(r.Header, header)
	answer, err := b.http.Do(r)
	if err != nil {
		b.s.t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		b.s.t.Fatal(err)
	}
	return reply{status: answer.StatusCode, header: answer.Header, body: string(body)}
}

// token is the session's cookie, "" without one.
func (b *browser) token() string {
	u, err := url.Parse(b.s.url)
	if err != nil {
		b.s.t.Fatal(err)
	}
	for _, c := range b.http.Jar.Cookies(u) {
		if strings.HasPrefix(c.Name, "parvis") {
			return c.Value
		}
	}
	return ""
}

// hidden reads a hidden value of a form.
func (r reply) hidden(t *testing.T, name string) string {
	t.Helper()
	found := regexp.MustCompile(`<input type="hidden" name="` + name + `" value="([^"]*)"`).FindStringSubmatch(r.body)
	if found == nil {
		t.Fatalf("no hidden %q in\n%s", name, r.body)
	}
	return found[1]
}

func want(t *testing.T, r reply, status int, parts ...string) {
	t.Helper()
	if r.status != status {
		t.Errorf("status %d, want %d\n%s", r.status, status, r.text())
	}
	for _, part := range parts {
		if !strings.Contains(r.text(), part) && !strings.Contains(r.body, part) {
			t.Errorf("no %q in\n%s", part, r.text())
		}
	}
}

func wantTo(t *testing.T, r reply, path string) {
	t.Helper()
	if r.status != http.StatusSeeOther || r.to() != path {
		t.Errorf("%d to %q, want 303 to %q\n%s", r.status, r.to(), path, r.text())
	}
}
