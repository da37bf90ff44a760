DROP VIEW project_anchors;
CREATE VIEW project_anchors AS
SELECT p.id, p.title, p.kind, p.status, p.pilot_id, pilot.name AS pilot, p.event_id, COALESCE(e.name, '') AS event_name,
    COALESCE(e.first_day, p.target_first) AS first, COALESCE(e.last_day, p.target_last) AS last, p.safety_margin, p.short_name
FROM projects p LEFT JOIN people pilot ON pilot.id = p.pilot_id LEFT JOIN events e ON e.id = p.event_id
WHERE p.deleted_at IS NULL;

DROP INDEX journal_at_idx;
CREATE INDEX journal_at_idx ON journal (at);
