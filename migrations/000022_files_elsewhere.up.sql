-- A content may be kept in an S3 store: its row names the object. '' is a content that stands in file_chunks.
ALTER TABLE files
    ADD COLUMN object text NOT NULL DEFAULT '' CONSTRAINT files_object_check CHECK (length(object) <= 200);
CREATE UNIQUE INDEX files_object_key ON files (object) WHERE object <> '';

-- What the names of this database's objects begin with: two services that share a store never sweep each other's.
CREATE TABLE file_store (
    only_one boolean NOT NULL DEFAULT true CONSTRAINT file_store_pkey PRIMARY KEY CONSTRAINT file_store_only_one_check CHECK (only_one),
    name     text NOT NULL CONSTRAINT file_store_name_check CHECK (name ~ '^[a-z2-7]{12,40}$')
);

-- What an antivirus said of a content. A file without a row was never looked at; one whose state is 'tried' will be again.
-- They stand beside the files, since what the antivirus finds later is no change that somebody made.
CREATE TABLE file_scans (
    file_id bigint NOT NULL CONSTRAINT file_scans_pkey PRIMARY KEY CONSTRAINT file_scans_file_id_fkey REFERENCES files (id) ON DELETE CASCADE,
    state   text NOT NULL CONSTRAINT file_scans_state_check CHECK (state IN ('clean', 'found', 'tried')),
    found   text NOT NULL DEFAULT '', -- the name of what was found
    at      timestamptz NOT NULL,
    CONSTRAINT file_scans_found_check CHECK ((state = 'found') = (found <> ''))
);

-- What was done to a file that tells amounts is read by those who see amounts.
ALTER TABLE journal ADD COLUMN kept_from_some boolean NOT NULL DEFAULT false;
CREATE INDEX journal_kept_idx ON journal (subject_kind, subject_id) WHERE kept_from_some;
UPDATE journal SET kept_from_some = true WHERE subject_kind = 'file' AND subject_id IN (SELECT id FROM files WHERE amounts);
