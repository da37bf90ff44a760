package postgres_test

import (
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/postgres/pgtest"
)

// TestTheJournalKeepsItsNamesUpDownAndUp plays the migration over the journal of a service as it stood
// before, then over what is written after it.
func TestTheJournalKeepsItsNamesUpDownAndUp(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	const (
		down, up = "000007_journal.down.sql", "000007_journal.up.sql"
		before   = `SELECT concat_ws(' | ', p.title, COALESCE(who.name, '-'), COALESCE(t.title, '-'), j.what) FROM journal j
			JOIN projects p ON p.id = j.project_id LEFT JOIN people who ON who.id = j.person_id LEFT JOIN tasks t ON t.id = j.task_id ORDER BY j.at`
		after = `SELECT concat_ws(' | ', j.verb, COALESCE(NULLIF(j.person_name, ''), '-'), j.person_id IS NOT NULL, j.subject_kind, j.subject_name,
				j.subject_id = COALESCE((SELECT id FROM tasks WHERE title = j.subject_name), (SELECT id FROM projects WHERE title = j.subject_name)),
				j.changes, j.said, (SELECT string_agg(COALESCE(p.title, 'gone'), ' + ' ORDER BY jp.project_id) FROM journal_projects jp
					LEFT JOIN projects p ON p.id = jp.project_id WHERE jp.entry_id = j.id)) FROM journal j ORDER BY j.at`
	)
	playDown(t, db, 6)
	run(t, db, `
		INSERT INTO people (email, name, role, password_hash) VALUES ('c@x.fr', 'Claire', 'head', ''), ('i@x.fr', 'Inès "Nès"', 'team', '');
		WITH added AS (INSERT INTO projects (kind, title, pilot_id, target_first, target_last, deleted_at)
			SELECT 'eac', p.title, people.id, '2025-06-13', '2025-06-15', p.gone::timestamptz
			FROM people, (VALUES ('Fouilles', NULL), ('Jumelage', '2025-04-01')) AS p (title, gone) WHERE name = 'Claire' ORDER BY p.title
			RETURNING id, pilot_id)
		INSERT INTO project_members (project_id, person_id) SELECT id, pilot_id FROM added;
		INSERT INTO tasks (project_id, position, title, category, duration) SELECT id, 1, 'Imprimer', 'budget', 1 FROM projects WHERE title = 'Fouilles';
		INSERT INTO journal (project_id, person_id, task_id, what, at) SELECT p.id, who.id, t.id, l.what, l.at::timestamptz
			FROM (VALUES ('Fouilles', 'Claire', NULL, 'a créé le projet', '2025-04-01'), ('Fouilles', 'Inès "Nès"', 'Imprimer', 'a terminé la tâche « Imprimer »', '2025-04-02'),
				('Fouilles', 'Claire', NULL, 'a supprimé la tâche « Partie »', '2025-04-03'), ('Jumelage', NULL, NULL, 'Date corrigée', '2025-04-04')) AS l (project, who, task, what, at)
			JOIN projects p ON p.title = l.project LEFT JOIN people who ON who.name = l.who LEFT JOIN tasks t ON t.title = l.task`)
	old := []string{"Fouilles | Claire | - | a créé le projet", `Fouilles | Inès "Nès" | Imprimer | a terminé la tâche « Imprimer »`,
		"Fouilles | Claire | - | a supprimé la tâche « Partie »", "Jumelage | - | - | Date corrigée"}
	lines(t, db, before, old...)

	read := []string{"said | Claire | t | project | Fouilles | t | [] | a créé le projet | Fouilles",
		`said | Inès "Nès" | t | task | Imprimer | t | [] | a terminé la tâche « Imprimer » | Fouilles`,
		"said | Claire | t | project | Fouilles | t | [] | a supprimé la tâche « Partie » | Fouilles",
		"said | - | f | project | Jumelage | t | [] | Date corrigée | Jumelage"}
	play(t, db, up)
	lines(t, db, after, read...)
	play(t, db, down)
	lines(t, db, before, old...)
	play(t, db, up)
	lines(t, db, after, read...)

	// What is written since then: a task, an item of it, an event of both projects, a person, and what is
	// told in a project that went for good.
	run(t, db, `
		INSERT INTO journal (at, verb, person_id, person_name, subject_kind, subject_id, subject_name, within_kind, within_id, within_name, changes)
			SELECT e.at::timestamptz, e.verb, who.id, who.name, e.kind, COALESCE(t.id, 90), e.name, e.within, CASE WHEN e.within <> '' THEN held.id END, COALESCE(held.title, ''), e.changes::jsonb
			FROM (VALUES ('2025-05-01', 'edit', 'task', 'Imprimer', NULL, '[{"name": "duree", "label": "Durée", "before": "1", "after": "2"}]'),
				('2025-05-02', 'tick', 'item', 'Bon à tirer', 'task', '[]'), ('2025-05-03', 'move', 'event', 'JEA', NULL, '[]'),
				('2025-05-04', 'disable', 'person', 'Claire', NULL, '[]'), ('2025-05-05', 'create', 'project', 'Partie', NULL, '[]')) AS e (at, verb, kind, name, within, changes)
			JOIN people who ON who.name = 'Claire' JOIN tasks held ON held.title = 'Imprimer' LEFT JOIN tasks t ON t.title = e.name;
		INSERT INTO journal_projects (project_id, entry_id) SELECT p.id, j.id FROM journal j JOIN projects p
			ON j.subject_kind = 'event' OR j.subject_kind IN ('task', 'item') AND p.title = 'Fouilles' WHERE j.verb <> 'said'
			UNION ALL SELECT 999, id FROM journal WHERE subject_name = 'Partie'`)
	play(t, db, down)
	lines(t, db, before, append(old, "Fouilles | Claire | Imprimer | a agi sur « Imprimer »", "Fouilles | Claire | Imprimer | a agi sur « Bon à tirer »",
		"Fouilles | Claire | - | a agi sur « JEA »")...)
	play(t, db, up)
	lines(t, db, `SELECT concat_ws(' | ', person_name, subject_kind, subject_name, said) FROM journal WHERE at > '2025-05-01' ORDER BY at`,
		"Claire | task | Imprimer | a agi sur « Bon à tirer »", "Claire | project | Fouilles | a agi sur « JEA »")
}

