-- What a project offers to the public, before it has a day: an idea, what is proposed, retained, announced.
CREATE TABLE activities (
    id              bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT activities_pkey PRIMARY KEY,
    project_id      bigint NOT NULL CONSTRAINT activities_project_id_fkey REFERENCES projects (id) ON DELETE CASCADE,
    kind            text NOT NULL CONSTRAINT activities_kind_check
        CHECK (kind IN ('visit', 'workshop', 'talk', 'show', 'stand', 'trail', 'screening', 'off_site', 'other')),
    title           text NOT NULL CONSTRAINT activities_title_check CHECK (title <> ''),
    summary         text NOT NULL DEFAULT '', -- for a programme
    body            text NOT NULL DEFAULT '',
    audiences       text NOT NULL DEFAULT '', -- with commas
    age_from        integer NOT NULL DEFAULT 0, -- years; 0: not said
    age_to          integer NOT NULL DEFAULT 0,
    duration        integer NOT NULL DEFAULT 0 -- minutes; 0: not known
        CONSTRAINT activities_duration_check CHECK (duration BETWEEN 0 AND 10080),
    languages       text NOT NULL DEFAULT '', -- with commas
    access_motor    text NOT NULL DEFAULT '' CONSTRAINT activities_access_motor_check CHECK (access_motor IN ('', 'yes', 'no')), -- '': not said
    access_visual   text NOT NULL DEFAULT '' CONSTRAINT activities_access_visual_check CHECK (access_visual IN ('', 'yes', 'no')),
    access_hearing  text NOT NULL DEFAULT '' CONSTRAINT activities_access_hearing_check CHECK (access_hearing IN ('', 'yes', 'no')),
    access_mental   text NOT NULL DEFAULT '' CONSTRAINT activities_access_mental_check CHECK (access_mental IN ('', 'yes', 'no')),
    access_psychic  text NOT NULL DEFAULT '' CONSTRAINT activities_access_psychic_check CHECK (access_psychic IN ('', 'yes', 'no')),
    offers_signs    boolean NOT NULL DEFAULT false, -- what is really there: French sign language
    offers_loop     boolean NOT NULL DEFAULT false,
    offers_told     boolean NOT NULL DEFAULT false, -- audio description
    offers_easy     boolean NOT NULL DEFAULT false, -- easy to read
    offers_rest     boolean NOT NULL DEFAULT false, -- time to rest
    free            boolean NOT NULL DEFAULT false,
    price           bigint NOT NULL DEFAULT 0 -- in cents; 0: not known
        CONSTRAINT activities_price_check CHECK (price BETWEEN 0 AND 10000000),
    booking         text NOT NULL DEFAULT '' CONSTRAINT activities_booking_check CHECK (booking IN ('', 'none', 'phone', 'mail', 'online', 'on_site')),
    booking_text    text NOT NULL DEFAULT '',
    group_most      integer NOT NULL DEFAULT 0 CONSTRAINT activities_group_most_check CHECK (group_most BETWEEN 0 AND 100000), -- 0: not known
    per_staff       integer NOT NULL DEFAULT 0 CONSTRAINT activities_per_staff_check CHECK (per_staff BETWEEN 0 AND 100000),
    speakers        text NOT NULL DEFAULT '', -- one a line
    materials       text NOT NULL DEFAULT '',
    credits         text NOT NULL DEFAULT '', -- of its image
    notes           text NOT NULL DEFAULT '', -- for the service
    state           text NOT NULL DEFAULT 'idea' CONSTRAINT activities_state_check CHECK (state IN ('idea', 'proposed', 'retained', 'announced', 'set_aside')),
    because         text NOT NULL DEFAULT '', -- why it was put aside
    taken_from      bigint CONSTRAINT activities_taken_from_fkey REFERENCES activities (id) ON DELETE SET NULL, -- the one that it was copied from
    created_by      bigint NOT NULL CONSTRAINT activities_created_by_fkey REFERENCES people (id),
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    deleted_at      timestamptz,
    version         integer NOT NULL DEFAULT 1,
    CONSTRAINT activities_ages_check CHECK (age_from BETWEEN 0 AND 120 AND age_to BETWEEN 0 AND 120 AND (age_to = 0 OR age_from <= age_to)),
    CONSTRAINT activities_free_check CHECK (NOT free OR price = 0),
    CONSTRAINT activities_because_check CHECK ((state = 'set_aside') = (because <> ''))
);
CREATE INDEX activities_project_idx ON activities (project_id);
CREATE INDEX activities_taken_from_idx ON activities (taken_from) WHERE taken_from IS NOT NULL;
CREATE INDEX activities_proposed_idx ON activities (updated_at) WHERE state = 'proposed' AND deleted_at IS NULL;

CREATE TABLE activity_organisations (
    activity_id     bigint NOT NULL CONSTRAINT activity_organisations_activity_id_fkey REFERENCES activities (id) ON DELETE CASCADE,
    organisation_id bigint NOT NULL CONSTRAINT activity_organisations_organisation_id_fkey REFERENCES organisations (id) ON DELETE CASCADE,
    CONSTRAINT activity_organisations_pkey PRIMARY KEY (activity_id, organisation_id)
);
CREATE INDEX activity_organisations_organisation_idx ON activity_organisations (organisation_id);

CREATE TRIGGER note_row_change AFTER INSERT OR UPDATE OR DELETE ON activities FOR EACH ROW EXECUTE FUNCTION note_row_change('id');
CREATE TRIGGER note_row_change AFTER INSERT OR UPDATE OR DELETE ON activity_organisations FOR EACH ROW EXECUTE FUNCTION note_row_change('activity_id', 'organisation_id');
