-- The administrative and logistical file of a project: what is to obtain or to send, what is delivered, and the list by which a service begins one.
CREATE VIEW agreements_stated AS
    SELECT id, project_id, title, state, first_day, last_day, sent_on, signed_on, denounced_on, deleted_at IS NULL AS living FROM agreements;

-- What a file of a kind needs, with where its delay comes from. The service corrects it.
CREATE TABLE file_entries (
    id           bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT file_entries_pkey PRIMARY KEY,
    key          text CONSTRAINT file_entries_key_key UNIQUE, -- of one that Parvis comes with; NULL: the service's own
    title        text NOT NULL CONSTRAINT file_entries_title_check CHECK (title <> ''),
    kind         text NOT NULL,
    part         text NOT NULL,
    direction    text NOT NULL CONSTRAINT file_entries_direction_check CHECK (direction IN ('obtain', 'send')),
    project_kind text NOT NULL DEFAULT '', -- '': whatever the kind of project
    switch       text NOT NULL DEFAULT '', -- the question that has to be answered yes; '': always
    offset_side  text CONSTRAINT file_entries_side_check CHECK (offset_side IN ('J', 'E')),
    offset_count integer CONSTRAINT file_entries_count_check CHECK (offset_count BETWEEN 0 AND 2000), -- calendar days
    statutory    boolean NOT NULL DEFAULT false,
    source       text NOT NULL DEFAULT '',
    verified_on  date, -- NULL: to verify
    notes        text NOT NULL DEFAULT '',
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL,
    deleted_at   timestamptz,
    version      integer NOT NULL DEFAULT 1,
    CONSTRAINT file_entries_offset_check CHECK ((offset_side IS NULL) = (offset_count IS NULL))
);

