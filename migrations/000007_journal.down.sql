-- Entries about what is no project's have no place in the older journal, which also held no fields:
-- what was done is told in the words of then.
DROP INDEX journal_subject_idx, journal_within_idx, journal_person_idx, journal_at_idx;
ALTER TABLE journal ADD COLUMN project_id bigint, ADD COLUMN task_id bigint;
UPDATE journal j SET
    project_id = (SELECT min(p.project_id) FROM journal_projects p JOIN projects ON projects.id = p.project_id WHERE p.entry_id = j.id),
    task_id = (SELECT t.id FROM tasks t JOIN journal_projects p ON p.entry_id = j.id AND p.project_id = t.project_id WHERE j.subject_kind = 'task' AND t.id = j.subject_id OR j.within_kind = 'task' AND t.id = j.within_id
        ORDER BY p.project_id LIMIT 1),
    said = CASE WHEN verb = 'said' THEN said ELSE 'a agi sur « ' || subject_name || ' »' END;
DELETE FROM journal WHERE project_id IS NULL;
DROP TABLE journal_projects;
ALTER TABLE journal
    DROP CONSTRAINT journal_within_whole,
    DROP COLUMN person_name, DROP COLUMN verb, DROP COLUMN subject_kind, DROP COLUMN subject_id, DROP COLUMN subject_name,
    DROP COLUMN within_kind, DROP COLUMN within_id, DROP COLUMN within_name, DROP COLUMN changes;
ALTER TABLE journal
    DROP CONSTRAINT journal_person_id_fkey,
    ADD CONSTRAINT journal_person_id_fkey FOREIGN KEY (person_id) REFERENCES people (id),
    ALTER COLUMN project_id SET NOT NULL,
    ADD CONSTRAINT journal_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects (id) ON DELETE CASCADE,
    ADD CONSTRAINT journal_task_fkey FOREIGN KEY (project_id, task_id) REFERENCES tasks (project_id, id) ON DELETE SET NULL (task_id);
ALTER TABLE journal ALTER COLUMN said DROP DEFAULT;
ALTER TABLE journal RENAME COLUMN said TO what;
CREATE INDEX journal_project_idx ON journal (project_id, at DESC, id DESC);
CREATE INDEX journal_task_idx ON journal (task_id, at DESC, id DESC) WHERE task_id IS NOT NULL;
CREATE VIEW journal_signed AS
SELECT j.id, j.project_id, j.task_id, COALESCE(who.name, '') AS who, j.what, j.at
FROM journal j LEFT JOIN people who ON who.id = j.person_id;
