package postgres

import (
	"context"
	"errors"
	"fmt"

	"github.com/golang-migrate/migrate/v4"
	driver "github.com/golang-migrate/migrate/v4/database/pgx/v5"
	"github.com/golang-migrate/migrate/v4/source/iofs"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"

	"parvis/migrations"
)

// Migrate brings the database at url up to the newest migration. A database left dirty by a
// failed migration is refused with a sentence that says how to mend it.
func Migrate(ctx context.Context, url string) error {
	return withMigrations(ctx, url, func(m *migrate.Migrate) error { return m.Up() })
}

// MigrateDown takes every migration back, for tests and for a deliberate return to nothing.
func MigrateDown(ctx context.Context, url string) error {
	return withMigrations(ctx, url, func(m *migrate.Migrate) error { return m.Down() })
}

// MigrationVersion gives the number of the newest migration applied (0: none) and whether it
// failed half-way.
func MigrationVersion(ctx context.Context, url string) (version uint, dirty bool, err error) {
	err = withMigrations(ctx, url, func(m *migrate.Migrate) error {
		var err error
		version, dirty, err = m.Version()
		if errors.Is(err, migrate.ErrNilVersion) {
			return nil
		}
		return err
	})
	return version, dirty, err
}

func withMigrations(ctx context.Context, url string, do func(*migrate.Migrate) error) error {
	config, err := pgxpool.ParseConfig(url) // the URL may carry a pool's settings
	if err != nil {
		return errors.New("postgres: the database URL cannot be read")
	}
	db := stdlib.OpenDB(*config.ConnConfig)
	defer func() { _ = db.Close() }()
	if err := db.PingContext(ctx); err != nil {
		return fmt.Errorf("postgres: the database does not answer: %w", err)
	}
	source, err := iofs.New(migrations.Files, ".")
	if err != nil {
		return fmt.Errorf("postgres: read migrations: %w", err)
	}
	target, err := driver.WithInstance(db, &driver.Config{})
	if err != nil {
		return fmt.Errorf("postgres: prepare migrations: %w", err)
	}
	m, err := migrate.NewWithInstance("iofs", source, "pgx5", target)
	if err != nil {
		return fmt.Errorf("postgres: prepare migrations: %w", err)
	}
	defer func() { _, _ = m.Close() }()
	err = do(m)
	if dirty, ok := errors.AsType[migrate.ErrDirty](err); ok {
		return fmt.Errorf("la migration %d a échoué à mi-chemin : corrigez la base, puis notez la version atteinte "+
			"avec « parvis migrate force N » : %w", dirty.Version, err)
	}
	if err != nil && !errors.Is(err, migrate.ErrNoChange) {
		return fmt.Errorf("postgres: migrate: %w", err)
	}
	return nil
}

// MigrationForce notes that the database stands at this version, after a person mended it.
func MigrationForce(ctx context.Context, url string, version int) error {
	return withMigrations(ctx, url, func(m *migrate.Migrate) error { return m.Force(version) })
}
