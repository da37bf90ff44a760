-- What the program already held is held by the database too: what must agree agrees, every constraint has
-- a name that says what it is for, and each room publishes as views what others may read of its tables.
--
-- Nothing that may be found in a database makes this fail: each part says what it mends first, and how.

-- Names for the constraints that had none of their own.
ALTER TABLE closures RENAME CONSTRAINT closures_check TO closures_days_check;
ALTER TABLE events RENAME CONSTRAINT events_check TO events_days_check;
ALTER TABLE leaves RENAME CONSTRAINT leaves_check TO leaves_days_check;
ALTER TABLE projects RENAME CONSTRAINT projects_check TO projects_target_order_check;
ALTER TABLE task_needs RENAME CONSTRAINT task_needs_check TO task_needs_itself_check;
ALTER TABLE tasks RENAME CONSTRAINT tasks_check TO tasks_min_duration_check;
ALTER TABLE tasks RENAME CONSTRAINT tasks_check1 TO tasks_offset_check;
ALTER TABLE tasks RENAME CONSTRAINT tasks_check2 TO tasks_pinned_check;
ALTER TABLE tasks RENAME CONSTRAINT tasks_check3 TO tasks_actual_check;
ALTER TABLE tasks RENAME CONSTRAINT tasks_check4 TO tasks_done_check;

-- The kinds of project, once for projects and for templates.
CREATE DOMAIN project_kind AS text CONSTRAINT project_kind_check
    CHECK (VALUE IN ('event_programme', 'twinning', 'accessibility_workshop', 'off_site', 'eac', 'residency'));
ALTER TABLE projects DROP CONSTRAINT projects_kind_check, ALTER COLUMN kind TYPE project_kind;
ALTER TABLE plan_templates DROP CONSTRAINT plan_templates_kind_check, ALTER COLUMN kind TYPE project_kind;

-- A dependency stays within a project. One that crossed two is deleted: no plan ever followed it.
ALTER TABLE tasks ADD CONSTRAINT tasks_project_id_id_key UNIQUE (project_id, id);
ALTER TABLE task_needs ADD COLUMN project_id bigint;
UPDATE task_needs n SET project_id = t.project_id
FROM tasks t JOIN tasks need ON need.project_id = t.project_id
WHERE t.id = n.task_id AND need.id = n.need_id;
DELETE FROM task_needs WHERE project_id IS NULL;
ALTER TABLE task_needs
    DROP CONSTRAINT task_needs_pkey,
    DROP CONSTRAINT task_needs_task_id_fkey,
    DROP CONSTRAINT task_needs_need_id_fkey,
    ALTER COLUMN project_id SET NOT NULL,
    ADD PRIMARY KEY (project_id, task_id, need_id), -- plans are read project by project
    ADD CONSTRAINT task_needs_task_fkey FOREIGN KEY (project_id, task_id) REFERENCES tasks (project_id, id) ON DELETE CASCADE,
    ADD CONSTRAINT task_needs_need_fkey FOREIGN KEY (project_id, need_id) REFERENCES tasks (project_id, id) ON DELETE CASCADE;

-- A line of the journal about a task is in the journal of the task's project. One that was not stays in
-- its project's journal, and names no task any more.
UPDATE journal j SET task_id = NULL FROM tasks t WHERE t.id = j.task_id AND t.project_id <> j.project_id;
ALTER TABLE journal
    DROP CONSTRAINT journal_task_id_fkey,
    ADD CONSTRAINT journal_task_fkey FOREIGN KEY (project_id, task_id) REFERENCES tasks (project_id, id) ON DELETE SET NULL (task_id);

-- An item is ticked by somebody, at some time. A name without a time was shown as not ticked: it goes. A
-- tick without a name is kept: it is put down to whoever pilots the project, whose journal says so.
UPDATE checklist_items SET ticked_by = NULL WHERE ticked_at IS NULL AND ticked_by IS NOT NULL;
WITH signed AS (
    UPDATE checklist_items i SET ticked_by = p.pilot_id
    FROM tasks t JOIN projects p ON p.id = t.project_id
    WHERE t.id = i.task_id AND i.ticked_at IS NOT NULL AND i.ticked_by IS NULL
    RETURNING p.id
)
INSERT INTO journal (project_id, what, at)
SELECT DISTINCT id, 'a mis au nom de la personne qui pilote le projet les points cochés sans nom', now() FROM signed;
ALTER TABLE checklist_items ADD CONSTRAINT checklist_items_ticked_check CHECK ((ticked_at IS NULL) = (ticked_by IS NULL));

-- An archived project has a day since when, and a status to go back to. Without a day it is the last one on
-- which it changed; without a possible status it goes back to finished, as it already would. What others had of
-- either goes.
UPDATE projects SET archived_at = COALESCE(archived_at, updated_at),
    status_before_archive = CASE WHEN status_before_archive IN ('idea', 'preparing', 'confirmed', 'running', 'finished', 'cancelled')
        THEN status_before_archive ELSE 'finished' END
