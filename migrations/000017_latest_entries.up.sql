-- The latest entries are read in their order, one by one, until enough were found.
DROP INDEX journal_at_idx;
CREATE INDEX journal_at_idx ON journal (at, id);
