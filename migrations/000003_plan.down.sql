DROP TABLE person_weeks;
DROP TABLE leaves;
DROP TABLE closures;
DROP TABLE service_calendar;
DROP TABLE plan_templates;
ALTER TABLE journal DROP COLUMN task_id;
DROP TABLE checklist_items;
DROP TABLE task_needs;
DROP TABLE tasks;
