-- How many times what others work out again from a room's facts has changed: each room counts its own, in
-- the transaction of the change. A number that stays says that nothing changed. Project 0 is none in particular.
CREATE TABLE revisions (
    room   text   NOT NULL,
    id     bigint NOT NULL,
    number bigint NOT NULL,
    PRIMARY KEY (room, id)
);

-- The projects that ask for work are found without reading what was done for years.
CREATE INDEX tasks_open_idx ON tasks (project_id) WHERE deleted_at IS NULL AND state NOT IN ('done', 'dropped');
CREATE INDEX tasks_finished_idx ON tasks (project_id, actual_finish) WHERE deleted_at IS NULL AND state = 'done';
