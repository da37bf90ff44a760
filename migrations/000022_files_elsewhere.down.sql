ALTER TABLE journal DROP COLUMN kept_from_some;
DROP TABLE file_scans;
DROP TABLE file_store;
ALTER TABLE files DROP COLUMN object;
