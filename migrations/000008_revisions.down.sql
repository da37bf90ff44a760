DROP INDEX tasks_finished_idx, tasks_open_idx;
DROP TABLE revisions;
