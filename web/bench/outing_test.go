package bench_test

import (
	"fmt"
	"os"
	"testing"
	"text/tabwriter"

	"github.com/jackc/pgx/v5"

	"parvis/internal/postgres"
	"parvis/web/urls"
)

// manyOutings is what a project does away from the museum in some years.
const manyOutings = 200

const outingSQL = `INSERT INTO outings (project_id, title, on_day, hours, host, address, travel, permit, risks, fallback, emergency, created_by, created_at, updated_at)
	SELECT @project, 'Action hors les murs n° ' || n, '2025-06-13'::date + n, '14 h – 16 h', 'Directrice du centre social', n || ', rue des Lilas', 'Camionnette du service, à 13 h',
		(ARRAY['unknown', 'to_ask', 'asked', 'granted'])[1 + n % 4], CASE WHEN n % 3 > 0 THEN 'Soleil, circulation' ELSE '' END, 'Préau de l’école', '112', @by, @now, @now FROM generate_series(1, @outings::int) n`

// awayHouse is a house with a project that is away often.
func awayHouse(t testing.TB) *service {
	t.Helper()
	n := small(1)
	n.large = 250 // the bare page shows as many rows
	s := fill(t, n)
	_, err := s.DB.Exec(t.Context(), outingSQL, pgx.NamedArgs{"by": s.Head.ID, "now": s.Now, "project": s.largest, "outings": manyOutings})
	if err == nil {
		s.task, err = postgres.Scalar[int64](t.Context(), s.DB, `SELECT min(id) FROM tasks WHERE project_id = @project`, pgx.NamedArgs{"project": s.largest})
	}
	for _, sql := range []string{`TRUNCATE row_changes`, `VACUUM ANALYZE`} {
		if err == nil {
			_, err = s.DB.Exec(t.Context(), sql)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// outingPages are those of the actions away from the museum.
func (s *service) outingPages() []page {
	get := func(name, url string, grows bool) page {
		return page{name: name, who: s.Head, urls: []string{url}, grows: grows}
	}
	return []page{get("actions hors les murs (200)", urls.ProjectOutings(s.largest), true), get("une action", urls.Outing(100), false), get("fiche d’une action sur papier", urls.OutingPrint(100), false)}
}

// BenchmarkOutings asks the pages of the actions away from the museum over TCP, and prints a table.
func BenchmarkOutings(b *testing.B) {
	s := awayHouse(b)
	v := serve(b, s)
	out := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(out, "\nPage\tKio\tlignes\trequêtes\tp50 (ms)\tp95\tau mieux\t× nu\tau mieux\t")
	reader := v.visitor(s.Head)
	for _, p := range s.outingPages() {
		shown := reader.ask(b, p, 0)
		b.Run(p.name, func(b *testing.B) {
			f := v.measure(b, reader, p, shown.rows, loads[0])
			fmt.Fprintf(out, "%s\t%d\t%d\t%d\t%.2f\t%.2f\t%.2f\t%.1f\t%.1f\t\n", p.name, shown.bytes/1024, shown.rows, shown.queries, ms(f.p50), ms(f.p95), ms(f.least), f.ratio, f.best)
		})
	}
	_ = out.Flush()
}
