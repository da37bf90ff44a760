// Command schemadump writes the schema that the migrations make to standard output, for readers:
// `make schema` keeps it in migrations/schema.sql.
package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"

	"parvis/internal/postgres"
	"parvis/internal/postgres/embedded"
)

func main() {
	if err := dump(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, "schemadump:", err)
		os.Exit(1)
	}
}

func dump(ctx context.Context) error {
	server, err := embedded.Start(ctx, embedded.Options{Install: true})
	if err != nil {
		return err
	}
	defer func() { _ = server.Stop(ctx) }()
	const name = "parvis_schema"
	if err := server.EnsureDatabase(ctx, name); err != nil {
		return err
	}
	url := server.URL(name)
	if err := empty(ctx, url); err != nil { // whatever a migration that failed left behind
		return err
	}
	if err := postgres.Migrate(ctx, url); err != nil {
		return err
	}
	command := exec.CommandContext(ctx, filepath.Join(server.BinDir(), "pg_dump"), "--schema-only", "--no-owner",
		"--no-privileges", "--exclude-table=schema_migrations", url)
	command.Env = append(os.Environ(), server.Environ()...)
	command.Stderr = os.Stderr
	out, err := command.Output()
	if err != nil {
		return fmt.Errorf("pg_dump: %w", err)
	}
	// Settings, comments and psql commands differ between versions and tell a reader nothing.
	out = regexp.MustCompile(`(?m)^(--.*|SET .*|SELECT pg_catalog\..*|\\.*)\n`).ReplaceAll(out, nil)
	out = regexp.MustCompile(`\n{2,}`).ReplaceAll(out, []byte("\n\n"))
	_, err = fmt.Printf("-- The schema that the migrations make, for readers; `make schema` writes it.\n%s", out)
	return err
}

func empty(ctx context.Context, url string) error {
	db, err := postgres.Open(ctx, url)
	if err != nil {
		return err
	}
	defer db.Close()
	if _, err := db.Exec(ctx, `DROP SCHEMA public CASCADE; CREATE SCHEMA public`); err != nil {
		return fmt.Errorf("empty the database: %w", err)
	}
	return nil
}