WHERE status = 'archived';
UPDATE projects SET archived_at = NULL, status_before_archive = NULL
WHERE status <> 'archived' AND (archived_at IS NOT NULL OR status_before_archive IS NOT NULL);
ALTER TABLE projects
    ADD CONSTRAINT projects_archived_at_check CHECK ((status = 'archived') = (archived_at IS NOT NULL)),
    ADD CONSTRAINT projects_archived_from_check CHECK ((status = 'archived') = (status_before_archive IS NOT NULL)),
    ADD CONSTRAINT projects_status_before_archive_check
        CHECK (status_before_archive IN ('idea', 'preparing', 'confirmed', 'running', 'finished', 'cancelled'));

-- A project's target is an event, or its own first and last day, or nothing yet: an idea may wait for its
-- date, and so may what was an idea when it was cancelled or archived. Own days beside an event were never
-- looked at: they go.
UPDATE projects SET target_first = NULL, target_last = NULL
WHERE event_id IS NOT NULL AND (target_first IS NOT NULL OR target_last IS NOT NULL);
ALTER TABLE projects
    DROP CONSTRAINT projects_check1,
    ADD CONSTRAINT projects_target_days_check CHECK ((target_first IS NULL) = (target_last IS NULL)),
    ADD CONSTRAINT projects_target_once_check CHECK (event_id IS NULL OR target_first IS NULL),
    ADD CONSTRAINT projects_target_needed_check CHECK (event_id IS NOT NULL OR target_first IS NOT NULL
        OR COALESCE(status_before_archive, status) IN ('idea', 'cancelled'));

-- Whoever pilots a project is a member of it, at the end of each transaction. Who was not becomes one.
INSERT INTO project_members (project_id, person_id) SELECT id, pilot_id FROM projects ON CONFLICT DO NOTHING;
ALTER TABLE projects ADD CONSTRAINT projects_pilot_member_fkey FOREIGN KEY (id, pilot_id)
    REFERENCES project_members (project_id, person_id) DEFERRABLE INITIALLY DEFERRED;

-- Nobody is away twice on one day. Leaves that overlapped become one, with the days of all of them, under
-- the number of the oldest: the days off stay the same.
--
-- A person is a range of one number, since equality of numbers would take an extension (btree_gist) that
-- some servers do not have, and that not every owner of a database may create.
WITH begun AS (
    SELECT id, person_id, first_day, last_day,
        COALESCE(first_day > max(last_day) OVER (PARTITION BY person_id ORDER BY first_day, id
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), true) AS apart
    FROM leaves
), numbered AS (
    SELECT *, count(*) FILTER (WHERE apart) OVER (PARTITION BY person_id ORDER BY first_day, id) AS run FROM begun
), merged AS (
    SELECT min(id) AS id, array_agg(id) AS ids, min(first_day) AS first_day, max(last_day) AS last_day
    FROM numbered GROUP BY person_id, run HAVING count(*) > 1
), gone AS (
    DELETE FROM leaves l USING merged m WHERE l.id = ANY(m.ids) AND l.id <> m.id
)
UPDATE leaves l SET first_day = m.first_day, last_day = m.last_day FROM merged m WHERE l.id = m.id;
ALTER TABLE leaves ADD CONSTRAINT leaves_apart_excl
    EXCLUDE USING gist (int8range(person_id, person_id, '[]') WITH =, daterange(first_day, last_day, '[]') WITH &&);

-- Who entered it; NULL for what came with Parvis and for what is older than this column.
ALTER TABLE events ADD COLUMN created_by bigint REFERENCES people (id);
ALTER TABLE projects ADD COLUMN created_by bigint REFERENCES people (id);
ALTER TABLE tasks ADD COLUMN created_by bigint REFERENCES people (id);
ALTER TABLE closures ADD COLUMN created_by bigint REFERENCES people (id);
ALTER TABLE leaves ADD COLUMN created_by bigint REFERENCES people (id);

-- A template says in which format it is written. What is no document at all could not be read: it becomes a
-- template without a task.
UPDATE plan_templates SET body = CASE WHEN jsonb_typeof(body) = 'object' THEN body ELSE '{"tasks": []}' END || '{"format": 1}';
ALTER TABLE plan_templates ADD CONSTRAINT plan_templates_format_check CHECK (COALESCE(jsonb_typeof(body->'format') = 'number', false));

-- What rooms read of the tables of those below them; PostgreSQL puts a view's query in the place of its name.
-- People: who they are to others.
CREATE VIEW people_named AS
SELECT id, name, role, disabled_at IS NULL AS active FROM people;

-- Projects that are not in the trash: what they are called, and the days their plans hang on.
CREATE VIEW project_anchors AS
SELECT p.id, p.title, p.kind, p.status, p.pilot_id, pilot.name AS pilot, p.event_id, COALESCE(e.name, '') AS event_name,
    COALESCE(e.first_day, p.target_first) AS first, COALESCE(e.last_day, p.target_last) AS last, p.safety_margin
FROM projects p LEFT JOIN people pilot ON pilot.id = p.pilot_id LEFT JOIN events e ON e.id = p.event_id
WHERE p.deleted_at IS NULL;

-- Who works on which project.
CREATE VIEW members_named AS
SELECT m.project_id, m.person_id, who.name, who.role, who.disabled_at IS NULL AS active
FROM project_members m LEFT JOIN people who ON who.id = m.person_id;

-- The journal with the names of those it is about; '' is nobody in particular.
CREATE VIEW journal_signed AS
SELECT j.id, j.project_id, j.task_id, COALESCE(who.name, '') AS who, j.what, j.at
FROM journal j LEFT JOIN people who ON who.id = j.person_id;
