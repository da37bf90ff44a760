package staff_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/activity"
	"parvis/internal/calendar"
	"parvis/internal/crew"
	"parvis/internal/fault"
	"parvis/internal/journal"
	"parvis/internal/notice"
	"parvis/internal/partner"
	"parvis/internal/postgres"
	"parvis/internal/postgres/pgtest"
	"parvis/internal/programme"
	"parvis/internal/slot"
	"parvis/internal/space"
	"parvis/internal/staff"
	"parvis/internal/undo"
	"parvis/internal/workcal"
)

var (
	now    = time.Date(2025, 4, 7, 11, 0, 0, 0, postgres.Paris)
	friday = workcal.Of(2025, 6, 13)
)

// house is a database with the people of a service, two projects of three days, of the first of which the intern is a member, and two who have no
// account: Nadia, who signs and speaks English, and Marc, who does neither.
type house struct {
	*staff.Room
	t                            *testing.T
	db                           *pgxpool.Pool
	slots                        *slot.Room
	crew                         *crew.Room
	projects                     *programme.Room
	back                         *undo.Room
	head, team, intern, stranger account.By
	project, other               int64
	visit, elsewhere             int64 // an activity of each
	hall, court                  int64
	nadia, marc                  crew.Hand
	lsf                          crew.Skill
}

func open(t *testing.T) house {
	t.Helper()
	h := house{t: t, db: pgtest.New(t)}
	h.slots, h.crew, h.projects = slot.New(h.db), crew.New(h.db), programme.New(h.db)
	h.Room = staff.New(h.db, h.slots)
	h.slots.Staffed(staff.Staffed)
	h.back = undo.New(h.db, partner.Undoable{}, space.Undoable{}, crew.Undoable{}, activity.Undoable{}, slot.Undoable{}, staff.Undoable{})
	h.head, h.team, h.intern, h.stranger = h.person("Claire Fontaine", access.Head), h.person("Samir Benali", access.Team), h.person("Zoé Petit", access.Intern), h.person("Léo Roux", access.Intern)
	h.project, h.other = h.newProject("JEA 2025"), h.newProject("Résidence")
	h.must(h.projects.AddMember(t.Context(), h.team, h.project, h.intern.ID))
	h.visit, h.elsewhere = h.newActivity(h.project, "Visite"), h.newActivity(h.other, "Atelier")
	h.hall, h.court = h.newSpace("Auditorium"), h.newSpace("Cour")
	h.nadia, h.marc = h.outsider("Nadia Rahmani", "LSF, anglais"), h.outsider("Marc Delaunay", "")
	list, err := h.Skills(t.Context(), h.head)
	h.must(err)
	for _, s := range list {
		if s.Name == "LSF" {
			h.lsf = s
		}
	}
	return h
}

func (h house) person(name string, role access.Role) account.By {
	h.t.Helper()
	id, err := postgres.Scalar[int64](h.t.Context(), h.db, `INSERT INTO people (email, name, role, password_hash) VALUES (@name || '@parvis.test', @name, @role, 'x') RETURNING id`,
		pgx.NamedArgs{"name": name, "role": string(role)})
	h.must(err)
	return account.Person{ID: id, Name: name, Role: role, Version: 1}.At(now)
}

