-- A project has a short name for the way back and for lists; '' where its title is shortened instead.
ALTER TABLE projects ADD COLUMN short_name text NOT NULL DEFAULT '';

-- A column that a view gains stands last.
CREATE OR REPLACE VIEW project_anchors AS
SELECT p.id, p.title, p.kind, p.status, p.pilot_id, pilot.name AS pilot, p.event_id, COALESCE(e.name, '') AS event_name,
    COALESCE(e.first_day, p.target_first) AS first, COALESCE(e.last_day, p.target_last) AS last, p.safety_margin, p.short_name
FROM projects p LEFT JOIN people pilot ON pilot.id = p.pilot_id LEFT JOIN events e ON e.id = p.event_id
WHERE p.deleted_at IS NULL;
