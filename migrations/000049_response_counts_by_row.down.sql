DROP TRIGGER count_responses_arrived ON responses;
DROP FUNCTION count_response();
CREATE TRIGGER count_responses_arrived AFTER INSERT ON responses REFERENCING NEW TABLE AS arrived FOR EACH STATEMENT EXECUTE FUNCTION count_responses();
CREATE INDEX responses_project_idx ON responses (project_id);
