package serve

import (
	"io"
	"net/http"
	"time"
)

// Slow lets one route last as long as a slow line needs, up to most: the server allows a minute for what is sent and two
// for the answer. A body of which nothing comes for a while is given up long before.
func Slow(most time.Duration) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			line := http.NewResponseController(w)
			if v := visitOf(r); v.answer != nil {
				line = http.NewResponseController(v.answer)
			}
			end := time.Now().Add(most)
			_ = line.SetReadDeadline(end) // of the connection too: a reader who leaves is noticed by reading
			_ = line.SetWriteDeadline(end.Add(time.Minute))
			r.Body = &patient{ReadCloser: r.Body, line: line, end: end}
			if v := visitOf(r); v.body != nil { // which Taking reads from
				v.body = &patient{ReadCloser: v.body, line: line, end: end}
			}
			next.ServeHTTP(w, r)
		})
	}
}

// silence is how long a body may be silent.
const silence = 45 * time.Second

// patient is a body that may take until its end, and is never silent for long.
type patient struct {
	io.ReadCloser
	line *http.ResponseController
	end  time.Time
}

func (p *patient) Read(b []byte) (int, error) {
	_ = p.line.SetReadDeadline(earlier(time.Now().Add(silence), p.end))
	n, err := p.ReadCloser.Read(b)
	if err != nil {
		_ = p.line.SetReadDeadline(p.end) // nothing is read any more, but whether somebody is still there
	}
	return n, err
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}
