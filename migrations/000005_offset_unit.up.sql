-- An offset is counted in days, in working days or in months.
ALTER TABLE tasks RENAME COLUMN offset_days TO offset_count;
ALTER TABLE tasks RENAME CONSTRAINT tasks_offset_days_check TO tasks_offset_count_check;
ALTER TABLE tasks ADD COLUMN offset_unit text NOT NULL DEFAULT 'day' CHECK (offset_unit IN ('day', 'working_day', 'month'));
UPDATE tasks SET offset_unit = 'working_day' WHERE offset_working;
ALTER TABLE tasks DROP COLUMN offset_working;
-- No offset reaches further than 2000 days, in whatever it is counted.
ALTER TABLE tasks ADD CONSTRAINT tasks_offset_months_check CHECK (offset_unit <> 'month' OR offset_count <= 66);
