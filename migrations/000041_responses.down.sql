DROP VIEW responses_said;
DROP VIEW responses_given;
DROP VIEW audiences_named;
DROP TABLE response_checks;
DROP TABLE response_texts;
DROP TABLE responses;
DROP TABLE collections;
