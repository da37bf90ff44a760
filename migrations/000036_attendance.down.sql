DROP VIEW slots_taken;
DROP VIEW slots_held;
DROP TABLE attendance_reasons;
DROP TABLE attendance_taps;
DROP TABLE count_audiences;
