package accountui

import (
	"cmp"
	"context"
	"net/http"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/web/serve"
	"parvis/web/urls"
)

// A session ends after a long meeting without a page, and in any case after the longest day: what lasts
// twenty hours needs no way to make it longer (RGAA 13.1).
const (
	IdleTimeout = 4 * time.Hour
	Lifetime    = 20 * time.Hour
	// noted is how often the end of a session that is used moves on: pages in between write nothing.
	noted = time.Minute
)

// NewSessions keeps login sessions in the database, under the hash of their token. Over https the
// cookie is Secure and bound to this host. Expired sessions are removed by account.Purge.
// The idle timeout of scs would write the session at every request: its lifetime is the idle time
// here, and stay moves its end on.
func NewSessions(db *pgxpool.Pool, secure bool) *scs.SessionManager {
	s := scs.New()
	s.Store = account.NewSessions(db)
	s.Codec = Codec{}
	s.HashTokenInStore = true
	s.Lifetime = IdleTimeout // of one that nobody opened; stay says when hers ends
	s.Cookie.Name = "parvis"
	s.Cookie.HttpOnly = true
	s.Cookie.Path = "/"
	s.Cookie.Persist = false // closing the browser of a shared computer is leaving
	s.Cookie.SameSite = http.SameSiteLaxMode
	if secure {
		s.Cookie.Name = "__Host-parvis"
		s.Cookie.Secure = true
	}
	s.ErrorFunc = func(w http.ResponseWriter, r *http.Request, err error) {
		serve.Fail(w, r, fault.New(fault.Unavailable, "Votre session n’a pas pu être lue. Veuillez réessayer dans un instant.", err))
	}
	return s
}

// What a session holds: whose it is, the epoch of hers it was opened in, and when it ends in any
// case, in seconds since 1970. Its row stays a while after (held.go).
const (
	personKey = "person"
	epochKey  = "epoch"
	endKey    = "end"
	untilKey  = serve.UntilKey
)

// open makes the session this person's, under a new token and with nothing of before in it.
func (h *Handlers) open(r *http.Request, p account.Person) error {
	ctx := r.Context()
	kept := h.keepFor(ctx, p)
	if err := h.sessions.Clear(ctx); err != nil {
		return err
	}
	if err := h.sessions.RenewToken(ctx); err != nil {
		return err
	}
	h.sessions.Put(ctx, personKey, p.ID)
	h.sessions.Put(ctx, epochKey, int64(p.SessionEpoch))
	h.sessions.Put(ctx, endKey, time.Now().Add(Lifetime).Unix())
	h.stay(ctx, time.Now())
	h.hold(ctx, kept)
	return nil
}

// stay lets a session that is used last, once a minute at most. Like scs and the database, it
// follows the machine's clock: the service's may stand still.
func (h *Handlers) stay(ctx context.Context, now time.Time) {
	until := now.Add(IdleTimeout)
	if end := time.Unix(h.sessions.GetInt64(ctx, endKey), 0); end.Before(until) {
		until = end
	}
	if until.Sub(time.Unix(h.sessions.GetInt64(ctx, untilKey), 0)) >= noted {
		h.sessions.Put(ctx, untilKey, until.Unix())
		h.sessions.SetDeadline(ctx, until.Add(remembered).UTC())
	}
}

// LoadPerson finds whose session it is. One that is over, as is that of somebody who was disabled or whose
// sessions were all ended, is closed and the request goes on as nobody's.
func (h *Handlers) LoadPerson(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx := r.Context()
		id := h.sessions.GetInt64(ctx, personKey)
		if id == 0 {
			next.ServeHTTP(w, r)
			return
		}
		now := time.Now()
		if now.Unix() >= h.sessions.GetInt64(ctx, untilKey) {
			h.close(ctx, id)
			next.ServeHTTP(w, r)
			return
		}
		told, also := serve.Counting(r, id)
		p, err := h.accounts.Person(ctx, id, also...)
		if err != nil && !fault.Is(err, fault.NotFound) {
			serve.Fail(w, r, err)
			return
		}
		if err != nil || !p.Active() || int64(p.SessionEpoch) != h.sessions.GetInt64(ctx, epochKey) {
			h.close(ctx, id)
			next.ServeHTTP(w, r)
			return
		}
		h.stay(ctx, now)
		next.ServeHTTP(w, r.WithContext(serve.WithPerson(ctx, p, told)))
	})
}

// RequirePerson sends those who are not logged in to the login page, and those whose password is
// provisional to the page where they choose one, whatever they asked for.
func (h *Handlers) RequirePerson(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case !serve.LoggedIn(r):
			page, err := h.holdBack(r)
			if err != nil {
				serve.Fail(w, r, err)
				return
			}
			_ = serve.Leave(w, r, urls.Login(cmp.Or(page, wanted(r))))
		case serve.By(r).MustChangePassword && !openToProvisional(r.URL.Path):
			_ = serve.Leave(w, r, urls.Password())
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// openToProvisional tells what a provisional password opens: choosing one, and leaving.
func openToProvisional(path string) bool {
	return path == urls.Password() || path == urls.Logout() || path == urls.LogoutEverywhere()
}
