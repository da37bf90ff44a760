-- What a task asks of people, apart from how long it lasts, in half-days: a whole number that adds up exactly.
-- NULL is not known, which is neither zero nor the duration: no task asks for no work.
ALTER TABLE tasks ADD COLUMN effort_half_days integer CONSTRAINT tasks_effort_check CHECK (effort_half_days BETWEEN 1 AND 2000);

-- Left out of what partners see of a plan.
ALTER TABLE tasks ADD COLUMN internal boolean NOT NULL DEFAULT false;
