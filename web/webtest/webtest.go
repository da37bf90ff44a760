// Package webtest runs the whole site over a database of a test's own, with people logged in.
package webtest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/files"
	"parvis/internal/postgres"
	"parvis/internal/postgres/pgtest"
	"parvis/internal/rooms"
	"parvis/internal/workcal"
	"parvis/web"
	"parvis/web/urls"
)

// Today is the day that tests live on: the demonstration's Monday.
var Today = workcal.Of(2025, time.April, 7)

// Password opens every account of a House.
const Password = "parvis-test-4711"

// House is the site with one person per role and one more of the team.
type House struct {
	rooms.Rooms
	People
	URL  string
	Now  time.Time
	t    testing.TB
	site chi.Routes
}

// People are those of a House.
type People struct{ Head, Team, Other, Intern account.Person }

// arrive adds them to a service.
func (p *People) arrive(ctx context.Context, r rooms.Rooms) error {
	for who, i := range map[*account.Person]account.Identity{
		&p.Head:   {Name: "Claire Vasseur", Email: "cheffe@musee.test", Role: access.Head},
		&p.Team:   {Name: "Samir Benali", Email: "equipe@musee.test", Role: access.Team},
		&p.Other:  {Name: "Lucie Morel", Email: "mediation@musee.test", Role: access.Team},
		&p.Intern: {Name: "Inès Carpentier", Email: "stagiaire@musee.test", Role: access.Intern},
	} {
		var err error
		if *who, err = r.Accounts.Seed(ctx, i, Password); err != nil {
			return fmt.Errorf("seed %s: %w", i.Role, err)
		}
	}
	return nil
}

var (
	everybody People // since filled was called
	filled    = pgtest.Filled(func(ctx context.Context, db *pgxpool.Pool) error {
		r := rooms.ForTests(db)
		return errors.Join(r.Seed(ctx), everybody.arrive(ctx, r))
	})
)

// New opens a house on a database with nothing but these people and the templates.
func New(t testing.TB, adjust ...func(*web.Config)) *House {
	t.Helper()
	h := Serve(t, filled(t), adjust...)
	h.People = everybody
	return h
}

// Over opens a house over a migrated database, with these people.
func Over(t testing.TB, db *pgxpool.Pool) *House {
	t.Helper()
	h := Serve(t, db)
	if err := h.arrive(t.Context(), h.Rooms); err != nil {
		t.Fatalf("webtest: %v", err)
	}
	return h
}

// Serve opens a house over a migrated database as it is, without adding people; adjust may change
// how the site is set up.
func Serve(t testing.TB, db *pgxpool.Pool, adjust ...func(*web.Config)) *House {
	t.Helper()
	return serve(t, rooms.ForTests(db), adjust)
}

// NewWith is New where files are kept, or looked at, as told.
func NewWith(t testing.TB, o files.Options) *House {
	t.Helper()
	h := serve(t, rooms.ForTestsWith(filled(t), o), nil)
	h.People = everybody
	return h
}

func serve(t testing.TB, house rooms.Rooms, adjust []func(*web.Config)) *House {
	t.Helper()
	h := &House{Rooms: house, t: t, Now: time.Date(2025, time.April, 7, 9, 30, 0, 0, postgres.Paris)}
	if err := h.Seed(t.Context()); err != nil {
		t.Fatalf("webtest: %v", err)
	}
	config := web.Config{Clock: func() time.Time { return h.Now }, Links: "https://parvis.test"}
	for _, a := range adjust {
		a(&config)
	}
	handler := web.New(config, h.Rooms)
	h.site = handler.(chi.Routes)
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	h.URL = server.URL
	return h
}

// Client is a browser without JavaScript: it keeps cookies and does not follow redirects.
type Client struct {
	t    testing.TB
	base string
	http *http.Client
}

// Visitor is a client who is not logged in.
func (h *House) Visitor() *Client {
	jar, err := cookiejar.New(nil)
	if err != nil {
		h.t.Fatal(err)
	}
	return &Client{t: h.t, base: h.URL, http: &http.Client{Jar: jar,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

// As is a client logged in as p through the login page.
func (h *House) As(p account.Person) *Client {
	h.t.Helper()
	return h.Login(p.Email, Password)
}

// Login is a client logged in with this address and password.
func (h *House) Login(email, password string) *Client {
	h.t.Helper()
	c := h.Visitor()
	if a := c.Post(urls.Login(""), url.Values{"email": {email}, "password": {password}}); a.Status != http.StatusSeeOther {
		h.t.Fatalf("webtest: login of %s answered %d", email, a.Status)
	}
	return c
}

// Answer is what the site answered.
type Answer struct {
	Status   int
	Body     string
	Location string // of a redirect
	Header   http.Header
}

// Get asks for a page.
func (c *Client) Get(path string) Answer {
	c.t.Helper()
	return c.Do(http.MethodGet, path, nil, nil)
}

// Post sends a form as a page of this site would.
func (c *Client) Post(path string, form url.Values) Answer {
	c.t.Helper()
	return c.Do(http.MethodPost, path, strings.NewReader(form.Encode()),
		http.Header{"Content-Type": {"application/x-www-form-urlencoded"}, "Sec-Fetch-Site": {"same-origin"}})
}

// Do sends a request with these headers.
func (c *Client) Do(method, path string, body io.Reader, header http.Header) Answer {
	c.t.Helper()
	r, err := http.NewRequestWithContext(context.WithoutCancel(c.t.Context()), method, c.base+path, body)
	if err != nil {
		c.t.Fatalf("webtest: %s %s: %v", method, path, err)
	}
	for name, values := range header {
		r.Header[name] = values
	}
	response, err := c.http.Do(r)
	if err != nil {
		c.t.Fatalf("webtest: %s %s: %v", method, path, err)
	}
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		c.t.Fatalf("webtest: %s %s: %v", method, path, err)
	}
	return Answer{Status: response.StatusCode, Body: string(text), Location: response.Header.Get("Location"), Header: response.Header}
}

// Cookies are those kept for the site, for handing a session to a real browser.
func (c *Client) Cookies() []*http.Cookie {
	u, err := url.Parse(c.base)
	if err != nil {
		c.t.Fatal(err)
	}
	return c.http.Jar.Cookies(u)
}

// Want checks an answer's status and shows the page when it is another.
func (a Answer) Want(t testing.TB, status int) Answer {
	t.Helper()
	if a.Status != status {
		t.Fatalf("answered %d, want %d:\n%s", a.Status, status, a.Body)
	}
	return a
}

// Has checks that a page holds each of these texts.
func (a Answer) Has(t testing.TB, texts ...string) Answer {
	t.Helper()
	for _, text := range texts {
		if !strings.Contains(a.Body, text) {
			t.Errorf("the page does not hold %q", text)
		}
	}
	return a
}

// Is checks that an answer is this text and no other.
func (a Answer) Is(t testing.TB, text string) Answer {
	t.Helper()
	if a.Body != text {
		t.Errorf("answered %d bytes that begin with %.60q, want %d bytes", len(a.Body), a.Body, len(text))
	}
	return a
}

// Lacks checks that a page holds none of these texts.
func (a Answer) Lacks(t testing.TB, texts ...string) Answer {
	t.Helper()
	for _, text := range texts {
		if strings.Contains(a.Body, text) {
			t.Errorf("the page holds %q", text)
		}
	}
	return a
}
