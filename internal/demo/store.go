package demo

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/postgres"
)

// A database that holds the demonstration says so in a table of its own, which no migration
// creates: real databases never have it.

// holding is what a database holds.
type holding int

const (
	nothing      holding = iota // nobody yet
	half                        // a story that was interrupted
	whole                       // the story
	somebodyElse                // people of a real service
)

func holds(ctx context.Context, db postgres.Querier) (holding, error) {
	marked, err := postgres.Scalar[bool](ctx, db, `SELECT to_regclass('demonstration') IS NOT NULL`, nil)
	if err != nil {
		return nothing, fmt.Errorf("demo: look for the mark: %w", err)
	}
	if marked {
		told, err := postgres.Scalar[bool](ctx, db, `SELECT COALESCE(bool_or(told_at IS NOT NULL), false) FROM demonstration`, nil)
		if err != nil {
			return nothing, fmt.Errorf("demo: read the mark: %w", err)
		}
		if told {
			return whole, nil
		}
		return half, nil
	}
	people, err := postgres.Scalar[bool](ctx, db, `SELECT EXISTS (SELECT FROM people_named)`, nil)
	if err != nil {
		return nothing, fmt.Errorf("demo: look for people: %w", err)
	}
	if people {
		return somebodyElse, nil
	}
	return nothing, nil
}

// begin marks the database: until end, it holds half a story.
func begin(ctx context.Context, db *pgxpool.Pool) error {
	return postgres.InTx(ctx, db, func(tx pgx.Tx) error {
		_, err := tx.Exec(ctx, `CREATE TABLE IF NOT EXISTS demonstration (told_at timestamptz)`)
		if err != nil {
			return fmt.Errorf("demo: mark: %w", err)
		}
		if _, err := tx.Exec(ctx, `DELETE FROM demonstration`); err != nil {
			return fmt.Errorf("demo: mark: %w", err)
		}
		_, err = tx.Exec(ctx, `INSERT INTO demonstration (told_at) VALUES (NULL)`)
		return err
	})
}

// end notes that the story is whole.
func end(ctx context.Context, db postgres.Querier) error {
	_, err := db.Exec(ctx, `UPDATE demonstration SET told_at = now()`)
	return postgres.Translate(err)
}

func forget(ctx context.Context, db postgres.Querier) error {
	_, err := db.Exec(ctx, `DROP TABLE IF EXISTS demonstration`)
	return postgres.Translate(err)
}

// alone runs do while no other process fills or erases the same database.
func alone(ctx context.Context, db *pgxpool.Pool, do func() error) error {
	config := db.Config().ConnConfig.Copy()
	conn, err := pgx.ConnectConfig(ctx, config)
	if err != nil {
		return fmt.Errorf("demo: connect: %w", postgres.Translate(err))
	}
	defer func() { _ = conn.Close(context.WithoutCancel(ctx)) }()
	if _, err := conn.Exec(ctx, `SELECT pg_advisory_lock(hashtext('parvis demonstration'))`); err != nil {
		return fmt.Errorf("demo: wait for another demonstration: %w", err)
	}
	return do()
}
