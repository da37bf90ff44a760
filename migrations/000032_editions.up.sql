-- A project may be the next edition of another one.
ALTER TABLE projects ADD COLUMN edition_of bigint CONSTRAINT projects_edition_of_fkey REFERENCES projects (id) ON DELETE SET NULL;
ALTER TABLE projects ADD CONSTRAINT projects_edition_of_check CHECK (edition_of <> id);
CREATE INDEX projects_edition_of_idx ON projects (edition_of) WHERE edition_of IS NOT NULL;
