-- Messages that wait to leave by mail, and what became of those that did: whom to write to and why, never what. What a
-- message says, and her address, are found when it leaves. One row per kind, person and period: however often it is
-- asked for, it leaves once.
CREATE TABLE outbox (
    id           bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT outbox_pkey PRIMARY KEY,
    kind         text NOT NULL,
    person_id    bigint NOT NULL CONSTRAINT outbox_person_id_fkey REFERENCES people (id) ON DELETE CASCADE,
    period       text NOT NULL CONSTRAINT outbox_period_check CHECK (char_length(period) BETWEEN 1 AND 64),
    message_id   text NOT NULL, -- before the @: a message that is sent twice is known again
    state        text NOT NULL DEFAULT 'waiting' CONSTRAINT outbox_state_check CHECK (state IN ('waiting', 'sent', 'failed', 'void')),
    asked_at     timestamptz NOT NULL,
    due_at       timestamptz NOT NULL,
    attempts     integer NOT NULL DEFAULT 0,
    lease        text NOT NULL DEFAULT '', -- of who sends it now
    leased_until timestamptz,
    reason       text NOT NULL DEFAULT '', -- why it failed, or waits again: a word, never the server's sentence, which names her
    code         integer NOT NULL DEFAULT 0, -- the server's answer
    ended_at     timestamptz,
    CONSTRAINT outbox_letter_key UNIQUE (kind, person_id, period),
    CONSTRAINT outbox_ended_check CHECK ((state = 'waiting') = (ended_at IS NULL))
);
CREATE INDEX outbox_due_idx ON outbox (due_at, id) WHERE state = 'waiting';
CREATE INDEX outbox_ended_idx ON outbox (ended_at) WHERE state <> 'waiting';

-- What the demonstration would have sent.
CREATE TABLE outbox_kept (
    letter_id bigint CONSTRAINT outbox_kept_pkey PRIMARY KEY CONSTRAINT outbox_kept_letter_id_fkey REFERENCES outbox (id) ON DELETE CASCADE,
    kept_at   timestamptz NOT NULL,
    name      text NOT NULL,
    address   text NOT NULL,
    subject   text NOT NULL,
    body      text NOT NULL
);

-- What a link in a message opens, under the hash of its token: choosing a password, as long as nothing ended the sessions
-- of its person meanwhile.
CREATE TABLE password_links (
    hash       bytea CONSTRAINT password_links_pkey PRIMARY KEY,
    person_id  bigint NOT NULL CONSTRAINT password_links_person_id_fkey REFERENCES people (id) ON DELETE CASCADE,
    epoch      integer NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX password_links_person_idx ON password_links (person_id);

-- When somebody was last written to about her notices.
CREATE TABLE notices_mailed (
    person_id bigint CONSTRAINT notices_mailed_pkey PRIMARY KEY CONSTRAINT notices_mailed_person_id_fkey REFERENCES people (id) ON DELETE CASCADE,
    at        timestamptz NOT NULL
);
