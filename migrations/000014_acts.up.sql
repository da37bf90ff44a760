-- What a person does by one gesture is an act, whatever it writes and however many transactions it takes. Transactions
-- name theirs by the setting parvis.act (internal/postgres); the journal's entries of an act bear it.
ALTER TABLE journal
    ADD COLUMN act uuid DEFAULT NULLIF(current_setting('parvis.act', true), '')::uuid;
CREATE INDEX journal_act_idx ON journal (act) WHERE act IS NOT NULL;

-- What acts wrote, row by row: what they take to be taken back. Rows are kept as long as that may be asked (internal/undo).
CREATE TABLE row_changes (
    id       bigint GENERATED ALWAYS AS IDENTITY,
    act      uuid NOT NULL,
    at       timestamptz NOT NULL DEFAULT now(),
    relation text NOT NULL,
    key      jsonb NOT NULL, -- the primary key
    before   jsonb,          -- the columns that differ, or the whole row that went; NULL where there was none
    after    jsonb,          -- the same columns, or the whole row that came; NULL where there is none
    erased   boolean NOT NULL DEFAULT false, -- both are empty: they told something of somebody who was erased
    CONSTRAINT row_changes_pkey PRIMARY KEY (id),
    CONSTRAINT row_changes_something_check CHECK (before IS NOT NULL OR after IS NOT NULL)
);
CREATE INDEX row_changes_act_idx ON row_changes (act, id);
CREATE INDEX row_changes_key_idx ON row_changes (relation, key, id);
CREATE INDEX row_changes_at_idx ON row_changes (at);

-- Which acts were taken back, and by which: that one may be taken back in turn.
CREATE TABLE undone (
    act uuid NOT NULL,
    by  uuid NOT NULL,
    at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT undone_pkey PRIMARY KEY (act)
);
CREATE INDEX undone_by_idx ON undone (by);

-- Notes what became of a row, where an act is under way. Its arguments are the columns of the primary key. Who wrote and
-- when is no change.
CREATE FUNCTION note_row_change() RETURNS trigger LANGUAGE plpgsql SET timezone = 'UTC' AS $$
DECLARE
    acting text := current_setting('parvis.act', true);
    was jsonb;
    becomes jsonb;
    whole jsonb;
BEGIN
    IF acting IS NULL OR acting = '' THEN
        RETURN NULL;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        was := to_jsonb(OLD);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        becomes := to_jsonb(NEW);
    END IF;
    whole := COALESCE(becomes, was);
    IF TG_OP = 'UPDATE' THEN
        SELECT jsonb_object_agg(o.key, o.value), jsonb_object_agg(o.key, becomes -> o.key) INTO was, becomes
        FROM jsonb_each(was) o
        WHERE o.value IS DISTINCT FROM becomes -> o.key AND o.key NOT IN ('version', 'updated_at');
        IF was IS NULL THEN
            RETURN NULL;
        END IF;
    END IF;
    INSERT INTO row_changes (act, relation, key, before, after)
    SELECT acting::uuid, TG_TABLE_NAME, jsonb_object_agg(k, whole -> k), was, becomes FROM unnest(TG_ARGV) k;
    RETURN NULL;
END
$$;

CREATE TRIGGER note_row_change AFTER INSERT OR UPDATE OR DELETE ON tasks FOR EACH ROW EXECUTE FUNCTION note_row_change('id');
CREATE TRIGGER note_row_change AFTER INSERT OR UPDATE OR DELETE ON task_needs FOR EACH ROW EXECUTE FUNCTION note_row_change('task_id', 'need_id');
CREATE TRIGGER note_row_change AFTER INSERT OR UPDATE OR DELETE ON checklist_items FOR EACH ROW EXECUTE FUNCTION note_row_change('id');
CREATE TRIGGER note_row_change AFTER INSERT OR UPDATE OR DELETE ON own_tasks FOR EACH ROW EXECUTE FUNCTION note_row_change('id');
CREATE TRIGGER note_row_change AFTER INSERT OR UPDATE OR DELETE ON plan_templates FOR EACH ROW EXECUTE FUNCTION note_row_change('id');
CREATE TRIGGER note_row_change AFTER INSERT OR UPDATE OR DELETE ON projects FOR EACH ROW EXECUTE FUNCTION note_row_change('id');
CREATE TRIGGER note_row_change AFTER INSERT OR UPDATE OR DELETE ON project_members FOR EACH ROW EXECUTE FUNCTION note_row_change('project_id', 'person_id');
CREATE TRIGGER note_row_change AFTER INSERT OR UPDATE OR DELETE ON events FOR EACH ROW EXECUTE FUNCTION note_row_change('id');
CREATE TRIGGER note_row_change AFTER INSERT OR UPDATE OR DELETE ON closures FOR EACH ROW EXECUTE FUNCTION note_row_change('id');
CREATE TRIGGER note_row_change AFTER INSERT OR UPDATE OR DELETE ON leaves FOR EACH ROW EXECUTE FUNCTION note_row_change('id');
CREATE TRIGGER note_row_change AFTER INSERT OR UPDATE OR DELETE ON person_weeks FOR EACH ROW EXECUTE FUNCTION note_row_change('person_id');
CREATE TRIGGER note_row_change AFTER INSERT OR UPDATE OR DELETE ON service_calendar FOR EACH ROW EXECUTE FUNCTION note_row_change('only_one');
CREATE TRIGGER note_row_change AFTER INSERT OR UPDATE OR DELETE ON spaces FOR EACH ROW EXECUTE FUNCTION note_row_change('id');
