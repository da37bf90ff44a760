-- When and where activities are held: slots, the groups that come, and what of the museum they take.
-- An exclusion over a number and a time needs it; it comes with PostgreSQL, and the owner of a database may create it.
CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE TABLE slots (
    id          bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT slots_pkey PRIMARY KEY,
    activity_id bigint NOT NULL CONSTRAINT slots_activity_id_fkey REFERENCES activities (id) ON DELETE CASCADE,
    starts_at   timestamptz NOT NULL,
    ends_at     timestamptz NOT NULL,
    space_id    bigint CONSTRAINT slots_space_id_fkey REFERENCES spaces (id) ON DELETE SET NULL, -- with no address either: not known yet
    elsewhere   text NOT NULL DEFAULT '', -- an address outside the museum
    set_up      integer NOT NULL DEFAULT 0 CONSTRAINT slots_set_up_check CHECK (set_up BETWEEN 0 AND 1440), -- minutes, before
    tidy        integer NOT NULL DEFAULT 0 CONSTRAINT slots_tidy_check CHECK (tidy BETWEEN 0 AND 1440), -- minutes, after
    capacity    integer NOT NULL DEFAULT 0 CONSTRAINT slots_capacity_check CHECK (capacity BETWEEN 0 AND 100000), -- people; 0: no limit
    filled      boolean NOT NULL DEFAULT false, -- said to be full, whatever its places
    notes       text NOT NULL DEFAULT '',
    status      text NOT NULL DEFAULT 'proposed' CONSTRAINT slots_status_check CHECK (status IN ('proposed', 'planned', 'postponed', 'cancelled')),
    because     text NOT NULL DEFAULT '', -- why it is postponed or cancelled
    created_by  bigint NOT NULL CONSTRAINT slots_created_by_fkey REFERENCES people (id),
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    deleted_at  timestamptz,
    version     integer NOT NULL DEFAULT 1,
    CONSTRAINT slots_times_check CHECK (starts_at < ends_at AND ends_at <= starts_at + interval '25 hours'), -- the longest day of the year
    CONSTRAINT slots_place_check CHECK (space_id IS NULL OR elsewhere = ''),
    CONSTRAINT slots_because_check CHECK (because = '' OR status IN ('postponed', 'cancelled'))
);
CREATE INDEX slots_activity_idx ON slots (activity_id);
CREATE INDEX slots_starts_idx ON slots (starts_at) WHERE deleted_at IS NULL;
CREATE INDEX slots_space_idx ON slots (space_id) WHERE space_id IS NOT NULL;

-- The groups that come to a slot, or wait for places in it.
CREATE TABLE registrations (
    id              bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT registrations_pkey PRIMARY KEY,
    slot_id         bigint NOT NULL CONSTRAINT registrations_slot_id_fkey REFERENCES slots (id) ON DELETE CASCADE,
    organisation_id bigint CONSTRAINT registrations_organisation_id_fkey REFERENCES organisations (id) ON DELETE SET NULL,
    name            text NOT NULL CONSTRAINT registrations_name_check CHECK (name <> ''), -- of the group: a class, a family
    headcount       integer NOT NULL CONSTRAINT registrations_headcount_check CHECK (headcount BETWEEN 1 AND 100000),
    companions      integer NOT NULL DEFAULT 0 CONSTRAINT registrations_companions_check CHECK (companions BETWEEN 0 AND 100000), -- adults who come along, apart
    needs           text NOT NULL DEFAULT '', -- so many people who need this: never who
    contact         text NOT NULL DEFAULT '', -- whom to call
    notes           text NOT NULL DEFAULT '',
    waiting         boolean NOT NULL DEFAULT false,
    created_by      bigint NOT NULL CONSTRAINT registrations_created_by_fkey REFERENCES people (id),
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    deleted_at      timestamptz,
    version         integer NOT NULL DEFAULT 1
);
CREATE INDEX registrations_slot_idx ON registrations (slot_id);
CREATE INDEX registrations_organisation_idx ON registrations (organisation_id) WHERE organisation_id IS NOT NULL;

