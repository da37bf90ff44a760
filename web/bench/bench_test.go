package bench_test

import (
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"runtime/debug"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"text/tabwriter"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/postgres"
	"parvis/internal/rooms"
	"parvis/web"
	"parvis/web/bench"
)

// TestMain collects garbage as the server does, and keeps the lines of the log out of the figures;
// writing them is part of the cost.
func TestMain(m *testing.M) {
	debug.SetGCPercent(400)
	slog.SetDefault(slog.New(slog.NewTextHandler(io.Discard, nil)))
	os.Exit(m.Run())
}

// load is how pages are asked.
type load struct {
	name   string
	atOnce int  // requests at once
	fresh  bool // the house is opened anew before each request, so that it remembers nothing
}

var loads = []load{{"à 1", 1, false}, {"à 8", 8, false}, {"à froid", 1, true}}

// server is the whole site on a port of this machine, and beside it the bare page.
type server struct {
	*service
	site, bare *httptest.Server
	handler    atomic.Pointer[http.Handler]
	client     *http.Client
}

func serve(b *testing.B, s *service) *server {
	v := &server{service: s, client: &http.Client{
		// Answers are not compressed: a bare one would not be.
		Transport:     &http.Transport{MaxIdleConnsPerHost: 8, DisableCompression: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
	v.openAnew()
	v.site = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { (*v.handler.Load()).ServeHTTP(w, r) }))
	v.bare = httptest.NewServer(http.HandlerFunc(v.showBare))
	b.Cleanup(func() { v.site.Close(); v.bare.Close() })
	return v
}

// openAnew opens the house and its site again over the same database, as a restart does.
func (v *server) openAnew() {
	handler := web.New(web.Config{Clock: func() time.Time { return v.Now }}, rooms.ForTests(v.DB))
	v.handler.Store(&handler)
}

// showBare answers with one indexed query and one template.
func (v *server) showBare(w http.ResponseWriter, r *http.Request) {
	n, err := strconv.Atoi(r.FormValue("n"))
	if err == nil {
		var rows []bench.Row
		rows, err = postgres.List[bench.Row](r.Context(), v.DB,
			`SELECT id, title, category, state, duration, notes FROM tasks WHERE id >= @first ORDER BY id LIMIT @n`,
			pgx.NamedArgs{"first": v.task, "n": n})
		if err == nil {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			err = bench.BarePage(rows).Render(r.Context(), w)
		}
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

// asker asks one page of one site, some at once, and notes what it costs.
type asker struct {
	visitor
	client *http.Client
	page   page
	site   string // its address
	atOnce int
	took   []time.Duration // by each request
	whole  time.Duration   // by all of them
}

// ask makes one request, or some at once, and waits for all the answers.
func (a *asker) ask(b *testing.B) {
	b.Helper()
	took := make([]time.Duration, a.atOnce)
	var people sync.WaitGroup
	begin := time.Now()
	for i := range took {
		people.Go(func() {
			sent := time.Now()
			if err := a.fetch(a.request(b, a.page, a.site, len(a.took)+i)); err != nil {
				b.Errorf("%s: %v", a.page.name, err)
			}
			took[i] = time.Since(sent)
		})
	}
	people.Wait()
	a.whole += time.Since(begin)
	a.took = append(a.took, took...)
}

// fetch reads an answer whole.
func (a *asker) fetch(r *http.Request) error {
	answer, err := a.client.Do(r)
	if err != nil {
		return err
	}
	defer func() { _ = answer.Body.Close() }()
	if _, err := io.Copy(io.Discard, answer.Body); err != nil {
		return err
	}
	if answer.StatusCode != a.page.status() {
		return fmt.Errorf("answered %d, want %d", answer.StatusCode, a.page.status())
	}
	return nil
}

// figures are what a page cost under a load.
type figures struct {
	p50, p95    time.Duration
	least       time.Duration // the fastest
	rate        float64       // requests a second
	ratio, best float64       // of its p50 to that of the bare page, and of its least; other work on the machine disturbs the best less
}

// measure asks a page and its bare page in turn, so that what else the machine does disturbs both alike.
func (v *server) measure(b *testing.B, who visitor, p page, rows int, l load) figures {
	whole := asker{visitor: who, client: v.client, page: p, site: v.site.URL, atOnce: l.atOnce}
	least := asker{client: v.client, page: page{name: "bare", urls: []string{"/?n=" + strconv.Itoa(rows)}}, site: v.bare.URL, atOnce: l.atOnce}
	v.openAnew()
	for _, a := range []*asker{&whole, &least} {
		a.ask(b) // connections are made and statements prepared
		a.took, a.whole = nil, 0
	}
	for b.Loop() {
		if l.fresh {
			v.openAnew()
		}
		whole.ask(b)
		least.ask(b)
	}
	f := figures{p50: quantile(whole.took, 50), p95: quantile(whole.took, 95), rate: float64(len(whole.took)) / whole.whole.Seconds()}
	f.ratio = float64(f.p50) / float64(quantile(least.took, 50))
	f.least = quantile(whole.took, 0)
	f.best = float64(quantile(whole.took, 0)) / float64(quantile(least.took, 0))
	b.ReportMetric(ms(f.p50), "p50-ms")
	b.ReportMetric(ms(f.p95), "p95-ms")
	b.ReportMetric(f.rate, "req/s")
	b.ReportMetric(f.ratio, "×bare")
	b.ReportMetric(f.best, "×bare-best")
	return f
}

// quantile sorts and gives the value that q percent do not exceed.
func quantile(took []time.Duration, q int) time.Duration {
	slices.Sort(took)
	return took[min(len(took)*q/100, len(took)-1)]
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// BenchmarkPages asks each page of a session over TCP, under each load, and prints a table.
func BenchmarkPages(b *testing.B) {
	out := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprint(out, "\nPage\tKio\tlignes\trequêtes\t")
	for _, l := range loads {
		fmt.Fprintf(out, "%s : p50 (ms)\tp95\tpar s\t× nu\tau mieux\t", l.name)
	}
	fmt.Fprintln(out)
	ten, demo := fill(b, tenYears), demonstration(b)
	for _, of := range []struct {
		server *server
		pages  []page
	}{{serve(b, ten), ten.pages()}, {serve(b, demo), demo.demonstrationPages()}} {
		for _, p := range of.pages {
			who := of.server.visitor(p.who)
			shown := who.ask(b, p, 0)
			line := fmt.Sprintf("%s\t%d\t%d\t%d\t", p.name, shown.bytes/1024, shown.rows, shown.queries)
			for _, l := range loads {
				b.Run(p.name+" "+l.name, func(b *testing.B) {
					f := of.server.measure(b, who, p, shown.rows, l)
					line += fmt.Sprintf("%.2f\t%.2f\t%.0f\t%.1f\t%.1f\t", ms(f.p50), ms(f.p95), f.rate, f.ratio, f.best)
				})
			}
			fmt.Fprintln(out, line)
		}
	}
	fmt.Fprintln(out, "\nnu : la même réponse réduite à une requête indexée et un gabarit, avec autant de lignes, demandée en alternance ; au mieux : de la plus rapide à la plus rapide.")
	fmt.Fprintln(out, "à froid : la maison vient d’ouvrir et n’a rien retenu. Les deux requêtes de la session ne sont pas comptées.")
	_ = out.Flush()
}
