DROP INDEX journal_at_idx;
CREATE INDEX journal_at_idx ON journal (at);
