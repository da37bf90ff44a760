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

// What the largest event holds: three days of slots in fifteen spaces, each with two groups.
const (
	manySlots      = 1_000
	manyActivities = 60
	manySpaces     = 15
)

// programmeSQL fills the largest project of a house with slots, in order. The tables' own triggers note what they take.
var programmeSQL = []string{
	`SET LOCAL statement_timeout = 0`,
	`UPDATE projects SET event_id = NULL, target_first = '2025-06-13', target_last = '2025-06-15' WHERE id = @project`,
	`INSERT INTO spaces (name, name_folded, seated, created_by, created_at, updated_at) SELECT 'Salle ' || n, 'salle n ' || n, 40, @by, @now, @now FROM generate_series(1, @spaces::int) n`,
	`INSERT INTO activities (project_id, kind, title, audiences, duration, group_most, state, created_by, created_at, updated_at)
		SELECT @project, (ARRAY['visit', 'workshop', 'talk', 'stand'])[1 + n % 4], 'Activité du programme n° ' || n, 'familles', 45, 30, 'retained', @by, @now, @now FROM generate_series(1, @activities::int) n`,
	// A space takes a slot every half hour from nine in the morning: 22 a day, three days, fifteen spaces.
	`INSERT INTO slots (activity_id, starts_at, ends_at, space_id, capacity, status, created_by, created_at, updated_at)
		SELECT (SELECT min(id) FROM activities WHERE project_id = @project) + n % @activities, t, t + interval '25 minutes', (SELECT min(id) FROM spaces WHERE name LIKE 'Salle %') + n % @spaces, 30, 'planned', @by, @now, @now
		FROM generate_series(0, @slots - 1) n CROSS JOIN LATERAL (SELECT (@day::date + n / @spaces % 3 + time '09:00' + n / (3 * @spaces) * interval '30 minutes') AT TIME ZONE 'Europe/Paris' AS t) at`,
	`INSERT INTO registrations (slot_id, name, headcount, companions, created_by, created_at, updated_at)
		SELECT s.id, 'Groupe ' || n, 12, 2, @by, @now, @now FROM slots s CROSS JOIN generate_series(1, 2) n`,
	`INSERT INTO slot_needs (slot_id, label, wanted, position, created_by, created_at, updated_at) SELECT id, 'médiatrice', 1, 0, @by, @now, @now FROM slots`,
	// Somebody without account for each space holds its slots of the first two days.
	`INSERT INTO outsiders (name, kind, created_by, created_at, updated_at) SELECT 'Vacataire ' || n, 'temporary', @by, @now, @now FROM generate_series(1, @spaces::int) n`,
	`INSERT INTO postings (need_id, slot_id, hand, outsider_id, answer, answered_at, created_by, created_at, updated_at)
		SELECT n.id, s.id, -x.id, x.id, 'yes', @now, @by, @now, @now FROM slot_needs n JOIN slots s ON s.id = n.slot_id
		JOIN outsiders x ON x.id = (SELECT min(id) FROM outsiders) + s.space_id - (SELECT min(space_id) FROM slots) WHERE s.starts_at < @day::date + 2`,
}

// largestProgramme is a house with the largest event.
func largestProgramme(t testing.TB) *service {
	t.Helper()
	n := small(1)
	n.large = manySlots // the bare page shows them
	s := fill(t, n)
	args := pgx.NamedArgs{"by": s.Head.ID, "now": s.Now, "project": s.largest, "spaces": manySpaces, "activities": manyActivities, "slots": manySlots, "day": "2025-06-13"}
	err := postgres.InTx(t.Context(), s.DB, func(tx pgx.Tx) error {
		for _, sql := range programmeSQL {
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

// programmePages are those of the programme that grow with it.
func (s *service) programmePages() []page {
	get := func(name string, url string) page {
		return page{name: name, who: s.Head, urls: []string{url}, grows: true}
	}
	day := url.Values{"jour": {"2025-06-14"}}
	return []page{
		get("grille d’un jour (334 séances)", urls.ProjectGridOf(s.largest, day)),
		get("grille d’un jour sur papier", urls.ProjectGridPrint(s.largest, day)),
		get("liste de 1 000 séances", urls.ProjectSlots(s.largest)),
		get("liste filtrée (une activité)", urls.ProjectSlotsOf(s.largest, url.Values{"texte": {"programme n° 12"}})),
		get("séances d’un mois, tous projets", urls.SlotsOf(url.Values{"mois": {"2025-06"}})),
		get("tableau des postes d’un jour", urls.ProjectStaffOf(s.largest, day)),
		get("postes de tous les jours", urls.ProjectStaffOf(s.largest, url.Values{"jour": {"tous"}})),
		get("conflits", urls.ProjectConflicts(s.largest)),
		get("une séance", urls.Slot(500)),
		get("activités", urls.ProjectActivities(s.largest)),
	}
}

// BenchmarkProgramme asks the pages of the largest event over TCP, and prints a table.
func BenchmarkProgramme(b *testing.B) {
	s := largestProgramme(b)
	v := serve(b, s)
	out := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(out, "\nPage\tKio\tlignes\trequêtes\tp50 (ms)\tp95\tau mieux\t× nu\tau mieux\t")
	reader := v.visitor(s.Head)
	for _, p := range s.programmePages() {
		shown := reader.ask(b, p, 0)
		b.Run(p.name, func(b *testing.B) {
			f := v.measure(b, reader, p, shown.rows, loads[0])
			fmt.Fprintf(out, "%s\t%d\t%d\t%d\t%.2f\t%.2f\t%.2f\t%.1f\t%.1f\t\n", p.name, shown.bytes/1024, shown.rows, shown.queries, ms(f.p50), ms(f.p95), ms(f.least), f.ratio, f.best)
		})
	}
	_ = out.Flush()
}