func (h house) outsider(name, skills string) crew.Hand {
	h.t.Helper()
	id, err := h.crew.Create(h.t.Context(), h.team, "", crew.Draft{Name: name, Kind: crew.Temporary, Skills: skills, Active: true})
	h.must(err)
	return crew.OfOutsider(id)
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

// broken wants a problem with a field, which says this.
func (h house) broken(field, said string, err error) {
	h.t.Helper()
	if p, ok := fault.ProblemsOf(err); !ok || p.For(field) == "" || !strings.Contains(plain(fmt.Sprint(p)), said) {
		h.t.Errorf("got %v, want a problem with %q that says %q", err, field, said)
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
	id, err := activity.New(h.db).Create(h.t.Context(), h.team, "", project, activity.Draft{Kind: activity.Visit, Title: title})
	h.must(err)
	return id
}

func (h house) newSpace(name string) int64 {
	h.t.Helper()
	id, err := space.New(h.db).Create(h.t.Context(), h.team, "", space.Draft{Name: name, Active: true})
	h.must(err)
	return id
}

// slot is one of the visit on the Friday, from one hour to another, in the hall.
func (h house) slot(from, to int) int64 {
	return h.slotOf(h.team, h.project, h.visit, from, to, h.hall)
}

func (h house) slotOf(by account.By, project, of int64, from, to int, in int64) int64 {
	h.t.Helper()
	id, _, err := h.slots.Create(h.t.Context(), by, "", project, slot.Draft{ActivityID: of, Times: slot.Times{Day: friday, From: from * 60, To: to * 60}, Space: partner.Ref{ID: in}}, true)
	h.must(err)
	return id
}

// needs says what a slot needs, and gives the numbers of the needs in order.
func (h house) needs(id int64, text string) []int64 {
	h.t.Helper()
	h.must(h.SetNeeds(h.t.Context(), h.team, id, h.of(id).Version, text))
	var ids []int64
	for _, n := range h.of(id).Needs {
		ids = append(ids, n.ID)
	}
	return ids
}

func (h house) of(id int64) staff.Slot {
	h.t.Helper()
	s, err := h.OfSlot(h.t.Context(), h.head, id)
	h.must(err)
	return s
}

// give gives a need to people, whatever does not hold.
func (h house) give(need int64, hands ...crew.Hand) {
	h.t.Helper()
	for _, hand := range hands {
		_, err := h.Give(h.t.Context(), h.team, need, hand, true)
		h.must(err)
	}
}

// post is the number of what somebody is given of a slot.
func (h house) post(id int64, hand crew.Hand) int64 {
	h.t.Helper()
	for _, n := range h.of(id).Needs {
		for _, p := range n.Posts {
			if p.Hand == hand {
				return p.ID
			}
		}
	}
	h.t.Fatalf("%d is not on %d", hand, id)
	return 0
}

// told writes what a slot needs and who is on it.
func (h house) told(id int64) string {
	h.t.Helper()
	var said []string
	for _, n := range h.of(id).Needs {
		line := n.Text()
		for _, p := range n.Posts {
			line += " " + strings.Split(p.Name, " ")[0]
			if p.Answer != "" {
				line += "=" + string(p.Answer)
			}
		}
		if gap := n.Gap(); gap != "" {
			line += " manque " + gap
		}
		said = append(said, line)
	}
	return plain(strings.Join(said, " | "))
}

// firm tells whom slots take, and how firmly.
func (h house) firm() string {
	h.t.Helper()
	rows, err := postgres.Scalars[string](h.t.Context(), h.db, `SELECT slot_id || ':' || hand || CASE WHEN firm THEN '' ELSE '?' END FROM presences ORDER BY slot_id, hand`, nil)
	h.must(err)
	return strings.Join(rows, " ")
}

func (h house) undo(by account.By) error {
	h.t.Helper()
	id, err := postgres.Scalar[string](h.t.Context(), h.db, `SELECT act::text FROM journal WHERE act IS NOT NULL ORDER BY id DESC LIMIT 1`, nil)
	h.must(err)
	_, err = h.back.Undo(postgres.Acting(h.t.Context()), by, id)
	return err
}

// history is what was done to a slot, last first.
func (h house) history(id int64) string {
	h.t.Helper()
	page, err := h.slots.History(h.t.Context(), h.head, id, 1)
	h.must(err)
	var said []string
	for _, e := range page.Entries {
		line := e.Sentence(journal.Subject{Kind: journal.Slot, ID: id})
		for _, c := range e.Changes {
			line += " | " + c.Label + ": " + c.Before + " → " + c.After
		}
		said = append(said, line)
	}
	return plain(strings.Join(said, "\n"))
}

// notices are the sentences that somebody did not read.
func (h house) notices(by account.By) string {
	h.t.Helper()
	s, err := notice.New(h.db, slot.Topics...).Sheet(h.t.Context(), by)
	h.must(err)
	var said []string
	for _, n := range s.Unread {
		for _, l := range n.Lines {
			said = append(said, string(l.What))
		}
	}
	slices.Sort(said)
	return strings.Join(said, " ")
}

func (h house) away(by account.By, first, last workcal.Date) {
	h.t.Helper()
	_, err := calendar.New(h.db).AddLeave(h.t.Context(), by, calendar.Leave{PersonID: by.ID, First: first, Last: last}, "")
	h.must(err)
}
