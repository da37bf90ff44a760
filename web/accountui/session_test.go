package accountui_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/web/accountui"
)

func TestNobodyOpensAPageWithoutLoggingIn(t *testing.T) {
	t.Parallel()
	b := newSite(t).browser()
	for path, login := range map[string]string{
		"/":                "/connexion?suite=%2F",
		"/reglages/equipe": "/connexion?suite=%2Freglages%2Fequipe",
		"/mon-compte?a=b":  "/connexion?suite=%2Fmon-compte%3Fa%3Db",
		"/mot-de-passe":    "/connexion",
	} {
		wantTo(t, b.get(path), login)
	}
	wantTo(t, b.post("/coches", nil), "/connexion")
	part := b.do(http.MethodGet, "/", nil, http.Header{"Hx-Request": {"true"}, "Hx-Current-Url": {b.s.url + "/mon-compte"}})
	if part.status != http.StatusNoContent || part.header.Get("HX-Redirect") != "/connexion?suite=%2Fmon-compte" {
		t.Errorf("a part of a page: %d %v", part.status, part.header)
	}
}

func TestLoginLeadsToThePageAskedForAndNeverElsewhere(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	for asked, lands := range map[string]string{
		"":                     "/",
		"/projets/3?mois=5":    "/projets/3?mois=5",
		"https://example.org/": "/",
		"//example.org":        "/",
		`/\example.org`:        "/",
		"/\t/example.org":      "/",
		"/connexion?suite=/":   "/",
	} {
		b := s.browser()
		page := b.get("/connexion?" + url.Values{"suite": {asked}}.Encode())
		want(t, page, http.StatusOK)
		if lands == "/" && page.hidden(t, "suite") != "" {
			t.Errorf("%q is kept in the form", asked)
		}
		form := url.Values{"email": {"claire@musee.test"}, "password": {password}, "suite": {asked}}
		wantTo(t, b.post("/connexion", form), lands)
		wantTo(t, b.get("/connexion?"+url.Values{"suite": {asked}}.Encode()), lands)
	}
}

func TestAFailedLoginKeepsTheAddressAndNeverThePassword(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	b := s.browser()
	answer := b.post("/connexion", url.Values{"email": {`claire"<b>@musee.test`}, "password": {"secret-typed"}, "suite": {"/projets/3"}})
	want(t, answer, http.StatusUnprocessableEntity, "L’adresse électronique ou le mot de passe est incorrect.",
		`value="claire&#34;&lt;b&gt;@musee.test"`, `role="alert"`, `href="#password"`, "Demandez à votre cheffe de service")
	if strings.Contains(answer.body, "secret-typed") {
		t.Error("the password comes back")
	}
	if answer.hidden(t, "suite") != "/projets/3" {
		t.Error("the page asked for is lost")
	}
	if b.token() != "" {
		t.Error("a failed login opens a session")
	}
	empty := b.post("/connexion", url.Values{})
	want(t, empty, http.StatusUnprocessableEntity, "2 points sont à corriger", "Indiquez votre adresse électronique.", "Indiquez votre mot de passe.")
}

func TestWhoFailsTooOftenIsToldWhenToComeBack(t *testing.T) {
	t.Parallel()
	b := newSite(t).browser()
	form := url.Values{"email": {"claire@musee.test"}, "password": {"faux"}}
	for range 5 {
		want(t, b.post("/connexion", form), http.StatusUnprocessableEntity)
	}
	want(t, b.post("/connexion", form), http.StatusTooManyRequests, "Veuillez réessayer dans 30 secondes.", `value="claire@musee.test"`)
}

func TestAnAddressThatSendsLoginsWithoutEndIsStopped(t *testing.T) {
	t.Parallel()
	b := newSite(t).browser()
	// A whole minute's worth within one window may straddle two: twice as many cannot.
	limited := 0
	for range 125 {
		if answer := b.post("/connexion", url.Values{"email": {"a@b.fr"}}); answer.status == http.StatusTooManyRequests {
			limited++
			want(t, answer, http.StatusTooManyRequests, "Trop d’essais de connexion.", `value="a@b.fr"`)
			if answer.header.Get("Retry-After") == "" {
				t.Error("no Retry-After")
			}
			break
		}
	}
	if limited == 0 {
		t.Error("125 forms in a row are all answered")
	}
}

func TestTheStoreKeepsOnlyTheHashOfAToken(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	b := s.loggedIn("claire@musee.test", password)
	var stored string
	if err := s.db.QueryRow(context.Background(), `SELECT token FROM sessions`).Scan(&stored); err != nil {
		t.Fatal(err)
	}
	hash := sha256.Sum256([]byte(b.token()))
	if stored == b.token() || stored != base64.RawURLEncoding.EncodeToString(hash[:]) {
		t.Errorf("stored %q for token %q", stored, b.token())
	}
}

