-- Who takes part in a project, as what, how far it got, and the agreements that are signed.
CREATE TABLE project_partners (
    id              bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT project_partners_pkey PRIMARY KEY,
    project_id      bigint NOT NULL CONSTRAINT project_partners_project_id_fkey REFERENCES projects (id) ON DELETE CASCADE,
    organisation_id bigint NOT NULL CONSTRAINT project_partners_organisation_id_fkey REFERENCES organisations (id) ON DELETE CASCADE,
    role            text NOT NULL DEFAULT 'relay' CONSTRAINT project_partners_role_check
        CHECK (role IN ('relay', 'co_organiser', 'funder', 'provider', 'host', 'school', 'media', 'other')),
    stage           text NOT NULL DEFAULT '' -- on the project's board; '': not on it
        CONSTRAINT project_partners_stage_check CHECK (stage IN ('', 'spotted', 'contacted', 'interested', 'engaged', 'declined', 'silent')),
    contact_id      bigint CONSTRAINT project_partners_contact_id_fkey REFERENCES contacts (id) ON DELETE SET NULL,
    follower_id     bigint CONSTRAINT project_partners_follower_id_fkey REFERENCES people (id),
    task_id         bigint CONSTRAINT project_partners_task_id_fkey REFERENCES tasks (id) ON DELETE SET NULL, -- the first call
    notes           text NOT NULL DEFAULT '',
    created_by      bigint NOT NULL CONSTRAINT project_partners_created_by_fkey REFERENCES people (id),
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    deleted_at      timestamptz, -- taken off the project
    version         integer NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX project_partners_once_key ON project_partners (project_id, organisation_id) WHERE deleted_at IS NULL;
CREATE INDEX project_partners_organisation_idx ON project_partners (organisation_id);
CREATE INDEX project_partners_contact_idx ON project_partners (contact_id);
CREATE INDEX project_partners_task_idx ON project_partners (task_id) WHERE task_id IS NOT NULL;

CREATE TABLE agreements (
    id          bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT agreements_pkey PRIMARY KEY,
    title       text NOT NULL CONSTRAINT agreements_title_check CHECK (title <> ''),
    kind        text NOT NULL CONSTRAINT agreements_kind_check CHECK (kind IN ('partnership', 'loan', 'residency', 'school', 'provision', 'funding', 'other')),
    state       text NOT NULL DEFAULT 'to_write' CONSTRAINT agreements_state_check CHECK (state IN ('to_write', 'sent', 'signed', 'denounced')),
    project_id  bigint CONSTRAINT agreements_project_id_fkey REFERENCES projects (id) ON DELETE SET NULL,
    first_day   date,
    last_day    date, -- after it, a signed one has ended
    sent_on     date,
    signed_on   date,
    denounced_on date,
    signatories text NOT NULL DEFAULT '', -- one a line
    amount      bigint CONSTRAINT agreements_amount_check CHECK (amount BETWEEN 0 AND 10000000000), -- in cents; NULL: none said
    notes       text NOT NULL DEFAULT '',
    created_by  bigint NOT NULL CONSTRAINT agreements_created_by_fkey REFERENCES people (id),
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    deleted_at  timestamptz,
    version     integer NOT NULL DEFAULT 1,
    CONSTRAINT agreements_days_check CHECK (first_day <= last_day),
    CONSTRAINT agreements_signed_check CHECK (signed_on IS NULL OR state IN ('signed', 'denounced'))
);
CREATE INDEX agreements_project_idx ON agreements (project_id);
CREATE INDEX agreements_last_day_idx ON agreements (last_day) WHERE deleted_at IS NULL AND state = 'signed';

CREATE TABLE agreement_organisations (
    agreement_id    bigint NOT NULL CONSTRAINT agreement_organisations_agreement_id_fkey REFERENCES agreements (id) ON DELETE CASCADE,
    organisation_id bigint NOT NULL CONSTRAINT agreement_organisations_organisation_id_fkey REFERENCES organisations (id) ON DELETE CASCADE,
    CONSTRAINT agreement_organisations_pkey PRIMARY KEY (agreement_id, organisation_id)
);
CREATE INDEX agreement_organisations_organisation_idx ON agreement_organisations (organisation_id);

CREATE TRIGGER note_row_change AFTER INSERT OR UPDATE OR DELETE ON project_partners FOR EACH ROW EXECUTE FUNCTION note_row_change('id');
CREATE TRIGGER note_row_change AFTER INSERT OR UPDATE OR DELETE ON agreements FOR EACH ROW EXECUTE FUNCTION note_row_change('id');
CREATE TRIGGER note_row_change AFTER INSERT OR UPDATE OR DELETE ON agreement_organisations FOR EACH ROW EXECUTE FUNCTION note_row_change('agreement_id', 'organisation_id');
