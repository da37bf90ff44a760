-- What people note for themselves, outside any project: no plan reads it.
CREATE TABLE own_tasks (
    id         bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT own_tasks_pkey PRIMARY KEY,
    person_id  bigint NOT NULL CONSTRAINT own_tasks_person_id_fkey REFERENCES people (id) ON DELETE CASCADE,
    title      text NOT NULL CONSTRAINT own_tasks_title_check CHECK (title <> ''),
    day        date, -- by when; NULL: some day
    done_on    date,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    deleted_at timestamptz,
    version    integer NOT NULL DEFAULT 1
);
CREATE INDEX own_tasks_person_idx ON own_tasks (person_id);
