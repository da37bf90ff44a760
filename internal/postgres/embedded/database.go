package embedded

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// EnsureDatabase creates the database (UTF-8, French ICU collation) unless it is there, and sees to it
// that the application's role owns it and what is in it: older clusters, and restored dumps, belong to
// the cluster's first role.
func (s *Server) EnsureDatabase(ctx context.Context, name string) error {
	conn, err := s.c.connect(ctx, "postgres")
	if err != nil {
		return fmt.Errorf("embedded: create database %s: %w", name, err)
	}
	defer conn.Close(context.WithoutCancel(ctx))
	// One process at a time; the lock ends with the connection at worst.
	if _, err := conn.Exec(ctx, `SELECT pg_advisory_lock(hashtext('parvis database'))`); err != nil {
		return fmt.Errorf("embedded: create database %s: %w", name, err)
	}
	for _, step := range []struct{ what, missing, sql string }{
		{"the role", `SELECT NOT EXISTS (SELECT FROM pg_roles WHERE rolname = @role)`,
			`CREATE ROLE ` + service + ` LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION`},
		{"the database", `SELECT NOT EXISTS (SELECT FROM pg_database WHERE datname = @name)`,
			`CREATE DATABASE ` + pgx.Identifier{name}.Sanitize() + ` OWNER ` + service + ` TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'fr-FR'`},
		{"the owner", `SELECT EXISTS (SELECT FROM pg_database WHERE datname = @name AND datdba <> @role::regrole)`,
			`ALTER DATABASE ` + pgx.Identifier{name}.Sanitize() + ` OWNER TO ` + service},
	} {
		var missing bool
		if err := conn.QueryRow(ctx, step.missing, pgx.NamedArgs{"name": name, "role": service}).Scan(&missing); err != nil {
			return fmt.Errorf("embedded: %s of %s: %w", step.what, name, err)
		}
		if !missing {
			continue
		}
		if _, err := conn.Exec(ctx, step.sql); err != nil && !made(err) {
			return fmt.Errorf("embedded: %s of %s: %w", step.what, name, err)
		}
	}
	return s.adopt(ctx, name)
}

// made tells that a Parvis of before, which takes no lock, was quicker.
func made(err error) bool {
	pgErr, ok := errors.AsType[*pgconn.PgError](err)
	return ok && (pgErr.Code == "42P04" || pgErr.Code == "42710" || pgErr.Code == "23505")
}

// adoptSQL gives the application's role what another one owns. The sequence of an identity column goes
// with its table.
const adoptSQL = `DO $$
DECLARE it record;
BEGIN
	FOR it IN SELECT CASE relkind WHEN 'S' THEN 'SEQUENCE' WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'TABLE' END AS kind, c.oid::regclass::text AS name
			FROM pg_class c WHERE relnamespace = to_regnamespace('public') AND relkind IN ('r', 'p', 'v', 'm', 'S') AND relowner <> '` + service + `'::regrole
				AND NOT (relkind = 'S' AND EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('a', 'i')))
		UNION ALL SELECT 'ROUTINE', oid::regprocedure::text FROM pg_proc WHERE pronamespace = to_regnamespace('public') AND proowner <> '` + service + `'::regrole
		UNION ALL SELECT CASE typtype WHEN 'd' THEN 'DOMAIN' ELSE 'TYPE' END, oid::regtype::text FROM pg_type
			WHERE typnamespace = to_regnamespace('public') AND typtype IN ('d', 'e', 'r') AND typowner <> '` + service + `'::regrole
	LOOP
		EXECUTE format('ALTER %s %s OWNER TO ` + service + `', it.kind, it.name);
	END LOOP;
END $$`

func (s *Server) adopt(ctx context.Context, name string) error {
	conn, err := s.c.connect(ctx, name)
	if err != nil {
		return fmt.Errorf("embedded: the owner of %s: %w", name, err)
	}
	defer conn.Close(context.WithoutCancel(ctx))
	if _, err := conn.Exec(ctx, adoptSQL); err != nil {
		return fmt.Errorf("embedded: the owner of %s: %w", name, err)
	}
	return nil
}
