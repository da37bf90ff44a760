package postgres_test

import (
	"io/fs"
	"slices"
	"strconv"
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/postgres/pgtest"
	"parvis/migrations"
)

// TestOfficialDatesAreCorrectedUnlessTheServiceChangedThem plays the migration over a database as a
// service left it: what nobody touched is put right, and whose plan moved can read why.
func TestOfficialDatesAreCorrectedUnlessTheServiceChangedThem(t *testing.T) {
	t.Parallel()
	const before, seeded, corrected = "000004_event_dates.down.sql", "2026-09-18 2026-09-20 t", "2026-09-19 2026-09-20 t"
	for name, c := range map[string]struct {
		did   string // what the service did before
		want  string // the heritage days of 2026, after
		past  int    // national editions of 2024, in use or in the trash
		lines int    // of journals
	}{
		"nothing was touched": {`SELECT`, corrected, 4, 0},
		"a project prepares it": {`WITH claire AS (INSERT INTO people (email, name, role, password_hash) VALUES ('c@x.fr', 'Claire', 'head', '') RETURNING id)
			INSERT INTO projects (kind, title, pilot_id, event_id)
			SELECT 'event_programme', 'JEP', claire.id, e.id FROM claire, events e WHERE series_key = 'jep' AND year = 2026`, corrected, 4, 1},
		"the dates were confirmed":       {`UPDATE events SET to_confirm = false, version = 2 WHERE series_key = 'jep' AND year = 2026`, "2026-09-18 2026-09-20 f", 4, 0},
		"the dates were moved elsewhere": {`UPDATE events SET last_day = '2026-09-21', version = 2 WHERE series_key = 'jep' AND year = 2026`, "2026-09-18 2026-09-21 t", 4, 0},
		"2024 was entered and deleted": {`INSERT INTO events (series_key, name, year, first_day, last_day, deleted_at)
			VALUES ('jea', 'JEA 2024', 2024, '2024-06-14', '2024-06-16', now())`, corrected, 4, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			db := pgtest.New(t)
			playDown(t, db, 4)
			play(t, db, before)
			if got := heritageDays(t, db); got != seeded {
				t.Fatalf("before: %s", got)
			}
			if _, err := db.Exec(t.Context(), c.did); err != nil {
				t.Fatal(err)
			}
			play(t, db, "000004_event_dates.up.sql")
			var past, lines int
			err := db.QueryRow(t.Context(), `SELECT (SELECT count(*) FROM events WHERE year = 2024), (SELECT count(*) FROM journal)`).Scan(&past, &lines)
			if got := heritageDays(t, db); err != nil || got != c.want || past != c.past || lines != c.lines {
				t.Errorf("%s, %d editions of 2024, %d lines, %v; want %s, %d, %d", got, past, lines, err, c.want, c.past, c.lines)
			}
		})
	}
}

func TestEditionsOf2024KeepWhatHangsOnThem(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	lines(t, db, `SELECT concat_ws(' ', series_key, edition, first_day, last_day, notes) FROM events WHERE year = 2024 ORDER BY first_day`,
		"nuit-des-musees 20 2024-05-18 2024-05-18 ", "jea 2024-06-14 2024-06-16 ",
		"jep 41 2024-09-20 2024-09-22 Le vendredi est réservé aux scolaires.", "fete-de-la-science 2024-10-04 2024-10-14 ")
	if _, err := db.Exec(t.Context(), `UPDATE events SET theme = 'La fouille', version = 2 WHERE series_key = 'jea' AND year = 2024`); err != nil {
		t.Fatal(err)
	}
	play(t, db, "000004_event_dates.down.sql")
	var left int
	if err := db.QueryRow(t.Context(), `SELECT count(*) FROM events WHERE year = 2024`).Scan(&left); err != nil || left != 1 {
		t.Errorf("%d editions left after going down, want the one that was edited; %v", left, err)
	}
}

func play(t *testing.T, db *pgxpool.Pool, file string) {
	t.Helper()
	sql, err := migrations.Files.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(t.Context(), string(sql)); err != nil {
		t.Fatal(err)
	}
}

// playDown takes a database that is up to date back to the schema of a version.
func playDown(t *testing.T, db *pgxpool.Pool, version int) {
	t.Helper()
	files, err := fs.Glob(migrations.Files, "*.down.sql")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range slices.Backward(files) {
		if number, err := strconv.Atoi(file[:6]); err != nil || number > version {
			play(t, db, file)
		}
	}
}

func heritageDays(t *testing.T, db *pgxpool.Pool) (text string) {
	t.Helper()
	err := db.QueryRow(t.Context(), `SELECT first_day || ' ' || last_day || ' ' || left(to_confirm::text, 1) FROM events WHERE series_key = 'jep' AND year = 2026`).Scan(&text)
	if err != nil {
		t.Fatal(err)
	}
	return text
}
