ALTER TABLE projects DROP COLUMN edition_of;
