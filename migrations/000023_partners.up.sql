-- Partners: territories, the organisations and the people there, and what was exchanged with them.
--
-- Similar names are found by trigrams: the extension comes with PostgreSQL, and the owner of a database may create it.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- Towns, and the districts in them: those of the national list, which have a code, and those that a town treats like them.
CREATE TABLE territories (
    id          bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT territories_pkey PRIMARY KEY,
    kind        text NOT NULL CONSTRAINT territories_kind_check CHECK (kind IN ('town', 'district')),
    name        text NOT NULL CONSTRAINT territories_name_check CHECK (name <> ''),
    name_folded text NOT NULL, -- as french.Fold writes it
    known_as    text NOT NULL DEFAULT '', -- an older or a local name
    code        text NOT NULL DEFAULT '', -- a town's INSEE code, a district's own; '': none
    vintage     integer NOT NULL DEFAULT 0 -- the year of the list that gave a district its code; 0: none
        CONSTRAINT territories_vintage_check CHECK (vintage BETWEEN 0 AND 2100),
    predecessor text NOT NULL DEFAULT '', -- the code it had in the list before
    longitude   double precision CONSTRAINT territories_longitude_check CHECK (longitude BETWEEN -180 AND 180),
    latitude    double precision CONSTRAINT territories_latitude_check CHECK (latitude BETWEEN -90 AND 90),
    notes       text NOT NULL DEFAULT '',
    created_by  bigint NOT NULL CONSTRAINT territories_created_by_fkey REFERENCES people (id),
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    deleted_at  timestamptz,
    version     integer NOT NULL DEFAULT 1,
    CONSTRAINT territories_place_check CHECK ((longitude IS NULL) = (latitude IS NULL))
);
CREATE UNIQUE INDEX territories_code_key ON territories (kind, code) WHERE code <> '' AND deleted_at IS NULL;
CREATE UNIQUE INDEX territories_town_key ON territories (name_folded) WHERE kind = 'town' AND deleted_at IS NULL;

-- In which towns a district lies: some span several.
CREATE TABLE territory_towns (
    district_id bigint NOT NULL CONSTRAINT territory_towns_district_id_fkey REFERENCES territories (id) ON DELETE CASCADE,
    town_id     bigint NOT NULL CONSTRAINT territory_towns_town_id_fkey REFERENCES territories (id) ON DELETE CASCADE,
    CONSTRAINT territory_towns_pkey PRIMARY KEY (district_id, town_id)
);
CREATE INDEX territory_towns_town_idx ON territory_towns (town_id);

