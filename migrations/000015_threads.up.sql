-- What people write to each other about a task, a project, an event, and what each of them is to know.
-- A subject is named by its kind and number, as in the journal: any room's things can be talked about.
CREATE TABLE thread_texts (
    id           bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT thread_texts_pkey PRIMARY KEY,
    subject_kind text NOT NULL,
    subject_id   bigint NOT NULL,
    author_id    bigint NOT NULL CONSTRAINT thread_texts_author_id_fkey REFERENCES people (id),
    body         text NOT NULL CONSTRAINT thread_texts_body_check CHECK (body <> ''), -- a person is named in it by her number
    created_at   timestamptz NOT NULL,
    edited_at    timestamptz,
    removed_at   timestamptz,
    removed_by   bigint CONSTRAINT thread_texts_removed_by_fkey REFERENCES people (id),
    version      integer NOT NULL DEFAULT 1,
    CONSTRAINT thread_texts_removed_check CHECK ((removed_at IS NULL) = (removed_by IS NULL))
);
CREATE INDEX thread_texts_subject_idx ON thread_texts (subject_kind, subject_id, id);
CREATE INDEX thread_texts_removed_idx ON thread_texts (removed_at) WHERE removed_at IS NOT NULL;

-- Whom a text named, once and for all: an edit never tells her a second time. Who named her is the text's author.
CREATE TABLE thread_mentions (
    text_id   bigint NOT NULL CONSTRAINT thread_mentions_text_id_fkey REFERENCES thread_texts (id) ON DELETE CASCADE,
    person_id bigint NOT NULL CONSTRAINT thread_mentions_person_id_fkey REFERENCES people (id) ON DELETE CASCADE,
    CONSTRAINT thread_mentions_pkey PRIMARY KEY (text_id, person_id)
);

-- What somebody is to know of a subject: one row for each thing that can happen to it, with how many times it did
-- since she last looked, and who did it last.
CREATE TABLE notices (
    person_id    bigint NOT NULL CONSTRAINT notices_person_id_fkey REFERENCES people (id) ON DELETE CASCADE,
    subject_kind text NOT NULL,
    subject_id   bigint NOT NULL,
    what         text NOT NULL,
    times        integer NOT NULL CONSTRAINT notices_times_check CHECK (times > 0),
    by_id        bigint CONSTRAINT notices_by_id_fkey REFERENCES people (id) ON DELETE SET NULL,
    first_at     timestamptz NOT NULL,
    last_at      timestamptz NOT NULL,
    read_at      timestamptz,
    CONSTRAINT notices_pkey PRIMARY KEY (person_id, subject_kind, subject_id, what)
);
CREATE INDEX notices_unread_idx ON notices (person_id) WHERE read_at IS NULL;

-- What somebody does not want to be told.
CREATE TABLE notices_off (
    person_id bigint NOT NULL CONSTRAINT notices_off_person_id_fkey REFERENCES people (id) ON DELETE CASCADE,
    kind      text NOT NULL,
    CONSTRAINT notices_off_pkey PRIMARY KEY (person_id, kind)
);
