-- What the service lends to its projects: a catalogue with quantities, sets of it, what is booked of it, what left and came back.
CREATE TABLE equipment (
    id          bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT equipment_pkey PRIMARY KEY,
    name        text NOT NULL CONSTRAINT equipment_name_check CHECK (name <> ''), -- of one: « Table pliante »
    name_folded text NOT NULL,
    category    text NOT NULL CONSTRAINT equipment_category_check CHECK (category IN ('audiovisual', 'furniture', 'signage', 'workshop', 'hosting', 'access', 'transport', 'safety', 'other')),
    quantity    integer NOT NULL CONSTRAINT equipment_quantity_check CHECK (quantity BETWEEN 0 AND 100000),
    broken      integer NOT NULL DEFAULT 0 CONSTRAINT equipment_broken_check CHECK (broken >= 0), -- of these, to be mended
    missing     integer NOT NULL DEFAULT 0 CONSTRAINT equipment_missing_check CHECK (missing >= 0), -- of these, nowhere to be found
    storage     text NOT NULL DEFAULT '', -- where it is kept
    set_up      text NOT NULL DEFAULT '', -- what it takes to install it
    notes       text NOT NULL DEFAULT '',
    active      boolean NOT NULL DEFAULT true,
    created_by  bigint NOT NULL CONSTRAINT equipment_created_by_fkey REFERENCES people (id),
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    deleted_at  timestamptz,
    version     integer NOT NULL DEFAULT 1,
    CONSTRAINT equipment_usable_check CHECK (broken + missing <= quantity)
);
CREATE UNIQUE INDEX equipment_name_key ON equipment (name_folded) WHERE deleted_at IS NULL;

