package app

import (
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

func TestMemoryGoesBackOnceNobodyIsThere(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var freed atomic.Int64 // by the timer
		answered := 0
		site := returnMemory(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { answered++ }), func() { freed.Add(1) })
		after := func(pause time.Duration, asked string, want int64) {
			t.Helper()
			time.Sleep(pause)
			synctest.Wait()
			if got := freed.Load(); got != want {
				t.Errorf("after %v, before %s: freed %d times, want %d", pause, asked, got, want)
			}
			site.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, asked, http.NoBody))
		}
		after(29*time.Second, "/", 0)
		after(29*time.Second, "/projets", 0)
		after(20*time.Second, "/healthz", 0)
		after(10*time.Second, "/healthz", 1)
		after(time.Hour, "/", 1)
		after(30*time.Second, "/", 2)
		if answered != 6 {
			t.Errorf("%d requests were answered, want 6", answered)
		}
	})
}
