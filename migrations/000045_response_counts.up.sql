-- How often a form was answered is read on many lists, and responses are many: it is kept beside them, and nothing counts them again.
-- A response counts in one of eight rows, by its number: those who answer at once do not wait for each other.
CREATE TABLE response_counts (
    collection_id bigint NOT NULL CONSTRAINT response_counts_collection_id_fkey REFERENCES collections (id) ON DELETE CASCADE,
    form_id       bigint NOT NULL,
    project_id    bigint NOT NULL,
    channel       text NOT NULL,
    part          smallint NOT NULL,
    n             integer NOT NULL,
    CONSTRAINT response_counts_pkey PRIMARY KEY (collection_id, form_id, project_id, channel, part)
);
CREATE INDEX response_counts_form_idx ON response_counts (form_id);

-- By statement: a collection may go with all its responses, and each would write the same row again.
CREATE FUNCTION count_responses() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO response_counts AS c (collection_id, form_id, project_id, channel, part, n)
            SELECT r.collection_id, r.form_id, r.project_id, r.channel, r.id % 8, count(*) FROM arrived r GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5
            ON CONFLICT (collection_id, form_id, project_id, channel, part) DO UPDATE SET n = c.n + excluded.n;
    ELSE
        UPDATE response_counts c SET n = c.n - g.n
            FROM (SELECT r.collection_id, r.form_id, r.project_id, r.channel, r.id % 8 AS part, count(*) AS n FROM gone r GROUP BY 1, 2, 3, 4, 5) g
            WHERE (c.collection_id, c.form_id, c.project_id, c.channel, c.part) = (g.collection_id, g.form_id, g.project_id, g.channel, g.part);
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER count_responses_arrived AFTER INSERT ON responses REFERENCING NEW TABLE AS arrived FOR EACH STATEMENT EXECUTE FUNCTION count_responses();
CREATE TRIGGER count_responses_gone AFTER DELETE ON responses REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION count_responses();

INSERT INTO response_counts (collection_id, form_id, project_id, channel, part, n)
    SELECT collection_id, form_id, project_id, channel, id % 8, count(*) FROM responses GROUP BY 1, 2, 3, 4, 5;

CREATE VIEW responses_counted AS SELECT form_id, project_id, sum(n)::integer AS n FROM response_counts GROUP BY form_id, project_id;
