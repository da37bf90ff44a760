package postgres

import (
	"context"
	"errors"
	"fmt"

	"github.com/golang-migrate/migrate/v4"
	driver "github.com/golang-migrate/migrate/v4/database/pgx/v5"
	"github.com/golang-migrate/migrate/v4/source/iofs"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"

	"parvis/migrations"
)

// Migrate brings the database at url up to the newest migration. A database left dirty by a
// failed migration is refused with a sentence that says how to mend it, and so is one that Parvis cannot
// work with, as a *Refusal. One that is up to date is not written to.
func Migrate(ctx context.Context, url string) error {
	s, err := Look(ctx, url)
	if err == nil {
		err = s.Refusal()
	}
	if err != nil || s.Migration == Newest() && !s.Dirty {
		return err
	}
	if err := s.mayMigrate(); err != nil {
		return err
	}
	return withMigrations(ctx, url, func(m *migrate.Migrate) error { return m.Up() })
}

// MigrateDown takes every migration back, for tests and for a deliberate return to nothing.
func MigrateDown(ctx context.Context, url string) error {
	return withMigrations(ctx, url, func(m *migrate.Migrate) error { return m.Down() })
}

// MigrationVersion gives the number of the newest migration applied (0: none) and whether it
// failed half-way.
func MigrationVersion(ctx context.Context, url string) (version uint, dirty bool, err error) {
	s, err := Look(ctx, url)
	return s.Migration, s.Dirty, err
}

// unbounded lets a migration take the time it needs, whatever the role's settings are.
func unbounded(ctx context.Context, c *pgx.Conn) error {
	if err := c.PgConn().Exec(ctx, Bounds{}.settings()).Close(); err != nil {
		return fmt.Errorf("postgres: settle the connection of migrations: %w", err)
	}
	return nil
}

func withMigrations(ctx context.Context, url string, do func(*migrate.Migrate) error) error {
	config, err := parse(url)
	if err != nil {
		return err
	}
	throughPooler(config.ConnConfig, url) // a migration is sent once: preparing it gains nothing
	db := stdlib.OpenDB(*config.ConnConfig, stdlib.OptionAfterConnect(unbounded))
	defer func() { _ = db.Close() }()
	if err := db.PingContext(ctx); err != nil {
		return explain(err)
	}
	source, err := iofs.New(migrations.Files, ".")
	if err != nil {
		return fmt.Errorf("postgres: read migrations: %w", err)
	}
	target, err := driver.WithInstance(db, &driver.Config{})
	if err != nil {
		return fmt.Errorf("postgres: prepare migrations: %w", explain(err))
	}
	m, err := migrate.NewWithInstance("iofs", source, "pgx5", target)
	if err != nil {
		return fmt.Errorf("postgres: prepare migrations: %w", err)
	}
	defer func() { _, _ = m.Close() }()
	err = do(m)
	if dirty, ok := errors.AsType[migrate.ErrDirty](err); ok {
		return refuse("half-way", err, "La migration %d a échoué à mi-chemin\u00a0: corrigez la base, puis notez la version atteinte "+
			"avec «\u00a0parvis migrate force N\u00a0».", dirty.Version)
	}
	if err != nil && !errors.Is(err, migrate.ErrNoChange) {
		return fmt.Errorf("postgres: migrate: %w", explain(err))
	}
	return nil
}

// MigrationForce notes that the database stands at this version, after a person mended it.
func MigrationForce(ctx context.Context, url string, version int) error {
	return withMigrations(ctx, url, func(m *migrate.Migrate) error { return m.Force(version) })
}
