-- Models of documents: texts written in Parvis, and files in Word's format.
CREATE TABLE document_models (
    id          bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT document_models_pkey PRIMARY KEY,
    name        text NOT NULL CONSTRAINT document_models_name_check CHECK (name <> ''),
    name_folded text NOT NULL, -- as french.Fold writes it
    kind        text NOT NULL CONSTRAINT document_models_kind_check
        CHECK (kind IN ('lettre', 'convention', 'attestation', 'familles', 'autorisation', 'badge', 'autre')),
    format      text NOT NULL CONSTRAINT document_models_format_check CHECK (format IN ('text', 'docx')),
    body        text NOT NULL DEFAULT '', -- of a text
    file_name   text NOT NULL DEFAULT '', -- of a file, as it was called
    content_id  bigint, -- of a file: the one that counts, of document_contents; others are kept for whoever takes a replacement back
    shipped     text NOT NULL DEFAULT '', -- which of the models that Parvis comes with; '': the service's own
    created_by  bigint CONSTRAINT document_models_created_by_fkey REFERENCES people (id), -- NULL: Parvis
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    deleted_at  timestamptz,
    version     integer NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX document_models_name_key ON document_models (name_folded) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX document_models_shipped_key ON document_models (shipped) WHERE shipped <> '';

-- Files never change: another one has a row of its own.
CREATE TABLE document_contents (
    id         bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT document_contents_pkey PRIMARY KEY,
    model_id   bigint NOT NULL CONSTRAINT document_contents_model_id_fkey REFERENCES document_models (id) ON DELETE CASCADE,
    data       bytea NOT NULL CONSTRAINT document_contents_data_check CHECK (octet_length(data) BETWEEN 1 AND 2097152),
    created_at timestamptz NOT NULL
);
CREATE INDEX document_contents_model_idx ON document_contents (model_id);

CREATE TRIGGER note_row_change AFTER INSERT OR UPDATE OR DELETE ON document_models FOR EACH ROW EXECUTE FUNCTION note_row_change('id');