CREATE TABLE organisations (
    id           bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT organisations_pkey PRIMARY KEY,
    name         text NOT NULL CONSTRAINT organisations_name_check CHECK (name <> ''),
    kind         text NOT NULL CONSTRAINT organisations_kind_check CHECK (kind ~ '^[A-Z0-9_]{2,20}$'), -- of the list of internal/exchange/card
    address      text NOT NULL DEFAULT '', -- lines, without the postal code and the town
    postal_code  text NOT NULL DEFAULT '',
    town         text NOT NULL DEFAULT '',
    territory_id bigint CONSTRAINT organisations_territory_id_fkey REFERENCES territories (id) ON DELETE SET NULL,
    siret        text NOT NULL DEFAULT '' CONSTRAINT organisations_siret_check CHECK (siret ~ '^([0-9]{14})?$'),
    uai          text NOT NULL DEFAULT '' CONSTRAINT organisations_uai_check CHECK (uai ~ '^([0-9]{7}[A-Z])?$'),
    phones       text[] NOT NULL DEFAULT '{}', -- each a number as internal/written keeps it, and what is said of it after a space
    emails       text[] NOT NULL DEFAULT '{}',
    website      text NOT NULL DEFAULT '',
    tags         text[] NOT NULL DEFAULT '{}', -- in lower case, sorted
    notes        text NOT NULL DEFAULT '',
    merged_into  bigint CONSTRAINT organisations_merged_into_fkey REFERENCES organisations (id) ON DELETE CASCADE, -- whose it all became
    created_by   bigint NOT NULL CONSTRAINT organisations_created_by_fkey REFERENCES people (id),
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL,
    deleted_at   timestamptz,
    version      integer NOT NULL DEFAULT 1,
    CONSTRAINT organisations_merged_into_check CHECK (merged_into IS NULL OR deleted_at IS NULL AND merged_into <> id)
);
CREATE INDEX organisations_name_idx ON organisations (name COLLATE "fr-x-icu", id) WHERE deleted_at IS NULL AND merged_into IS NULL;
CREATE INDEX organisations_standing_idx ON organisations (id) WHERE deleted_at IS NULL AND merged_into IS NULL; -- the narrowest, by which they are counted
CREATE INDEX organisations_kind_idx ON organisations (kind, name COLLATE "fr-x-icu", id) WHERE deleted_at IS NULL AND merged_into IS NULL;
CREATE INDEX organisations_town_idx ON organisations (town COLLATE "fr-x-icu", name COLLATE "fr-x-icu", id) WHERE deleted_at IS NULL AND merged_into IS NULL;
CREATE INDEX organisations_territory_idx ON organisations (territory_id);
CREATE INDEX organisations_merged_idx ON organisations (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX organisations_tags_idx ON organisations USING gin (tags);
CREATE INDEX organisations_deleted_idx ON organisations (deleted_at) WHERE deleted_at IS NOT NULL;

CREATE TABLE contacts (
    id          bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT contacts_pkey PRIMARY KEY,
    civility    text NOT NULL DEFAULT '' CONSTRAINT contacts_civility_check CHECK (civility IN ('', 'Mme', 'M.')),
    first_name  text NOT NULL DEFAULT '',
    last_name   text NOT NULL DEFAULT '',
    phones      text[] NOT NULL DEFAULT '{}',
    emails      text[] NOT NULL DEFAULT '{}',
    channel     text NOT NULL DEFAULT '' -- how she likes to be reached; '': not said
        CONSTRAINT contacts_channel_check CHECK (channel IN ('', 'call', 'email', 'letter', 'visit')),
    consent     text NOT NULL DEFAULT 'unknown' CONSTRAINT contacts_consent_check CHECK (consent IN ('unknown', 'given', 'refused')),
    consent_on  date, -- since when
    notes       text NOT NULL DEFAULT '',
    merged_into bigint CONSTRAINT contacts_merged_into_fkey REFERENCES contacts (id) ON DELETE CASCADE,
    created_by  bigint NOT NULL CONSTRAINT contacts_created_by_fkey REFERENCES people (id),
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    deleted_at  timestamptz,
    version     integer NOT NULL DEFAULT 1,
    CONSTRAINT contacts_named_check CHECK (first_name <> '' OR last_name <> ''),
    CONSTRAINT contacts_consent_on_check CHECK (consent <> 'unknown' OR consent_on IS NULL),
    CONSTRAINT contacts_merged_into_check CHECK (merged_into IS NULL OR deleted_at IS NULL AND merged_into <> id)
);
CREATE INDEX contacts_name_idx ON contacts (last_name COLLATE "fr-x-icu", first_name COLLATE "fr-x-icu", id) WHERE deleted_at IS NULL AND merged_into IS NULL;
CREATE INDEX contacts_consent_idx ON contacts (consent) WHERE deleted_at IS NULL AND merged_into IS NULL; -- the narrowest, by which they are counted
CREATE INDEX contacts_merged_idx ON contacts (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX contacts_deleted_idx ON contacts (deleted_at) WHERE deleted_at IS NOT NULL;

-- What somebody does in an organisation, from when to when.
CREATE TABLE posts (
    id              bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT posts_pkey PRIMARY KEY,
    contact_id      bigint NOT NULL CONSTRAINT posts_contact_id_fkey REFERENCES contacts (id) ON DELETE CASCADE,
    organisation_id bigint NOT NULL CONSTRAINT posts_organisation_id_fkey REFERENCES organisations (id) ON DELETE CASCADE,
    role            text NOT NULL DEFAULT '',
    since           date,
    until           date, -- left on
    CONSTRAINT posts_days_check CHECK (since <= until)
);
CREATE INDEX posts_contact_idx ON posts (contact_id);
CREATE INDEX posts_organisation_idx ON posts (organisation_id);

-- A call, a letter, a visit: with whom, about what, what came of it, and what follows.
CREATE TABLE interactions (
    id          bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT interactions_pkey PRIMARY KEY,
    channel     text NOT NULL CONSTRAINT interactions_channel_check CHECK (channel IN ('call', 'email', 'letter', 'visit', 'meeting', 'other')),
    day         date NOT NULL, -- the first of the month, where only the month is known
    month_only  boolean NOT NULL DEFAULT false,
    outcome     text NOT NULL DEFAULT '' -- what a call met
        CONSTRAINT interactions_outcome_check CHECK (outcome IN ('', 'reached', 'message', 'no_answer', 'call_back')),
    summary     text NOT NULL DEFAULT '',
    next_step   text NOT NULL DEFAULT '',
    next_day    date,
    task_id     bigint CONSTRAINT interactions_task_id_fkey REFERENCES tasks (id) ON DELETE SET NULL, -- the next step, as a task of a project
    own_task_id bigint CONSTRAINT interactions_own_task_id_fkey REFERENCES own_tasks (id) ON DELETE SET NULL, -- or of somebody's own list
    created_by  bigint NOT NULL CONSTRAINT interactions_created_by_fkey REFERENCES people (id),
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    deleted_at  timestamptz,
    version     integer NOT NULL DEFAULT 1,
    CONSTRAINT interactions_month_check CHECK (NOT month_only OR extract(day FROM day) = 1),
    CONSTRAINT interactions_next_check CHECK (next_day IS NULL OR next_step <> ''),
    CONSTRAINT interactions_task_check CHECK (task_id IS NULL OR own_task_id IS NULL)
);
CREATE INDEX interactions_day_idx ON interactions (day DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX interactions_task_idx ON interactions (task_id) WHERE task_id IS NOT NULL;
CREATE INDEX interactions_own_task_idx ON interactions (own_task_id) WHERE own_task_id IS NOT NULL;
CREATE INDEX interactions_deleted_idx ON interactions (deleted_at) WHERE deleted_at IS NOT NULL;

CREATE TABLE interaction_organisations (
    interaction_id  bigint NOT NULL CONSTRAINT interaction_organisations_interaction_id_fkey REFERENCES interactions (id) ON DELETE CASCADE,
    organisation_id bigint NOT NULL CONSTRAINT interaction_organisations_organisation_id_fkey REFERENCES organisations (id) ON DELETE CASCADE,
    CONSTRAINT interaction_organisations_pkey PRIMARY KEY (interaction_id, organisation_id)
);
CREATE INDEX interaction_organisations_organisation_idx ON interaction_organisations (organisation_id, interaction_id);

CREATE TABLE interaction_contacts (
    interaction_id bigint NOT NULL CONSTRAINT interaction_contacts_interaction_id_fkey REFERENCES interactions (id) ON DELETE CASCADE,
    contact_id     bigint NOT NULL CONSTRAINT interaction_contacts_contact_id_fkey REFERENCES contacts (id) ON DELETE CASCADE,
    CONSTRAINT interaction_contacts_pkey PRIMARY KEY (interaction_id, contact_id)
);
CREATE INDEX interaction_contacts_contact_idx ON interaction_contacts (contact_id, interaction_id);

CREATE TABLE interaction_projects (
    interaction_id bigint NOT NULL CONSTRAINT interaction_projects_interaction_id_fkey REFERENCES interactions (id) ON DELETE CASCADE,
    project_id     bigint NOT NULL CONSTRAINT interaction_projects_project_id_fkey REFERENCES projects (id) ON DELETE CASCADE,
    CONSTRAINT interaction_projects_pkey PRIMARY KEY (interaction_id, project_id)
);
CREATE INDEX interaction_projects_project_idx ON interaction_projects (project_id, interaction_id);

-- What is worked out of the rows above, in the transaction that writes them: what they are found by, and the last exchange.
CREATE TABLE organisation_index (
    organisation_id bigint NOT NULL CONSTRAINT organisation_index_organisation_id_fkey REFERENCES organisations (id) ON DELETE CASCADE,
    standing        boolean NOT NULL, -- it is neither in the trash nor merged into another
    called          text COLLATE "C" NOT NULL, -- its name and town, folded: what is found is in this order, and what is misspelt is compared with it
    sought          text NOT NULL, -- folded: its names, town, type, numbers
    words           tsvector NOT NULL, -- the same and its notes, in French
    alike           text[] NOT NULL, -- what another one that may be the same has too
    last_day        date, -- of the last exchange
    CONSTRAINT organisation_index_pkey PRIMARY KEY (organisation_id) INCLUDE (last_day) -- lists read the day without these wide rows
);
CREATE INDEX organisation_index_called_idx ON organisation_index (called, organisation_id) WHERE standing;
CREATE INDEX organisation_index_sought_idx ON organisation_index USING gin (sought gin_trgm_ops);
CREATE INDEX organisation_index_words_idx ON organisation_index USING gin (words);
CREATE INDEX organisation_index_alike_idx ON organisation_index USING gin (alike);
CREATE INDEX organisation_index_last_idx ON organisation_index (last_day NULLS FIRST, organisation_id);

CREATE TABLE contact_index (
    contact_id bigint NOT NULL CONSTRAINT contact_index_pkey PRIMARY KEY
        CONSTRAINT contact_index_contact_id_fkey REFERENCES contacts (id) ON DELETE CASCADE,
    standing   boolean NOT NULL,
    called     text COLLATE "C" NOT NULL,
    sought     text NOT NULL,
    words      tsvector NOT NULL,
    alike      text[] NOT NULL
);
CREATE INDEX contact_index_called_idx ON contact_index (called, contact_id) WHERE standing;
CREATE INDEX contact_index_sought_idx ON contact_index USING gin (sought gin_trgm_ops);
CREATE INDEX contact_index_words_idx ON contact_index USING gin (words);
CREATE INDEX contact_index_alike_idx ON contact_index USING gin (alike);

-- After how many months without an exchange an organisation that bears a tag is to be called again.
CREATE TABLE tag_thresholds (
    tag        text NOT NULL CONSTRAINT tag_thresholds_pkey PRIMARY KEY,
    months     integer NOT NULL CONSTRAINT tag_thresholds_months_check CHECK (months BETWEEN 1 AND 120),
    updated_at timestamptz NOT NULL,
    version    integer NOT NULL DEFAULT 1
);

-- Two that were said not to be the same, whatever they look like; the smaller number first.
CREATE TABLE not_duplicates (
    kind       text NOT NULL CONSTRAINT not_duplicates_kind_check CHECK (kind IN ('organisation', 'contact')),
    one_id     bigint NOT NULL,
    other_id   bigint NOT NULL,
    created_by bigint NOT NULL CONSTRAINT not_duplicates_created_by_fkey REFERENCES people (id),
    created_at timestamptz NOT NULL,
    CONSTRAINT not_duplicates_pkey PRIMARY KEY (kind, one_id, other_id),
    CONSTRAINT not_duplicates_order_check CHECK (one_id < other_id)
);

-- Lists that somebody keeps under a name: the filter as the address of the page writes it.
CREATE TABLE saved_lists (
    id         bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT saved_lists_pkey PRIMARY KEY,
    name       text NOT NULL CONSTRAINT saved_lists_name_check CHECK (name <> ''),
    query      text NOT NULL CONSTRAINT saved_lists_query_check CHECK (length(query) <= 2000),
    shared     boolean NOT NULL DEFAULT false, -- with the whole service
    person_id  bigint NOT NULL CONSTRAINT saved_lists_person_id_fkey REFERENCES people (id) ON DELETE CASCADE,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    version    integer NOT NULL DEFAULT 1
);
CREATE INDEX saved_lists_person_idx ON saved_lists (person_id);

CREATE TRIGGER note_row_change AFTER INSERT OR UPDATE OR DELETE ON territories FOR EACH ROW EXECUTE FUNCTION note_row_change('id');
CREATE TRIGGER note_row_change AFTER INSERT OR UPDATE OR DELETE ON territory_towns FOR EACH ROW EXECUTE FUNCTION note_row_change('district_id', 'town_id');
CREATE TRIGGER note_row_change AFTER INSERT OR UPDATE OR DELETE ON organisations FOR EACH ROW EXECUTE FUNCTION note_row_change('id');
CREATE TRIGGER note_row_change AFTER INSERT OR UPDATE OR DELETE ON contacts FOR EACH ROW EXECUTE FUNCTION note_row_change('id');
CREATE TRIGGER note_row_change AFTER INSERT OR UPDATE OR DELETE ON posts FOR EACH ROW EXECUTE FUNCTION note_row_change('id');
CREATE TRIGGER note_row_change AFTER INSERT OR UPDATE OR DELETE ON interactions FOR EACH ROW EXECUTE FUNCTION note_row_change('id');
CREATE TRIGGER note_row_change AFTER INSERT OR UPDATE OR DELETE ON interaction_organisations FOR EACH ROW EXECUTE FUNCTION note_row_change('interaction_id', 'organisation_id');
CREATE TRIGGER note_row_change AFTER INSERT OR UPDATE OR DELETE ON interaction_contacts FOR EACH ROW EXECUTE FUNCTION note_row_change('interaction_id', 'contact_id');
CREATE TRIGGER note_row_change AFTER INSERT OR UPDATE OR DELETE ON interaction_projects FOR EACH ROW EXECUTE FUNCTION note_row_change('interaction_id', 'project_id');
CREATE TRIGGER note_row_change AFTER INSERT OR UPDATE OR DELETE ON tag_thresholds FOR EACH ROW EXECUTE FUNCTION note_row_change('tag');

-- What is said of a thing goes with it when it becomes another: that alone of a text is noted, never what it says.
CREATE TRIGGER note_row_change AFTER UPDATE OF subject_id ON thread_texts FOR EACH ROW EXECUTE FUNCTION note_row_change('id');

-- What rooms read of the tables of those below them.
CREATE VIEW tasks_named AS
SELECT id, project_id, title, state, responsible_id, deleted_at IS NULL AS living FROM tasks;

CREATE VIEW own_tasks_named AS
SELECT id, person_id, title, day, done_on, deleted_at IS NULL AS living FROM own_tasks;

CREATE VIEW territories_named AS
SELECT id, kind, name, code FROM territories WHERE deleted_at IS NULL;

CREATE VIEW territory_places AS
SELECT district_id, town_id FROM territory_towns;

CREATE VIEW organisations_named AS
SELECT o.id, o.name, o.kind, o.town, o.territory_id, o.phones, o.emails, o.deleted_at IS NULL AND o.merged_into IS NULL AS living
FROM organisations o;

CREATE VIEW contacts_named AS
SELECT c.id, concat_ws(' ', NULLIF(c.first_name, ''), NULLIF(c.last_name, '')) AS name, c.phones, c.emails, c.consent, c.deleted_at IS NULL AND c.merged_into IS NULL AS living
FROM contacts c;

CREATE VIEW exchanges_with AS
SELECT o.organisation_id, p.project_id, x.id AS interaction_id, x.channel, x.day, x.month_only, x.next_step, x.next_day,
    COALESCE(task.state = 'done' OR NOT task.living, own.done_on IS NOT NULL OR NOT own.living, false) AS step_done
FROM interactions x JOIN interaction_organisations o ON o.interaction_id = x.id JOIN interaction_projects p ON p.interaction_id = x.id
    LEFT JOIN tasks_named task ON task.id = x.task_id LEFT JOIN own_tasks_named own ON own.id = x.own_task_id
WHERE x.deleted_at IS NULL;

CREATE VIEW contacts_of AS
SELECT organisation_id, contact_id, role, until FROM posts;
