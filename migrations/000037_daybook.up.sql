-- The day itself: what is noted as it happens, what is ticked, and the number at which somebody of the service is called then.
CREATE TABLE day_entries (
    id         bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT day_entries_pkey PRIMARY KEY,
    key        text NOT NULL CONSTRAINT day_entries_key_key UNIQUE CONSTRAINT day_entries_key_check CHECK (char_length(key) BETWEEN 16 AND 64), -- made where it was noted
    digest     bytea NOT NULL CONSTRAINT day_entries_digest_check CHECK (octet_length(digest) = 32), -- of what was sent under that key
    project_id bigint NOT NULL CONSTRAINT day_entries_project_id_fkey REFERENCES projects (id) ON DELETE CASCADE,
    slot_id    bigint CONSTRAINT day_entries_slot_id_fkey REFERENCES slots (id) ON DELETE SET NULL,
    kind       text NOT NULL CONSTRAINT day_entries_kind_check CHECK (kind IN ('incident', 'note', 'delay', 'message')),
    day        date NOT NULL, -- whose account it belongs to
    at         timestamptz NOT NULL, -- when it was noted
    place      text NOT NULL DEFAULT '',
    body       text NOT NULL,
    done       text NOT NULL DEFAULT '', -- what was done about it
    minutes    integer NOT NULL DEFAULT 0 CONSTRAINT day_entries_minutes_check CHECK (minutes BETWEEN 0 AND 600), -- that a slot is late by
    closed_at  timestamptz,
    closed_by  bigint CONSTRAINT day_entries_closed_by_fkey REFERENCES people (id),
    created_by bigint NOT NULL CONSTRAINT day_entries_created_by_fkey REFERENCES people (id),
    created_at timestamptz NOT NULL, -- when it arrived
    updated_at timestamptz NOT NULL,
    deleted_at timestamptz,
    version    integer NOT NULL DEFAULT 1,
    CONSTRAINT day_entries_body_check CHECK (body <> '' OR kind = 'delay'),
    CONSTRAINT day_entries_closed_check CHECK ((closed_at IS NULL) = (closed_by IS NULL))
);
CREATE INDEX day_entries_project_idx ON day_entries (project_id, day);
CREATE INDEX day_entries_slot_idx ON day_entries (slot_id) WHERE slot_id IS NOT NULL;

-- A line of a list is done when its last tick says so: of two telephones without network, the later hand is right, and both are kept.
CREATE TABLE day_ticks (
    id         bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT day_ticks_pkey PRIMARY KEY,
    key        text NOT NULL CONSTRAINT day_ticks_key_key UNIQUE CONSTRAINT day_ticks_key_check CHECK (char_length(key) BETWEEN 16 AND 64),
    project_id bigint NOT NULL CONSTRAINT day_ticks_project_id_fkey REFERENCES projects (id) ON DELETE CASCADE,
    day        date NOT NULL,
    line       text NOT NULL CONSTRAINT day_ticks_line_check CHECK (char_length(line) BETWEEN 1 AND 400), -- of a list: its room says what it is
    done       boolean NOT NULL,
    at         timestamptz NOT NULL, -- when it was ticked
    created_by bigint NOT NULL CONSTRAINT day_ticks_created_by_fkey REFERENCES people (id),
    created_at timestamptz NOT NULL
);
CREATE INDEX day_ticks_project_idx ON day_ticks (project_id, day);

CREATE TABLE duty_phones (
    person_id  bigint NOT NULL CONSTRAINT duty_phones_pkey PRIMARY KEY CONSTRAINT duty_phones_person_id_fkey REFERENCES people (id) ON DELETE CASCADE,
    phone      text NOT NULL CONSTRAINT duty_phones_phone_check CHECK (phone <> ''), -- +33199000001, and after a space what is said of it
    updated_at timestamptz NOT NULL
);

CREATE TRIGGER note_row_change AFTER INSERT OR UPDATE OR DELETE ON day_entries FOR EACH ROW EXECUTE FUNCTION note_row_change('id');

-- What the page of the day shows is kept for a minute, until something is counted (000033).
CREATE CONSTRAINT TRIGGER a_count_change AFTER INSERT OR UPDATE OR DELETE ON day_entries DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION count_change();
CREATE CONSTRAINT TRIGGER a_count_change AFTER INSERT OR UPDATE OR DELETE ON day_ticks DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION count_change();
CREATE CONSTRAINT TRIGGER a_count_change AFTER INSERT OR UPDATE OR DELETE ON duty_phones DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION count_change();
