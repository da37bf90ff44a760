DROP VIEW project_openings;
DROP VIEW opening_named;
ALTER TABLE projects DROP COLUMN opening;
ALTER TABLE service_calendar DROP COLUMN opening;
