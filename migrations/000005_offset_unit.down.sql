-- What came before knows no months: each becomes thirty days, in plans and in templates.
ALTER TABLE tasks DROP CONSTRAINT tasks_offset_months_check;
UPDATE tasks SET offset_count = offset_count * 30 WHERE offset_unit = 'month';
ALTER TABLE tasks ADD COLUMN offset_working boolean NOT NULL DEFAULT false;
UPDATE tasks SET offset_working = true WHERE offset_unit = 'working_day';
ALTER TABLE tasks DROP COLUMN offset_unit;
ALTER TABLE tasks RENAME CONSTRAINT tasks_offset_count_check TO tasks_offset_days_check;
ALTER TABLE tasks RENAME COLUMN offset_count TO offset_days;

-- "J-2 mois" becomes "J-60".
UPDATE plan_templates SET body = jsonb_set(body, '{tasks}', (
    SELECT jsonb_agg(CASE WHEN task->>'offset' LIKE '% mois'
            THEN jsonb_set(task, '{offset}', to_jsonb(left(task->>'offset', 2) || 30 * substring(task->>'offset' FROM '[0-9]+')::integer))
            ELSE task END ORDER BY place)
    FROM jsonb_array_elements(body->'tasks') WITH ORDINALITY AS listed (task, place)))
WHERE jsonb_path_exists(body, '$.tasks[*].offset ? (@ like_regex " mois$")');
