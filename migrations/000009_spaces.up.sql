-- The museum's rooms, halls and courts: where what the service prepares takes place.
CREATE TABLE spaces (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name        text NOT NULL CONSTRAINT spaces_name_check CHECK (name <> ''),
    name_folded text NOT NULL, -- without case and accents, as french.Fold writes it
    floor       text NOT NULL DEFAULT '',
    surface     double precision NOT NULL DEFAULT 0 -- in square metres; 0: not known
        CONSTRAINT spaces_surface_check CHECK (surface BETWEEN 0 AND 100000),
    seated      integer NOT NULL DEFAULT 0 CONSTRAINT spaces_seated_check CHECK (seated BETWEEN 0 AND 100000),
    standing    integer NOT NULL DEFAULT 0 CONSTRAINT spaces_standing_check CHECK (standing BETWEEN 0 AND 100000),
    access      text NOT NULL DEFAULT 'unknown'
        CONSTRAINT spaces_access_check CHECK (access IN ('unknown', 'full', 'helped', 'none')),
    set_up      integer NOT NULL DEFAULT 0 -- in minutes; 0: not known
        CONSTRAINT spaces_set_up_check CHECK (set_up BETWEEN 0 AND 10080),
    notes       text NOT NULL DEFAULT '',
    active      boolean NOT NULL DEFAULT true,
    created_by  bigint NOT NULL CONSTRAINT spaces_created_by_fkey REFERENCES people (id),
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    deleted_at  timestamptz,
    version     integer NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX spaces_name_key ON spaces (name_folded) WHERE deleted_at IS NULL;
