-- Files that people attach to a task, a project, an event. A subject is named by its kind and number, as in the journal:
-- any room's things can have files.
CREATE TABLE files (
    id           bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT files_pkey PRIMARY KEY,
    subject_kind text NOT NULL,
    subject_id   bigint NOT NULL,
    name         text NOT NULL CONSTRAINT files_name_check CHECK (name <> '' AND length(name) <= 150),
    type         text NOT NULL CONSTRAINT files_type_check CHECK (type ~ '^[a-z]{2,8}$'), -- as the program calls it, never what a browser said
    size         bigint NOT NULL CONSTRAINT files_size_check CHECK (size > 0), -- in bytes
    sha256       bytea NOT NULL CONSTRAINT files_sha256_check CHECK (length(sha256) = 32),
    width        integer NOT NULL DEFAULT 0, -- in pixels, as it is shown; 0 for what is no picture
    height       integer NOT NULL DEFAULT 0,
    thumbnail    boolean NOT NULL DEFAULT false, -- it has one
    amounts      boolean NOT NULL DEFAULT false, -- it tells amounts, which not everybody may see
    created_by   bigint NOT NULL CONSTRAINT files_created_by_fkey REFERENCES people (id),
    created_at   timestamptz NOT NULL,
    deleted_at   timestamptz,
    version      integer NOT NULL DEFAULT 1,
    CONSTRAINT files_picture_check CHECK ((width > 0) = (height > 0) AND width >= 0 AND (NOT thumbnail OR width > 0))
);
CREATE INDEX files_subject_idx ON files (subject_kind, subject_id, id);
CREATE INDEX files_deleted_idx ON files (deleted_at) WHERE deleted_at IS NOT NULL;

-- The bytes of a file, cut in pieces that are read one by one. They are compressed already, or not worth it.
CREATE TABLE file_chunks (
    file_id bigint NOT NULL CONSTRAINT file_chunks_file_id_fkey REFERENCES files (id) ON DELETE CASCADE,
    n       integer NOT NULL CONSTRAINT file_chunks_n_check CHECK (n >= 0),
    data    bytea NOT NULL CONSTRAINT file_chunks_data_check CHECK (length(data) BETWEEN 1 AND 262144),
    CONSTRAINT file_chunks_pkey PRIMARY KEY (file_id, n)
);
ALTER TABLE file_chunks ALTER COLUMN data SET STORAGE EXTERNAL;

-- What a picture looks like, small: a JPEG that Parvis made.
CREATE TABLE file_thumbnails (
    file_id bigint NOT NULL CONSTRAINT file_thumbnails_pkey PRIMARY KEY CONSTRAINT file_thumbnails_file_id_fkey REFERENCES files (id) ON DELETE CASCADE,
    data    bytea NOT NULL CONSTRAINT file_thumbnails_data_check CHECK (length(data) BETWEEN 1 AND 262144)
);
ALTER TABLE file_thumbnails ALTER COLUMN data SET STORAGE EXTERNAL;

CREATE TRIGGER note_row_change AFTER INSERT OR UPDATE OR DELETE ON files FOR EACH ROW EXECUTE FUNCTION note_row_change('id');
