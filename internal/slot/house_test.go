package slot_test

import (
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/activity"
	"parvis/internal/fault"
	"parvis/internal/journal"
	"parvis/internal/partner"
	"parvis/internal/partner/kinds"
	"parvis/internal/postgres"
	"parvis/internal/postgres/pgtest"
	"parvis/internal/programme"
	"parvis/internal/slot"
	"parvis/internal/space"
	"parvis/internal/undo"
	"parvis/internal/workcal"
)

var (
	now    = time.Date(2025, 4, 7, 11, 0, 0, 0, postgres.Paris)
	friday = workcal.Of(2025, 6, 13)
)

// house is a database with the people of a service, one project of three days with two activities, of which the intern is a member, and two spaces.
type house struct {
	*slot.Room
	t                            *testing.T
	db                           *pgxpool.Pool
	activities                   *activity.Room
	projects                     *programme.Room
	back                         *undo.Room
	head, team, intern, stranger account.By // the stranger is an intern who is a member of nothing
	project, visit, talk         int64
	hall, court                  int64 // the hall takes 20 people, the court as many as come
}

func open(t *testing.T) house {
	t.Helper()
	h := house{t: t, db: pgtest.New(t)}
	h.Room, h.activities, h.projects = slot.New(h.db), activity.New(h.db), programme.New(h.db)
	h.back = undo.New(h.db, programme.Undoable{}, partner.Undoable{}, space.Undoable{}, activity.Undoable{}, slot.Undoable{})
	h.head, h.team, h.intern, h.stranger = h.person("Claire Fontaine", access.Head), h.person("Samir Benali", access.Team), h.person("Zoé Petit", access.Intern), h.person("Léo Roux", access.Intern)
	h.project = h.newProject("JEA 2025")
	h.must(h.projects.AddMember(t.Context(), h.team, h.project, h.intern.ID))
	h.visit, h.talk = h.newActivity(h.project, "Visite des réserves"), h.newActivity(h.project, "Conférence")
	h.hall, h.court = h.newSpace("Auditorium", 20), h.newSpace("Cour", 0)
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

// broken wants a problem with a field.
func (h house) broken(field string, err error) {
	h.t.Helper()
	if p, ok := fault.ProblemsOf(err); !ok || p.For(field) == "" {
		h.t.Errorf("got %v, want a problem with %q", err, field)
	}
}

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

func (h house) newSpace(name string, seated int) int64 {
	h.t.Helper()
	id, err := space.New(h.db).Create(h.t.Context(), h.team, "", space.Draft{Name: name, Seated: seated, Active: true})
	h.must(err)
	return id
}

func (h house) organisation(name string) partner.Ref {
	h.t.Helper()
	id, err := partner.New(h.db).Create(h.t.Context(), h.team, "", partner.OrganisationDraft{Name: name, Kind: kinds.Association})
	h.must(err)
	return partner.Ref{ID: id, Name: name}
}

// on is a slot of the visit on the Friday, in a space or nowhere yet.
func (h house) on(from, to int, in int64) slot.Draft {
	return slot.Draft{ActivityID: h.visit, Times: slot.Times{Day: friday, From: from, To: to}, Space: partner.Ref{ID: in}}
}

// add makes a slot, whatever conflicts it makes.
func (h house) add(by account.By, d slot.Draft) int64 {
	h.t.Helper()
	id, _, err := h.Create(h.t.Context(), by, "", h.project, d, true)
	h.must(err)
	return id
}

func (h house) sheet(id int64) slot.Sheet {
	h.t.Helper()
	s, err := h.Slot(h.t.Context(), h.head, id)
	h.must(err)
	return s
}

func (h house) programme() slot.Programme {
	h.t.Helper()
	p, err := h.OfProject(h.t.Context(), h.head, h.project)
	h.must(err)
	return p
}

// told are the conflicts of the project, as sentences.
func (h house) told() string {
	h.t.Helper()
	var said []string
	for _, c := range h.programme().Conflicts {
		said = append(said, c.Sentence())
	}
	return strings.Join(said, "\n")
}

// act is the last act that the journal knows.
func (h house) act() string {
	h.t.Helper()
	id, err := postgres.Scalar[string](h.t.Context(), h.db, `SELECT act::text FROM journal WHERE act IS NOT NULL ORDER BY id DESC LIMIT 1`, nil)
	h.must(err)
	return id
}

// undo takes the last act back.
func (h house) undo(by account.By) error {
	h.t.Helper()
	_, err := h.back.Undo(postgres.Acting(h.t.Context()), by, h.act())
	return err
}

// firm tells which slots hold their space so that nobody else may.
func (h house) firm() string {
	h.t.Helper()
	rows, err := postgres.Scalars[string](h.t.Context(), h.db, `SELECT slot_id || ':' || firm FROM reservations ORDER BY slot_id`, nil)
	h.must(err)
	return strings.Join(rows, " ")
}

// history is the sentences of the history of a slot, last first.
func (h house) history(id int64) string {
	h.t.Helper()
	page, err := h.History(h.t.Context(), h.head, id, 1)
	h.must(err)
	var said []string
	for _, e := range page.Entries {
		said = append(said, e.Sentence(journal.Subject{Kind: journal.Slot, ID: id}))
	}
	return strings.Join(said, "\n")
}
