DELETE FROM links WHERE purpose = 'deposit';
ALTER TABLE links DROP CONSTRAINT links_deposit_of_piece, DROP CONSTRAINT links_purpose_known, DROP CONSTRAINT links_subject_known,
    ADD CONSTRAINT links_purpose_known CHECK (purpose IN ('feed', 'plan', 'slots')),
    ADD CONSTRAINT links_subject_known CHECK (subject_kind IN ('person', 'project', 'outsider'));
DROP TRIGGER count_directory_change ON agreements;
DROP VIEW pieces_named;
DROP TABLE deliveries;
DROP TABLE piece_needs;
DROP TABLE pieces;
DROP TABLE file_entries;
DROP VIEW agreements_stated;
