DROP TRIGGER equipment_renamed ON bookings;
DROP TRIGGER equipment_renamed ON equipment;
DROP FUNCTION equipment_renamed();
DROP FUNCTION take_equipment_turn();
CREATE FUNCTION take_equipment_turn() RETURNS void LANGUAGE sql AS $$ SELECT pg_advisory_xact_lock(hashtext('equipment turn')) $$;
