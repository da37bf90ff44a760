package web

import (
	"log/slog"
	"net/http"
	"time"

	"github.com/go-chi/chi/v5/middleware"

	"parvis/internal/fault"
	"parvis/web/serve"
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

// sameOrigin refuses forms sent from another site (CSRF), by Sec-Fetch-Site or Origin.
func sameOrigin(next http.Handler) http.Handler {
	protection := http.NewCrossOriginProtection()
	protection.SetDenyHandler(serve.Handle(func(http.ResponseWriter, *http.Request) error {
		return fault.New(fault.Forbidden, "Cette demande vient d’un autre site : elle a été refusée. "+
			"Revenez sur Parvis et recommencez.", nil)
	}))
	return protection.Handler(next)
}

// logRequests writes a line per request: no query, no body, no address, no name.
func logRequests(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begin := time.Now()
		seen := middleware.NewWrapResponseWriter(w, r.ProtoMajor)
		next.ServeHTTP(seen, r)
		slog.Info("request", "method", r.Method, "path", r.URL.Path, "status", seen.Status(),
			"bytes", seen.BytesWritten(), "took", time.Since(begin).Round(10*time.Microsecond))
	})
}
