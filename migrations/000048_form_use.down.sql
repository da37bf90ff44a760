DROP VIEW forms_named;
ALTER TABLE form_versions DROP COLUMN reread_on, DROP COLUMN reread_by;
DROP INDEX forms_created_by_idx;
ALTER TABLE forms DROP COLUMN active;
CREATE VIEW forms_named AS
    SELECT id, title, purpose, project_id, published, deleted_at IS NULL AS living FROM forms;
