-- People of the service, their login sessions, and what limits login attempts.
CREATE TABLE people (
    id                   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email                text NOT NULL,
    name                 text NOT NULL CHECK (name <> ''),
    role                 text NOT NULL CHECK (role IN ('head', 'team', 'intern')),
    password_hash        text NOT NULL,
    must_change_password boolean NOT NULL DEFAULT true,
    -- Sessions carry the epoch they were opened in; bumping it ends them all.
    session_epoch        integer NOT NULL DEFAULT 0,
    disabled_at          timestamptz,
    last_login_at        timestamptz,
    created_at           timestamptz NOT NULL DEFAULT now(),
    updated_at           timestamptz NOT NULL DEFAULT now(),
    version              integer NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX people_email_key ON people (lower(email));

-- Owned by scs; the token is stored hashed.
CREATE TABLE sessions (
    token  text PRIMARY KEY,
    data   bytea NOT NULL,
    expiry timestamptz NOT NULL
);
CREATE INDEX sessions_expiry_idx ON sessions (expiry);

-- Keys are hashes: no e-mail and no address is kept in clear.
CREATE TABLE login_failures (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_key bytea NOT NULL,
    address_key bytea NOT NULL,
    at          timestamptz NOT NULL
);
CREATE INDEX login_failures_account_idx ON login_failures (account_key, at);
CREATE INDEX login_failures_address_idx ON login_failures (address_key, at);

-- A form carries a fresh key; sending it twice creates once.
CREATE TABLE submissions (
    key        text PRIMARY KEY CHECK (length(key) BETWEEN 16 AND 64),
    created_id bigint NOT NULL,
    at         timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX submissions_at_idx ON submissions (at);
