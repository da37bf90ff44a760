DROP TRIGGER z_count_attendance ON count_audiences;
DROP TRIGGER z_count_attendance ON attendance_reasons;
DROP TRIGGER z_count_attendance ON attendance_taps;
DROP FUNCTION count_attendance();
DROP TABLE attendance_counted;
