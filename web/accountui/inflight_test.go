package accountui_test

import (
	"context"
	"net/http"
	"net/url"
	"sync"
	"testing"
	"time"

	"parvis/internal/access"
	"parvis/web/accountui"
)

// held makes the home page wait until the returned function is called.
func (s *site) held() (release func()) {
	s.t.Helper()
	ctx := context.Background()
	tx, err := s.db.Begin(ctx)
	if err != nil {
		s.t.Fatal(err)
	}
	if _, err := tx.Exec(ctx, `LOCK TABLE tasks IN ACCESS EXCLUSIVE MODE`); err != nil {
		s.t.Fatal(err)
	}
	return func() { _ = tx.Rollback(ctx) }
}

// waiting returns once a request waits for a lock.
func (s *site) waiting() {
	s.t.Helper()
	for end := time.Now().Add(10 * time.Second); ; time.Sleep(time.Millisecond) {
		var n int
		err := s.db.QueryRow(context.Background(), `SELECT count(*) FROM pg_stat_activity
			WHERE datname = current_database() AND wait_event_type = 'Lock'`).Scan(&n)
		if err != nil {
			s.t.Fatal(err)
		}
		if n > 0 {
			return
		}
		if time.Now().After(end) {
			s.t.Fatal("no request waits")
		}
	}
}

// The page was asked for, waits, and writes its session last: its session was closed meanwhile.
func TestALogoutHoldsAgainstThePageThatWasUnderWay(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	b := s.loggedIn("claire@musee.test", password)
	token := b.token()
	s.lived(time.Hour, 2*time.Minute) // the page moves the session's end on
	release := s.held()
	slow := make(chan reply)
	go func() { slow <- s.withToken(token).get("/") }()
	s.waiting()
	wantTo(t, b.post("/deconnexion", nil), "/connexion")
	release()
	late := <-slow
	want(t, late, http.StatusOK)
	if c := late.header.Values("Set-Cookie"); len(c) != 0 {
		t.Errorf("the late page sends a cookie over those of whoever logs in next: %q", c)
	}
	wantTo(t, s.withToken(token).get("/mon-compte"), "/connexion?suite=%2Fmon-compte")
	want(t, b.get("/connexion"), http.StatusOK, "Votre session est fermée.")
}

// The same forty times, with the page and the logout let go at once, and a logout everywhere or a new
// login instead of a logout.
func TestAClosedSessionNeverComesBack(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.seed("noe@musee.test", "Noé Petit", access.Team)
	ends := []func(*browser) reply{
		func(b *browser) reply { return b.post("/deconnexion", nil) },
		func(b *browser) reply { return b.post("/deconnexion-partout", nil) },
		func(b *browser) reply {
			return b.post("/connexion", url.Values{"email": {"noe@musee.test"}, "password": {password}})
		},
	}
	back := 0
	for round := range 40 {
		if _, err := s.db.Exec(context.Background(), `DELETE FROM sessions`); err != nil {
			t.Fatal(err)
		}
		b := s.loggedIn("claire@musee.test", password)
		token := b.token()
		s.lived(time.Hour, 2*time.Minute)
		release := s.held()
		var slow, end sync.WaitGroup
		slow.Go(func() { s.withToken(token).get("/") })
		s.waiting()
		end.Go(func() { ends[round%len(ends)](b) })
		if round%2 == 0 {
			end.Wait()
		}
		release()
		slow.Wait()
		end.Wait()
		if s.withToken(token).get("/").status != http.StatusSeeOther {
			back++
		}
	}
	if back != 0 {
		t.Errorf("%d of 40 closed sessions are open again", back)
	}
}

// A session that cannot be kept is told, and told alone.
func TestALoginWhoseSessionCannotBeKeptSaysSo(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	if _, err := s.db.Exec(context.Background(), `ALTER TABLE sessions ADD CONSTRAINT full_up CHECK (false) NOT VALID`); err != nil {
		t.Fatal(err)
	}
	b := s.browser()
	answer := b.post("/connexion", url.Values{"email": {"claire@musee.test"}, "password": {password}})
	want(t, answer, http.StatusServiceUnavailable, "Veuillez réessayer")
	if b.token() != "" || answer.to() != "" {
		t.Errorf("she is sent on to %q with the token %q", answer.to(), b.token())
	}
}

// A page that was there goes on without noting that it was read.
func TestAPageIsReadWhenItsSessionCannotBeNoted(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	b := s.loggedIn("claire@musee.test", password)
	s.lived(time.Hour, 2*time.Minute)
	if _, err := s.db.Exec(context.Background(), `ALTER TABLE sessions ADD CONSTRAINT full_up CHECK (false) NOT VALID`); err != nil {
		t.Fatal(err)
	}
	want(t, b.get("/mon-compte"), http.StatusOK, "Claire Martin")
}

// The store itself: only a token that was just made is kept for the first time.
func TestTheStoreRefusesASessionThatIsNotThere(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	sessions := accountui.NewSessions(s.db, false)
	ctx, err := sessions.Load(context.Background(), "")
	if err != nil {
		t.Fatal(err)
	}
	sessions.Put(ctx, "a", "b")
	if _, _, err := sessions.Commit(ctx); err == nil {
		t.Error("a session is kept that nobody opened")
	}
	var n int
	if err := s.db.QueryRow(context.Background(), `SELECT count(*) FROM sessions`).Scan(&n); err != nil || n != 0 {
		t.Errorf("%d sessions, %v", n, err)
	}
}
