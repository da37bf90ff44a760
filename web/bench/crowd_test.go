package bench_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/web/urls"
)

// What 200 people who print at once may take of the memory, in bytes.
const (
	crowd      = 200
	mostMemory = 500 << 20
)

// TestACrowdThatPrintsLeavesRoomForTheOthers asks the largest prints of a plan as large as there may be, whose
// dates reach from the year 25 to the year 2199, for many people at once, one in ten of whom leaves in
// between, and other pages meanwhile.
func TestACrowdThatPrintsLeavesRoomForTheOthers(t *testing.T) { //nolint:paralleltest // it measures the process
	n := small(1)
	n.large = 1000
	s := fill(t, n)
	if _, err := s.DB.Exec(t.Context(), `UPDATE tasks SET state = 'done', actual_start = '0025-05-01', actual_finish = '0025-05-02'
		WHERE id = (SELECT min(id) FROM tasks WHERE project_id = @project)`, pgx.NamedArgs{"project": s.largest}); err != nil {
		t.Fatal(err)
	}
	who := s.visitor(s.Head)
	server := httptest.NewServer(who.site)
	defer server.Close()
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: crowd},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	ask := func(url string, patience time.Duration) (status int, length int64) {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL+url, http.NoBody)
		if err != nil {
			t.Error(err)
			return 0, 0
		}
		r.Host = who.host
		for _, c := range who.cookies {
			r.AddCookie(c)
		}
		impatient := *client
		impatient.Timeout = patience
		answer, err := impatient.Do(r)
		if err != nil {
			return 0, 0 // she left
		}
		defer func() { _ = answer.Body.Close() }()
		length, _ = io.Copy(io.Discard, answer.Body)
		return answer.StatusCode, length
	}
	runtime.GC()
	stop, top := make(chan struct{}), make(chan uint64)
	go func() {
		var most uint64
		var now runtime.MemStats
		for {
			runtime.ReadMemStats(&now)
			most = max(most, now.Sys-now.HeapReleased)
			select {
			case <-stop:
				top <- most
				return
			case <-time.After(10 * time.Millisecond):
			}
		}
	}()
	var printed, refused, longest atomic.Int64
	var people sync.WaitGroup
	for i := range crowd {
		people.Go(func() {
			patience := time.Minute
			if i%10 == 0 {
				patience = 200 * time.Millisecond
			}
			url := []string{urls.GanttPrint(s.largest), urls.PlanPrint(s.largest), urls.Gantt(s.largest), urls.MyListPrint()}[i%4]
			switch status, length := ask(url, patience); status {
			case http.StatusOK:
				printed.Add(1)
				longest.Store(max(longest.Load(), length))
			case http.StatusServiceUnavailable:
				refused.Add(1)
			case 0:
			default:
				t.Errorf("%s is answered %d", url, status)
			}
		})
	}
	for range 5 {
		if status, _ := ask(urls.Events(), time.Minute); status != http.StatusOK {
			t.Errorf("meanwhile, the events are answered %d", status)
		}
	}
	people.Wait()
	close(stop)
	used := <-top
	t.Logf("%d printed, %d told to come back; the longest page has %d KB; %d MB at most", printed.Load(), refused.Load(), longest.Load()>>10, used>>20)
	if used > mostMemory {
		t.Errorf("%d MB, more than %d", used>>20, mostMemory>>20)
	}
	if printed.Load() < 10 || longest.Load() > 8<<20 {
		t.Errorf("%d printed; the longest page has %d KB", printed.Load(), longest.Load()>>10)
	}
}
