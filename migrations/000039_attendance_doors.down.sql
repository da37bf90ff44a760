DROP VIEW events_named;
DROP VIEW slots_visited_by;
DROP VIEW slots_evaluated;
DELETE FROM links WHERE purpose = 'door';
ALTER TABLE links DROP CONSTRAINT links_lock_of_door, DROP CONSTRAINT links_door_of_door, DROP COLUMN lock, DROP CONSTRAINT links_purpose_known, DROP CONSTRAINT links_subject_known,
    ADD CONSTRAINT links_purpose_known CHECK (purpose IN ('feed', 'plan', 'slots', 'deposit')),
    ADD CONSTRAINT links_subject_known CHECK (subject_kind IN ('person', 'project', 'outsider', 'piece'));
UPDATE attendance_taps t SET created_by = d.created_by FROM count_doors d WHERE d.id = t.door_id; -- whoever made the link answers for what came through it
ALTER TABLE attendance_taps DROP CONSTRAINT attendance_taps_whose_check, DROP COLUMN door_id, ALTER COLUMN created_by SET NOT NULL;
DROP VIEW count_doors_named;
DROP TABLE count_doors;
DROP TRIGGER sum_attendance_tap ON attendance_taps;
DROP FUNCTION sum_attendance_tap();
DROP TABLE attendance_sums;
