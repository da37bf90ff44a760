-- Personal data: how long each kind of record is kept where the service chose, and who was erased.
CREATE TABLE retentions (
    key        text NOT NULL CONSTRAINT retentions_pkey PRIMARY KEY,
    months     integer NOT NULL CONSTRAINT retentions_months_check CHECK (months BETWEEN 1 AND 240),
    updated_at timestamptz NOT NULL,
    version    integer NOT NULL DEFAULT 1
);
CREATE TRIGGER note_row_change AFTER INSERT OR UPDATE OR DELETE ON retentions FOR EACH ROW EXECUTE FUNCTION note_row_change('key');

-- What is left of somebody who was erased where exchanges tell of her: a row without her name.
ALTER TABLE contacts ADD COLUMN erased_at timestamptz,
    ADD CONSTRAINT contacts_erased_check CHECK (erased_at IS NULL OR deleted_at IS NOT NULL);
ALTER TABLE people ADD COLUMN erased_at timestamptz,
    ADD CONSTRAINT people_erased_check CHECK (erased_at IS NULL OR disabled_at IS NOT NULL);
