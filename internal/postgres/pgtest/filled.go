package pgtest

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/postgres"
)

// Filled returns a function like New whose databases already hold what fill
// wrote. The first test that asks has it written, once per process; every test
// gets a copy of its own.
func Filled(fill func(context.Context, *pgxpool.Pool) error) func(testing.TB) *pgxpool.Pool {
	model := sync.OnceValues(func() (string, error) { return fillModel(fill) })
	return func(t testing.TB) *pgxpool.Pool {
		t.Helper()
		name, err := model()
		if err != nil {
			t.Fatalf("pgtest: %v", err)
		}
		s, err := shared()
		if err != nil {
			t.Fatalf("pgtest: %v", err)
		}
		return open(t, s.create(t, copyOf(name)))
	}
}

// fillModel makes the database that tests copy and leaves nobody connected to
// it: PostgreSQL copies no other. It goes with the cluster, or is swept by a
// later run.
func fillModel(fill func(context.Context, *pgxpool.Pool) error) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	s, err := shared()
	if err != nil {
		return "", err
	}
	template, err := s.migrated()
	if err != nil {
		return "", err
	}
	if err := s.admin.AcquireFunc(ctx, func(c *pgxpool.Conn) error { return sweep(ctx, c) }); err != nil {
		return "", err
	}
	name := newName()
	if _, err := s.admin.Exec(ctx, `CREATE DATABASE `+pgx.Identifier{name}.Sanitize()+` `+copyOf(template)); err != nil {
		return "", fmt.Errorf("create a database to fill: %w", err)
	}
	pool, err := postgres.Open(ctx, s.address(name))
	if err != nil {
		return "", err
	}
	defer pool.Close()
	if err := fill(ctx, pool); err != nil {
		return "", fmt.Errorf("fill the database to copy: %w", err)
	}
	return name, nil
}
