package daybook_test

import (
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/activity"
	"parvis/internal/attendance"
	"parvis/internal/crew"
	"parvis/internal/daybook"
	"parvis/internal/fault"
	"parvis/internal/postgres"
	"parvis/internal/postgres/pgtest"
	"parvis/internal/programme"
	"parvis/internal/slot"
	"parvis/internal/staff"
	"parvis/internal/workcal"
)

var (
	saturday = workcal.Of(2025, 6, 14)
	now      = time.Date(2025, 6, 14, 14, 12, 0, 0, postgres.Paris)
)

// house is a database with the people of a service, a project of which a day runs, and Nadia, who has no account.
type house struct {
	*daybook.Room
	t                  *testing.T
	db                 *pgxpool.Pool
	slots              *slot.Room
	staff              *staff.Room
	crew               *crew.Room
	projects           *programme.Room
	counts             *attendance.Room
	head, team, intern account.By
	project, visit     int64
	nadia              crew.Hand
}

func open(t *testing.T) house {
	t.Helper()
	h := house{t: t, db: pgtest.New(t)}
	h.slots, h.crew, h.projects, h.counts = slot.New(h.db), crew.New(h.db), programme.New(h.db), attendance.New(h.db)
	h.staff = staff.New(h.db, h.slots)
	h.Room = daybook.New(h.db, h.slots, h.counts)
	h.head, h.team, h.intern = h.person("Claire Fontaine", access.Head), h.person("Samir Benali", access.Team), h.person("Inès Carpentier", access.Intern)
	var err error
	h.project, err = h.projects.Create(t.Context(), h.team, "", programme.ProjectDraft{Title: "JEA 2025", Kind: programme.EventProgramme, PilotID: h.team.ID, First: saturday, Last: saturday})
	h.must(err)
	h.visit, err = activity.New(h.db).Create(t.Context(), h.team, "", h.project, activity.Draft{Kind: activity.Visit, Title: "Fouille"})
	h.must(err)
	outsider, err := h.crew.Create(t.Context(), h.team, "", crew.Draft{Name: "Nadia Rahmani", Kind: crew.Temporary, Phone: "+33199000041", Active: true})
	h.must(err)
	h.nadia = crew.OfOutsider(outsider)
	return h
}

func (h house) person(name string, role access.Role) account.By {
	h.t.Helper()
	id, err := postgres.Scalar[int64](h.t.Context(), h.db, `INSERT INTO people (email, name, role, password_hash) VALUES (@name || '@parvis.test', @name, @role, 'x') RETURNING id`,
		pgx.NamedArgs{"name": name, "role": string(role)})
	h.must(err)
	return account.Person{ID: id, Name: name, Role: role, Version: 1}.At(now)
}

func (h house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

func (h house) want(kind fault.Kind, err error) {
	h.t.Helper()
	if !fault.Is(err, kind) {
		h.t.Errorf("got %v, want a fault of kind %v", err, kind)
	}
}

// slot plans a slot at an address, in minutes from midnight, and gives it to people.
func (h house) slot(where string, from, to int, needs string, hands ...crew.Hand) int64 {
	h.t.Helper()
	return h.slotOn(saturday, where, from, to, needs, hands...)
}

func (h house) slotOn(day workcal.Date, where string, from, to int, needs string, hands ...crew.Hand) int64 {
	h.t.Helper()
	ctx := h.t.Context()
	id, _, err := h.slots.Create(ctx, h.team, "", h.project, slot.Draft{ActivityID: h.visit, Times: slot.Times{Day: day, From: from, To: to}, Elsewhere: where, SetUp: 30, Tidy: 15, Status: slot.Planned}, true)
	h.must(err)
	if needs == "" {
		return id
	}
	h.must(h.staff.SetNeeds(ctx, h.team, id, 0, needs))
	s, err := h.staff.OfSlot(ctx, h.team, id)
	h.must(err)
	for i, hand := range hands {
		_, err := h.staff.Give(ctx, h.team, s.Needs[min(i, len(s.Needs)-1)].ID, hand, true)
		h.must(err)
	}
	return id
}

// key makes a key of a test's own.
func key(name string) string { return "cle-de-telephone-" + name }

func (h house) note(by account.By, name string, d daybook.Draft) int64 {
	h.t.Helper()
	id, err := h.Note(h.t.Context(), by, key(name), h.project, saturday, by.At, d)
	h.must(err)
	return id
}
