-- What was sent with a key, hashed: the same form again is told from another one under the same key. Keys of
-- before have none.
ALTER TABLE submissions ADD COLUMN digest bytea CHECK (octet_length(digest) = 32);

-- Failures are counted by account and address together.
CREATE INDEX login_failures_pair_idx ON login_failures (account_key, address_key, at);
