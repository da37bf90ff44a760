package calendar_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/calendar"
	"parvis/internal/fault"
	"parvis/internal/postgres"
	"parvis/internal/postgres/pgtest"
	"parvis/internal/workcal"
)

// The service's day: Monday 7 April 2025.
var (
	ctx   = context.Background()
	now   = time.Date(2025, 4, 7, 9, 0, 0, 0, time.UTC)
	today = workcal.Of(2025, 4, 7)
)

const key = "a-fresh-submission-key"

// house is a database with one person per role.
type house struct {
	*calendar.Room
	t                  testing.TB
	db                 *pgxpool.Pool
	head, team, intern account.Person
}

func open(t testing.TB) house {
	t.Helper()
	db := pgtest.New(t)
	h := house{Room: calendar.New(db), t: t, db: db}
	h.head = h.person("Claire Fontaine", access.Head)
	h.team = h.person("Inès Marchand", access.Team)
	h.intern = h.person("Zoé Petit", access.Intern)
	return h
}

func (h house) person(name string, role access.Role) account.Person {
	h.t.Helper()
	id, err := postgres.Scalar[int64](ctx, h.db, `INSERT INTO people (email, name, role, password_hash)
		VALUES (@name || '@parvis.test', @name, @role, 'x') RETURNING id`, pgx.NamedArgs{"name": name, "role": string(role)})
	h.must(err)
	return account.Person{ID: id, Name: name, Role: role, Version: 1}
}

// since reads what a plan needs from a day on, as a plan does it: on a batch of its own.
func (h house) since(day workcal.Date) *calendar.Reading {
	h.t.Helper()
	b := &pgx.Batch{}
	r := calendar.Queue(b, `SELECT @day::date`, pgx.NamedArgs{"day": day})
	h.must(h.db.SendBatch(ctx, b).Close())
	return r
}

func (h house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

func (h house) refused(err error, kind fault.Kind, field string) {
	h.t.Helper()
	if !fault.Is(err, kind) {
		h.t.Fatalf("got %v (kind %d), want kind %d", err, fault.KindOf(err), kind)
	}
	problems, _ := fault.ProblemsOf(err)
	if field != "" && problems.For(field) == "" {
		h.t.Fatalf("no problem beside %q: %v", field, problems)
	}
}

func (h house) allowed(who account.Person, what string, err error, may bool) {
	h.t.Helper()
	switch {
	case may && err != nil:
		h.t.Errorf("%s: %s: %v", who.Name, what, err)
	case !may && !fault.Is(err, fault.Forbidden):
		h.t.Errorf("%s: %s: got %v, want a refusal", who.Name, what, err)
	case !may && !strings.Contains(fault.SentenceOf(err), "peut faire cela"):
		h.t.Errorf("%s: %s: the refusal does not say who may: %s", who.Name, what, fault.SentenceOf(err))
	}
}
