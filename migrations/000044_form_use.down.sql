DROP VIEW forms_named;
DROP TABLE form_rereads;
ALTER TABLE forms DROP COLUMN active;
CREATE VIEW forms_named AS
    SELECT id, title, purpose, project_id, published, deleted_at IS NULL AS living FROM forms;
