-- Tasks of a retroplanning, their dependencies and checklists, templates, and the working calendar.
CREATE TABLE tasks (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    project_id      bigint NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    position        integer NOT NULL,
    title           text NOT NULL CHECK (title <> ''),
    category        text NOT NULL CHECK (category IN ('administrative', 'logistics', 'communication', 'education', 'partners', 'programming', 'evaluation', 'budget')),
    responsible_id  bigint REFERENCES people (id),
    suggested_role  text NOT NULL DEFAULT '' CHECK (suggested_role IN ('', 'head', 'team', 'intern')),
    duration        integer NOT NULL CHECK (duration BETWEEN 0 AND 2000),
    calendar_days   boolean NOT NULL DEFAULT false, -- true: duration counts calendar days, not working days
    min_duration    integer CHECK (min_duration BETWEEN 0 AND duration),
    -- The relative offset is the truth; dates are derived from it.
    offset_side     text CHECK (offset_side IN ('J', 'E')),
    offset_days     integer CHECK (offset_days BETWEEN 0 AND 2000),
    offset_working  boolean NOT NULL DEFAULT false,
    deadline        date,
    not_before      date,
    pinned_start    date,
    pinned_finish   date,
    statutory       boolean NOT NULL DEFAULT false,
    optional        boolean NOT NULL DEFAULT false,
    state           text NOT NULL DEFAULT 'todo' CHECK (state IN ('todo', 'in_progress', 'blocked', 'done', 'dropped')),
    actual_start    date,
    actual_finish   date,
    blocked_because text NOT NULL DEFAULT '',
    source          text NOT NULL DEFAULT '', -- where a delay comes from, for instance a legal text « à vérifier »
    notes           text NOT NULL DEFAULT '',
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    deleted_at      timestamptz,
    version         integer NOT NULL DEFAULT 1,
    CHECK ((offset_side IS NULL) = (offset_days IS NULL)),
    CHECK (pinned_finish >= pinned_start),
    CHECK (actual_finish >= actual_start),
    CHECK ((state = 'done') = (actual_finish IS NOT NULL))
);
CREATE INDEX tasks_project_idx ON tasks (project_id, position) WHERE deleted_at IS NULL;
CREATE INDEX tasks_responsible_idx ON tasks (responsible_id) WHERE deleted_at IS NULL AND state NOT IN ('done', 'dropped');

CREATE TABLE task_needs (
    task_id bigint NOT NULL REFERENCES tasks (id) ON DELETE CASCADE,
    need_id bigint NOT NULL REFERENCES tasks (id) ON DELETE CASCADE,
    lag     integer NOT NULL DEFAULT 0 CHECK (lag BETWEEN -500 AND 500), -- working days
    PRIMARY KEY (task_id, need_id),
    CHECK (task_id <> need_id)
);
CREATE INDEX task_needs_need_idx ON task_needs (need_id);

CREATE TABLE checklist_items (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    task_id   bigint NOT NULL REFERENCES tasks (id) ON DELETE CASCADE,
    position  integer NOT NULL,
    label     text NOT NULL CHECK (label <> ''),
    ticked_at  timestamptz,
    ticked_by bigint REFERENCES people (id),
    removed_at timestamptz -- off the checklist; can be put back for 30 days
);
CREATE INDEX checklist_items_task_idx ON checklist_items (task_id, position);

-- A journal line about a task is shown on the task's own page too.
ALTER TABLE journal ADD COLUMN task_id bigint REFERENCES tasks (id) ON DELETE SET NULL;
CREATE INDEX journal_task_idx ON journal (task_id, at DESC, id DESC) WHERE task_id IS NOT NULL;

-- A template is one document: tasks with relative dates, dependencies, roles and checklists.
CREATE TABLE plan_templates (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key         text UNIQUE, -- set for those that come with Parvis
    kind        text NOT NULL CHECK (kind IN ('event_programme', 'twinning', 'accessibility_workshop', 'off_site', 'eac', 'residency')),
    name        text NOT NULL CHECK (name <> ''),
    description text NOT NULL DEFAULT '',
    body        jsonb NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    version     integer NOT NULL DEFAULT 1
);

-- The service's week: bit 0 is Monday, bit 6 is Sunday. One row.
CREATE TABLE service_calendar (
    only_one       boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    week           smallint NOT NULL DEFAULT 31 CHECK (week BETWEEN 1 AND 127),
    alsace_moselle boolean NOT NULL DEFAULT false,
    school_zone    text NOT NULL DEFAULT 'C' CHECK (school_zone IN ('A', 'B', 'C')),
    version        integer NOT NULL DEFAULT 1
);
INSERT INTO service_calendar DEFAULT VALUES;

CREATE TABLE closures (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    first_day date NOT NULL,
    last_day  date NOT NULL,
    label     text NOT NULL CHECK (label <> ''),
    CHECK (last_day >= first_day)
);

-- No reason is kept: why somebody is away is nobody's business here.
CREATE TABLE leaves (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    person_id bigint NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    first_day date NOT NULL,
    last_day  date NOT NULL,
    CHECK (last_day >= first_day)
);
CREATE INDEX leaves_person_idx ON leaves (person_id, first_day);

-- A person's own week (part time), when it differs from the service's.
CREATE TABLE person_weeks (
    person_id bigint PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
    week      smallint NOT NULL CHECK (week BETWEEN 1 AND 127)
);
