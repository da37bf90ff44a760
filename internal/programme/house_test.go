package programme_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/account/accounttest"
	"parvis/internal/journal"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/trash"
)

var now = time.Date(2025, 4, 7, 11, 0, 0, 0, postgres.Paris)

// house is a database with the four people of a service.
type house struct {
	*programme.Room
	accounttest.Service
}

func open(t *testing.T) house {
	t.Helper()
	s := accounttest.Open(t)
	return house{Room: programme.New(s.DB), Service: s}
}

func scalar[V any](h house, sql string, args pgx.NamedArgs) V {
	h.T.Helper()
	return accounttest.Scalar[V](h.Service, sql, args)
}

func (h house) draft() programme.ProjectDraft {
	return programme.ProjectDraft{Kind: programme.EAC, Title: "Les petits archéologues", PilotID: h.Team.ID,
		First: day("2025-06-13"), Last: day("2025-06-15"), Objectives: "Découvrir la fouille", Audiences: "Une classe de CM2", SafetyMargin: 2}
}

// project creates a project and gives it back.
func (h house) project(change ...func(*programme.ProjectDraft)) programme.ProjectSheet {
	h.T.Helper()
	d := h.draft()
	for _, c := range change {
		c(&d)
	}
	id, err := h.Create(context.Background(), h.Team.At(now), "", d)
	h.Must(err)
	return h.find(id)
}

func (h house) find(id int64) programme.ProjectSheet {
	h.T.Helper()
	p, err := h.Project(context.Background(), h.Head.At(now), id)
	h.Must(err)
	return p
}

func (h house) event(change ...func(*programme.EventDraft)) programme.EventSheet {
	h.T.Helper()
	d := goodEvent()
	for _, c := range change {
		c(&d)
	}
	id, err := h.CreateEvent(context.Background(), h.Team.At(now), "", d)
	h.Must(err)
	e, err := h.Event(context.Background(), h.Head.At(now), id)
	h.Must(err)
	return e
}

// journal gives the sentences of a project's history, newest first, and under each its changes.
func (h house) journal(id int64) []string {
	h.T.Helper()
	page, err := h.History(context.Background(), h.Head.At(now), id, 1)
	h.Must(err)
	return told(page, journal.Subject{Kind: journal.Project, ID: id})
}

// told writes a page of the history of one thing, a line an entry: "who what | label: before → after".
func told(page journal.Page, of journal.Subject) []string {
	var lines []string
	for _, e := range page.Entries {
		lines = append(lines, strings.Join(append([]string{e.Sentence(of)}, accounttest.Said(e.Changes)...), " | "))
	}
	return lines
}

// trashed gives what a person may see in one bin.
func (h house) trashed(by account.By, key string) []trash.Item {
	h.T.Helper()
	items, err := h.bin(key).List(context.Background(), by)
	h.Must(err)
	return items
}

func (h house) bin(key string) trash.Bin {
	h.T.Helper()
	for _, bin := range h.Bins() {
		if bin.Key == key {
			return bin
		}
	}
	h.T.Fatalf("no bin %q", key)
	return trash.Bin{}
}

// purge removes for good what can no longer be restored at a moment.
func (h house) purge(at time.Time) {
	h.T.Helper()
	for _, bin := range h.Bins() {
		h.Must(bin.Purge(context.Background(), trash.Since(at)))
	}
}

// locks tells whether a project can be locked by somebody: nil when it can.
func (h house) locks(person account.Person, id int64) error {
	return postgres.InTx(context.Background(), h.DB, func(tx pgx.Tx) error {
		_, _, err := programme.Locked(context.Background(), tx, person.At(now), id)
		return err
	})
}
