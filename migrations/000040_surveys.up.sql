-- What is asked of the public, of partners, of teachers and of the service itself. A draft changes; a published version never does.
CREATE TABLE forms (
    id           bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT forms_pkey PRIMARY KEY,
    title        text NOT NULL CONSTRAINT forms_title_check CHECK (title <> ''), -- of the draft, in French
    purpose      text NOT NULL CONSTRAINT forms_purpose_check CHECK (purpose IN ('visitors', 'young', 'easy', 'teachers', 'partners', 'team', 'observation')), -- who answers it
    project_id   bigint CONSTRAINT forms_project_id_fkey REFERENCES projects (id) ON DELETE SET NULL, -- NULL: it serves whoever needs it
    draft        jsonb NOT NULL, -- question.Form
    published    integer NOT NULL DEFAULT 0 CONSTRAINT forms_published_check CHECK (published >= 0), -- the number of its last version; 0: none yet
    created_by   bigint NOT NULL CONSTRAINT forms_created_by_fkey REFERENCES people (id),
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL,
    deleted_at   timestamptz,
    version      integer NOT NULL DEFAULT 1
);
CREATE INDEX forms_project_idx ON forms (project_id) WHERE project_id IS NOT NULL;

CREATE TABLE form_versions (
    form_id      bigint NOT NULL CONSTRAINT form_versions_form_id_fkey REFERENCES forms (id) ON DELETE CASCADE,
    number       integer NOT NULL CONSTRAINT form_versions_number_check CHECK (number >= 1),
    definition   jsonb NOT NULL, -- question.Form
    published_by bigint NOT NULL CONSTRAINT form_versions_published_by_fkey REFERENCES people (id),
    published_at timestamptz NOT NULL,
    CONSTRAINT form_versions_pkey PRIMARY KEY (form_id, number)
);
-- Answers were given to exactly this: nobody changes it afterwards.
CREATE FUNCTION keep_form_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a published version does not change' USING ERRCODE = 'check_violation', CONSTRAINT = 'form_versions_unchanged';
END $$;
CREATE TRIGGER keep_form_version BEFORE UPDATE OF form_id, number, definition ON form_versions FOR EACH ROW EXECUTE FUNCTION keep_form_version();

-- Questions that several forms ask under one key, so that their answers compare.
CREATE TABLE bank_questions (
    id         bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT bank_questions_pkey PRIMARY KEY,
    key        text NOT NULL CONSTRAINT bank_questions_key_key UNIQUE CONSTRAINT bank_questions_key_check CHECK (key ~ '^[A-Za-z][A-Za-z0-9_-]{0,39}$'),
    theme      text NOT NULL DEFAULT '',
    definition jsonb NOT NULL, -- question.Question
    active     boolean NOT NULL DEFAULT true,
    created_by bigint CONSTRAINT bank_questions_created_by_fkey REFERENCES people (id), -- NULL: it came with Parvis
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    version    integer NOT NULL DEFAULT 1
);

CREATE TRIGGER note_row_change AFTER INSERT OR UPDATE OR DELETE ON forms FOR EACH ROW EXECUTE FUNCTION note_row_change('id');
CREATE TRIGGER note_row_change AFTER INSERT OR UPDATE OR DELETE ON bank_questions FOR EACH ROW EXECUTE FUNCTION note_row_change('id');

-- What other rooms read of a form.
CREATE VIEW forms_named AS
    SELECT id, title, purpose, project_id, published, deleted_at IS NULL AS living FROM forms;
