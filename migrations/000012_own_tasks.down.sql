DROP TABLE own_tasks;
