DROP VIEW responses_counted;
DROP TRIGGER count_responses_gone ON responses;
DROP TRIGGER count_responses_arrived ON responses;
DROP FUNCTION count_responses();
DROP TABLE response_counts;
