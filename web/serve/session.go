package serve

import (
	"context"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/alexedwards/scs/v2"

	"parvis/internal/account"
	"parvis/internal/fault"
)

type sessionKey struct{}

// hasSession tells whether the session middleware ran: scs panics without its context.
func hasSession(r *http.Request) bool {
	_, ok := r.Context().Value(sessionKey{}).(bool)
	return ok
}

// LoadSession reads the session that a request's cookie names, and keeps it again when it changed, before
// the first byte of the answer leaves. The middleware of scs would do the same, but it writes back a
// session that was closed meanwhile, and sends its cookie over the one of whoever logged in since. A request
// that another one makes of the site, to show its answer, is of the same session.
func (s *Site) LoadSession(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if hasSession(r) {
			next.ServeHTTP(w, r)
			return
		}
		w.Header().Add("Vary", "Cookie")
		token := ""
		if cookie, err := r.Cookie(SessionCookie(r)); err == nil {
			token = cookie.Value
		}
		ctx, err := s.Sessions.Load(r.Context(), token)
		if err != nil {
			s.Sessions.ErrorFunc(w, r, err)
			return
		}
		r = r.WithContext(context.WithValue(ctx, sessionKey{}, true))
		keeping := &keepingWriter{ResponseWriter: w, request: r, sessions: s.Sessions, loaded: s.Sessions.Token(ctx)}
		next.ServeHTTP(keeping, r)
		keeping.keep()
	})
}

// SessionCookie is the name of the session's cookie for the address that was asked for. Browsers tell cookies apart by
// host, not by port: without its port in the name, two instances on one machine would log each other out.
func SessionCookie(r *http.Request) string {
	site := visitOf(r).site
	if site.Sessions == nil {
		return ""
	}
	if port := site.portOf(r.Host); isPort(port) {
		return site.Sessions.Cookie.Name + "-" + port
	}
	return site.Sessions.Cookie.Name
}

// portOf is the port that people type, "" for the scheme's own. A proxy may pass on the host without it, or with its own:
// the site's address, where it is known, is believed first, unless this is plainly another one.
func (s *Site) portOf(host string) string {
	name, port, err := net.SplitHostPort(host)
	if err != nil {
		name, port = host, ""
	}
	if s.Own != nil && (port == "" || strings.EqualFold(name, s.Own.Hostname())) {
		return s.Own.Port()
	}
	return port
}

// isPort tells whether a browser could have asked for this port: a header may say anything.
func isPort(text string) bool {
	n, err := strconv.ParseUint(text, 10, 16)
	return err == nil && n > 0
}

// tell writes the session's cookie under the name it has for this address; a zero expiry takes it away.
func (k *keepingWriter) tell(token string, expiry time.Time) {
	named := *k.sessions
	named.Cookie.Name = SessionCookie(k.request)
	named.WriteSessionCookie(k.request.Context(), k.ResponseWriter, token, expiry)
}

// keepingWriter keeps the session before the answer begins, when its cookie can still be sent.
type keepingWriter struct {
	http.ResponseWriter
	request  *http.Request
	sessions *scs.SessionManager
	loaded   string // the token that was found; "" when none was
	kept     bool
	failed   bool // another answer was given instead
}

// keep keeps the session once. A new one that cannot be kept is a failure: she would find herself logged
// out. One that was there loses no more than a sentence to show, so the answer goes on.
func (k *keepingWriter) keep() {
	if k.kept {
		return
	}
	k.kept = true
	ctx := k.request.Context()
	switch k.sessions.Status(ctx) {
	case scs.Unmodified:
	case scs.Destroyed:
		k.tell("", time.Time{})
	case scs.Modified:
		old := k.loaded != "" && k.sessions.Token(ctx) == k.loaded
		if !old {
			ctx = account.OpeningSession(ctx)
		}
		token, expiry, err := k.sessions.Commit(ctx)
		switch {
		case err == nil:
			k.tell(token, expiry)
		case old && fault.Is(err, fault.Unknown): // closed meanwhile, and stays so: no cookie
		case old:
			slog.Error("a session could not be noted", "request", RequestID(k.request), "cause", err)
		default:
			k.failed = true
			for _, name := range []string{"Location", "HX-Redirect", "Content-Disposition"} {
				k.Header().Del(name) // of the answer that is not given
			}
			k.sessions.ErrorFunc(k.ResponseWriter, k.request, err)
		}
	}
}

// WriteHeader implements http.ResponseWriter.
func (k *keepingWriter) WriteHeader(status int) {
	if k.keep(); !k.failed {
		k.ResponseWriter.WriteHeader(status)
	}
}

// Write implements http.ResponseWriter.
func (k *keepingWriter) Write(b []byte) (int, error) {
	if k.keep(); k.failed {
		return len(b), nil // the failure was told instead
	}
	return k.ResponseWriter.Write(b)
}

// Unwrap lets http.ResponseController reach the connection.
func (k *keepingWriter) Unwrap() http.ResponseWriter { return k.ResponseWriter }
