DROP TABLE duty_phones;
DROP TABLE day_ticks;
DROP TABLE day_entries;