func TestTheCookieIsOutOfReachOfScriptsAndOfOtherSites(t *testing.T) {
	t.Parallel()
	plain := newSite(t).browser().post("/connexion", url.Values{"email": {"claire@musee.test"}, "password": {password}})
	if c := plain.header.Get("Set-Cookie"); !strings.HasPrefix(c, "parvis-") || !strings.Contains(c, "Path=/; HttpOnly; SameSite=Lax") {
		t.Errorf("cookie %q", c)
	}
	// Behind a proxy that ends TLS, the cookie is Secure all the same and names its host.
	sessions := accountui.NewSessions(newSite(t).db, true)
	if c := sessions.Cookie; c.Name != "__Host-parvis" || !c.Secure || !c.HttpOnly || c.Path != "/" || c.Domain != "" || c.SameSite != http.SameSiteLaxMode {
		t.Errorf("https cookie %+v", c)
	}
}

func TestLoggingInChangesTheTokenAndForgetsTheSessionBefore(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.seed("noe@musee.test", "Noé Petit", access.Team)
	b := s.loggedIn("claire@musee.test", password)
	before := b.token()
	wantTo(t, b.post("/connexion", url.Values{"email": {"noe@musee.test"}, "password": {password}}), "/")
	if b.token() == before {
		t.Error("the token stays the same")
	}
	want(t, b.get("/"), http.StatusOK, "Noé Petit")
	if got := s.withToken(before).get("/"); got.status != http.StatusSeeOther {
		t.Errorf("the token of before still opens pages: %d", got.status)
	}
}

// withToken is a browser that somebody gave a session's token.
func (s *site) withToken(token string) *browser {
	b := s.browser()
	u, err := url.Parse(s.url)
	if err != nil {
		s.t.Fatal(err)
	}
	b.http.Jar.SetCookies(u, []*http.Cookie{{Name: "parvis-" + u.Port(), Value: token, Path: "/"}})
	return b
}

// stored is the only session, as the database holds it.
type stored struct {
	written string    // the transaction that wrote it last
	expiry  time.Time // when the store no longer finds it
	until   time.Time // when it is over unless it is used
	ends    time.Time // in any case
	values  map[string]any
}

func (s *site) stored() stored {
	s.t.Helper()
	var is stored
	var data []byte
	if err := s.db.QueryRow(context.Background(), `SELECT xmin::text, data, expiry FROM sessions`).Scan(&is.written, &data, &is.expiry); err != nil {
		s.t.Fatal(err)
	}
	var deadline time.Time
	var err error
	if deadline, is.values, err = (accountui.Codec{}).Decode(data); err != nil {
		s.t.Fatal(err)
	}
	if off := deadline.Sub(is.expiry); off > time.Millisecond || off < -time.Millisecond {
		s.t.Errorf("the session says it ends at %v, the store at %v", deadline, is.expiry)
	}
	end, _ := is.values["end"].(int64)
	is.ends = time.Unix(end, 0)
	until, _ := is.values["until"].(int64)
	is.until = time.Unix(until, 0)
	return is
}

// lived makes the session as it would be had it been opened and last used that long ago.
func (s *site) lived(opened, used time.Duration) {
	s.t.Helper()
	until, values := time.Now().Add(4*time.Hour-used), s.stored().values
	end := time.Now().Add(20*time.Hour - opened)
	if end.Before(until) {
		until = end
	}
	values["end"], values["until"] = end.Unix(), until.Unix()
	expiry := until.Add(72 * time.Hour)
	data, err := accountui.Codec{}.Encode(expiry, values)
	if err != nil {
		s.t.Fatal(err)
	}
	if _, err := s.db.Exec(context.Background(), `UPDATE sessions SET data = $1, expiry = $2`, data, expiry); err != nil {
		s.t.Fatal(err)
	}
}

// near checks a moment of the near future to the minute.
func near(t *testing.T, what string, got time.Time, in time.Duration) {
	t.Helper()
	if off := time.Until(got) - in; off > time.Second || off < -time.Minute {
		t.Errorf("%s is in %v, want in %v", what, time.Until(got), in)
	}
}

