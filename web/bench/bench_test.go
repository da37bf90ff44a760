package bench_test

import (
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/web/ui"
)

// TestMain collects garbage as the server does, and keeps the lines of the log out of the figures;
// writing them is part of the cost.
func TestMain(m *testing.M) {
	debug.SetGCPercent(400)
	slog.SetDefault(slog.New(slog.NewTextHandler(io.Discard, nil)))
	os.Exit(m.Run())
}

// figures are what a page cost over all the times it was asked.
type figures struct {
	name            string
	least, p50, p95 time.Duration // the least is what it costs when nothing else runs
	bytes, queries  int
	bare            time.Duration // p50 of a bare handler that writes as many bytes
}

// BenchmarkPages asks each page again and again, then a bare handler for as many bytes: the same
// machine in the same minute. It prints a table of all of them.
func BenchmarkPages(b *testing.B) {
	s := fill(b, tenYears)
	var all []figures
	b.Run("rendu seul", func(b *testing.B) {
		all = append(all, measure(b, visitor{site: bareRender(b), body: new(bytes.Buffer)}, page{name: "rendu seul, sans base", urls: []string{"/"}}))
	})
	for _, p := range s.pages() {
		b.Run(p.name, func(b *testing.B) {
			f := measure(b, s.visitor(p.who), p)
			f.bare = bare(b, s, f.bytes)
			f.report(b)
			all = append(all, f)
		})
	}
	printTable(all)
}

// measure asks a page under the benchmark's clock.
func measure(b *testing.B, v visitor, p page) figures {
	f := figures{name: p.name}
	var took []time.Duration
	v.ask(b, p, 0) // statements are prepared, once per connection
	for n := 1; b.Loop(); n++ {
		a := v.ask(b, p, n)
		took = append(took, a.took)
		f.bytes, f.queries = max(f.bytes, a.bytes), max(f.queries, a.queries)
	}
	f.least, f.p50, f.p95 = quantile(took, 0), quantile(took, 50), quantile(took, 95)
	return f
}

// bare gives the p50 of a handler that makes one look-up by primary key and writes n bytes.
func bare(b *testing.B, s *service, n int) time.Duration {
	body := []byte(strings.Repeat("x", n))
	v := visitor{body: new(bytes.Buffer), site: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var name string
		err := s.DB.QueryRow(r.Context(), `SELECT name FROM people WHERE id = @id`, pgx.NamedArgs{"id": s.Head.ID}).Scan(&name)
		if err != nil {
			b.Errorf("the baseline's look-up: %v", err)
			return
		}
		_, _ = w.Write(body)
	})}
	var took []time.Duration
	for n := range 500 {
		took = append(took, v.ask(b, page{name: "bare", urls: []string{"/"}}, n).took)
	}
	return quantile(took, 50)
}

// bareRender renders a page of prose in its layout, and does nothing else.
func bareRender(b *testing.B) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := ui.AccessibilityPage().Render(r.Context(), w); err != nil {
			b.Errorf("the page alone: %v", err)
		}
	})
}

// quantile sorts and gives the value that q percent do not exceed.
func quantile(took []time.Duration, q int) time.Duration {
	slices.Sort(took)
	return took[min(len(took)*q/100, len(took)-1)]
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

func (f figures) ratio() float64 { return ms(f.p50) / max(ms(f.bare), 0.001) }

func (f figures) report(b *testing.B) {
	b.ReportMetric(ms(f.least), "least-ms")
	b.ReportMetric(ms(f.p50), "p50-ms")
	b.ReportMetric(ms(f.p95), "p95-ms")
	b.ReportMetric(float64(f.bytes), "page-B")
	b.ReportMetric(float64(f.queries), "queries")
	b.ReportMetric(f.ratio(), "×bare")
}

func printTable(all []figures) {
	out := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(out, "\nPage\tau mieux (ms)\tp50 (ms)\tp95 (ms)\tKio\trequêtes\tnu (ms)\t× nu\t")
	for _, f := range all {
		fmt.Fprintf(out, "%s\t%.3f\t%.3f\t%.3f\t%d\t%d\t", f.name, ms(f.least), ms(f.p50), ms(f.p95), f.bytes/1024, f.queries)
		if f.bare > 0 {
			fmt.Fprintf(out, "%.3f\t%.0f\t", ms(f.bare), f.ratio())
		}
		fmt.Fprintln(out)
	}
	fmt.Fprintln(out, "nu : une recherche par clé primaire, autant d’octets écrits. Les deux requêtes de la session ne sont pas comptées.")
	_ = out.Flush()
}
