ALTER TABLE tasks DROP COLUMN number;
DROP TABLE task_numbers;
