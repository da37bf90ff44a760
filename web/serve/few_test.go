package serve_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/a-h/templ"

	"parvis/web/serve"
)

// TestFewAreLetThroughAtOnce fills a gate, and asks for one place more, and for another page.
func TestFewAreLetThroughAtOnce(t *testing.T) {
	t.Parallel()
	site := &serve.Site{Clock: func() time.Time { return time.Date(2025, 4, 7, 9, 0, 0, 0, time.UTC) }}
	inside, leave := make(chan struct{}), make(chan struct{})
	slow := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		inside <- struct{}{}
		<-leave
		_, _ = io.WriteString(w, "imprimé")
	})
	handler := site.Begin(serve.Few(2, 50*time.Millisecond)(slow))
	ask := func(ctx context.Context) *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, httptest.NewRequestWithContext(ctx, http.MethodGet, "/impression", nil))
		return w
	}
	var readers sync.WaitGroup
	for range 2 {
		readers.Go(func() {
			if w := ask(t.Context()); w.Body.String() != "imprimé" {
				t.Errorf("answered %d: %s", w.Code, w.Body)
			}
		})
		<-inside
	}
	if w := ask(t.Context()); w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") == "" || !strings.Contains(w.Body.String(), "Veuillez réessayer dans un instant.") {
		t.Errorf("the third is answered %d: %.300s", w.Code, w.Body)
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if w := ask(gone); w.Body.Len() != 0 {
		t.Errorf("who left is answered %q", w.Body)
	}
	leave <- struct{}{}
	readers.Go(func() { ask(t.Context()) })
	<-inside // a place is free again
	leave <- struct{}{}
	leave <- struct{}{}
	readers.Wait()
}

// endless is a page that would never be drawn to its end; it counts the writes.
func endless(writes *int) templ.Component {
	line := strings.Repeat("a", 1<<16)
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		for range 10_000 {
			if _, err := io.WriteString(w, line); err != nil {
				return fmt.Errorf("draw: %w", err)
			}
			*writes++
		}
		return nil
	})
}

func TestAPageStopsBeingDrawnWhenItIsTooLongOrNobodyReadsIt(t *testing.T) {
	t.Parallel()
	site := &serve.Site{Clock: func() time.Time { return time.Date(2025, 4, 7, 9, 0, 0, 0, time.UTC) }}
	var writes int
	draw := func(ctx context.Context) *httptest.ResponseRecorder {
		writes = 0
		w := httptest.NewRecorder()
		site.Begin(serve.Handle(func(w http.ResponseWriter, r *http.Request) error { return serve.Page(w, r, endless(&writes)) })).
			ServeHTTP(w, httptest.NewRequestWithContext(ctx, http.MethodGet, "/", nil))
		return w
	}
	if w := draw(t.Context()); w.Code != http.StatusServiceUnavailable || !strings.Contains(w.Body.String(), "trop longue") || w.Body.Len() > 1<<16 {
		t.Errorf("answered %d with %d bytes", w.Code, w.Body.Len())
	}
	if most := serve.MostPage>>16 + 1; writes > most {
		t.Errorf("%d writes, %d are enough to know", writes, most)
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if w := draw(gone); writes != 0 || w.Body.Len() != 0 {
		t.Errorf("nobody reads, and %d lines are drawn, %d bytes sent", writes, w.Body.Len())
	}
}
