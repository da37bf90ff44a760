-- When the museum is open, for the slots that are held outside of it.
ALTER TABLE service_calendar ADD COLUMN opening text NOT NULL DEFAULT ''; -- seven lines, Monday's first: « 10 h – 18 h », or nothing where it is closed; '': not known
ALTER TABLE projects ADD COLUMN opening text NOT NULL DEFAULT ''; -- on each day of its event, where that is not as usual

CREATE VIEW opening_named AS SELECT opening FROM service_calendar;
CREATE VIEW project_openings AS SELECT id AS project_id, opening FROM projects;
