-- The sums of attendance are kept until somebody counts: whoever changes them says so once, as her transaction ends, in one of sixteen rows, so that
-- telephones do not wait for each other. Their sum only grows.
CREATE TABLE attendance_counted (
    part   smallint NOT NULL CONSTRAINT attendance_counted_pkey PRIMARY KEY,
    number bigint NOT NULL
);

CREATE FUNCTION count_attendance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('parvis.attendance_counted', true) IS DISTINCT FROM pg_current_xact_id()::text THEN
        INSERT INTO attendance_counted AS c (part, number) VALUES (pg_backend_pid() % 16, 1) ON CONFLICT (part) DO UPDATE SET number = c.number + 1;
        PERFORM set_config('parvis.attendance_counted', pg_current_xact_id()::text, true);
    END IF;
    RETURN NULL;
END
$$;

-- Whoever counts changes nothing that count_change counts, so that nobody waits for that number while she holds one of these rows.
CREATE CONSTRAINT TRIGGER z_count_attendance AFTER INSERT OR UPDATE OR DELETE ON attendance_taps DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION count_attendance();
CREATE CONSTRAINT TRIGGER z_count_attendance AFTER INSERT OR UPDATE OR DELETE ON attendance_reasons DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION count_attendance();
CREATE CONSTRAINT TRIGGER z_count_attendance AFTER INSERT OR UPDATE OR DELETE ON count_audiences DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION count_attendance();
