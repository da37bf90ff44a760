package bench_test

import (
	"fmt"
	"net/url"
	"os"
	"testing"
	"text/tabwriter"

	"github.com/jackc/pgx/v5"

	"parvis/internal/postgres"
	"parvis/web/urls"
)

// What the largest file holds: two hundred pieces, half of them due with tasks of the largest plan, some of which wait for others.
const manyPieces = 200

// fileSQL fills the largest project of a house with pieces, in order.
var fileSQL = []string{
	`UPDATE projects SET event_id = NULL, target_first = '2025-06-13', target_last = '2025-06-15' WHERE id = @project`,
	`INSERT INTO pieces (project_id, title, kind, part, direction, state, state_on, task_id, offset_side, offset_count, person_id, organisation_id, reference, amount, created_by, created_at, updated_at)
		SELECT @project, 'Pièce du dossier n° ' || n, 'quote', (ARRAY['safety', 'suppliers', 'artists', 'transport', 'publics', 'other'])[1 + n % 6], (ARRAY['obtain', 'send'])[1 + n % 2],
			(ARRAY['to_do', 'asked', 'done', 'received', 'to_sign'])[1 + n % 5], date '2025-04-01', CASE WHEN n % 2 = 0 THEN (SELECT min(id) + n % 80 FROM tasks WHERE project_id = @project) END,
			CASE WHEN n % 2 = 1 THEN 'J' END, CASE WHEN n % 2 = 1 THEN n % 90 END, @by, (SELECT min(id) FROM organisations), 'R-' || n, 1000 * n, @by, @now, @now FROM generate_series(1, @pieces::int) n`,
	`INSERT INTO piece_needs (piece_id, need_id) SELECT p.id, p.id - 1 FROM pieces p WHERE p.project_id = @project AND p.id % 4 = 0 AND EXISTS (SELECT FROM pieces q WHERE q.id = p.id - 1)`,
	`INSERT INTO deliveries (project_id, title, day, created_by, created_at, updated_at) SELECT @project, 'Livraison n° ' || n, date '2025-06-01' + n % 14, @by, @now, @now FROM generate_series(1, 40) n`,
}

// largestFile is a house with the largest file, and ten years of projects beside it.
func largestFile(t testing.TB) *service {
	t.Helper()
	n := small(1)
	n.large = manyPieces // the bare page shows them
	s := fill(t, n)
	args := pgx.NamedArgs{"by": s.Head.ID, "now": s.Now, "project": s.largest, "pieces": manyPieces}
	err := postgres.InTx(t.Context(), s.DB, func(tx pgx.Tx) error {
		for _, sql := range fileSQL {
			if _, err := tx.Exec(t.Context(), sql, args); err != nil {
				return fmt.Errorf("%.60s: %w", sql, err)
			}
		}
		return nil
	})
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

// filePages are those of the file that grow with it.
func (s *service) filePages() []page {
	get := func(name string, url string) page {
		return page{name: name, who: s.Head, urls: []string{url}, grows: true}
	}
	return []page{
		get("dossier de 200 pièces", urls.Logistics(s.largest)),
		get("ce qui manque", urls.LogisticsOf(s.largest, url.Values{"vue": {"manque"}})),
		get("dossier sur papier", urls.LogisticsPrint(s.largest, nil)),
		get("une pièce", urls.Piece(100)),
		get("livraisons", urls.Deliveries(s.largest)),
	}
}

// BenchmarkFile asks the pages of the largest file over TCP, and prints a table.
func BenchmarkFile(b *testing.B) {
	s := largestFile(b)
	v := serve(b, s)
	out := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(out, "\nPage\tKio\tlignes\trequêtes\tp50 (ms)\tp95\tau mieux\t× nu\tau mieux\t")
	reader := v.visitor(s.Head)
	for _, p := range s.filePages() {
		shown := reader.ask(b, p, 0)
		b.Run(p.name, func(b *testing.B) {
			f := v.measure(b, reader, p, shown.rows, loads[0])
			fmt.Fprintf(out, "%s\t%d\t%d\t%d\t%.2f\t%.2f\t%.2f\t%.1f\t%.1f\t\n", p.name, shown.bytes/1024, shown.rows, shown.queries, ms(f.p50), ms(f.p95), ms(f.least), f.ratio, f.best)
		})
	}
	_ = out.Flush()
}
