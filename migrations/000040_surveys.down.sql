DROP VIEW forms_named;
DROP TABLE bank_questions;
DROP TABLE form_versions;
DROP FUNCTION keep_form_version();
DROP TABLE forms;
