package accountui_test

import (
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"parvis/internal/postgres/pgtest"
	"parvis/web"
	"parvis/web/webtest"
)

// followed sends the login form of the page that the browser was given, and follows where it leads.
func (b *browser) followed(path string) reply {
	b.get(path)
	got := b.post("/connexion", url.Values{"email": {"claire@musee.test"}, "password": {password}, "suite": {"/mon-compte"}})
	for range 5 {
		if got.to() == "" {
			break
		}
		got = b.get(got.to())
	}
	return got
}

// refusing keeps no cookie.
type refusing struct{}

func (refusing) SetCookies(*url.URL, []*http.Cookie) {}
func (refusing) Cookies(*url.URL) []*http.Cookie     { return nil }

func TestABrowserThatKeepsNoCookieIsTold(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	b := s.browser()
	b.http.Jar = refusing{}
	want(t, b.followed("/connexion"), http.StatusOK, "votre navigateur n’a pas gardé la session", "Autorisez les cookies")
	// One that keeps them goes on, even if the form was not asked for first.
	want(t, s.browser().followed("/connexion"), http.StatusOK, "Votre fiche")
	want(t, s.browser().followed("/accessibilite"), http.StatusOK, "Votre fiche")
	if again := s.browser().get("/connexion"); strings.Contains(again.text(), "gardé la session") {
		t.Error("it is told to whoever comes")
	}
}

// overHTTP drops secure cookies, as browsers do with those of an http address that is not their own machine.
type overHTTP struct{ http.CookieJar }

func (j overHTTP) SetCookies(u *url.URL, cookies []*http.Cookie) {
	j.CookieJar.SetCookies(u, slices.DeleteFunc(cookies, func(c *http.Cookie) bool { return c.Secure }))
}

// PARVIS_SECURE=1 over http: the browser drops the cookie.
func TestASecureCookieOverHTTPIsTold(t *testing.T) {
	t.Parallel()
	s := &site{t: t, db: pgtest.New(t)}
	house := webtest.Serve(t, s.db, func(c *web.Config) { c.Secure = true })
	s.url, s.accounts = house.URL, house.Accounts
	s.seed("claire@musee.test", "Claire Martin", "head")
	b := s.browser()
	b.http.Jar = overHTTP{b.http.Jar}
	want(t, b.followed("/connexion"), http.StatusOK, "une adresse qui commence par https://", "PARVIS_SECURE")
}

// Two instances on one host: a browser keeps one cookie of a name for both.
func TestTwoInstancesOnOneHostKeepTheirSessions(t *testing.T) {
	t.Parallel()
	one, two := newSite(t), newSite(t)
	b := one.browser()
	enter := func(s *site) {
		b.s = s
		wantTo(t, b.post("/connexion", url.Values{"email": {"claire@musee.test"}, "password": {password}}), "/connexion?temoin=attendu")
	}
	enter(one)
	enter(two)
	b.s = one
	want(t, b.get("/mon-compte"), http.StatusOK, "Votre fiche")
	wantTo(t, b.post("/deconnexion", nil), "/connexion")
	b.s = two
	want(t, b.get("/mon-compte"), http.StatusOK, "Votre fiche")
}

// Two instances on one host, behind a proxy that passes the host on without its port: PARVIS_URL tells them apart.
func TestTwoInstancesBehindAProxyThatDropsThePortKeepTheirSessions(t *testing.T) {
	t.Parallel()
	behind := func(origin string) *site {
		s := &site{t: t, db: pgtest.New(t)}
		house := webtest.Serve(t, s.db, func(c *web.Config) { c.Origin = origin })
		proxy := httptest.NewServer(&httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
			to, err := url.Parse(house.URL)
			if err != nil {
				t.Error(err)
			}
			r.SetURL(to)
			r.Out.Host, _, _ = strings.Cut(r.In.Host, ":")
		}})
		t.Cleanup(proxy.Close)
		s.url, s.accounts = proxy.URL, house.Accounts
		s.seed("claire@musee.test", "Claire Martin", "head")
		return s
	}
	one, two := behind("http://127.0.0.1:8443"), behind("http://127.0.0.1:9443")
	b := one.browser()
	for _, s := range []*site{one, two} {
		b.s = s
		b.post("/connexion", url.Values{"email": {"claire@musee.test"}, "password": {password}})
	}
	for _, s := range []*site{one, two} {
		b.s = s
		want(t, b.get("/mon-compte"), http.StatusOK, "Votre fiche")
	}
}

// The address that was asked for comes from outside: what is no port names nothing.
func TestOnlyAPortIsPartOfTheCookiesName(t *testing.T) {
	t.Parallel()
	s := &site{t: t, db: pgtest.New(t)}
	house := webtest.Serve(t, s.db)
	s.accounts = house.Accounts
	s.seed("claire@musee.test", "Claire Martin", "head")
	for asked, name := range map[[2]string]string{
		{"parvis.test"}: "parvis", {"parvis.test:8080"}: "parvis-8080", {"[::1]:8080"}: "parvis-8080", {"[::1]"}: "parvis",
		{"parvis.test:"}: "parvis", {"parvis.test:99999"}: "parvis", {"parvis.test:a;b"}: "parvis",
		{"parvis.test", "https://parvis.test:8443"}: "parvis-8443", {"parvis.test:8080", "https://parvis.test:8443"}: "parvis-8443",
		{"parvis.test:8080", "https://parvis.test"}: "parvis", {"inside", "https://parvis.test:8443"}: "parvis-8443",
		{"localhost:8080", "https://parvis.test"}: "parvis-8080",
	} {
		host := asked[0]
		handler := web.New(web.Config{Clock: func() time.Time { return monday }, Origin: asked[1]}, house.Rooms)
		r := httptest.NewRequest(http.MethodPost, "/connexion", strings.NewReader(url.Values{"email": {"claire@musee.test"}, "password": {password}}.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Host = host
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		if c := w.Header().Get("Set-Cookie"); !strings.HasPrefix(c, name+"=") {
			t.Errorf("%q: cookie %q, want %s", asked, c, name)
		}
	}
}

func TestPasswordsAreNamedForManagersAndNotTranslated(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	b := s.loggedIn("claire@musee.test", password)
	page := b.get("/mot-de-passe")
	if !strings.Contains(page.body, `value="claire@musee.test" autocomplete="username"`) {
		t.Error("a password manager does not know whose password it is")
	}
	added := b.post("/reglages/equipe/ajout", memberForm("Léa Roux", "lea@musee.test", "intern"))
	if !strings.Contains(added.body, `<p translate="no"><code class="secret">`) {
		t.Error("the provisional password may be translated")
	}
}
