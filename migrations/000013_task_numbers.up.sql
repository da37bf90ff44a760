-- A task has a number of its own in its project, which prints and other tasks name it by: given once, in the
-- order in which tasks come, kept when dates move, and never given again, even when the task is gone.
CREATE TABLE task_numbers (
    project_id bigint NOT NULL,
    last       integer NOT NULL, -- the last number that was given
    CONSTRAINT task_numbers_pkey PRIMARY KEY (project_id),
    CONSTRAINT task_numbers_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects (id) ON DELETE CASCADE,
    CONSTRAINT task_numbers_last_check CHECK (last >= 0)
);

-- Those that are there, in the trash too, are numbered in their order by hand.
ALTER TABLE tasks ADD COLUMN number integer;
UPDATE tasks t SET number = o.number
FROM (SELECT id, row_number() OVER (PARTITION BY project_id ORDER BY position, id) AS number FROM tasks) o
WHERE o.id = t.id;
INSERT INTO task_numbers (project_id, last) SELECT project_id, max(number) FROM tasks GROUP BY project_id;
ALTER TABLE tasks
    ALTER COLUMN number SET NOT NULL,
    ADD CONSTRAINT tasks_number_check CHECK (number > 0),
    ADD CONSTRAINT tasks_project_id_number_key UNIQUE (project_id, number);
