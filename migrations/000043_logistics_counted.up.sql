-- The pages of the logistics are kept until something is counted, as those of the programme are (000033): whoever changes what is lent, or what is taken of
-- it, counts in the turn that she takes for it (000035), once. Nobody waits for this number without the turn, and nothing is waited for with it.
CREATE OR REPLACE FUNCTION take_equipment_turn() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('equipment turn'));
    IF current_setting('parvis.equipment_counted', true) IS DISTINCT FROM pg_current_xact_id()::text THEN
        INSERT INTO revisions (room, id, number) VALUES ('equipment', 0, 1) ON CONFLICT (room, id) DO UPDATE SET number = revisions.number + 1;
        PERFORM set_config('parvis.equipment_counted', pg_current_xact_id()::text, true);
    END IF;
END
$$;

CREATE FUNCTION count_equipment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM take_equipment_turn();
    RETURN NULL;
END
$$;

CREATE CONSTRAINT TRIGGER count_equipment AFTER INSERT OR UPDATE OR DELETE ON equipment DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION count_equipment();
CREATE CONSTRAINT TRIGGER count_equipment AFTER INSERT OR UPDATE OR DELETE ON equipment_sets DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION count_equipment();
CREATE CONSTRAINT TRIGGER count_equipment AFTER INSERT OR UPDATE OR DELETE ON equipment_set_items DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION count_equipment();
CREATE CONSTRAINT TRIGGER count_equipment AFTER INSERT OR UPDATE OR DELETE ON bookings DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION count_equipment();
CREATE CONSTRAINT TRIGGER count_equipment AFTER INSERT OR UPDATE OR DELETE ON booking_lines DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION count_equipment();

CREATE CONSTRAINT TRIGGER a_count_change AFTER INSERT OR UPDATE OR DELETE ON deliveries DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION count_change();
CREATE CONSTRAINT TRIGGER a_count_change AFTER INSERT OR UPDATE OR DELETE ON outings DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION count_change();
