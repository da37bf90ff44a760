DROP TABLE attendance_reasons;
DROP TABLE attendance_taps;
DROP TABLE count_audiences;
