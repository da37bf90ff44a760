-- What evaluation reads of counts, in few rows; and the doors at which people without an account count, by a link with a code.

-- How many came to a slot of each audience: what its taps sum up to, written with each of them.
CREATE TABLE attendance_sums (
    slot_id     bigint NOT NULL CONSTRAINT attendance_sums_slot_id_fkey REFERENCES slots (id) ON DELETE CASCADE,
    audience_id bigint NOT NULL, -- 0: those who were expected and did not come
    n           integer NOT NULL,
    taps        integer NOT NULL, -- how many of them: whoever corrects a count says over how many
    standing    integer NOT NULL, -- those that were not taken back: without one, and without people, nobody counted
    CONSTRAINT attendance_sums_pkey PRIMARY KEY (slot_id, audience_id)
);

CREATE FUNCTION sum_attendance_tap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO attendance_sums AS s (slot_id, audience_id, n, taps, standing) VALUES (NEW.slot_id, COALESCE(NEW.audience_id, 0), NEW.n, 1, CASE WHEN NEW.undoes = '' THEN 1 ELSE -1 END)
        ON CONFLICT (slot_id, audience_id) DO UPDATE SET n = s.n + excluded.n, taps = s.taps + 1, standing = s.standing + excluded.standing;
    RETURN NULL;
END $$;
CREATE TRIGGER sum_attendance_tap AFTER INSERT ON attendance_taps FOR EACH ROW EXECUTE FUNCTION sum_attendance_tap();
INSERT INTO attendance_sums (slot_id, audience_id, n, taps, standing)
    SELECT slot_id, COALESCE(audience_id, 0), sum(n), count(*), count(*) FILTER (WHERE undoes = '') - count(*) FILTER (WHERE undoes <> '') FROM attendance_taps GROUP BY 1, 2;

-- A door is what a link lets somebody count at: a slot, or all those of a day of a project.
CREATE TABLE count_doors (
    id         bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT count_doors_pkey PRIMARY KEY,
    project_id bigint NOT NULL CONSTRAINT count_doors_project_id_fkey REFERENCES projects (id) ON DELETE CASCADE,
    slot_id    bigint CONSTRAINT count_doors_slot_id_fkey REFERENCES slots (id) ON DELETE CASCADE,
    day        date,
    name       text NOT NULL CONSTRAINT count_doors_name_check CHECK (name <> ''),
    created_by bigint NOT NULL CONSTRAINT count_doors_created_by_fkey REFERENCES people (id),
    created_at timestamptz NOT NULL,
    CONSTRAINT count_doors_what_check CHECK (num_nonnulls(slot_id, day) = 1)
);
CREATE INDEX count_doors_project_idx ON count_doors (project_id);
CREATE INDEX count_doors_slot_idx ON count_doors (slot_id) WHERE slot_id IS NOT NULL;
CREATE INDEX count_doors_created_by_idx ON count_doors (created_by);
CREATE VIEW count_doors_named AS
    SELECT d.id, d.name, d.project_id, d.slot_id, d.day, p.deleted_at IS NULL AND (d.slot_id IS NULL OR EXISTS (SELECT FROM slots_named s WHERE s.id = d.slot_id AND s.living AND s.status IN ('proposed', 'planned'))) AS living
    FROM count_doors d JOIN projects p ON p.id = d.project_id;

-- A tap is somebody's of the service, or comes through a door.
ALTER TABLE attendance_taps ALTER COLUMN created_by DROP NOT NULL,
    ADD COLUMN door_id bigint CONSTRAINT attendance_taps_door_id_fkey REFERENCES count_doors (id) ON DELETE CASCADE, -- only with its slots: these take their taps along
    ADD CONSTRAINT attendance_taps_whose_check CHECK (num_nonnulls(created_by, door_id) = 1);
CREATE INDEX attendance_taps_door_idx ON attendance_taps (door_id) WHERE door_id IS NOT NULL;

ALTER TABLE links ADD COLUMN lock bytea CONSTRAINT links_lock_whole CHECK (octet_length(lock) = 64), -- what is kept on a device once the code was given, under the code and the address; then the hash of it
    DROP CONSTRAINT links_purpose_known, DROP CONSTRAINT links_subject_known,
    ADD CONSTRAINT links_purpose_known CHECK (purpose IN ('feed', 'plan', 'slots', 'deposit', 'door')),
    ADD CONSTRAINT links_subject_known CHECK (subject_kind IN ('person', 'project', 'outsider', 'piece', 'door')),
    ADD CONSTRAINT links_door_of_door CHECK ((purpose = 'door') = (subject_kind = 'door')),
    ADD CONSTRAINT links_lock_of_door CHECK ((purpose = 'door') = (lock IS NOT NULL));

-- What a slot is to whoever evaluates it, and from where its groups come.
CREATE VIEW slots_evaluated AS
    SELECT s.id, a.project_id, s.activity_id, a.title, a.free, a.price, s.starts_at, s.ends_at, COALESCE(sp.name, NULLIF(s.elsewhere, ''), 'lieu à préciser') AS place, s.capacity, s.status
    FROM slots s JOIN activities a ON a.id = s.activity_id LEFT JOIN spaces sp ON sp.id = s.space_id
    WHERE s.deleted_at IS NULL AND a.deleted_at IS NULL AND a.state <> 'set_aside';
CREATE VIEW slots_visited_by AS
    SELECT slot_id, organisation_id, headcount AS people FROM registrations WHERE NOT waiting AND deleted_at IS NULL;
CREATE VIEW events_named AS
    SELECT e.id, e.name, e.year, e.first_day, e.last_day, COALESCE(e.series_key, '') AS series, COALESCE(s.name, '') AS series_name FROM events e LEFT JOIN event_series s ON s.key = e.series_key WHERE e.deleted_at IS NULL;
