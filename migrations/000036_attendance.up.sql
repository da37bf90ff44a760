-- How many people came: the audiences that are told apart, the taps that count them, and why a number is not known.
CREATE TABLE count_audiences (
    id          bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT count_audiences_pkey PRIMARY KEY,
    name        text NOT NULL CONSTRAINT count_audiences_name_check CHECK (name <> ''),
    name_folded text NOT NULL, -- without capitals and accents: one audience is written in one way
    heading     text NOT NULL CONSTRAINT count_audiences_heading_check CHECK (heading IN ('individual', 'school', 'group', 'minor', 'young')), -- the ministry's column that it adds to
    usual       boolean NOT NULL DEFAULT false, -- a button of its own on a telephone; the others are one tap further
    active      boolean NOT NULL DEFAULT true,
    position    integer NOT NULL CONSTRAINT count_audiences_position_check CHECK (position BETWEEN 1 AND 999),
    created_by  bigint CONSTRAINT count_audiences_created_by_fkey REFERENCES people (id), -- nobody: it came with Parvis
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    version     integer NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX count_audiences_name_key ON count_audiences (name_folded);

INSERT INTO count_audiences (name, name_folded, heading, usual, position, created_at, updated_at)
SELECT name, folded, heading, usual, row_number() OVER () * 10, '2025-01-01', '2025-01-01' FROM (VALUES
    ('Adultes', 'adultes', 'individual', true),
    ('Familles', 'familles', 'individual', true),
    ('Moins de 18 ans hors scolaire', 'moins de 18 ans hors scolaire', 'minor', true),
    ('18–25 ans', '18-25 ans', 'young', true),
    ('Scolaires, maternelle', 'scolaires, maternelle', 'school', false),
    ('Scolaires, élémentaire', 'scolaires, elementaire', 'school', true),
    ('Scolaires, collège', 'scolaires, college', 'school', false),
    ('Scolaires, lycée', 'scolaires, lycee', 'school', false),
    ('Étudiants en groupe', 'etudiants en groupe', 'young', false),
    ('Groupe hors scolaire', 'groupe hors scolaire', 'group', false),
    ('Champ social', 'champ social', 'group', false),
    ('Handicap moteur', 'handicap moteur', 'group', false),
    ('Handicap visuel', 'handicap visuel', 'group', false),
    ('Handicap auditif', 'handicap auditif', 'group', false),
    ('Handicap mental', 'handicap mental', 'group', false),
    ('Handicap psychique', 'handicap psychique', 'group', false),
    ('PRIJ, 16–25 ans', 'prij, 16-25 ans', 'young', false),
    ('Professionnels', 'professionnels', 'group', false)
) AS shipped (name, folded, heading, usual);

-- A count is the sum of its taps: no total is ever sent, so that two telephones never lose each other's work.
CREATE TABLE attendance_taps (
    id          bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT attendance_taps_pkey PRIMARY KEY,
    key         text NOT NULL CONSTRAINT attendance_taps_key_key UNIQUE CONSTRAINT attendance_taps_key_check CHECK (char_length(key) BETWEEN 16 AND 64), -- made where it was tapped
    slot_id     bigint NOT NULL CONSTRAINT attendance_taps_slot_id_fkey REFERENCES slots (id) ON DELETE CASCADE,
    audience_id bigint CONSTRAINT attendance_taps_audience_id_fkey REFERENCES count_audiences (id), -- of those who came
    measure     text NOT NULL CONSTRAINT attendance_taps_measure_check CHECK (measure IN ('present', 'absent')), -- absent: of those who were expected
    n           integer NOT NULL CONSTRAINT attendance_taps_n_check CHECK (n BETWEEN -10000 AND 10000), -- people; 0 says that nobody came
    undoes      text NOT NULL DEFAULT '', -- the key of the tap that it takes back
    at          timestamptz NOT NULL, -- when it was tapped
    created_by  bigint NOT NULL CONSTRAINT attendance_taps_created_by_fkey REFERENCES people (id),
    created_at  timestamptz NOT NULL, -- when it arrived
    CONSTRAINT attendance_taps_audience_check CHECK ((measure = 'present') = (audience_id IS NOT NULL))
);
CREATE UNIQUE INDEX attendance_taps_undoes_key ON attendance_taps (undoes) WHERE undoes <> '';
CREATE INDEX attendance_taps_slot_idx ON attendance_taps (slot_id);
CREATE INDEX attendance_taps_audience_idx ON attendance_taps (audience_id) WHERE audience_id IS NOT NULL;
CREATE INDEX attendance_taps_created_by_idx ON attendance_taps (created_by);

-- Why nobody knows how many came to a slot.
CREATE TABLE attendance_reasons (
    slot_id    bigint NOT NULL CONSTRAINT attendance_reasons_pkey PRIMARY KEY CONSTRAINT attendance_reasons_slot_id_fkey REFERENCES slots (id) ON DELETE CASCADE,
    reason     text NOT NULL CONSTRAINT attendance_reasons_reason_check CHECK (reason IN ('closed', 'untold', 'pointless')),
    created_by bigint NOT NULL CONSTRAINT attendance_reasons_created_by_fkey REFERENCES people (id),
    created_at timestamptz NOT NULL
);

CREATE TRIGGER note_row_change AFTER INSERT OR UPDATE OR DELETE ON count_audiences FOR EACH ROW EXECUTE FUNCTION note_row_change('id');
CREATE TRIGGER note_row_change AFTER INSERT OR UPDATE OR DELETE ON attendance_reasons FOR EACH ROW EXECUTE FUNCTION note_row_change('slot_id');


-- What a slot is to whoever looks at its day, with no more than that.
CREATE VIEW slots_held AS
    SELECT s.id, a.project_id, a.title, s.starts_at, s.ends_at, COALESCE(sp.name, NULLIF(s.elsewhere, ''), 'lieu à préciser') AS place, s.set_up, s.capacity
    FROM slots s JOIN activities a ON a.id = s.activity_id LEFT JOIN spaces sp ON sp.id = s.space_id
    WHERE s.status = 'planned' AND s.deleted_at IS NULL AND a.deleted_at IS NULL AND a.state <> 'set_aside';
CREATE VIEW slots_taken AS
    SELECT slot_id, sum(headcount)::int AS people FROM registrations WHERE NOT waiting AND deleted_at IS NULL GROUP BY slot_id;
