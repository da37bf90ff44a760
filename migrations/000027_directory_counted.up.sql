-- What lists of partners show is kept by the program until something is counted. Many rooms write these rows (acts, imports, merges, purges, what
-- is taken back), so the rows count it themselves: once a transaction, and last in it, so that whoever waits for the number holds nothing
-- that others wait for.
CREATE FUNCTION count_directory_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('parvis.directory_counted', true) IS DISTINCT FROM pg_current_xact_id()::text THEN
        INSERT INTO revisions (room, id, number) VALUES ('directory', 0, 1) ON CONFLICT (room, id) DO UPDATE SET number = revisions.number + 1;
        PERFORM set_config('parvis.directory_counted', pg_current_xact_id()::text, true);
    END IF;
    RETURN NULL;
END
$$;

CREATE CONSTRAINT TRIGGER count_directory_change AFTER INSERT OR UPDATE OR DELETE ON territories DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION count_directory_change();
CREATE CONSTRAINT TRIGGER count_directory_change AFTER INSERT OR UPDATE OR DELETE ON territory_towns DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION count_directory_change();
CREATE CONSTRAINT TRIGGER count_directory_change AFTER INSERT OR UPDATE OR DELETE ON organisations DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION count_directory_change();
CREATE CONSTRAINT TRIGGER count_directory_change AFTER INSERT OR UPDATE OR DELETE ON contacts DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION count_directory_change();
CREATE CONSTRAINT TRIGGER count_directory_change AFTER INSERT OR UPDATE OR DELETE ON posts DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION count_directory_change();
CREATE CONSTRAINT TRIGGER count_directory_change AFTER INSERT OR UPDATE OR DELETE ON interactions DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION count_directory_change();
CREATE CONSTRAINT TRIGGER count_directory_change AFTER INSERT OR UPDATE OR DELETE ON interaction_organisations DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION count_directory_change();
CREATE CONSTRAINT TRIGGER count_directory_change AFTER INSERT OR UPDATE OR DELETE ON interaction_contacts DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION count_directory_change();
CREATE CONSTRAINT TRIGGER count_directory_change AFTER INSERT OR UPDATE OR DELETE ON interaction_projects DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION count_directory_change();
CREATE CONSTRAINT TRIGGER count_directory_change AFTER INSERT OR UPDATE OR DELETE ON tag_thresholds DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION count_directory_change();
CREATE CONSTRAINT TRIGGER count_directory_change AFTER INSERT OR UPDATE OR DELETE ON saved_lists DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION count_directory_change();
CREATE CONSTRAINT TRIGGER count_directory_change AFTER INSERT OR UPDATE OR DELETE ON not_duplicates DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION count_directory_change();
CREATE CONSTRAINT TRIGGER count_directory_change AFTER INSERT OR UPDATE OR DELETE ON project_partners DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION count_directory_change();
CREATE CONSTRAINT TRIGGER count_directory_change AFTER UPDATE OR DELETE ON own_tasks DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION count_directory_change(); -- the next step of an exchange
