package equipment_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/activity"
	"parvis/internal/equipment"
	"parvis/internal/fault"
	"parvis/internal/postgres"
	"parvis/internal/postgres/pgtest"
	"parvis/internal/programme"
	"parvis/internal/slot"
	"parvis/internal/undo"
	"parvis/internal/workcal"
)

var (
	now    = time.Date(2025, 4, 7, 11, 0, 0, 0, postgres.Paris)
	friday = workcal.Of(2025, 6, 13)
)

// house is a database with the people of a service, two projects of three days, of the first of which the intern is a member, with an activity each, and
// four folding tables and two projectors.
type house struct {
	*equipment.Room
	t                            *testing.T
	db                           *pgxpool.Pool
	slots                        *slot.Room
	projects                     *programme.Room
	activities                   *activity.Room
	back                         *undo.Room
	head, team, intern, stranger account.By
	project, other               int64
	visit, elsewhere             int64 // an activity of each
	table, projector             int64
}

func open(t *testing.T) house {
	t.Helper()
	h := house{t: t, db: pgtest.New(t)}
	h.slots, h.projects, h.activities = slot.New(h.db), programme.New(h.db), activity.New(h.db)
	h.Room = equipment.New(h.db, h.slots)
	h.slots.Equipped(equipment.Gear)
	h.back = undo.New(h.db, programme.Undoable{}, activity.Undoable{}, slot.Undoable{}, equipment.Undoable{})
	h.head, h.team, h.intern, h.stranger = h.person("Claire Fontaine", access.Head), h.person("Samir Benali", access.Team), h.person("Zoé Petit", access.Intern), h.person("Léo Roux", access.Intern)
	h.project, h.other = h.newProject("JEA 2025"), h.newProject("Résidence")
	h.must(h.projects.AddMember(t.Context(), h.team, h.project, h.intern.ID))
	h.visit, h.elsewhere = h.newActivity(h.project, "Visite"), h.newActivity(h.other, "Atelier")
	h.table, h.projector = h.thing("Table pliante", 4), h.thing("Vidéoprojecteur", 2)
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
		p, _ := fault.ProblemsOf(err)
		h.t.Fatal(err, p)
	}
}

func (h house) want(kind fault.Kind, err error) {
	h.t.Helper()
	if !fault.Is(err, kind) {
		h.t.Errorf("got %v, want a fault of kind %v", err, kind)
	}
}

// broken wants a problem with a field, which says this.
func (h house) broken(field, said string, err error) {
	h.t.Helper()
	if p, ok := fault.ProblemsOf(err); !ok || !strings.Contains(plain(p.For(field)), said) {
		h.t.Errorf("got %v %v, want a problem with %q that says %q", err, p, field, said)
	}
}

// plain is a text with spaces that break.
func plain(s string) string { return strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(s) }

func (h house) newProject(title string) int64 {
	h.t.Helper()
	id, err := h.projects.Create(h.t.Context(), h.team, "", programme.ProjectDraft{Title: title, Kind: programme.EventProgramme, PilotID: h.team.ID, First: friday, Last: friday.AddDays(2)})
	h.must(err)
	return id
}

func (h house) newActivity(project int64, title string) int64 {
	h.t.Helper()
	id, err := h.activities.Create(h.t.Context(), h.team, "", project, activity.Draft{Kind: activity.Visit, Title: title})
	h.must(err)
	return id
}

func (h house) thing(name string, count int) int64 {
	h.t.Helper()
	id, err := h.Create(h.t.Context(), h.team, "", equipment.Draft{Name: name, Category: equipment.Other, Quantity: count, Storage: "Réserve A", Active: true})
	h.must(err)
	return id
}

// slot is one of an activity on the Friday, from one hour to another.
func (h house) slot(project, of int64, from, to int) int64 {
	h.t.Helper()
	id, _, err := h.slots.Create(h.t.Context(), h.team, "", project, slot.Draft{ActivityID: of, Times: slot.Times{Day: friday, From: from * 60, To: to * 60}}, true)
	h.must(err)
	return id
}

func (h house) needs(slot int64, text string) {
	h.t.Helper()
	n, err := h.OfSlot(h.t.Context(), h.head, slot)
	h.must(err)
	_, err = h.SetSlot(h.t.Context(), h.team, slot, n.Booking.Version, text, true)
	h.must(err)
}

// book is a booking by hand on the Friday.
func (h house) book(project int64, from, to int, what string) int64 {
	h.t.Helper()
	id, _, err := h.Book(h.t.Context(), h.team, "", project, draft(from, to, what), true)
	h.must(err)
	return id
}

func draft(from, to int, what string) equipment.BookingDraft {
	return equipment.BookingDraft{Purpose: "Essai", First: friday, From: from * 60, Last: friday, To: to * 60, What: what}
}

// reserved tells what is taken: « Table pliante 2 10-12 ferme », in order.
func (h house) reserved() string {
	h.t.Helper()
	list, err := postgres.Scalars[string](h.t.Context(), h.db, `SELECT e.name || ' ' || r.quantity || ' ' || to_char(lower(r.during) AT TIME ZONE 'Europe/Paris', 'HH24:MI') || '-' || to_char(upper(r.during) AT TIME ZONE 'Europe/Paris', 'HH24:MI') || CASE WHEN r.firm THEN '' ELSE ' ?' END
		FROM equipment_reserved r JOIN equipment e ON e.id = r.equipment_id ORDER BY 1`, nil)
	h.must(err)
	return strings.Join(list, ", ")
}

func (h house) holds(want string) {
	h.t.Helper()
	if got := h.reserved(); got != want {
		h.t.Errorf("taken: %s\nwant: %s", got, want)
	}
}

func (h house) said(want string, list []string) {
	h.t.Helper()
	if got := plain(strings.Join(list, " ")); got != want {
		h.t.Errorf("said %q, want %q", got, want)
	}
}

func (h house) count(sql string, args ...any) int {
	h.t.Helper()
	named := pgx.NamedArgs{}
	for i, a := range args {
		named[fmt.Sprint("a", i)] = a
	}
	n, err := postgres.Scalar[int](h.t.Context(), h.db, sql, named)
	h.must(err)
	return n
}