func TestASessionEndsAfterFourIdleHoursAndTwentyInAll(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	b := s.loggedIn("claire@musee.test", password)
	near(t, "the idle end", s.stored().until, 4*time.Hour)
	near(t, "the absolute end", s.stored().ends, 20*time.Hour)

	s.lived(6*time.Hour, 3*time.Hour+59*time.Minute)
	want(t, b.get("/"), http.StatusOK)
	near(t, "the idle end after a page", s.stored().until, 4*time.Hour)
	near(t, "the absolute end after a page", s.stored().ends, 14*time.Hour)

	s.lived(6*time.Hour, 4*time.Hour+time.Second)
	wantTo(t, b.get("/"), "/connexion?suite=%2F")
	wantTo(t, b.get("/"), "/connexion?suite=%2F")

	// Nineteen hours and fifty minutes after the login: reading a page leaves ten minutes, not four hours.
	b = s.again(b)
	s.lived(19*time.Hour+50*time.Minute, 3*time.Hour+55*time.Minute)
	want(t, b.get("/"), http.StatusOK)
	near(t, "the end near the twentieth hour", s.stored().until, 10*time.Minute)

	s.lived(20*time.Hour+time.Second, time.Minute)
	wantTo(t, b.get("/"), "/connexion?suite=%2F")

	// What is remembered of it goes too, three days later.
	if _, err := s.db.Exec(context.Background(), `UPDATE sessions SET expiry = expiry - interval '72 hours 1 minute'`); err != nil {
		t.Fatal(err)
	}
	if err := s.accounts.Purge(context.Background(), time.Now()); err != nil {
		t.Fatal(err)
	}
	var left int
	if err := s.db.QueryRow(context.Background(), `SELECT count(*) FROM sessions`).Scan(&left); err != nil || left != 0 {
		t.Errorf("the sweep leaves %d sessions, %v", left, err)
	}
}

// again logs in again in the same browser.
func (s *site) again(b *browser) *browser {
	s.t.Helper()
	wantTo(s.t, b.post("/connexion", url.Values{"email": {"claire@musee.test"}, "password": {password}}), "/")
	return b
}

func TestPagesWriteTheSessionOnceAMinuteAtMost(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	b := s.loggedIn("claire@musee.test", password)
	// reads tells how many of these pages wrote the session, and how many sent its cookie again.
	reads := func(paths ...string) (writes, cookies int) {
		for _, path := range paths {
			before := s.stored().written
			page := b.get(path)
			want(t, page, http.StatusOK, "Claire Martin")
			if s.stored().written != before {
				writes++
			}
			if page.header.Get("Set-Cookie") != "" {
				cookies++
			}
		}
		return writes, cookies
	}
	if writes, cookies := reads("/", "/mon-compte", "/reglages/equipe"); writes != 0 || cookies != 0 {
		t.Errorf("just logged in: %d writes, %d cookies", writes, cookies)
	}
	s.lived(time.Hour, 30*time.Second)
	if writes, _ := reads("/"); writes != 0 {
		t.Error("half a minute after the last page: written")
	}
	s.lived(time.Hour, time.Minute)
	if writes, _ := reads("/", "/mon-compte", "/"); writes != 1 {
		t.Errorf("a minute after the last page: %d writes, want 1", writes)
	}
	near(t, "the idle end", s.stored().until, 4*time.Hour)
}

func TestWhatWasDoneIsSaidOnce(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	b := s.loggedIn("claire@musee.test", password)
	wantTo(t, b.post("/mot-de-passe", url.Values{"current": {password}, "new": {"le musée des nuits"}, "again": {"le musée des nuits"}}), "/mon-compte")
	const said = "Votre mot de passe est changé."
	want(t, b.get("/mon-compte"), http.StatusOK, said)
	before := s.stored().written
	if again := b.get("/mon-compte"); strings.Contains(again.text(), said) {
		t.Error("it is said twice")
	}
	if s.stored().written != before {
		t.Error("saying nothing writes the session")
	}
}

func TestLoggingOutEndsTheSessionOnTheServer(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	b := s.loggedIn("claire@musee.test", password)
	token := b.token()
	wantTo(t, b.post("/deconnexion", nil), "/connexion")
	want(t, b.get("/connexion"), http.StatusOK, "Votre session est fermée.")
	if b.token() == token {
		t.Error("the token stays the same")
	}
	wantTo(t, b.get("/"), "/connexion?suite=%2F")
	wantTo(t, s.withToken(token).get("/"), "/connexion?suite=%2F")
	if got := b.get("/deconnexion"); got.status == http.StatusOK || got.status == http.StatusSeeOther && got.to() == "/" {
		t.Errorf("a link can log out: %d", got.status)
	}
}

