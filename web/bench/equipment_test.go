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

// What a large catalogue holds, and what is booked of it: three things for each slot of the largest event, and ten years of bookings by hand.
const (
	manyThings   = 400
	manyBookings = 2_000
)

// equipmentSQL fills a house that has the largest programme with equipment, in order. The tables' own triggers note what is taken.
var equipmentSQL = []string{
	`SET LOCAL statement_timeout = 0`,
	`INSERT INTO equipment (name, name_folded, category, quantity, storage, created_by, created_at, updated_at)
		SELECT 'Article n° ' || n, 'article n ' || n, (ARRAY['audiovisual', 'furniture', 'workshop', 'hosting'])[1 + n % 4], 3, 'Réserve ' || n % 9, @by, @now, @now FROM generate_series(1, @things::int) n`,
	`INSERT INTO bookings (project_id, slot_id, created_by, created_at, updated_at) SELECT @project, s.id, @by, @now, @now FROM slots s JOIN activities a ON a.id = s.activity_id WHERE a.project_id = @project`,
	`INSERT INTO bookings (project_id, purpose, starts_at, ends_at, created_by, created_at, updated_at)
		SELECT (SELECT min(id) FROM projects WHERE id <> @project), 'Prêt n° ' || n, t, t + interval '8 hours', @by, @now, @now FROM generate_series(1, @bookings::int) n CROSS JOIN LATERAL (SELECT timestamptz '2016-01-04 09:00+01' + n * interval '41 hours' AS t) at`,
	`INSERT INTO booking_lines (booking_id, equipment_id, quantity)
		SELECT b.id, (SELECT min(id) FROM equipment) + (b.id * 7 + n * 131) % @things, 1 FROM bookings b CROSS JOIN generate_series(0, 2) n`,
}

// lendingHouse is a house with the largest programme, and what it books.
func lendingHouse(t testing.TB) *service {
	t.Helper()
	s := largestProgramme(t)
	args := pgx.NamedArgs{"by": s.Head.ID, "now": s.Now, "project": s.largest, "things": manyThings, "bookings": manyBookings}
	err := postgres.InTx(t.Context(), s.DB, func(tx pgx.Tx) error {
		for _, sql := range equipmentSQL {
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

// equipmentPages are those of the equipment that grow with it.
func (s *service) equipmentPages() []page {
	get := func(name string, url string) page {
		return page{name: name, who: s.Head, urls: []string{url}, grows: true}
	}
	saturday := url.Values{"jour": {"2025-06-14"}}
	return []page{
		get("catalogue (400 articles)", urls.Equipment()),
		get("catalogue sur papier", urls.EquipmentPrint(nil)),
		get("manques", urls.EquipmentShortages()),
		get("un jour, heure par heure", urls.EquipmentDay(saturday)),
		get("un article", urls.EquipmentItem(7)),
		get("matériel d’un projet (1 000 réservations)", urls.ProjectEquipment(s.largest)),
		get("chargement d’un jour (1 000 lignes)", urls.ProjectLoadingOf(s.largest, saturday)),
		get("chargement sur papier", urls.ProjectLoadingPrint(s.largest, saturday)),
		get("ce qu’une séance réserve", urls.SlotEquipment(500)),
	}
}

// TestTheEquipmentIsAskedOnce asks each page of the largest catalogue twice: once it was read, the session alone asks, and what is said of a thing.
func TestTheEquipmentIsAskedOnce(t *testing.T) {
	t.Parallel()
	s := lendingHouse(t)
	v := s.visitor(s.Head)
	for _, p := range s.equipmentPages() {
		read, kept := v.ask(t, p, 0), v.ask(t, p, 0)
		most := 2
		if p.name == "un article" {
			most = 3
		}
		if read.queries > 8 || kept.queries > most {
			t.Errorf("%s: %d queries as it is read, %d as it is kept", p.name, read.queries, kept.queries)
		}
	}
}

// BenchmarkEquipment asks the pages of the equipment over TCP, and prints a table.
func BenchmarkEquipment(b *testing.B) {
	s := lendingHouse(b)
	v := serve(b, s)
	out := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(out, "\nPage\tKio\tlignes\trequêtes\tp50 (ms)\tp95\tau mieux\t× nu\tau mieux\t")
	reader := v.visitor(s.Head)
	for _, p := range s.equipmentPages() {
		shown := reader.ask(b, p, 0)
		b.Run(p.name, func(b *testing.B) {
			f := v.measure(b, reader, p, shown.rows, loads[0])
			fmt.Fprintf(out, "%s\t%d\t%d\t%d\t%.2f\t%.2f\t%.2f\t%.1f\t%.1f\t\n", p.name, shown.bytes/1024, shown.rows, shown.queries, ms(f.p50), ms(f.p95), ms(f.least), f.ratio, f.best)
		})
	}
	_ = out.Flush()
}
