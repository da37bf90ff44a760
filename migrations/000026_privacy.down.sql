ALTER TABLE people DROP COLUMN erased_at;
ALTER TABLE contacts DROP COLUMN erased_at;
DROP TABLE retentions;