// TestEntriesOutliveWhatTheyAreAbout purges everything that a journal tells of.
func TestEntriesOutliveWhatTheyAreAbout(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	run(t, db, `
		INSERT INTO people (email, name, role, password_hash) VALUES ('c@x.fr', 'Claire', 'head', ''), ('i@x.fr', 'Inès', 'team', '');
		INSERT INTO projects (kind, title, pilot_id, target_first, target_last) SELECT 'eac', 'Fouilles', id, '2025-06-13', '2025-06-15' FROM people WHERE name = 'Claire';
		WITH entry AS (INSERT INTO journal (at, verb, person_id, person_name, subject_kind, subject_id, subject_name)
			SELECT now(), 'create', who.id, who.name, 'project', p.id, p.title FROM people who, projects p WHERE who.name = 'Inès' RETURNING id)
			INSERT INTO journal_projects (project_id, entry_id) SELECT p.id, entry.id FROM projects p, entry;
		DELETE FROM projects;
		DELETE FROM people`)
	lines(t, db, `SELECT concat_ws(' | ', person_id IS NULL, person_name, subject_name) FROM journal JOIN journal_projects ON entry_id = id`, "t | Inès | Fouilles")
	run(t, db, `DELETE FROM journal`)
	lines(t, db, `SELECT project_id::text FROM journal_projects`)
}

func run(t *testing.T, db *pgxpool.Pool, sql string) {
	t.Helper()
	if _, err := db.Exec(t.Context(), sql); err != nil {
		t.Fatal(err)
	}
}
