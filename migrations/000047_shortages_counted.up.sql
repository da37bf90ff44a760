-- What is lacking of equipment is one of the conflicts of a programme, which are kept until something is counted (000033): whoever changes what is taken
-- counts, once, in the turn that she takes for it. Nothing waits for this number that does not hold the turn.
CREATE OR REPLACE FUNCTION take_equipment_turn() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('equipment turn'));
    IF current_setting('parvis.equipment_counted', true) IS DISTINCT FROM pg_current_xact_id()::text THEN
        INSERT INTO revisions (room, id, number) VALUES ('equipment', 0, 1) ON CONFLICT (room, id) DO UPDATE SET number = revisions.number + 1;
        PERFORM set_config('parvis.equipment_counted', pg_current_xact_id()::text, true);
    END IF;
END
$$;

-- Sentences name the thing, and what it is booked for.
CREATE FUNCTION equipment_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM take_equipment_turn();
    RETURN NULL;
END
$$;

CREATE CONSTRAINT TRIGGER equipment_renamed AFTER UPDATE OF name ON equipment DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION equipment_renamed();
CREATE CONSTRAINT TRIGGER equipment_renamed AFTER UPDATE OF purpose ON bookings DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION equipment_renamed();
