-- The journal tells of any thing, not of projects only: who, what was done, to which thing, and the
-- fields before and after. Names are kept as text beside ids, and an entry outlives what it is about.
DROP VIEW journal_signed; -- the journal has a room of its own, and a name beside each id
ALTER TABLE journal RENAME COLUMN what TO said;
ALTER TABLE journal ALTER COLUMN said SET DEFAULT '';
ALTER TABLE journal
    ADD COLUMN person_name text NOT NULL DEFAULT '',
    ADD COLUMN verb text NOT NULL DEFAULT 'said',
    ADD COLUMN subject_kind text NOT NULL DEFAULT 'project',
    ADD COLUMN subject_id bigint NOT NULL DEFAULT 0,
    ADD COLUMN subject_name text NOT NULL DEFAULT '',
    ADD COLUMN within_kind text,
    ADD COLUMN within_id bigint,
    ADD COLUMN within_name text NOT NULL DEFAULT '',
    ADD COLUMN changes jsonb NOT NULL DEFAULT '[]';

-- Which projects' histories tell an entry: an event that moves is told in each of its projects. A
-- project that is gone for good leaves its number, which no other project ever takes.
CREATE TABLE journal_projects (
    project_id bigint NOT NULL,
    entry_id   bigint NOT NULL REFERENCES journal (id) ON DELETE CASCADE,
    PRIMARY KEY (project_id, entry_id)
);
CREATE INDEX journal_projects_entry_idx ON journal_projects (entry_id);

INSERT INTO journal_projects (project_id, entry_id) SELECT project_id, id FROM journal;
UPDATE journal j SET
    person_name = COALESCE((SELECT name FROM people WHERE id = j.person_id), ''),
    subject_kind = CASE WHEN j.task_id IS NULL THEN 'project' ELSE 'task' END,
    subject_id = COALESCE(j.task_id, j.project_id),
    subject_name = COALESCE((SELECT title FROM tasks WHERE id = j.task_id), (SELECT title FROM projects WHERE id = j.project_id), '');

ALTER TABLE journal DROP COLUMN task_id, DROP COLUMN project_id;
ALTER TABLE journal
    ALTER COLUMN verb DROP DEFAULT, ALTER COLUMN subject_kind DROP DEFAULT, ALTER COLUMN subject_id DROP DEFAULT,
    DROP CONSTRAINT journal_person_id_fkey,
    ADD CONSTRAINT journal_person_id_fkey FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE SET NULL,
    ADD CONSTRAINT journal_within_whole CHECK ((within_kind IS NULL) = (within_id IS NULL));
CREATE INDEX journal_subject_idx ON journal (subject_kind, subject_id, at DESC, id DESC);
CREATE INDEX journal_within_idx ON journal (within_kind, within_id, at DESC, id DESC) WHERE within_kind IS NOT NULL;
CREATE INDEX journal_person_idx ON journal (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX journal_at_idx ON journal (at);
