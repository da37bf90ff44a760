DROP VIEW spaces_named;
DROP VIEW activities_named;
DROP TRIGGER project_holds_space ON projects;
DROP TRIGGER activity_holds_space ON activities;
DROP TABLE reservations;
DROP TABLE registrations;
DROP TABLE slots;
DROP FUNCTION project_holds_space();
DROP FUNCTION activity_holds_space();
DROP FUNCTION slot_holds_space();
DROP FUNCTION hold_space(bigint);
DROP FUNCTION leave_space();
-- btree_gist stays: whoever owns the database may not be who created it.
