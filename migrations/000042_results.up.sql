-- A response that is not to be counted keeps its row, and the reason why.
CREATE TABLE responses_set_aside (
    response_id bigint NOT NULL CONSTRAINT responses_set_aside_pkey PRIMARY KEY CONSTRAINT responses_set_aside_response_id_fkey REFERENCES responses (id) ON DELETE CASCADE,
    reason      text NOT NULL CONSTRAINT responses_set_aside_reason_check CHECK (reason IN ('test', 'doubtful', 'other')),
    note        text NOT NULL DEFAULT '' CONSTRAINT responses_set_aside_note_check CHECK (reason <> 'other' OR note <> ''),
    created_by  bigint NOT NULL CONSTRAINT responses_set_aside_created_by_fkey REFERENCES people (id),
    created_at  timestamptz NOT NULL
);

-- What is done about a result: a task of a project, made of a question or of what somebody wrote.
CREATE TABLE result_tasks (
    task_id    bigint NOT NULL CONSTRAINT result_tasks_pkey PRIMARY KEY CONSTRAINT result_tasks_task_id_fkey REFERENCES tasks (id) ON DELETE CASCADE,
    form_id    bigint NOT NULL CONSTRAINT result_tasks_form_id_fkey REFERENCES forms (id) ON DELETE CASCADE,
    question   text NOT NULL CONSTRAINT result_tasks_question_check CHECK (question <> ''), -- its key
    text_id    bigint CONSTRAINT result_tasks_text_id_fkey REFERENCES response_texts (id) ON DELETE SET NULL, -- what was written; NULL: the question as a whole
    created_by bigint NOT NULL CONSTRAINT result_tasks_created_by_fkey REFERENCES people (id),
    created_at timestamptz NOT NULL
);
CREATE INDEX result_tasks_form_idx ON result_tasks (form_id);
CREATE INDEX result_tasks_text_idx ON result_tasks (text_id) WHERE text_id IS NOT NULL;

CREATE TRIGGER note_row_change AFTER INSERT OR UPDATE OR DELETE ON responses_set_aside FOR EACH ROW EXECUTE FUNCTION note_row_change('response_id');
CREATE TRIGGER note_row_change AFTER INSERT OR UPDATE OR DELETE ON result_tasks FOR EACH ROW EXECUTE FUNCTION note_row_change('task_id');

-- Where a form was asked: of which slots a rate of responses is.
CREATE VIEW collections_asked AS
    SELECT id, form_id, project_id, slot_id, audience_id, label, deleted_at IS NULL AS living FROM collections;
