-- Templates keep what they say of effort: what came before leaves it aside.
ALTER TABLE tasks DROP COLUMN internal;
ALTER TABLE tasks DROP COLUMN effort_half_days;
