package serve_test

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"parvis/web/serve"
)

// drip is a body that comes in pieces, with a pause before each.
type drip struct {
	pieces int
	pause  time.Duration
}

func (d *drip) Read(p []byte) (int, error) {
	if d.pieces == 0 {
		return 0, io.EOF
	}
	d.pieces--
	time.Sleep(d.pause)
	return copy(p, "un morceau "), nil
}

// TestASlowLineHasItsTimeWhereItIsGiven sends a body, and waits for an answer, for longer than the server allows elsewhere.
func TestASlowLineHasItsTimeWhereItIsGiven(t *testing.T) {
	t.Parallel()
	site := &serve.Site{Clock: time.Now}
	read := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			w.WriteHeader(http.StatusRequestTimeout)
			return
		}
		time.Sleep(600 * time.Millisecond)
		if r.Context().Err() != nil {
			return
		}
		_, _ = w.Write(body)
	})
	for name, c := range map[string]struct {
		handler http.Handler
		whole   bool
	}{
		"with time":    {serve.Slow(time.Minute)(serve.Taking(1 << 20)(read)), true},
		"without":      {serve.Taking(1 << 20)(read), false},
		"with too few": {serve.Slow(700 * time.Millisecond)(serve.Taking(1 << 20)(read)), false},
	} {
		server := httptest.NewUnstartedServer(site.Begin(c.handler))
		server.Config.ReadTimeout, server.Config.WriteTimeout = 400*time.Millisecond, 500*time.Millisecond
		server.Start()
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, server.URL, &drip{pieces: 4, pause: 250 * time.Millisecond})
		if err != nil {
			t.Fatal(err)
		}
		answer, err := http.DefaultClient.Do(r)
		whole := false
		if err == nil {
			body, readErr := io.ReadAll(answer.Body)
			err = errors.Join(readErr, answer.Body.Close())
			whole = err == nil && answer.StatusCode == http.StatusOK && string(body) == strings.Repeat("un morceau ", 4)
		}
		if whole != c.whole {
			t.Errorf("%s: whole is %v, %v", name, whole, err)
		}
		server.Close()
	}
}
