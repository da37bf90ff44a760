ALTER TABLE links DROP COLUMN former_hash, DROP COLUMN by_mail;
