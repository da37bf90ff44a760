-- Where a form is asked, and what was answered. Nothing here says who answered: no account, no address, no program, no hour.
CREATE TABLE collections (
    id          bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT collections_pkey PRIMARY KEY,
    form_id     bigint NOT NULL CONSTRAINT collections_form_id_fkey REFERENCES forms (id) ON DELETE CASCADE,
    project_id  bigint NOT NULL CONSTRAINT collections_project_id_fkey REFERENCES projects (id) ON DELETE CASCADE,
    slot_id     bigint CONSTRAINT collections_slot_id_fkey REFERENCES slots (id) ON DELETE SET NULL, -- NULL: of the whole project
    audience_id bigint CONSTRAINT collections_audience_id_fkey REFERENCES count_audiences (id), -- NULL: of whoever comes
    label       text NOT NULL CONSTRAINT collections_label_check CHECK (label <> ''),
    token       text NOT NULL CONSTRAINT collections_token_key UNIQUE CONSTRAINT collections_token_check CHECK (char_length(token) BETWEEN 20 AND 40), -- of its address; printed on posters, so kept
    wanted      integer CONSTRAINT collections_wanted_check CHECK (wanted BETWEEN 1 AND 100000), -- answers; NULL: as many as come
    asker_id    bigint CONSTRAINT collections_asker_id_fkey REFERENCES people (id), -- who of the service asks
    asked_when  text NOT NULL DEFAULT '', -- in words: « à la sortie, un visiteur sur cinq »
    opens_on    date,
    closes_on   date,
    closed_at   timestamptz,
    created_by  bigint NOT NULL CONSTRAINT collections_created_by_fkey REFERENCES people (id),
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    deleted_at  timestamptz,
    version     integer NOT NULL DEFAULT 1,
    CONSTRAINT collections_days_check CHECK (opens_on IS NULL OR closes_on IS NULL OR opens_on <= closes_on)
);
CREATE INDEX collections_form_idx ON collections (form_id);
CREATE INDEX collections_project_idx ON collections (project_id);
CREATE INDEX collections_slot_idx ON collections (slot_id) WHERE slot_id IS NOT NULL;

CREATE TABLE responses (
    id            bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT responses_pkey PRIMARY KEY,
    key           text NOT NULL CONSTRAINT responses_key_key UNIQUE CONSTRAINT responses_key_check CHECK (char_length(key) BETWEEN 16 AND 64), -- made where it was answered
    digest        bytea NOT NULL CONSTRAINT responses_digest_check CHECK (octet_length(digest) = 32), -- of what was sent under that key
    form_id       bigint NOT NULL,
    number        integer NOT NULL, -- the version that was answered
    collection_id bigint NOT NULL CONSTRAINT responses_collection_id_fkey REFERENCES collections (id) ON DELETE CASCADE,
    project_id    bigint NOT NULL CONSTRAINT responses_project_id_fkey REFERENCES projects (id) ON DELETE CASCADE, -- as the collection had them
    slot_id       bigint CONSTRAINT responses_slot_id_fkey REFERENCES slots (id) ON DELETE SET NULL,
    audience_id   bigint CONSTRAINT responses_audience_id_fkey REFERENCES count_audiences (id),
    day           date NOT NULL,
    channel       text NOT NULL CONSTRAINT responses_channel_check CHECK (channel IN ('link', 'kiosk', 'paper', 'interview', 'observation')),
    language      text NOT NULL CONSTRAINT responses_language_check CHECK (char_length(language) BETWEEN 2 AND 5),
    easy          boolean NOT NULL DEFAULT false, -- in the presentation easy to read
    help          text NOT NULL DEFAULT 'none' CONSTRAINT responses_help_check CHECK (help IN ('none', 'reading', 'proxy')), -- somebody read the questions, or answered in her place
    choices       text NOT NULL, -- question.Form.Kept: "note=4&moyens=ami+presse&pourquoi=-"
    entered_by    bigint CONSTRAINT responses_entered_by_fkey REFERENCES people (id), -- who of the service typed it (paper), asked it, or observed; NULL: whoever answered did
    CONSTRAINT responses_version_fkey FOREIGN KEY (form_id, number) REFERENCES form_versions (form_id, number),
    CONSTRAINT responses_entered_check CHECK ((entered_by IS NULL) = (channel IN ('link', 'kiosk')))
);
CREATE INDEX responses_form_idx ON responses (form_id, day);
CREATE INDEX responses_collection_idx ON responses (collection_id);
CREATE INDEX responses_project_idx ON responses (project_id);
CREATE INDEX responses_slot_idx ON responses (slot_id) WHERE slot_id IS NOT NULL;

CREATE TABLE response_texts (
    id          bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT response_texts_pkey PRIMARY KEY,
    response_id bigint NOT NULL CONSTRAINT response_texts_response_id_fkey REFERENCES responses (id) ON DELETE CASCADE,
    question    text NOT NULL, -- its key, or question.OtherText of it
    body        text NOT NULL CONSTRAINT response_texts_body_check CHECK (body <> ''),
    body_folded text NOT NULL
);
CREATE INDEX response_texts_response_idx ON response_texts (response_id);

-- A paper form that was typed a second time by somebody else, to see how often both agree.
CREATE TABLE response_checks (
    response_id bigint NOT NULL CONSTRAINT response_checks_pkey PRIMARY KEY CONSTRAINT response_checks_response_id_fkey REFERENCES responses (id) ON DELETE CASCADE,
    choices     text NOT NULL,
    entered_by  bigint NOT NULL CONSTRAINT response_checks_entered_by_fkey REFERENCES people (id),
    entered_on  date NOT NULL
);

CREATE TRIGGER note_row_change AFTER INSERT OR UPDATE OR DELETE ON collections FOR EACH ROW EXECUTE FUNCTION note_row_change('id');

-- What other rooms read of the audiences that counts tell apart.
CREATE VIEW audiences_named AS
    SELECT id, name, position, active FROM count_audiences;

-- What results read: every response, whatever became of it, without its key.
CREATE VIEW responses_given AS
    SELECT id, form_id, number, collection_id, project_id, slot_id, audience_id, day, channel, language, easy, help, choices, entered_by FROM responses;
CREATE VIEW responses_said AS
    SELECT t.id, t.response_id, r.form_id, t.question, t.body, t.body_folded FROM response_texts t JOIN responses r ON r.id = t.response_id;
