// Package accounttest opens a database with the people of a service, for the tests of the rooms.
package accounttest

import (
	"context"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/postgres"
	"parvis/internal/postgres/pgtest"
)

// Service is a database of a test's own with one person a role and one more of the team.
type Service struct {
	T  testing.TB
	DB *pgxpool.Pool
	People
}

// People are the same in every service.
type People struct{ Head, Team, Other, Intern account.Person }

var (
	everybody People // since filled was called
	filled    = pgtest.Filled(func(ctx context.Context, db *pgxpool.Pool) error {
		for _, one := range []struct {
			who  *account.Person
			name string
			role access.Role
		}{
			{&everybody.Head, "Claire Fontaine", access.Head},
			{&everybody.Team, "Inès Marchand", access.Team},
			{&everybody.Other, "Paul Renaud", access.Team},
			{&everybody.Intern, "Zoé Petit", access.Intern},
		} {
			var err error
			if *one.who, err = seed(ctx, db, one.name, one.role); err != nil {
				return err
			}
		}
		return nil
	})
)

// Open makes a service.
func Open(t testing.TB) Service {
	t.Helper()
	db := filled(t)
	return Service{T: t, DB: db, People: everybody}
}

// Person adds somebody.
func (s Service) Person(name string, role access.Role) account.Person {
	s.T.Helper()
	p, err := seed(s.T.Context(), s.DB, name, role)
	s.Must(err)
	return p
}

func seed(ctx context.Context, db *pgxpool.Pool, name string, role access.Role) (account.Person, error) {
	accounts := account.New(db, account.Options{Hasher: account.Argon2id{MemoryKiB: 8, Iterations: 1}})
	email := strings.ReplaceAll(french.Fold(name), " ", ".") + "@parvis.test"
	return accounts.Seed(ctx, account.Identity{Name: name, Email: email, Role: role}, "parvis-test-4711")
}

// Scalar asks the database for one value.
func Scalar[V any](s Service, sql string, args pgx.NamedArgs) V {
	s.T.Helper()
	v, err := postgres.Scalar[V](s.T.Context(), s.DB, sql, args)
	s.Must(err)
	return v
}

// Must ends the test at a failure.
func (s Service) Must(err error) {
	s.T.Helper()
	if err != nil {
		s.T.Fatal(err)
	}
}

// Refused holds that a failure is of a kind, with a problem beside a field where one is given.
func (s Service) Refused(err error, kind fault.Kind, field string) {
	s.T.Helper()
	if !fault.Is(err, kind) {
		s.T.Fatalf("got %v (kind %d), want kind %d", err, fault.KindOf(err), kind)
	}
	problems, _ := fault.ProblemsOf(err)
	if field != "" && problems.For(field) == "" {
		s.T.Fatalf("no problem beside %q: %v", field, problems)
	}
}

// Met holds that an edit met another, and gives both texts.
func (s Service) Met(err error) fault.Stale {
	s.T.Helper()
	met, ok := fault.StaleOf(err)
	if !ok || !fault.Is(err, fault.Conflict) {
		s.T.Fatalf("got %v, want an edit that met another", err)
	}
	return met
}

// Said writes fields that differ: "Titre: A → B".
func Said(changes []field.Change) []string {
	var lines []string
	for _, c := range changes {
		lines = append(lines, c.Label+": "+c.Before+" → "+c.After)
	}
	return lines
}
