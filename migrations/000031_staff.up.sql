-- Who holds the slots: what a slot needs, who is given it, what each of them was told and answered.
CREATE TABLE slot_needs (
    id         bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT slot_needs_pkey PRIMARY KEY,
    slot_id    bigint NOT NULL CONSTRAINT slot_needs_slot_id_fkey REFERENCES slots (id) ON DELETE CASCADE,
    label      text NOT NULL CONSTRAINT slot_needs_label_check CHECK (label <> ''), -- for one: « médiatrice », « accueil »
    skill_id   bigint CONSTRAINT slot_needs_skill_id_fkey REFERENCES skills (id) ON DELETE SET NULL, -- what whoever is given it knows how to do
    wanted     integer NOT NULL CONSTRAINT slot_needs_wanted_check CHECK (wanted BETWEEN 1 AND 99), -- people
    position   integer NOT NULL,
    created_by bigint NOT NULL CONSTRAINT slot_needs_created_by_fkey REFERENCES people (id),
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    deleted_at timestamptz,
    version    integer NOT NULL DEFAULT 1
);
CREATE INDEX slot_needs_slot_idx ON slot_needs (slot_id);
CREATE INDEX slot_needs_skill_idx ON slot_needs (skill_id) WHERE skill_id IS NOT NULL;

CREATE TABLE postings (
    id          bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT postings_pkey PRIMARY KEY,
    need_id     bigint NOT NULL CONSTRAINT postings_need_id_fkey REFERENCES slot_needs (id) ON DELETE CASCADE,
    slot_id     bigint NOT NULL CONSTRAINT postings_slot_id_fkey REFERENCES slots (id) ON DELETE CASCADE, -- the need's
    hand        bigint NOT NULL, -- the person of the service by her number, the outsider by minus hers
    person_id   bigint CONSTRAINT postings_person_id_fkey REFERENCES people (id),
    outsider_id bigint CONSTRAINT postings_outsider_id_fkey REFERENCES outsiders (id) ON DELETE CASCADE,
    answer      text NOT NULL DEFAULT '' CONSTRAINT postings_answer_check CHECK (answer IN ('', 'yes', 'no')),
    answered_at timestamptz,
    ended_at    timestamptz, -- taken off it again, which she has to be told: she was told that it was hers
    told_at     timestamptz, -- when she was last told
    told_starts timestamptz, -- and what: from when to when, and where; nothing once she was told that it is not hers, or not held
    told_ends   timestamptz,
    told_place  text NOT NULL DEFAULT '',
    created_by  bigint NOT NULL CONSTRAINT postings_created_by_fkey REFERENCES people (id),
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    version     integer NOT NULL DEFAULT 1,
    CONSTRAINT postings_hand_check CHECK (num_nonnulls(person_id, outsider_id) = 1 AND hand = COALESCE(person_id, -outsider_id)),
    CONSTRAINT postings_answered_check CHECK ((answer = '') = (answered_at IS NULL)),
    CONSTRAINT postings_told_check CHECK ((told_starts IS NULL) = (told_ends IS NULL) AND (told_starts IS NULL OR told_at IS NOT NULL))
);
CREATE UNIQUE INDEX postings_hand_key ON postings (slot_id, hand) WHERE ended_at IS NULL;
CREATE INDEX postings_need_idx ON postings (need_id);
CREATE INDEX postings_hand_idx ON postings (hand);
CREATE INDEX postings_outsider_idx ON postings (outsider_id) WHERE outsider_id IS NOT NULL;

-- When somebody is taken by a slot that she is given, as reservations are for spaces: told by the rows that take her, whoever writes them.
-- Two firm ones of one hand never meet; one that meets another was allowed to in spite of it, and is not firm.
CREATE TABLE presences (
    posting_id bigint NOT NULL CONSTRAINT presences_pkey PRIMARY KEY CONSTRAINT presences_posting_id_fkey REFERENCES postings (id) ON DELETE CASCADE,
    slot_id    bigint NOT NULL CONSTRAINT presences_slot_id_fkey REFERENCES slots (id) ON DELETE CASCADE,
    hand       bigint NOT NULL,
    during     tstzrange NOT NULL,
    firm       boolean NOT NULL,
    CONSTRAINT presences_hand_excl EXCLUDE USING gist (hand WITH =, during WITH &&) WHERE (firm)
);
CREATE INDEX presences_slot_idx ON presences (slot_id);
CREATE INDEX presences_during_idx ON presences USING gist (hand, during);

