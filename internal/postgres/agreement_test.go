package postgres_test

import (
	"io/fs"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/postgres"
	"parvis/internal/postgres/pgtest"
	"parvis/migrations"
)

// schema lists all that migrations make, one line each, but for the order of columns.
func schema(t *testing.T, db *pgxpool.Pool) []string {
	t.Helper()
	rows, err := db.Query(t.Context(), `
		SELECT concat_ws(' ', table_name, column_name, COALESCE(domain_name, data_type), is_nullable, column_default, is_identity) AS line
		FROM information_schema.columns WHERE table_schema = 'public'
		UNION ALL SELECT concat_ws(' ', conrelid::regclass, contypid::regtype, conname, pg_get_constraintdef(oid))
		FROM pg_constraint WHERE connamespace = 'public'::regnamespace
		UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
		UNION ALL SELECT definition FROM pg_views WHERE schemaname = 'public' ORDER BY line`)
	if err != nil {
		t.Fatal(err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestEachMigrationGoesBackToWhatWasThere(t *testing.T) {
	t.Parallel()
	db, err := postgres.Open(t.Context(), pgtest.Empty(t))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	files, err := fs.Glob(migrations.Files, "*.up.sql")
	if err != nil || len(files) < 6 {
		t.Fatalf("%d migrations, %v", len(files), err)
	}
	for _, up := range files {
		before := schema(t, db)
		play(t, db, up)
		after := schema(t, db)
		play(t, db, strings.Replace(up, ".up.", ".down.", 1))
		if left := schema(t, db); !slices.Equal(left, before) {
			t.Errorf("%s: after going down\n%s\nwant\n%s", up, strings.Join(left, "\n"), strings.Join(before, "\n"))
		}
		play(t, db, up)
		if again := schema(t, db); !slices.Equal(again, after) {
			t.Errorf("%s: the second time\n%s\nwant\n%s", up, strings.Join(again, "\n"), strings.Join(after, "\n"))
		}
	}
}

// TestAgreementMendsWhatItFinds plays the migration over a database with all that the one before let in.
func TestAgreementMendsWhatItFinds(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	playDown(t, db, 5)
	if _, err := db.Exec(t.Context(), disagreement); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		play(t, db, "000006_agreement.up.sql")
		lines(t, db, `SELECT concat_ws(' ', t.title, need.title, n.lag) FROM task_needs n JOIN tasks t ON t.id = n.task_id JOIN tasks need ON need.id = n.need_id`,
			"A2 A1 3")
		lines(t, db, `SELECT concat_ws(' ', p.title, t.title, j.what) FROM journal j JOIN projects p ON p.id = j.project_id
			LEFT JOIN tasks t ON t.id = j.task_id ORDER BY j.id`,
			"A A1 sien", "B autre", "A a mis au nom de la personne qui pilote le projet les points cochés sans nom")
		lines(t, db, `SELECT concat_ws(' ', label, ticked_at IS NOT NULL, who.name) FROM checklist_items i LEFT JOIN people who ON who.id = i.ticked_by ORDER BY i.id`,
			"neither f", "both t Inès", "time t Claire", "name f")
		lines(t, db, `SELECT concat_ws(' ', title, status, status_before_archive, archived_at IS NOT NULL, event_id IS NOT NULL, target_first, target_last) FROM projects ORDER BY id`,
			"A preparing f f 2025-06-13 2025-06-15", "B archived finished t f 2025-06-13 2025-06-13",
			"C archived idea t t", "D confirmed f t", "E archived finished t t")
		lines(t, db, `SELECT p.title || ' ' || who.name FROM projects p JOIN project_members m ON m.project_id = p.id JOIN people who ON who.id = m.person_id ORDER BY p.id, who.id`,
			"A Claire", "A Inès", "B Claire", "C Claire", "D Claire", "E Claire")
		lines(t, db, `SELECT concat_ws(' ', who.name, l.id, first_day, last_day) FROM leaves l JOIN people who ON who.id = l.person_id ORDER BY l.person_id, first_day`,
			"Claire 1 2025-05-01 2025-05-20", "Claire 5 2025-05-21 2025-05-22", "Claire 2 2025-06-05 2025-06-05", "Inès 6 2025-05-02 2025-05-03")
		lines(t, db, `SELECT name || ' ' || body FROM plan_templates ORDER BY id`, `X {"tasks": [{"ref": "a"}], "format": 1}`, `Y {"tasks": [], "format": 1}`)
		play(t, db, "000006_agreement.down.sql")
	}
}

const disagreement = `
	INSERT INTO people (email, name, role, password_hash) VALUES ('c@x.fr', 'Claire', 'head', ''), ('i@x.fr', 'Inès', 'intern', '');
	INSERT INTO projects (kind, title, pilot_id, status, status_before_archive, archived_at, event_id, target_first, target_last) VALUES
		('eac', 'A', 1, 'preparing', 'idea', now(), NULL, '2025-06-13', '2025-06-15'),
		('eac', 'B', 1, 'archived', NULL, NULL, NULL, '2025-06-13', '2025-06-13'),
		('eac', 'C', 1, 'archived', 'idea', NULL, 1, '2025-06-13', NULL),
		('eac', 'D', 1, 'confirmed', NULL, now(), 1, NULL, NULL),
		('eac', 'E', 1, 'archived', 'gone', now(), 1, NULL, '2025-06-13');
	INSERT INTO project_members (project_id, person_id) VALUES (1, 2), (2, 1);
	INSERT INTO tasks (project_id, position, title, category, duration) VALUES (1, 1, 'A1', 'budget', 1), (1, 2, 'A2', 'budget', 1), (2, 1, 'B1', 'budget', 1);
	INSERT INTO task_needs (task_id, need_id, lag) VALUES (2, 1, 3), (2, 3, 0), (3, 1, 0);
	INSERT INTO journal (project_id, task_id, what, at) VALUES (1, 1, 'sien', '2025-04-01'), (2, 1, 'autre', '2025-04-01');
	INSERT INTO checklist_items (task_id, position, label, ticked_at, ticked_by) VALUES
		(1, 1, 'neither', NULL, NULL), (1, 2, 'both', now(), 2), (1, 3, 'time', now(), NULL), (1, 4, 'name', NULL, 2);
	INSERT INTO leaves (person_id, first_day, last_day) VALUES
		(1, '2025-05-01', '2025-05-20'), (1, '2025-06-05', '2025-06-05'), (1, '2025-05-02', '2025-05-03'), (1, '2025-05-10', '2025-05-20'),
		(1, '2025-05-21', '2025-05-22'), (2, '2025-05-02', '2025-05-03');
	INSERT INTO plan_templates (kind, name, body) VALUES ('eac', 'X', '{"tasks": [{"ref": "a"}]}'), ('eac', 'Y', '[1]')`

// TestIdeaWithoutADateGetsOneGoingDown: what came before has no project without a date.
func TestIdeaWithoutADateGetsOneGoingDown(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	_, err := db.Exec(t.Context(), `
		INSERT INTO people (email, name, role, password_hash) VALUES ('c@x.fr', 'Claire', 'head', '');
		INSERT INTO projects (kind, title, pilot_id, created_at) VALUES ('eac', 'A', 1, '2025-04-07 23:00+02');
		INSERT INTO project_members (project_id, person_id) VALUES (1, 1)`)
	if err != nil {
		t.Fatal(err)
	}
	playDown(t, db, 5)
	lines(t, db, `SELECT concat_ws(' ', p.status, p.target_first, p.target_last, j.what) FROM projects p JOIN journal j ON j.project_id = p.id`,
		"idea 2026-04-07 2026-04-07 a donné une date provisoire au projet, qui n’en avait pas : un an après sa création")
	play(t, db, "000006_agreement.up.sql")
}