CREATE TABLE pieces (
    id              bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT pieces_pkey PRIMARY KEY,
    project_id      bigint NOT NULL CONSTRAINT pieces_project_id_fkey REFERENCES projects (id) ON DELETE CASCADE,
    entry_id        bigint CONSTRAINT pieces_entry_id_fkey REFERENCES file_entries (id) ON DELETE SET NULL, -- of the ready list that proposed it
    title           text NOT NULL CONSTRAINT pieces_title_check CHECK (title <> ''),
    kind            text NOT NULL CONSTRAINT pieces_kind_check CHECK (kind IN ('agreement', 'quote', 'order', 'insurance', 'permit', 'safety', 'rights', 'employment', 'invoice', 'other')),
    part            text NOT NULL CONSTRAINT pieces_part_check CHECK (part IN ('safety', 'suppliers', 'artists', 'transport', 'publics', 'other')),
    direction       text NOT NULL CONSTRAINT pieces_direction_check CHECK (direction IN ('obtain', 'send')),
    state           text NOT NULL DEFAULT 'to_do' CONSTRAINT pieces_state_check CHECK (state IN ('to_do', 'asked', 'received', 'to_sign', 'done', 'void')),
    state_on        date, -- the day on which it came to its state
    task_id         bigint CONSTRAINT pieces_task_id_fkey REFERENCES tasks (id) ON DELETE SET NULL, -- it is due with it
    offset_side     text CONSTRAINT pieces_side_check CHECK (offset_side IN ('J', 'E')), -- without a task
    offset_count    integer CONSTRAINT pieces_count_check CHECK (offset_count BETWEEN 0 AND 2000), -- calendar days
    due_on          date,
    statutory       boolean NOT NULL DEFAULT false,
    source          text NOT NULL DEFAULT '', -- of its delay
    person_id       bigint CONSTRAINT pieces_person_id_fkey REFERENCES people (id), -- who sees to it
    organisation_id bigint CONSTRAINT pieces_organisation_id_fkey REFERENCES organisations (id) ON DELETE SET NULL,
    contact_id      bigint CONSTRAINT pieces_contact_id_fkey REFERENCES contacts (id) ON DELETE SET NULL,
    agreement_id    bigint CONSTRAINT pieces_agreement_id_fkey REFERENCES agreements (id) ON DELETE SET NULL, -- whose state is its state
    reference       text NOT NULL DEFAULT '',
    amount          bigint CONSTRAINT pieces_amount_check CHECK (amount BETWEEN 0 AND 10000000000), -- in cents; NULL: none said
    notes           text NOT NULL DEFAULT '',
    created_by      bigint NOT NULL CONSTRAINT pieces_created_by_fkey REFERENCES people (id),
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    deleted_at      timestamptz,
    version         integer NOT NULL DEFAULT 1,
    CONSTRAINT pieces_offset_check CHECK ((offset_side IS NULL) = (offset_count IS NULL)),
    CONSTRAINT pieces_due_check CHECK (num_nonnulls(task_id, offset_side, due_on) <= 1)
);
CREATE INDEX pieces_project_idx ON pieces (project_id);
CREATE INDEX pieces_task_idx ON pieces (task_id) WHERE task_id IS NOT NULL;
CREATE INDEX pieces_organisation_idx ON pieces (organisation_id) WHERE organisation_id IS NOT NULL;
CREATE INDEX pieces_contact_idx ON pieces (contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX pieces_agreement_idx ON pieces (agreement_id) WHERE agreement_id IS NOT NULL;
CREATE INDEX pieces_entry_idx ON pieces (entry_id) WHERE entry_id IS NOT NULL;

-- A piece waits for others: it cannot be sent or obtained before them.
CREATE TABLE piece_needs (
    piece_id bigint NOT NULL CONSTRAINT piece_needs_piece_id_fkey REFERENCES pieces (id) ON DELETE CASCADE,
    need_id  bigint NOT NULL CONSTRAINT piece_needs_need_id_fkey REFERENCES pieces (id) ON DELETE CASCADE,
    CONSTRAINT piece_needs_pkey PRIMARY KEY (piece_id, need_id),
    CONSTRAINT piece_needs_itself_check CHECK (piece_id <> need_id)
);
CREATE INDEX piece_needs_need_idx ON piece_needs (need_id);

CREATE TABLE deliveries (
    id              bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT deliveries_pkey PRIMARY KEY,
    project_id      bigint NOT NULL CONSTRAINT deliveries_project_id_fkey REFERENCES projects (id) ON DELETE CASCADE,
    title           text NOT NULL CONSTRAINT deliveries_title_check CHECK (title <> ''),
    organisation_id bigint CONSTRAINT deliveries_organisation_id_fkey REFERENCES organisations (id) ON DELETE SET NULL,
    transport       text NOT NULL DEFAULT '', -- who brings it, and how
    day             date,
    hours           text NOT NULL DEFAULT '', -- « entre 9 h et 11 h »
    place           text NOT NULL DEFAULT '',
    state           text NOT NULL DEFAULT 'expected' CONSTRAINT deliveries_state_check CHECK (state IN ('expected', 'received', 'incomplete', 'cancelled')),
    person_id       bigint CONSTRAINT deliveries_person_id_fkey REFERENCES people (id), -- who receives it, or did
    received_on     date,
    piece_id        bigint CONSTRAINT deliveries_piece_id_fkey REFERENCES pieces (id) ON DELETE SET NULL, -- the order it answers
    notes           text NOT NULL DEFAULT '',
    created_by      bigint NOT NULL CONSTRAINT deliveries_created_by_fkey REFERENCES people (id),
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    deleted_at      timestamptz,
    version         integer NOT NULL DEFAULT 1,
    CONSTRAINT deliveries_received_check CHECK (received_on IS NULL OR state IN ('received', 'incomplete'))
);
CREATE INDEX deliveries_project_idx ON deliveries (project_id);
CREATE INDEX deliveries_organisation_idx ON deliveries (organisation_id) WHERE organisation_id IS NOT NULL;
CREATE INDEX deliveries_piece_idx ON deliveries (piece_id) WHERE piece_id IS NOT NULL;

CREATE VIEW pieces_named AS
    SELECT id, project_id, title, state, person_id, deleted_at IS NULL AS living FROM pieces;

-- Whoever has to send a piece drops it by a link.
ALTER TABLE links DROP CONSTRAINT links_purpose_known, DROP CONSTRAINT links_subject_known,
    ADD CONSTRAINT links_purpose_known CHECK (purpose IN ('feed', 'plan', 'slots', 'deposit')),
    ADD CONSTRAINT links_subject_known CHECK (subject_kind IN ('person', 'project', 'outsider', 'piece')),
    ADD CONSTRAINT links_deposit_of_piece CHECK ((purpose = 'deposit') = (subject_kind = 'piece'));

-- A file is kept by the program until something that it shows is counted (see 000027).
CREATE CONSTRAINT TRIGGER count_directory_change AFTER INSERT OR UPDATE OR DELETE ON pieces DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION count_change();
CREATE CONSTRAINT TRIGGER count_directory_change AFTER INSERT OR UPDATE OR DELETE ON piece_needs DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION count_change();
CREATE CONSTRAINT TRIGGER count_directory_change AFTER INSERT OR UPDATE OR DELETE ON agreements DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION count_change();

CREATE TRIGGER note_row_change AFTER INSERT OR UPDATE OR DELETE ON file_entries FOR EACH ROW EXECUTE FUNCTION note_row_change('id');
CREATE TRIGGER note_row_change AFTER INSERT OR UPDATE OR DELETE ON pieces FOR EACH ROW EXECUTE FUNCTION note_row_change('id');
CREATE TRIGGER note_row_change AFTER INSERT OR UPDATE OR DELETE ON piece_needs FOR EACH ROW EXECUTE FUNCTION note_row_change('piece_id', 'need_id');
CREATE TRIGGER note_row_change AFTER INSERT OR UPDATE OR DELETE ON deliveries FOR EACH ROW EXECUTE FUNCTION note_row_change('id');
