DELETE FROM links WHERE purpose = 'slots';
ALTER TABLE links DROP CONSTRAINT links_slots_of_outsider, DROP CONSTRAINT links_purpose_known, DROP CONSTRAINT links_subject_known,
    ADD CONSTRAINT links_purpose_known CHECK (purpose IN ('feed', 'plan')),
    ADD CONSTRAINT links_subject_known CHECK (subject_kind IN ('person', 'project'));
DROP VIEW leaves_named;
DROP VIEW outsiders_named;
DROP VIEW skills_named;
DROP VIEW slots_named;
DROP TRIGGER project_holds_people ON projects;
DROP TRIGGER activity_holds_people ON activities;
DROP TRIGGER slot_holds_people ON slots;
DROP TRIGGER slot_leaves_people ON slots;
DROP TABLE presences;
DROP TABLE postings;
DROP TABLE slot_needs;
DROP FUNCTION project_holds_people();
DROP FUNCTION activity_holds_people();
DROP FUNCTION slot_holds_people();
DROP FUNCTION slot_leaves_people();
DROP FUNCTION need_holds();
DROP FUNCTION need_leaves();
DROP FUNCTION posting_holds();
DROP FUNCTION posting_leaves();
DROP FUNCTION hold_people(bigint, bigint);
