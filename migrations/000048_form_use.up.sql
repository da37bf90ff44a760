-- A form that was published is not thrown away, for answers hang on it: it is taken out of use, and can be put back.
ALTER TABLE forms ADD COLUMN active boolean NOT NULL DEFAULT true;
CREATE INDEX forms_created_by_idx ON forms (created_by);

-- Who among the people it is for read a version easy to read again, and when. The words may change with each version, and so may what is thought of them.
ALTER TABLE form_versions ADD COLUMN reread_by text NOT NULL DEFAULT '', ADD COLUMN reread_on date,
    ADD CONSTRAINT form_versions_reread_check CHECK ((reread_by = '') = (reread_on IS NULL));

CREATE OR REPLACE VIEW forms_named AS
    SELECT id, title, purpose, project_id, published, deleted_at IS NULL AS living, active FROM forms;