func TestLoggingOutEverywhereEndsEverySessionOfHersAndNobodyElses(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.seed("noe@musee.test", "Noé Petit", access.Team)
	here, there := s.loggedIn("claire@musee.test", password), s.loggedIn("claire@musee.test", password)
	other := s.loggedIn("noe@musee.test", password)
	wantTo(t, here.post("/deconnexion-partout", nil), "/connexion")
	wantTo(t, here.get("/"), "/connexion?suite=%2F")
	wantTo(t, there.get("/"), "/connexion?suite=%2F")
	want(t, other.get("/"), http.StatusOK)
	want(t, s.loggedIn("claire@musee.test", password).get("/"), http.StatusOK)
}

func TestADisabledPersonIsOutAtHerNextRequest(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	noe := s.seed("noe@musee.test", "Noé Petit", access.Team)
	b := s.loggedIn("noe@musee.test", password)
	want(t, b.get("/"), http.StatusOK)
	if err := s.accounts.Disable(context.Background(), s.head.At(monday), noe.ID); err != nil {
		t.Fatal(err)
	}
	wantTo(t, b.get("/"), "/connexion?suite=%2F")
	if err := s.accounts.Enable(context.Background(), s.head.At(monday), noe.ID); err != nil {
		t.Fatal(err)
	}
	wantTo(t, b.get("/"), "/connexion?suite=%2F") // enabling brings no session back
}

func TestANewRoleHoldsAtTheNextRequest(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	zoe := s.seed("zoe@musee.test", "Zoé Blanc", access.Head)
	b := s.loggedIn("zoe@musee.test", password)
	want(t, b.get("/reglages/equipe"), http.StatusOK)
	lower := account.Identity{Name: zoe.Name, Email: zoe.Email, Role: access.Intern}
	if _, err := s.accounts.Edit(context.Background(), s.head.At(monday), zoe.ID, lower, zoe.Version); err != nil {
		t.Fatal(err)
	}
	want(t, b.get("/reglages/equipe"), http.StatusForbidden, "Seule la cheffe de service peut faire cela.")
}

// The forms of another site are refused before anything is read, logged in or not.
func TestFormsOfAnotherSiteAreRefused(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	b := s.loggedIn("claire@musee.test", password)
	for name, header := range map[string]http.Header{
		"a browser of today":    {"Sec-Fetch-Site": {"cross-site"}},
		"a sibling of the site": {"Sec-Fetch-Site": {"same-site"}},
		"an old browser":        {"Origin": {"https://example.org"}},
	} {
		for path, form := range map[string]url.Values{
			"/connexion":             {"email": {"claire@musee.test"}, "password": {password}},
			"/deconnexion":           nil,
			"/deconnexion-partout":   nil,
			"/reglages/equipe/ajout": memberForm("Intrus", "intrus@example.org", "head"),
		} {
			answer := b.do(http.MethodPost, path, form, header)
			if answer.status != http.StatusForbidden || !strings.Contains(answer.text(), "vient d’un autre site") {
				t.Errorf("%s, %s: %d\n%s", name, path, answer.status, answer.text())
			}
		}
	}
	want(t, b.get("/mon-compte"), http.StatusOK, "Claire Martin")
	if people, err := s.accounts.People(context.Background(), s.head.At(monday)); err != nil || len(people) != 1 {
		t.Errorf("%d people, %v", len(people), err)
	}
}

// journal is a log that may be read while it is written.
type journal struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (j *journal) Write(b []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.Write(b)
}

// after waits until n requests are noted, which is done once they are answered.
func (j *journal) after(t *testing.T, n int) string {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); ; time.Sleep(time.Millisecond) {
		j.mu.Lock()
		text := j.text.String()
		j.mu.Unlock()
		if strings.Count(text, "msg=request ") == n {
			return text
		}
		if time.Now().After(end) {
			t.Fatalf("no %d requests in the log:\n%s", n, text)
		}
	}
}

// What the log says names nobody: no address, no password, no query. The log is the whole
// program's, so this test does not run beside others.
func TestTheLogNamesNobody(t *testing.T) {
	var log journal
	before := slog.Default()
	slog.SetDefault(slog.New(slog.NewTextHandler(&log, nil)))
	defer slog.SetDefault(before)
	s := newSite(t)
	b := s.browser()
	b.post("/connexion?x=claire@musee.test", url.Values{"email": {"claire@musee.test"}, "password": {"mot-de-passe-faux"}})
	b.post("/connexion", url.Values{"email": {"claire@musee.test"}, "password": {password}})
	b.post("/reglages/equipe/ajout", memberForm("Léa Roux", "lea@musee.test", "intern"))
	b.post("/reglages/equipe/999/desactivation", nil)
	noted := log.after(t, 4)
	for _, secret := range []string{"musee.test", "Claire", "Roux", "mot-de-passe-faux", password} {
		if strings.Contains(noted, secret) {
			t.Errorf("%q is in the log:\n%s", secret, noted)
		}
	}
}
