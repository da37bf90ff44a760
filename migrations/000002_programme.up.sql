-- Events (national editions and the museum's own) and the projects that prepare them.
CREATE TABLE event_series (
    key      text PRIMARY KEY CHECK (key ~ '^[a-z0-9-]+$'),
    name     text NOT NULL,
    position integer NOT NULL
);

CREATE TABLE events (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    series_key  text REFERENCES event_series (key), -- NULL: the museum's own event
    name        text NOT NULL CHECK (name <> ''),
    year        integer NOT NULL CHECK (year BETWEEN 1900 AND 2200),
    edition     integer CHECK (edition > 0),
    first_day   date NOT NULL,
    last_day    date NOT NULL,
    theme       text NOT NULL DEFAULT '',
    notes       text NOT NULL DEFAULT '',
    source      text NOT NULL DEFAULT '',
    verified_on date,
    to_confirm  boolean NOT NULL DEFAULT false,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    deleted_at  timestamptz,
    version     integer NOT NULL DEFAULT 1,
    CHECK (last_day >= first_day)
);
CREATE UNIQUE INDEX events_edition_key ON events (series_key, year) WHERE deleted_at IS NULL;
CREATE INDEX events_first_day_idx ON events (first_day) WHERE deleted_at IS NULL;

CREATE TABLE projects (
    id                    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind                  text NOT NULL CHECK (kind IN ('event_programme', 'twinning', 'accessibility_workshop', 'off_site', 'eac', 'residency')),
    title                 text NOT NULL CHECK (title <> ''),
    status                text NOT NULL DEFAULT 'idea' CHECK (status IN ('idea', 'preparing', 'confirmed', 'running', 'finished', 'archived', 'cancelled')),
    status_before_archive text,
    pilot_id              bigint NOT NULL REFERENCES people (id),
    event_id              bigint REFERENCES events (id), -- the target date is the event's
    target_first          date,                          -- or the project's own
    target_last           date,
    objectives            text NOT NULL DEFAULT '',
    audiences             text NOT NULL DEFAULT '',
    safety_margin         integer NOT NULL DEFAULT 0 CHECK (safety_margin BETWEEN 0 AND 60),
    archived_at           timestamptz,
    created_at            timestamptz NOT NULL DEFAULT now(),
    updated_at            timestamptz NOT NULL DEFAULT now(),
    deleted_at            timestamptz,
    version               integer NOT NULL DEFAULT 1,
    CHECK (target_last >= target_first),
    CHECK ((event_id IS NULL) = (target_first IS NOT NULL AND target_last IS NOT NULL))
);
CREATE INDEX projects_event_idx ON projects (event_id);
CREATE INDEX projects_pilot_idx ON projects (pilot_id);
CREATE INDEX projects_status_idx ON projects (status) WHERE deleted_at IS NULL;

-- The pilot is always a member too: operations keep it so.
CREATE TABLE project_members (
    project_id bigint NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    person_id  bigint NOT NULL REFERENCES people (id),
    PRIMARY KEY (project_id, person_id)
);
CREATE INDEX project_members_person_idx ON project_members (person_id);

-- The project's journal: who did what, when. `what` is a French sentence without its subject.
CREATE TABLE journal (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    project_id bigint NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    person_id  bigint REFERENCES people (id),
    what       text NOT NULL,
    at         timestamptz NOT NULL
);
CREATE INDEX journal_project_idx ON journal (project_id, at DESC, id DESC);

-- Official editions. Dates are data that the service can correct; each has its source.
INSERT INTO event_series (key, name, position) VALUES
    ('nuit-des-musees', 'Nuit européenne des musées', 1),
    ('jea', 'Journées européennes de l’archéologie', 2),
    ('jep', 'Journées européennes du patrimoine', 3),
    ('fete-de-la-science', 'Fête de la science', 4);

INSERT INTO events (series_key, name, year, edition, first_day, last_day, theme, notes, source, verified_on, to_confirm) VALUES
    ('nuit-des-musees', 'Nuit européenne des musées 2025', 2025, 21, '2025-05-17', '2025-05-17', '', '', 'Annonce du ministère de la Culture', NULL, false),
    ('jea', 'Journées européennes de l’archéologie 2025', 2025, NULL, '2025-06-13', '2025-06-15', '', 'Le vendredi est réservé aux scolaires.', 'Annonce des organisateurs nationaux', NULL, false),
    ('jep', 'Journées européennes du patrimoine 2025', 2025, 42, '2025-09-19', '2025-09-21', 'Patrimoine architectural', 'Le vendredi est réservé aux scolaires (« Levez les yeux ! »).', 'Annonce du ministère de la Culture', NULL, false),
    ('fete-de-la-science', 'Fête de la science 2025', 2025, NULL, '2025-10-03', '2025-10-13', 'Intelligence(s)', '', 'Annonce des organisateurs nationaux', NULL, false),
    ('nuit-des-musees', 'Nuit européenne des musées 2026', 2026, 22, '2026-05-23', '2026-05-23', '', '', 'Annonce du ministère de la Culture', NULL, false),
    ('jep', 'Journées européennes du patrimoine 2026', 2026, 43, '2026-09-18', '2026-09-20', '', '', '', NULL, true),
    ('fete-de-la-science', 'Fête de la science 2026', 2026, NULL, '2026-10-02', '2026-10-12', '', '', '', NULL, true);