-- Those whom a row took are free at once, and those whom it takes are noted when the transaction ends: where several slots change places, none
-- meets what another one has left.
CREATE FUNCTION hold_people(which bigint, one bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM presences WHERE slot_id = which AND (one IS NULL OR posting_id = one);
    INSERT INTO presences (posting_id, slot_id, hand, during, firm)
    SELECT o.id, s.id, o.hand, d.during,
        s.status = 'planned' AND NOT EXISTS (SELECT FROM presences r WHERE r.hand = o.hand AND r.firm AND r.during && d.during)
    FROM postings o JOIN slot_needs n ON n.id = o.need_id JOIN slots s ON s.id = o.slot_id JOIN activities a ON a.id = s.activity_id JOIN projects p ON p.id = a.project_id
        CROSS JOIN LATERAL (SELECT tstzrange(s.starts_at, s.ends_at) AS during) d
    WHERE o.slot_id = which AND (one IS NULL OR o.id = one) AND o.ended_at IS NULL AND o.answer <> 'no' AND n.deleted_at IS NULL
        AND s.status IN ('proposed', 'planned') AND s.deleted_at IS NULL AND a.deleted_at IS NULL AND a.state <> 'set_aside' AND p.deleted_at IS NULL
    ORDER BY o.hand;
END $$;

CREATE FUNCTION posting_leaves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM presences WHERE posting_id = OLD.id;
    RETURN NULL;
END $$;

CREATE FUNCTION posting_holds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM hold_people(NEW.slot_id, NEW.id);
    RETURN NULL;
END $$;

CREATE FUNCTION need_leaves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM presences r USING postings o WHERE o.id = r.posting_id AND o.need_id = OLD.id;
    RETURN NULL;
END $$;

CREATE FUNCTION need_holds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM hold_people(slot_id, id) FROM postings WHERE need_id = NEW.id ORDER BY hand;
    RETURN NULL;
END $$;

CREATE FUNCTION slot_leaves_people() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM presences WHERE slot_id = OLD.id;
    RETURN NULL;
END $$;

CREATE FUNCTION slot_holds_people() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM hold_people(NEW.id, NULL);
    RETURN NULL;
END $$;

CREATE FUNCTION activity_holds_people() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM hold_people(id, NULL) FROM slots WHERE activity_id = NEW.id ORDER BY id;
    RETURN NULL;
END $$;

CREATE FUNCTION project_holds_people() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM hold_people(s.id, NULL) FROM slots s JOIN activities a ON a.id = s.activity_id WHERE a.project_id = NEW.id ORDER BY s.id;
    RETURN NULL;
END $$;

CREATE TRIGGER posting_leaves AFTER UPDATE OF answer, ended_at ON postings FOR EACH ROW EXECUTE FUNCTION posting_leaves();
CREATE CONSTRAINT TRIGGER posting_holds AFTER INSERT OR UPDATE OF answer, ended_at ON postings DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION posting_holds();
CREATE TRIGGER need_leaves AFTER UPDATE OF deleted_at ON slot_needs FOR EACH ROW EXECUTE FUNCTION need_leaves();
CREATE CONSTRAINT TRIGGER need_holds AFTER UPDATE OF deleted_at ON slot_needs DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION need_holds();
CREATE TRIGGER slot_leaves_people AFTER UPDATE OF starts_at, ends_at, status, deleted_at ON slots FOR EACH ROW EXECUTE FUNCTION slot_leaves_people();
CREATE CONSTRAINT TRIGGER slot_holds_people AFTER UPDATE OF starts_at, ends_at, status, deleted_at ON slots
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION slot_holds_people();
CREATE CONSTRAINT TRIGGER activity_holds_people AFTER UPDATE OF state, deleted_at ON activities
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION activity_holds_people();
CREATE CONSTRAINT TRIGGER project_holds_people AFTER UPDATE OF deleted_at ON projects
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION project_holds_people();

CREATE TRIGGER note_row_change AFTER INSERT OR UPDATE OR DELETE ON slot_needs FOR EACH ROW EXECUTE FUNCTION note_row_change('id');
CREATE TRIGGER note_row_change AFTER INSERT OR UPDATE OR DELETE ON postings FOR EACH ROW EXECUTE FUNCTION note_row_change('id');

CREATE VIEW slots_named AS
    SELECT s.id, a.project_id, a.title, s.starts_at, s.ends_at, COALESCE(sp.name, NULLIF(s.elsewhere, ''), 'lieu à préciser') AS place, s.status,
        s.deleted_at IS NULL AND a.deleted_at IS NULL AND a.state <> 'set_aside' AND p.deleted_at IS NULL AS living
    FROM slots s JOIN activities a ON a.id = s.activity_id JOIN projects p ON p.id = a.project_id LEFT JOIN spaces sp ON sp.id = s.space_id;
CREATE VIEW skills_named AS SELECT id, name, deleted_at IS NULL AS living FROM skills;
CREATE VIEW outsiders_named AS SELECT id, name, kind, phone, deleted_at IS NULL AS living FROM outsiders;
CREATE VIEW leaves_named AS SELECT id, person_id, first_day, last_day FROM leaves;

-- A link may show somebody without an account the slots that she is given, where she answers.
ALTER TABLE links DROP CONSTRAINT links_purpose_known, DROP CONSTRAINT links_subject_known,
    ADD CONSTRAINT links_purpose_known CHECK (purpose IN ('feed', 'plan', 'slots')),
    ADD CONSTRAINT links_subject_known CHECK (subject_kind IN ('person', 'project', 'outsider')),
    ADD CONSTRAINT links_slots_of_outsider CHECK ((purpose = 'slots') = (subject_kind = 'outsider'));
