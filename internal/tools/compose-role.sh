#!/bin/sh
# Run once by the image of PostgreSQL, when the volume is new: Parvis connects as a role that owns its database
# and may nothing else. The superuser has no password any more, and is reached from within the container only.
set -eu
psql --username="$POSTGRES_USER" --dbname="$POSTGRES_DB" --set=ON_ERROR_STOP=1 --set=password="$POSTGRES_PASSWORD" <<'SQL'
CREATE ROLE parvis LOGIN PASSWORD :'password';
ALTER DATABASE parvis OWNER TO parvis;
ALTER ROLE CURRENT_USER PASSWORD NULL;
SQL
