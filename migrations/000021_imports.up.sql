-- Files of rows that somebody is about to import, or lately did: what came, what she decided about it, and what became of it.
-- They are kept as long as they can be taken back, and no longer.
CREATE TABLE imports (
    id          bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT imports_pkey PRIMARY KEY,
    kind        text NOT NULL CONSTRAINT imports_kind_check CHECK (kind ~ '^[a-z]{2,20}$'),
    subject_id  bigint NOT NULL DEFAULT 0, -- what it goes into; 0 for the service
    name        text NOT NULL CONSTRAINT imports_name_check CHECK (length(name) <= 200),
    data        bytea NOT NULL CONSTRAINT imports_data_check CHECK (octet_length(data) BETWEEN 1 AND 10485760),
    choices     jsonb NOT NULL DEFAULT '{}',
    state       text NOT NULL DEFAULT 'open' CONSTRAINT imports_state_check CHECK (state IN ('open', 'running', 'done')),
    attempt     bigint NOT NULL DEFAULT 0, -- a number of the attempt that runs: an earlier one that was thought dead ends without writing
    beat_at     timestamptz, -- when it last said that it runs, by the clock of the database
    rows_done   integer NOT NULL DEFAULT 0,
    rows_total  integer NOT NULL DEFAULT 0,
    failure     text NOT NULL DEFAULT '', -- why it stopped, in a sentence
    act         uuid,
    created     integer NOT NULL DEFAULT 0,
    changed     integer NOT NULL DEFAULT 0,
    same        integer NOT NULL DEFAULT 0,
    skipped     integer NOT NULL DEFAULT 0,
    created_by  bigint NOT NULL CONSTRAINT imports_created_by_fkey REFERENCES people (id) ON DELETE CASCADE,
    created_at  timestamptz NOT NULL,
    touched_at  timestamptz NOT NULL,
    version     integer NOT NULL DEFAULT 1,
    CONSTRAINT imports_done_check CHECK ((state = 'done') = (act IS NOT NULL)),
    CONSTRAINT imports_running_check CHECK (state <> 'running' OR beat_at IS NOT NULL)
);
CREATE INDEX imports_created_by_idx ON imports (created_by, id);
CREATE INDEX imports_touched_idx ON imports (touched_at);

-- What the columns of a table that comes again and again were said to be.
CREATE TABLE import_columns (
    kind       text NOT NULL,
    headings   bytea NOT NULL CONSTRAINT import_columns_headings_check CHECK (octet_length(headings) = 32), -- a digest of them
    columns    jsonb NOT NULL,
    touched_at timestamptz NOT NULL,
    CONSTRAINT import_columns_pkey PRIMARY KEY (kind, headings)
);