CREATE TABLE equipment_sets (
    id          bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT equipment_sets_pkey PRIMARY KEY,
    name        text NOT NULL CONSTRAINT equipment_sets_name_check CHECK (name <> ''),
    name_folded text NOT NULL,
    notes       text NOT NULL DEFAULT '',
    created_by  bigint NOT NULL CONSTRAINT equipment_sets_created_by_fkey REFERENCES people (id),
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    deleted_at  timestamptz,
    version     integer NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX equipment_sets_name_key ON equipment_sets (name_folded) WHERE deleted_at IS NULL;

CREATE TABLE equipment_set_items (
    set_id       bigint NOT NULL CONSTRAINT equipment_set_items_set_id_fkey REFERENCES equipment_sets (id) ON DELETE CASCADE,
    equipment_id bigint NOT NULL CONSTRAINT equipment_set_items_equipment_id_fkey REFERENCES equipment (id) ON DELETE CASCADE,
    quantity     integer NOT NULL CONSTRAINT equipment_set_items_quantity_check CHECK (quantity BETWEEN 1 AND 100000),
    CONSTRAINT equipment_set_items_pkey PRIMARY KEY (set_id, equipment_id)
);
CREATE INDEX equipment_set_items_equipment_idx ON equipment_set_items (equipment_id);

-- What a project books: for one of its slots, during its time, or by hand, from when to when it is said.
CREATE TABLE bookings (
    id         bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT bookings_pkey PRIMARY KEY,
    project_id bigint NOT NULL CONSTRAINT bookings_project_id_fkey REFERENCES projects (id) ON DELETE CASCADE,
    slot_id    bigint CONSTRAINT bookings_slot_id_fkey REFERENCES slots (id) ON DELETE CASCADE,
    purpose    text NOT NULL DEFAULT '',
    place      text NOT NULL DEFAULT '', -- where it goes
    starts_at  timestamptz,
    ends_at    timestamptz,
    person_id  bigint CONSTRAINT bookings_person_id_fkey REFERENCES people (id), -- who takes care of it
    created_by bigint NOT NULL CONSTRAINT bookings_created_by_fkey REFERENCES people (id),
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    deleted_at timestamptz,
    version    integer NOT NULL DEFAULT 1,
    CONSTRAINT bookings_times_check CHECK ((slot_id IS NULL) = (starts_at IS NOT NULL) AND (starts_at IS NULL) = (ends_at IS NULL)
        AND (starts_at IS NULL OR starts_at < ends_at AND ends_at <= starts_at + interval '400 days')),
    CONSTRAINT bookings_by_hand_check CHECK (slot_id IS NULL OR purpose = '' AND place = '' AND person_id IS NULL AND deleted_at IS NULL)
);
CREATE UNIQUE INDEX bookings_slot_key ON bookings (slot_id) WHERE slot_id IS NOT NULL;
CREATE INDEX bookings_project_idx ON bookings (project_id);

CREATE TABLE booking_lines (
    id           bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT booking_lines_pkey PRIMARY KEY,
    booking_id   bigint NOT NULL CONSTRAINT booking_lines_booking_id_fkey REFERENCES bookings (id) ON DELETE CASCADE,
    equipment_id bigint NOT NULL CONSTRAINT booking_lines_equipment_id_fkey REFERENCES equipment (id) ON DELETE CASCADE,
    quantity     integer NOT NULL CONSTRAINT booking_lines_quantity_check CHECK (quantity BETWEEN 1 AND 100000),
    out_at       timestamptz, -- when it left
    out_by       bigint CONSTRAINT booking_lines_out_by_fkey REFERENCES people (id),
    back_at      timestamptz, -- when it came back, with how many broken and how many missing
    back_by      bigint CONSTRAINT booking_lines_back_by_fkey REFERENCES people (id),
    broken       integer NOT NULL DEFAULT 0 CONSTRAINT booking_lines_broken_check CHECK (broken >= 0),
    missing      integer NOT NULL DEFAULT 0 CONSTRAINT booking_lines_missing_check CHECK (missing >= 0),
    CONSTRAINT booking_lines_out_check CHECK ((out_at IS NULL) = (out_by IS NULL) AND (back_at IS NULL) = (back_by IS NULL) AND (back_at IS NULL OR out_at IS NOT NULL)),
    CONSTRAINT booking_lines_back_check CHECK (broken + missing <= quantity AND (back_at IS NOT NULL OR broken + missing = 0)),
    CONSTRAINT booking_lines_item_key UNIQUE (booking_id, equipment_id) DEFERRABLE
);
CREATE INDEX booking_lines_equipment_idx ON booking_lines (equipment_id);

-- Spaces and equipment are taken in one table: a slot takes its space, a line of a booking so many of a thing.
ALTER TABLE reservations ALTER COLUMN space_id DROP NOT NULL, ALTER COLUMN slot_id DROP NOT NULL,
    ADD COLUMN equipment_id bigint, ADD COLUMN line_id bigint, -- no foreign keys: what a line took goes in its turn only (below)
    ADD CONSTRAINT reservations_line_id_key UNIQUE (line_id),
    ADD CONSTRAINT reservations_what_check CHECK (num_nonnulls(space_id, equipment_id) = 1 AND (space_id IS NULL) = (slot_id IS NULL) AND (equipment_id IS NULL) = (line_id IS NULL));
CREATE INDEX reservations_unsure_idx ON reservations (equipment_id) WHERE equipment_id IS NOT NULL AND NOT firm;
CREATE INDEX reservations_equipment_idx ON reservations USING gist (equipment_id, during) WHERE equipment_id IS NOT NULL;

-- Of a thing there are several, which no exclusion can count. What is firm is decided by whoever writes last, one after the other: each asks
-- for the same turn as its transaction ends, and for nothing after it, so that nobody waits in a circle. No row of a thing that is taken is written
-- without it.
CREATE FUNCTION take_equipment_turn() RETURNS void LANGUAGE sql AS $$ SELECT pg_advisory_xact_lock(hashtext('equipment turn')) $$;

-- The most that is firmly taken of a thing at any moment of a time.
CREATE FUNCTION equipment_peak(which bigint, span tstzrange) RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT COALESCE(max(t.taken), 0) FROM (
        SELECT (SELECT COALESCE(sum(b.quantity), 0) FROM reservations b WHERE b.equipment_id = which AND b.firm AND b.during @> m.at) AS taken
        FROM (SELECT lower(span) AS at UNION SELECT lower(r.during) FROM reservations r WHERE r.equipment_id = which AND r.firm AND r.during && span AND lower(r.during) > lower(span)) m) t
$$;

-- The lines that are to be firm as soon as there are enough: what is booked by hand, and what planned slots need.
CREATE FUNCTION lines_wanted() RETURNS TABLE (id bigint, equipment_id bigint, quantity integer, sure boolean, during tstzrange) LANGUAGE sql STABLE AS $$
    SELECT l.id, l.equipment_id, l.quantity, COALESCE(s.status, 'planned') = 'planned',
        tstzrange(COALESCE(b.starts_at, s.starts_at - make_interval(mins => s.set_up)), COALESCE(b.ends_at, s.ends_at + make_interval(mins => s.tidy)))
    FROM booking_lines l JOIN bookings b ON b.id = l.booking_id JOIN projects p ON p.id = b.project_id LEFT JOIN slots s ON s.id = b.slot_id LEFT JOIN activities a ON a.id = s.activity_id
    WHERE b.deleted_at IS NULL AND p.deleted_at IS NULL AND l.back_at IS NULL
        AND (b.slot_id IS NULL OR s.status IN ('proposed', 'planned') AND s.deleted_at IS NULL AND a.deleted_at IS NULL AND a.state <> 'set_aside')
$$;

-- What can be firm and is not yet becomes so, those that were booked first before the others.
CREATE FUNCTION settle_equipment(which bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    held record;
    usable integer;
BEGIN
    SELECT CASE WHEN active AND deleted_at IS NULL THEN quantity - broken - missing ELSE 0 END INTO usable FROM equipment WHERE id = which;
    FOR held IN SELECT r.id, r.quantity, r.during FROM reservations r JOIN lines_wanted() w ON w.id = r.line_id WHERE r.equipment_id = which AND NOT r.firm AND w.sure ORDER BY r.line_id LOOP
        UPDATE reservations SET firm = true WHERE id = held.id AND equipment_peak(which, held.during) + held.quantity <= usable;
    END LOOP;
END $$;

CREATE FUNCTION hold_line(which bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    thing bigint;
BEGIN
    PERFORM take_equipment_turn();
    DELETE FROM reservations WHERE line_id = which;
    INSERT INTO reservations (equipment_id, line_id, quantity, during, firm) SELECT equipment_id, id, quantity, during, false FROM lines_wanted() WHERE id = which;
    SELECT equipment_id INTO thing FROM booking_lines WHERE id = which;
    PERFORM settle_equipment(thing);
END $$;

CREATE FUNCTION line_holds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM hold_line(NEW.id);
    IF TG_OP = 'UPDATE' AND OLD.equipment_id <> NEW.equipment_id THEN
        PERFORM settle_equipment(OLD.equipment_id);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION line_frees() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM take_equipment_turn();
    DELETE FROM reservations WHERE line_id = OLD.id;
    PERFORM settle_equipment(OLD.equipment_id);
    RETURN NULL;
END $$;

CREATE FUNCTION booking_holds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM hold_line(id) FROM booking_lines WHERE booking_id = NEW.id ORDER BY id;
    RETURN NULL;
END $$;

CREATE FUNCTION slot_holds_equipment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM hold_line(l.id) FROM booking_lines l JOIN bookings b ON b.id = l.booking_id WHERE b.slot_id = NEW.id ORDER BY l.id;
    RETURN NULL;
END $$;

CREATE FUNCTION activity_holds_equipment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM hold_line(l.id) FROM booking_lines l JOIN bookings b ON b.id = l.booking_id JOIN slots s ON s.id = b.slot_id WHERE s.activity_id = NEW.id ORDER BY l.id;
    RETURN NULL;
END $$;

CREATE FUNCTION project_holds_equipment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM hold_line(l.id) FROM booking_lines l JOIN bookings b ON b.id = l.booking_id WHERE b.project_id = NEW.id ORDER BY l.id;
    RETURN NULL;
END $$;

-- Of a thing that there are more or fewer of, all is decided anew.
CREATE FUNCTION equipment_counts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM take_equipment_turn();
    UPDATE reservations SET firm = false WHERE equipment_id = NEW.id AND firm;
    PERFORM settle_equipment(NEW.id);
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER line_holds AFTER INSERT OR UPDATE OF quantity, equipment_id, booking_id, back_at ON booking_lines DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION line_holds();
CREATE CONSTRAINT TRIGGER line_frees AFTER DELETE ON booking_lines DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION line_frees();
CREATE CONSTRAINT TRIGGER booking_holds AFTER UPDATE OF starts_at, ends_at, slot_id, project_id, deleted_at ON bookings DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION booking_holds();
CREATE CONSTRAINT TRIGGER slot_holds_equipment AFTER UPDATE OF starts_at, ends_at, set_up, tidy, status, deleted_at ON slots
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION slot_holds_equipment();
CREATE CONSTRAINT TRIGGER activity_holds_equipment AFTER UPDATE OF state, deleted_at ON activities DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION activity_holds_equipment();
CREATE CONSTRAINT TRIGGER project_holds_equipment AFTER UPDATE OF deleted_at ON projects DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION project_holds_equipment();
CREATE CONSTRAINT TRIGGER equipment_counts AFTER UPDATE OF quantity, broken, missing, active, deleted_at ON equipment DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION equipment_counts();

CREATE TRIGGER note_row_change AFTER INSERT OR UPDATE OR DELETE ON equipment FOR EACH ROW EXECUTE FUNCTION note_row_change('id');
CREATE TRIGGER note_row_change AFTER INSERT OR UPDATE OR DELETE ON equipment_sets FOR EACH ROW EXECUTE FUNCTION note_row_change('id');
CREATE TRIGGER note_row_change AFTER INSERT OR UPDATE OR DELETE ON equipment_set_items FOR EACH ROW EXECUTE FUNCTION note_row_change('set_id', 'equipment_id');
CREATE TRIGGER note_row_change AFTER INSERT OR UPDATE OR DELETE ON bookings FOR EACH ROW EXECUTE FUNCTION note_row_change('id');
CREATE TRIGGER note_row_change AFTER INSERT OR UPDATE OR DELETE ON booking_lines FOR EACH ROW EXECUTE FUNCTION note_row_change('id');

-- What is taken of things, for the room that lends them.
CREATE VIEW equipment_reserved AS SELECT id, line_id, equipment_id, quantity, during, firm FROM reservations WHERE equipment_id IS NOT NULL;

-- What a project does away from the museum, and what it takes to go there.
CREATE TABLE outings (
    id              bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT outings_pkey PRIMARY KEY,
    project_id      bigint NOT NULL CONSTRAINT outings_project_id_fkey REFERENCES projects (id) ON DELETE CASCADE,
    title           text NOT NULL CONSTRAINT outings_title_check CHECK (title <> ''),
    on_day          date, -- not known yet without one
    hours           text NOT NULL DEFAULT '',
    organisation_id bigint CONSTRAINT outings_organisation_id_fkey REFERENCES organisations (id) ON DELETE SET NULL, -- the host
    host            text NOT NULL DEFAULT '', -- whom to ask for there
    address         text NOT NULL DEFAULT '',
    travel          text NOT NULL DEFAULT '',
    driver          text NOT NULL DEFAULT '',
    permit          text NOT NULL DEFAULT 'unknown' CONSTRAINT outings_permit_check CHECK (permit IN ('unknown', 'unneeded', 'to_ask', 'asked', 'granted')),
    permit_text     text NOT NULL DEFAULT '',
    risks           text NOT NULL DEFAULT '', -- one a line, with what is done about it
    fallback        text NOT NULL DEFAULT '', -- if the weather is bad
    emergency       text NOT NULL DEFAULT '', -- numbers to call, one a line
    notes           text NOT NULL DEFAULT '',
    created_by      bigint NOT NULL CONSTRAINT outings_created_by_fkey REFERENCES people (id),
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    deleted_at      timestamptz,
    version         integer NOT NULL DEFAULT 1
);
CREATE INDEX outings_project_idx ON outings (project_id);
CREATE INDEX outings_organisation_idx ON outings (organisation_id) WHERE organisation_id IS NOT NULL;
CREATE TRIGGER note_row_change AFTER INSERT OR UPDATE OR DELETE ON outings FOR EACH ROW EXECUTE FUNCTION note_row_change('id');
