-- What may be read without an account, through a link: its token is only known to who was given it.
CREATE TABLE links (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    hash bytea NOT NULL CONSTRAINT links_hash_unique UNIQUE CONSTRAINT links_hash_whole CHECK (octet_length(hash) = 32),
    purpose text NOT NULL CONSTRAINT links_purpose_known CHECK (purpose IN ('feed', 'plan')),
    subject_kind text NOT NULL CONSTRAINT links_subject_known CHECK (subject_kind IN ('person', 'project')),
    subject_id bigint NOT NULL,
    label text NOT NULL CONSTRAINT links_label_short CHECK (char_length(label) <= 120),
    created_at timestamptz NOT NULL,
    created_by bigint REFERENCES people ON DELETE SET NULL,
    last_day date,
    used_at timestamptz,
    ended_at timestamptz,
    ended_by bigint REFERENCES people ON DELETE SET NULL,
    CONSTRAINT links_plan_of_project CHECK (purpose <> 'plan' OR subject_kind = 'project'),
    CONSTRAINT links_ended_by_somebody CHECK (ended_by IS NULL OR ended_at IS NOT NULL)
);
CREATE INDEX links_subject_idx ON links (subject_kind, subject_id);
CREATE INDEX links_created_by_idx ON links (created_by) WHERE created_by IS NOT NULL;
CREATE INDEX links_ended_by_idx ON links (ended_by) WHERE ended_by IS NOT NULL;
