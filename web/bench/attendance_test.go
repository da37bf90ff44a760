package bench_test

import (
	"fmt"
	"net/url"
	"os"
	"strconv"
	"testing"
	"text/tabwriter"

	"github.com/jackc/pgx/v5"

	"parvis/internal/postgres"
	"parvis/web/urls"
)

// attendanceSQL gives ten projects a thousand slots each, a year apart, of which nine in ten were counted, tap by tap.
var attendanceSQL = []string{
	programmeSQL[0],
	`INSERT INTO activities (project_id, kind, title, free, price, state, created_by, created_at, updated_at)
		SELECT p.id, 'visit', 'Activité ' || n, n % 3 = 0, CASE WHEN n % 3 = 1 THEN 500 ELSE 0 END, 'announced', @by, @now, @now FROM (SELECT id FROM projects ORDER BY id = @project DESC, id LIMIT 10) p CROSS JOIN generate_series(0, 39) n`,
	`INSERT INTO slots (activity_id, starts_at, ends_at, capacity, status, created_by, created_at, updated_at)
		SELECT a.id, t, t + interval '1 hour', 30, 'planned', @by, @now, @now
		FROM (SELECT id, dense_rank() OVER (ORDER BY project_id = @project DESC, project_id) AS year FROM activities WHERE title LIKE 'Activité %') a
		CROSS JOIN generate_series(1, 25) n CROSS JOIN LATERAL (SELECT date_trunc('year', @now::timestamptz) + interval '9 hours' - (a.year - 1) * interval '1 year' + n * interval '3 days' AS t) at`,
	`INSERT INTO registrations (slot_id, name, headcount, companions, created_by, created_at, updated_at) SELECT id, 'Groupe', 12, 2, @by, @now, @now FROM slots`,
	`INSERT INTO attendance_taps (key, slot_id, audience_id, measure, n, at, created_by, created_at)
		SELECT 'cle-de-telephone-' || s.id || '-' || n, s.id, (SELECT min(id) FROM count_audiences) + n % 4, 'present', 1, s.ends_at, @by, @now FROM slots s CROSS JOIN generate_series(1, 12) n WHERE s.id % 10 <> 0`,
}

// countedYears is a house with ten years of counted slots.
func countedYears(t testing.TB) *service {
	t.Helper()
	n := small(12)
	n.large = 1_000 // the bare page shows as many rows as a list does
	s := fill(t, n)
	args := pgx.NamedArgs{"by": s.Head.ID, "now": s.Now, "project": s.largest, "spaces": manySpaces}
	err := postgres.InTx(t.Context(), s.DB, func(tx pgx.Tx) error {
		for _, sql := range attendanceSQL {
			if _, err := tx.Exec(t.Context(), sql, args); err != nil {
				return fmt.Errorf("%.60s: %w", sql, err)
			}
		}
		return nil
	})
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

// BenchmarkAttendance asks the counts of a project of a thousand slots, of a year among ten, and of all ten, beside a bare page of as many rows.
func BenchmarkAttendance(b *testing.B) {
	s := countedYears(b)
	v := serve(b, s)
	reader := v.visitor(s.Head)
	get := func(name, at string) page { return page{name: name, who: s.Head, urls: []string{at}, grows: true} }
	out := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(out, "\nPage\tKio\tlignes\trequêtes\tp50 (ms)\tau mieux\tnu, 1 000 lignes\t× nu de 1 000\t")
	year := url.Values{"annee": {strconv.Itoa(s.Now.Year())}}
	for _, p := range []page{get("fréquentation d’un projet (1 000 séances)", urls.ProjectAttendance(s.largest, nil)), get("fréquentation d’une année sur dix", urls.Attendance(year)), get("fréquentation de dix ans", urls.Attendance(url.Values{"annee": {"toutes"}})),
		get("tableau du ministère", urls.AttendanceYear(year)), get("fréquentation d’un projet, imprimée", urls.ProjectAttendancePrint(s.largest, nil))} {
		shown := reader.ask(b, p, 0)
		b.Run(p.name, func(b *testing.B) {
			f := v.measure(b, reader, p, 1_000, loads[0])
			fmt.Fprintf(out, "%s\t%d\t%d\t%d\t%.2f\t%.2f\t%.2f\t%.1f\t\n", p.name, shown.bytes/1024, shown.rows, shown.queries, ms(f.p50), ms(f.least), ms(f.p50)/f.ratio, f.ratio)
		})
	}
	_ = out.Flush()
}