-- What of the museum is taken, when, by what. It is told by the rows that take it, whoever writes them: an operation, an import, an act
-- taken back. Two firm ones never meet; one that meets another was allowed to in spite of it, and is not firm.
CREATE TABLE reservations (
    id       bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT reservations_pkey PRIMARY KEY,
    space_id bigint NOT NULL CONSTRAINT reservations_space_id_fkey REFERENCES spaces (id) ON DELETE CASCADE,
    slot_id  bigint NOT NULL CONSTRAINT reservations_slot_id_fkey REFERENCES slots (id) ON DELETE CASCADE,
    quantity integer NOT NULL DEFAULT 1 CONSTRAINT reservations_quantity_check CHECK (quantity > 0),
    during   tstzrange NOT NULL,
    firm     boolean NOT NULL,
    CONSTRAINT reservations_slot_id_key UNIQUE (slot_id),
    CONSTRAINT reservations_space_excl EXCLUDE USING gist (space_id WITH =, during WITH &&) WHERE (firm)
);
CREATE INDEX reservations_during_idx ON reservations USING gist (during);

-- What a row took is given back at once, and what it takes is noted when the transaction ends: where several slots change places, none
-- meets what another one has left.
CREATE FUNCTION leave_space() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM reservations WHERE slot_id = OLD.id;
    RETURN NULL;
END $$;

CREATE FUNCTION hold_space(which bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM reservations WHERE slot_id = which;
    INSERT INTO reservations (space_id, slot_id, during, firm)
    SELECT s.space_id, s.id, d.during,
        s.status = 'planned' AND NOT EXISTS (SELECT FROM reservations r WHERE r.space_id = s.space_id AND r.firm AND r.during && d.during)
    FROM slots s JOIN activities a ON a.id = s.activity_id JOIN projects p ON p.id = a.project_id
        CROSS JOIN LATERAL (SELECT tstzrange(s.starts_at - make_interval(mins => s.set_up), s.ends_at + make_interval(mins => s.tidy)) AS during) d
    WHERE s.id = which AND s.space_id IS NOT NULL AND s.status IN ('proposed', 'planned') AND s.deleted_at IS NULL
        AND a.deleted_at IS NULL AND a.state <> 'set_aside' AND p.deleted_at IS NULL;
END $$;

CREATE FUNCTION slot_holds_space() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM hold_space(NEW.id);
    RETURN NULL;
END $$;

CREATE FUNCTION activity_holds_space() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM hold_space(id) FROM slots WHERE activity_id = NEW.id ORDER BY id;
    RETURN NULL;
END $$;

CREATE FUNCTION project_holds_space() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM hold_space(s.id) FROM slots s JOIN activities a ON a.id = s.activity_id WHERE a.project_id = NEW.id ORDER BY s.id;
    RETURN NULL;
END $$;

CREATE TRIGGER leave_space AFTER UPDATE OF starts_at, ends_at, space_id, set_up, tidy, status, deleted_at ON slots
    FOR EACH ROW EXECUTE FUNCTION leave_space();
CREATE CONSTRAINT TRIGGER slot_holds_space AFTER INSERT OR UPDATE OF starts_at, ends_at, space_id, set_up, tidy, status, deleted_at ON slots
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION slot_holds_space();
CREATE CONSTRAINT TRIGGER activity_holds_space AFTER UPDATE OF state, deleted_at ON activities
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION activity_holds_space();
CREATE CONSTRAINT TRIGGER project_holds_space AFTER UPDATE OF deleted_at ON projects
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION project_holds_space();

CREATE TRIGGER note_row_change AFTER INSERT OR UPDATE OR DELETE ON slots FOR EACH ROW EXECUTE FUNCTION note_row_change('id');
CREATE TRIGGER note_row_change AFTER INSERT OR UPDATE OR DELETE ON registrations FOR EACH ROW EXECUTE FUNCTION note_row_change('id');

CREATE VIEW activities_named AS
    SELECT a.id, a.project_id, a.title, a.kind, a.state, a.per_staff, a.group_most, a.duration, a.audiences, a.materials, a.updated_at, a.version,
        a.deleted_at IS NULL AND p.deleted_at IS NULL AS living
    FROM activities a JOIN projects p ON p.id = a.project_id;
CREATE VIEW spaces_named AS
    SELECT id, name, greatest(seated, standing) AS capacity, set_up, active, deleted_at IS NULL AS living FROM spaces;
