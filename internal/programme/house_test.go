package programme_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/journal"
	"parvis/internal/postgres"
	"parvis/internal/postgres/pgtest"
	"parvis/internal/programme"
	"parvis/internal/trash"
)

var now = time.Date(2025, 4, 7, 11, 0, 0, 0, postgres.Paris)

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

func (h house) event(change ...func(*programme.EventDraft)) programme.EventSheet {
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

// journal gives the sentences of a project's history, newest first, and under each its changes.
func (h house) journal(id int64) []string {
	h.t.Helper()
	page, err := h.History(context.Background(), h.head.At(now), id, 1)
	h.must(err)
	return told(page, journal.Subject{Kind: journal.Project, ID: id})
}

// told writes a page of the history of one thing, a line an entry: "who what | label: before → after".
func told(page journal.Page, of journal.Subject) []string {
	var lines []string
	for _, e := range page.Entries {
		lines = append(lines, strings.Join(append([]string{e.Sentence(of)}, fieldLines(e.Changes)...), " | "))
	}
	return lines
}

// fieldLines writes fields that differ.
func fieldLines(changes []field.Change) []string {
	var lines []string
	for _, c := range changes {
		lines = append(lines, c.Label+": "+c.Before+" → "+c.After)
	}
	return lines
}

// trashed gives what a person may see in one bin.
func (h house) trashed(by account.By, key string) []trash.Item {
	h.t.Helper()
	items, err := h.bin(key).List(context.Background(), by)
	h.must(err)
	return items
}

func (h house) bin(key string) trash.Bin {
	h.t.Helper()
	for _, bin := range h.Bins() {
		if bin.Key == key {
			return bin
		}
	}
	h.t.Fatalf("no bin %q", key)
	return trash.Bin{}
}

// purge removes for good what can no longer be restored at a moment.
func (h house) purge(at time.Time) {
	h.t.Helper()
	for _, bin := range h.Bins() {
		h.must(bin.Purge(context.Background(), trash.Since(at)))
	}
}

// stale gives what the failure of an edit that met another carries.
func (h house) stale(err error) fault.Stale {
	h.t.Helper()
	met, ok := fault.StaleOf(err)
	if !ok || !fault.Is(err, fault.Conflict) {
		h.t.Fatalf("got %v, want an edit that met another", err)
	}
	return met
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
