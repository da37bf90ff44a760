// Package pgtest gives each test a PostgreSQL database of its own, cloned from
// a migrated template in some tens of milliseconds. All test processes of an
// account share one throw-away cluster in memory; it stops by itself when no
// test has used it for a while. TEST_DATABASE_URL names another server to use
// instead. Where PostgreSQL is missing it is fetched; where it cannot be, the
// test fails: it never skips.
package pgtest

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/postgres"
)

const (
	databasePrefix = "parvis_test_"
	templatePrefix = "parvis_template_"
	poolSize       = "16" // connections one test may hold at once
)

// New returns a pool on a fresh, migrated database that disappears with the
// test. Tests may run in parallel.
func New(t testing.TB) *pgxpool.Pool {
	t.Helper()
	return open(t, URL(t))
}

// URL returns the address of a fresh, migrated database that disappears with
// the test.
func URL(t testing.TB) string {
	t.Helper()
	s, err := shared()
	if err != nil {
		t.Fatalf("pgtest: %v", err)
	}
	template, err := s.migrated()
	if err != nil {
		t.Fatalf("pgtest: %v", err)
	}
	return s.create(t, copyOf(template))
}

// copyOf is the clause that copies a database. Copying files takes half the time of copying through the log:
// nothing of it is ever written to a disk.
func copyOf(database string) string {
	return `TEMPLATE ` + pgx.Identifier{database}.Sanitize() + ` STRATEGY file_copy`
}

// Empty returns the address of a fresh database without any table, for tests
// of the migrations themselves.
func Empty(t testing.TB) string {
	t.Helper()
	s, err := shared()
	if err != nil {
		t.Fatalf("pgtest: %v", err)
	}
	return s.create(t, emptyDatabase)
}

// Created returns the address of a fresh database made as the clause of CREATE DATABASE says.
func Created(t testing.TB, clause string) string {
	t.Helper()
	s, err := shared()
	if err != nil {
		t.Fatalf("pgtest: %v", err)
	}
	return s.create(t, clause)
}

// Role makes a role that may log in and nothing else, and gives its name. It owns nothing when the test ends:
// make it before what it will own.
func Role(t testing.TB) string {
	t.Helper()
	s, err := shared()
	if err != nil {
		t.Fatalf("pgtest: %v", err)
	}
	name := newName()
	if _, err := s.admin.Exec(context.Background(), `CREATE ROLE `+name+` LOGIN`); err != nil {
		t.Fatalf("pgtest: create a role: %v", err)
	}
	t.Cleanup(func() {
		if _, err := s.admin.Exec(context.Background(), `DROP ROLE `+name); err != nil {
			t.Errorf("pgtest: drop a role: %v", err)
		}
	})
	return name
}

// As returns an address for another role.
func As(t testing.TB, address, role string) string {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatalf("pgtest: %v", err)
	}
	u.User = url.User(role)
	return u.String()
}

const emptyDatabase = `TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'fr-FR'`

func open(t testing.TB, address string) *pgxpool.Pool {
	t.Helper()
	pool, err := postgres.Open(context.Background(), address)
	if err != nil {
		t.Fatalf("pgtest: %v", err)
	}
	t.Cleanup(func() {
		closed := make(chan struct{})
		go func() { pool.Close(); close(closed) }()
		select {
		case <-closed:
		case <-time.After(10 * time.Second):
			t.Errorf("pgtest: %d connections were never given back to the pool", pool.Stat().AcquiredConns())
		}
	})
	return pool
}

// create makes a database as the clause says and returns its address.
func (s *server) create(t testing.TB, clause string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	name := newName()
	quoted := pgx.Identifier{name}.Sanitize()
	if _, err := s.admin.Exec(ctx, `CREATE DATABASE `+quoted+` `+clause); err != nil {
		t.Fatalf("pgtest: create a test database: %v", err)
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		defer cancel()
		if _, err := s.admin.Exec(ctx, `DROP DATABASE IF EXISTS `+quoted+` WITH (FORCE)`); err != nil {
			t.Errorf("pgtest: drop a test database: %v", err)
		}
	})
	return s.address(name)
}

// address replaces the database in the server's URL.
func (s *server) address(database string) string {
	u := *s.url
	u.Path = "/" + database
	q := u.Query()
	q.Set("pool_max_conns", poolSize)
	u.RawQuery = strings.ReplaceAll(q.Encode(), "+", "%20") // not every reader takes a plus sign for a space
	return u.String()
}

// newName names a test database. The second in it lets a later run recognise
// what a crashed one left.
func newName() string {
	var b [6]byte
	_, _ = rand.Read(b[:]) // never fails
	return fmt.Sprintf("%s%d_%s", databasePrefix, time.Now().Unix(), hex.EncodeToString(b[:]))
}

// external is the server TEST_DATABASE_URL names, nil when it is unset.
func external() (*url.URL, error) {
	text := os.Getenv("TEST_DATABASE_URL")
	if text == "" {
		return nil, nil
	}
	u, err := url.Parse(text)
	if err != nil || (u.Scheme != "postgres" && u.Scheme != "postgresql") {
		return nil, fmt.Errorf("TEST_DATABASE_URL must look like postgres://user@host/postgres")
	}
	return u, nil
}
