-- Who can be given slots of the programme besides the people of the service, and what everybody knows how to do.
CREATE TABLE skills (
    id          bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT skills_pkey PRIMARY KEY,
    name        text NOT NULL CONSTRAINT skills_name_check CHECK (name <> ''),
    name_folded text NOT NULL, -- without capitals and accents: one skill is written in one way
    created_by  bigint NOT NULL CONSTRAINT skills_created_by_fkey REFERENCES people (id),
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    deleted_at  timestamptz,
    version     integer NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX skills_name_key ON skills (name_folded) WHERE deleted_at IS NULL;

CREATE TABLE outsiders (
    id         bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT outsiders_pkey PRIMARY KEY,
    name       text NOT NULL CONSTRAINT outsiders_name_check CHECK (name <> ''),
    kind       text NOT NULL CONSTRAINT outsiders_kind_check CHECK (kind IN ('temporary', 'volunteer', 'agent', 'other')),
    phone      text NOT NULL DEFAULT '', -- +33199000001, and after a space what is said of it
    email      text NOT NULL DEFAULT '',
    notes      text NOT NULL DEFAULT '',
    active     boolean NOT NULL DEFAULT true, -- may be given slots
    created_by bigint NOT NULL CONSTRAINT outsiders_created_by_fkey REFERENCES people (id),
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    deleted_at timestamptz,
    version    integer NOT NULL DEFAULT 1
);

CREATE TABLE skill_holders (
    skill_id    bigint NOT NULL CONSTRAINT skill_holders_skill_id_fkey REFERENCES skills (id) ON DELETE CASCADE,
    hand        bigint NOT NULL, -- the person of the service by her number, the outsider by minus hers
    person_id   bigint CONSTRAINT skill_holders_person_id_fkey REFERENCES people (id),
    outsider_id bigint CONSTRAINT skill_holders_outsider_id_fkey REFERENCES outsiders (id) ON DELETE CASCADE,
    CONSTRAINT skill_holders_pkey PRIMARY KEY (skill_id, hand),
    CONSTRAINT skill_holders_hand_check CHECK (num_nonnulls(person_id, outsider_id) = 1 AND hand = COALESCE(person_id, -outsider_id))
);
CREATE INDEX skill_holders_hand_idx ON skill_holders (hand);
CREATE INDEX skill_holders_outsider_idx ON skill_holders (outsider_id) WHERE outsider_id IS NOT NULL;

CREATE TRIGGER note_row_change AFTER INSERT OR UPDATE OR DELETE ON skills FOR EACH ROW EXECUTE FUNCTION note_row_change('id');
CREATE TRIGGER note_row_change AFTER INSERT OR UPDATE OR DELETE ON outsiders FOR EACH ROW EXECUTE FUNCTION note_row_change('id');
CREATE TRIGGER note_row_change AFTER INSERT OR UPDATE OR DELETE ON skill_holders FOR EACH ROW EXECUTE FUNCTION note_row_change('skill_id', 'hand');
