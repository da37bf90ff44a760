DROP VIEW journal_signed, members_named, project_anchors, people_named;

ALTER TABLE plan_templates DROP CONSTRAINT plan_templates_format_check;
UPDATE plan_templates SET body = body - 'format';

ALTER TABLE leaves DROP COLUMN created_by;
ALTER TABLE closures DROP COLUMN created_by;
ALTER TABLE tasks DROP COLUMN created_by;
ALTER TABLE projects DROP COLUMN created_by;
ALTER TABLE events DROP COLUMN created_by;

ALTER TABLE leaves DROP CONSTRAINT leaves_apart_excl;

-- What came before knows no project without a date: an idea that waits for its own gets one, a year after it
-- was noted, and its journal says so.
ALTER TABLE projects
    DROP CONSTRAINT projects_pilot_member_fkey,
    DROP CONSTRAINT projects_target_needed_check,
    DROP CONSTRAINT projects_target_once_check,
    DROP CONSTRAINT projects_target_days_check;
WITH dated AS (
    UPDATE projects SET target_first = (created_at AT TIME ZONE 'Europe/Paris')::date + 365,
        target_last = (created_at AT TIME ZONE 'Europe/Paris')::date + 365
    WHERE event_id IS NULL AND target_first IS NULL
    RETURNING id
)
INSERT INTO journal (project_id, what, at)
SELECT id, 'a donné une date provisoire au projet, qui n’en avait pas : un an après sa création', now() FROM dated;

ALTER TABLE projects
    DROP CONSTRAINT projects_status_before_archive_check,
    DROP CONSTRAINT projects_archived_from_check,
    DROP CONSTRAINT projects_archived_at_check,
    ADD CONSTRAINT projects_check1 CHECK ((event_id IS NULL) = (target_first IS NOT NULL AND target_last IS NOT NULL));

ALTER TABLE checklist_items DROP CONSTRAINT checklist_items_ticked_check;

ALTER TABLE journal
    DROP CONSTRAINT journal_task_fkey,
    ADD CONSTRAINT journal_task_id_fkey FOREIGN KEY (task_id) REFERENCES tasks (id) ON DELETE SET NULL;

ALTER TABLE task_needs
    DROP CONSTRAINT task_needs_need_fkey,
    DROP CONSTRAINT task_needs_task_fkey,
    DROP CONSTRAINT task_needs_pkey,
    DROP COLUMN project_id,
    ADD PRIMARY KEY (task_id, need_id),
    ADD CONSTRAINT task_needs_task_id_fkey FOREIGN KEY (task_id) REFERENCES tasks (id) ON DELETE CASCADE,
    ADD CONSTRAINT task_needs_need_id_fkey FOREIGN KEY (need_id) REFERENCES tasks (id) ON DELETE CASCADE;
ALTER TABLE tasks DROP CONSTRAINT tasks_project_id_id_key;

ALTER TABLE plan_templates ALTER COLUMN kind TYPE text, ADD CONSTRAINT plan_templates_kind_check
    CHECK (kind IN ('event_programme', 'twinning', 'accessibility_workshop', 'off_site', 'eac', 'residency'));
ALTER TABLE projects ALTER COLUMN kind TYPE text, ADD CONSTRAINT projects_kind_check
    CHECK (kind IN ('event_programme', 'twinning', 'accessibility_workshop', 'off_site', 'eac', 'residency'));
DROP DOMAIN project_kind;

ALTER TABLE tasks RENAME CONSTRAINT tasks_done_check TO tasks_check4;
ALTER TABLE tasks RENAME CONSTRAINT tasks_actual_check TO tasks_check3;
ALTER TABLE tasks RENAME CONSTRAINT tasks_pinned_check TO tasks_check2;
ALTER TABLE tasks RENAME CONSTRAINT tasks_offset_check TO tasks_check1;
ALTER TABLE tasks RENAME CONSTRAINT tasks_min_duration_check TO tasks_check;
ALTER TABLE task_needs RENAME CONSTRAINT task_needs_itself_check TO task_needs_check;
ALTER TABLE projects RENAME CONSTRAINT projects_target_order_check TO projects_check;
ALTER TABLE leaves RENAME CONSTRAINT leaves_days_check TO leaves_check;
ALTER TABLE events RENAME CONSTRAINT events_days_check TO events_check;
ALTER TABLE closures RENAME CONSTRAINT closures_days_check TO closures_check;
