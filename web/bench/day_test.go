package bench_test

import (
	"fmt"
	"os"
	"testing"
	"text/tabwriter"

	"github.com/jackc/pgx/v5"

	"parvis/internal/postgres"
	"parvis/internal/workcal"
	"parvis/web/urls"
)

// daySQL fills a project with the slots of three days in fifteen places, of which one runs in each place today as the page is asked, with who holds
// them, who was counted and what was noted.
var daySQL = []string{
	programmeSQL[0], programmeSQL[2], programmeSQL[3],
	`INSERT INTO slots (activity_id, starts_at, ends_at, space_id, capacity, set_up, status, created_by, created_at, updated_at)
		SELECT (SELECT min(id) FROM activities WHERE project_id = @project) + n % @activities, t, t + interval '25 minutes', (SELECT min(id) FROM spaces WHERE name LIKE 'Salle %') + n % @spaces, 30, 5, 'planned', @by, @now, @now
		FROM generate_series(0, @slots - 1) n CROSS JOIN LATERAL (SELECT (@day::date + n / @spaces % 3)::timestamp AT TIME ZONE 'Europe/Paris' + (@now::timestamptz - date_trunc('day', @now::timestamptz AT TIME ZONE 'Europe/Paris') AT TIME ZONE 'Europe/Paris')
			- interval '10 minutes' + n / (3 * @spaces) * interval '30 minutes' AS t) at`,
	`INSERT INTO registrations (slot_id, name, headcount, companions, created_by, created_at, updated_at) SELECT s.id, 'Groupe ' || n, 12, 2, @by, @now, @now FROM slots s CROSS JOIN generate_series(1, 2) n`,
	`WITH n AS (INSERT INTO slot_needs (slot_id, label, wanted, position, created_by, created_at, updated_at) SELECT id, 'médiatrice', 1 + id % 3 / 2, 0, @by, @now, @now FROM slots RETURNING id, slot_id)
		INSERT INTO postings (need_id, slot_id, hand, person_id, created_by, created_at, updated_at)
		SELECT n.id, n.slot_id, p.id, p.id, @by, @now, @now FROM n JOIN LATERAL (SELECT id FROM people ORDER BY (id * 7919 + n.id) % 101 LIMIT 1) p ON true`,
	`INSERT INTO attendance_taps (key, slot_id, audience_id, measure, n, at, created_by, created_at)
		SELECT 'cle-de-telephone-' || s.id || '-' || n, s.id, (SELECT min(id) FROM count_audiences) + n % 6, 'present', 1, @now, @by, @now FROM slots s CROSS JOIN generate_series(1, 20) n`,
	`INSERT INTO day_entries (key, digest, project_id, kind, day, at, body, created_by, created_at, updated_at)
		SELECT 'cle-de-telephone-' || n, sha256('x'), @project, (ARRAY['incident', 'note', 'message'])[1 + n % 3], @day::date + 1, @now, 'Ce qui se passe, n° ' || n, @by, @now, @now FROM generate_series(1, 60) n`,
}

// largestDay is a house in which a day runs, of a project of so many slots.
func largestDay(t testing.TB, slots int) *service {
	t.Helper()
	n := small(1)
	n.large = 750 // the bare page shows as many rows as the day does
	s := fill(t, n)
	args := pgx.NamedArgs{"by": s.Head.ID, "now": s.Now, "project": s.largest, "spaces": manySpaces, "activities": manyActivities, "slots": slots, "day": dayOf(s).AddDays(-1)}
	err := postgres.InTx(t.Context(), s.DB, func(tx pgx.Tx) error {
		for _, sql := range daySQL {
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

func dayOf(s *service) workcal.Date { return workcal.FromTime(s.Now.In(postgres.Paris)) }

// dayPages are those of the day.
func (s *service) dayPages() []page {
	get := func(name, url string) page {
		return page{name: name, who: s.Head, urls: []string{url}, grows: true}
	}
	day := dayOf(s)
	return []page{get("Jour J, en cours", urls.Day(s.largest, day)), get("Jour J, compter", urls.DayCounts(s.largest, day)), get("Jour J, noter", urls.DayNotes(s.largest, day, nil)),
		get("Jour J, compter à une séance", urls.DayCount(s.largest, 50, day)), get("Jour J, listes", urls.DayLists(s.largest, day)), get("Jour J, appeler", urls.DayCalls(s.largest, day)), get("compte rendu de la journée", urls.DayAccount(s.largest, day))}
}

// TestTheDayShowsTheSameOfManySlotsAsOfFew asks the page of a day with 34 slots and of one with 334: what runs and what comes next in fifteen places.
func TestTheDayShowsTheSameOfManySlotsAsOfFew(t *testing.T) {
	t.Parallel()
	few, many := largestDay(t, 100), largestDay(t, manySlots)
	a, b := few.visitor(few.Head).ask(t, few.dayPages()[0], 0), many.visitor(many.Head).ask(t, many.dayPages()[0], 0)
	if a.rows != b.rows || a.rows < manySpaces || a.queries != b.queries {
		t.Errorf("%d rows and %d queries of few slots, %d and %d of many", a.rows, a.queries, b.rows, b.queries)
	}
	if b.bytes > a.bytes*11/10 {
		t.Errorf("%d bytes of few slots, %d of many", a.bytes, b.bytes)
	}
}

// TestThePagesOfADayAskTheSameOfManySlotsAsOfFew asks each page twice: as it is read, and as it is kept.
func TestThePagesOfADayAskTheSameOfManySlotsAsOfFew(t *testing.T) {
	t.Parallel()
	few, many := largestDay(t, 100), largestDay(t, manySlots)
	a, b := few.visitor(few.Head), many.visitor(many.Head)
	for i, p := range few.dayPages() {
		for _, as := range []string{"read", "kept"} {
			little, large := a.ask(t, p, 0), b.ask(t, many.dayPages()[i], 0)
			if little.queries != large.queries {
				t.Errorf("%s, %s: %d queries of few slots, %d of many", p.name, as, little.queries, large.queries)
			}
		}
	}
}

// BenchmarkDay asks the pages of the day over TCP, with a hundred slots and with a thousand, and prints a table.
func BenchmarkDay(b *testing.B) {
	out := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(out, "\nPage\tKio\tlignes\trequêtes\tp50 (ms)\tp95\tau mieux\t× nu\tau mieux\t")
	for _, slots := range []int{100, manySlots} {
		s := largestDay(b, slots)
		v := serve(b, s)
		reader := v.visitor(s.Head)
		for _, p := range s.dayPages() {
			name := fmt.Sprintf("%s (%d séances)", p.name, slots)
			shown := reader.ask(b, p, 0)
			b.Run(name, func(b *testing.B) {
				f := v.measure(b, reader, p, shown.rows, loads[0])
				fmt.Fprintf(out, "%s\t%d\t%d\t%d\t%.2f\t%.2f\t%.2f\t%.1f\t%.1f\t\n", name, shown.bytes/1024, shown.rows, shown.queries, ms(f.p50), ms(f.p95), ms(f.least), f.ratio, f.best)
			})
		}
	}
	_ = out.Flush()
}
