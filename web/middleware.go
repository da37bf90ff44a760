package web

import (
	"log/slog"
	"net/http"
	"net/url"
	"time"

	"github.com/go-chi/chi/v5/middleware"

	"parvis/internal/fault"
	"parvis/web/serve"
	"parvis/web/urls"
)

// contentPolicy lets a page use only what this site serves: no inline style, no inline script.
const contentPolicy = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; " +
	"object-src 'none'; img-src 'self' data:"

// secureHeaders sets what every answer carries.
func secureHeaders(https bool) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			h := w.Header()
			h.Set("Parvis", "1")               // whose answer it is: see web/static/answers.js
			h.Set("Cache-Control", "no-store") // static files say otherwise
			h.Set("Content-Security-Policy", contentPolicy)
			h.Set("X-Content-Type-Options", "nosniff")
			h.Set("Referrer-Policy", "same-origin")
			h.Set("Cross-Origin-Opener-Policy", "same-origin")
			h.Set("Cross-Origin-Resource-Policy", "same-origin")
			h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), interest-cohort=()")
			if https {
				h.Set("Strict-Transport-Security", "max-age=31536000")
			}
			next.ServeHTTP(w, r)
		})
	}
}

// sameOrigin refuses forms sent from another site (CSRF), by Sec-Fetch-Site or Origin. own is the site's
// address as people type it, scheme://host[:port], which a proxy may not pass on whole; "" when nobody said.
func sameOrigin(own string) func(http.Handler) http.Handler {
	protection := http.NewCrossOriginProtection()
	if own != "" {
		if err := protection.AddTrustedOrigin(own); err != nil {
			panic(err) // the configuration was checked
		}
	}
	protection.SetDenyHandler(serve.Handle(func(_ http.ResponseWriter, r *http.Request) error {
		sentence := "Cette demande vient d’un autre site\u00a0: elle a été refusée. Revenez sur Parvis et recommencez."
		if from, here := r.Header.Get("Origin"), r.Host; sameName(from, here) {
			slog.Warn("a form comes from this site under another port or scheme: the proxy passes no whole Host; set PARVIS_URL", "origin", from, "host", here)
			sentence += " Si vous y êtes déjà, la personne qui s’occupe de Parvis doit indiquer son adresse complète (" + from + ") dans PARVIS_URL."
		}
		return fault.New(fault.Forbidden, sentence, nil)
	}))
	return protection.Handler
}

// sameName tells whether an origin and a Host differ by no more than their port and scheme.
func sameName(origin, host string) bool {
	from, err := url.Parse(origin)
	here, herr := url.Parse("//" + host)
	return err == nil && herr == nil && from.Hostname() != "" && from.Hostname() == here.Hostname()
}

// logRequests writes a line per request: no query, no body, no address, no name.
func logRequests(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begin := time.Now()
		seen := middleware.NewWrapResponseWriter(w, r.ProtoMajor)
		next.ServeHTTP(seen, r)
		slog.Info("request", "method", r.Method, "path", urls.Logged(r.URL.Path), "status", seen.Status(),
			"bytes", seen.BytesWritten(), "took", time.Since(begin).Round(10*time.Microsecond))
	})
}
