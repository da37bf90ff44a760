-- A form that was published is not thrown away, for answers hang on it: it is taken out of use, and can be put back.
ALTER TABLE forms ADD COLUMN active boolean NOT NULL DEFAULT true;

-- Who among the people it is for read a version easy to read again, and when. The words may change with each version, and so may what is thought of them.
CREATE TABLE form_rereads (
    id         bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT form_rereads_pkey PRIMARY KEY,
    form_id    bigint NOT NULL,
    number     integer NOT NULL,
    reread_by  text NOT NULL CONSTRAINT form_rereads_by_check CHECK (reread_by <> ''),
    reread_on  date NOT NULL,
    CONSTRAINT form_rereads_version_key UNIQUE (form_id, number),
    CONSTRAINT form_rereads_version_fkey FOREIGN KEY (form_id, number) REFERENCES form_versions (form_id, number) ON DELETE CASCADE
);

CREATE OR REPLACE VIEW forms_named AS
    SELECT id, title, purpose, project_id, published, deleted_at IS NULL AS living, active FROM forms;
