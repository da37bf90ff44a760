package postgres_test

import (
	"testing"

	"parvis/internal/postgres/pgtest"
)

// TestTasksThatAreThereAreNumberedByHand plays the migration over two plans, one with a task in the trash: each is
// numbered in its order by hand, the trash included, and knows its last number.
func TestTasksThatAreThereAreNumberedByHand(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	playDown(t, db, 12)
	_, err := db.Exec(t.Context(), `
		INSERT INTO people (email, name, role, password_hash) VALUES ('c@x.fr', 'Claire', 'head', '');
		WITH made AS (INSERT INTO projects (kind, title, pilot_id, status) SELECT 'eac', title, id, 'idea' FROM people, unnest(ARRAY['P', 'Q']) AS title RETURNING id, pilot_id)
		INSERT INTO project_members (project_id, person_id) SELECT id, pilot_id FROM made;
		INSERT INTO tasks (project_id, position, title, category, duration, deleted_at)
		SELECT p.id, o.position, o.title, 'budget', 1, o.gone FROM projects p JOIN (VALUES ('P', 3, 'c', NULL::timestamptz), ('P', 1, 'a', NULL), ('P', 2, 'b', now()), ('Q', 7, 'd', NULL))
			AS o (project, position, title, gone) ON o.project = p.title`)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		play(t, db, "000013_task_numbers.up.sql")
		lines(t, db, `SELECT title || ' ' || number FROM tasks ORDER BY title`, "a 1", "b 2", "c 3", "d 1")
		lines(t, db, `SELECT p.title || ' ' || n.last FROM task_numbers n JOIN projects p ON p.id = n.project_id ORDER BY 1`, "P 3", "Q 1")
		play(t, db, "000013_task_numbers.down.sql")
	}
}
