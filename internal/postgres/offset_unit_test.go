package postgres_test

import (
	"slices"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/postgres/pgtest"
)

// TestOffsetsKeepTheirMeaningDownAndUp plays the migration over plans and templates that count in
// every unit: going down, a month is thirty days; nothing else changes its day.
func TestOffsetsKeepTheirMeaningDownAndUp(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	playDown(t, db, 5)
	fillOffsets(t, db)
	play(t, db, "000005_offset_unit.down.sql")
	lines(t, db, `SELECT concat_ws(' ', title, offset_side, offset_days, offset_working) FROM tasks ORDER BY position`,
		"none f", "days J 21 f", "working J 10 t", "months J 60 f", "after E 30 f")
	lines(t, db, `SELECT task->>'ref' || ' ' || (task->>'offset') FROM plan_templates, jsonb_array_elements(body->'tasks') AS task WHERE name = 'X'`,
		"days J-21", "months J-60", "after E+30")
	lines(t, db, `SELECT body::text FROM plan_templates WHERE name = 'Y'`, `{"tasks": []}`)
	play(t, db, "000005_offset_unit.up.sql")
	lines(t, db, `SELECT concat_ws(' ', title, offset_side, offset_count, offset_unit) FROM tasks ORDER BY position`,
		"none day", "days J 21 day", "working J 10 working_day", "months J 60 day", "after E 30 day")
}

func fillOffsets(t *testing.T, db *pgxpool.Pool) {
	t.Helper()
	_, err := db.Exec(t.Context(), `
		INSERT INTO people (email, name, role, password_hash) VALUES ('c@x.fr', 'Claire', 'head', '');
		INSERT INTO projects (kind, title, pilot_id, target_first, target_last) SELECT 'eac', 'P', id, '2025-06-13', '2025-06-15' FROM people;
		INSERT INTO tasks (project_id, position, title, category, duration, offset_side, offset_count, offset_unit)
		SELECT p.id, o.* FROM projects p, (VALUES
			(1, 'none', 'budget', 1, NULL, NULL::int, 'day'), (2, 'days', 'budget', 1, 'J', 21, 'day'), (3, 'working', 'budget', 1, 'J', 10, 'working_day'),
			(4, 'months', 'budget', 1, 'J', 2, 'month'), (5, 'after', 'budget', 1, 'E', 1, 'month')) AS o;
		INSERT INTO plan_templates (kind, name, body) VALUES
			('eac', 'X', '{"tasks": [{"ref": "days", "offset": "J-21"}, {"ref": "months", "offset": "J-2 mois"}, {"ref": "after", "offset": "E+1 mois"}]}'),
			('eac', 'Y', '{"tasks": []}')`)
	if err != nil {
		t.Fatal(err)
	}
}

// lines checks what a query of one column of text gives.
func lines(t *testing.T, db *pgxpool.Pool, query string, want ...string) {
	t.Helper()
	rows, err := db.Query(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	got, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("%s:\n%q, %v; want\n%q", query, got, err, want)
	}
}
