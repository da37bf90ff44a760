DROP INDEX login_failures_pair_idx;
ALTER TABLE submissions DROP COLUMN digest;
