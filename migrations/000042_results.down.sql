DROP VIEW collections_asked;
DROP TABLE result_tasks;
DROP TABLE responses_set_aside;
