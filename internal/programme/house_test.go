package programme_test

import (
	"context"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/postgres"
	"parvis/internal/postgres/pgtest"
	"parvis/internal/programme"
)

var now = time.Date(2025, 4, 7, 9, 0, 0, 0, time.UTC)

// house is a database with the four people of a service.
type house struct {
	*programme.Room
	t                         *testing.T
	db                        *pgxpool.Pool
	head, team, other, intern account.Person
}

func open(t *testing.T) house {
	t.Helper()
	db := pgtest.New(t)
	h := house{Room: programme.New(db), t: t, db: db}
	h.head = h.person("Claire Fontaine", access.Head)
	h.team = h.person("Inès Marchand", access.Team)
	h.other = h.person("Paul Renaud", access.Team)
	h.intern = h.person("Zoé Petit", access.Intern)
	return h
}

func (h house) person(name string, role access.Role) account.Person {
	h.t.Helper()
	id := scalar[int64](h, `INSERT INTO people (email, name, role, password_hash) VALUES (@name || '@parvis.test', @name, @role, 'x') RETURNING id`,
		pgx.NamedArgs{"name": name, "role": string(role)})
	return account.Person{ID: id, Name: name, Role: role, Version: 1}
}

func scalar[T any](h house, sql string, args pgx.NamedArgs) T {
	h.t.Helper()
	v, err := postgres.Scalar[T](context.Background(), h.db, sql, args)
	if err != nil {
		h.t.Fatal(err)
	}
	return v
}

func (h house) draft() programme.ProjectDraft {
	return programme.ProjectDraft{Kind: programme.EAC, Title: "Les petits archéologues", PilotID: h.team.ID,
		First: day("2025-06-13"), Last: day("2025-06-15"), Objectives: "Découvrir la fouille", Audiences: "Une classe de CM2", SafetyMargin: 2}
}

// project creates a project and gives it back.
func (h house) project(change ...func(*programme.ProjectDraft)) programme.ProjectSheet {
	h.t.Helper()
	d := h.draft()
	for _, c := range change {
		c(&d)
	}
	id, err := h.Create(context.Background(), h.team.At(now), "", d)
	h.must(err)
	return h.find(id)
}

func (h house) find(id int64) programme.ProjectSheet {
	h.t.Helper()
	p, err := h.Project(context.Background(), h.head.At(now), id)
	h.must(err)
	return p
}

func (h house) event(change ...func(*programme.EventDraft)) programme.EventSummary {
	h.t.Helper()
	d := goodEvent()
	for _, c := range change {
		c(&d)
	}
	id, err := h.CreateEvent(context.Background(), h.team.At(now), "", d)
	h.must(err)
	e, err := h.Event(context.Background(), h.head.At(now), id)
	h.must(err)
	return e
}

// journal gives the lines of a project's journal, newest first, as "who what".
func (h house) journal(id int64) []string {
	h.t.Helper()
	page, err := h.Journal(context.Background(), h.head.At(now), id, 1)
	h.must(err)
	var lines []string
	for _, e := range page.Entries {
		lines = append(lines, e.PersonName+" "+e.What)
	}
	return lines
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

// locks tells whether a project can be locked by somebody: nil when it can.
func (h house) locks(person account.Person, id int64) error {
	return postgres.InTx(context.Background(), h.db, func(tx pgx.Tx) error {
		_, _, err := programme.Locked(context.Background(), tx, person.At(now), id)
		return err
	})
}
