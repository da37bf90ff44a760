DROP VIEW responses_said;
DROP VIEW responses_given;
DROP TABLE response_checks;
DROP TABLE response_texts;
DROP TABLE responses;
DROP TABLE collections;
