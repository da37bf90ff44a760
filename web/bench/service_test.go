package bench_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strconv"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/postgres"
	"parvis/internal/postgres/pgtest"
	"parvis/web/webtest"
)

// size says how much a service has on webtest.Today.
type size struct {
	years      int // since it began
	own        int // events of the museum's own, a year
	colleagues int // besides the four people of webtest
	past, live int // projects whose day has passed, and those being prepared
	tasks      int // of a project
	items      int // of a task's checklist
	lines      int // of a project's journal
	usual      int // tasks of the project that is looked at
	large      int // tasks of the largest project, being prepared too
	leaves     int // of a person, a year
}

// tenYears is a service that has used Parvis for ten years: about 17,000 tasks, 70,000 items to
// tick and 60,000 lines of journal.
var tenYears = size{years: 10, own: 6, colleagues: 6, past: 224, live: 25, tasks: 70, items: 4, lines: 240, usual: 77, large: 500, leaves: 6}

// small is a service with n times a little of everything.
func small(n int) size {
	return size{years: n, own: 2 * n, colleagues: 2 * n, past: 3 * n, live: 3 * n, tasks: 6 * n, items: 2 * n, lines: 8 * n, usual: 6 * n, large: 12 * n, leaves: 2 * n}
}

// service is a database filled to a size, and what its pages are asked with.
type service struct {
	*webtest.House
	size
	password string // opens every account
	project  int64  // the one that is looked at, being prepared
	largest  int64
	task     int64 // of project, to do
	item     int64 // of task, not ticked

	random *rand.Rand
	people []int64
	rows   tables
	last   map[string]int64 // the highest id given, by table
}

// tables are rows to copy, by table, in the order of columns.
type tables map[string][][]any

// columns names what is copied, in the order in which the foreign keys allow it.
var columns = []struct {
	table string
	names []string
}{
	{"people", []string{"id", "email", "name", "role", "password_hash"}},
	{"events", []string{"id", "series_key", "name", "year", "first_day", "last_day", "theme", "notes"}},
	{"projects", []string{"id", "kind", "title", "status", "pilot_id", "event_id", "target_first", "target_last", "objectives", "audiences", "safety_margin", "archived_at", "status_before_archive"}},
	{"project_members", []string{"project_id", "person_id"}},
	{"tasks", []string{"id", "project_id", "number", "position", "title", "category", "responsible_id", "duration", "offset_side", "offset_count", "state", "actual_start", "actual_finish", "notes"}},
	{"task_numbers", []string{"project_id", "last"}},
	{"task_needs", []string{"project_id", "task_id", "need_id", "lag"}},
	{"checklist_items", []string{"id", "task_id", "position", "label", "ticked_at", "ticked_by"}},
	{"journal", []string{"id", "at", "person_id", "person_name", "verb", "subject_kind", "subject_id", "subject_name"}},
	{"journal_projects", []string{"project_id", "entry_id"}},
	{"closures", []string{"first_day", "last_day", "label"}},
	{"leaves", []string{"person_id", "first_day", "last_day"}},
	{"revisions", []string{"room", "id", "number"}},
}

// fill makes a service of this size, always the same one, on a database of its own.
func fill(t testing.TB, n size) *service {
	t.Helper()
	db := pgtest.New(t)
	s := &service{House: webtest.Over(t, db), size: n, password: webtest.Password, random: rand.New(rand.NewPCG(1, 2)), rows: tables{}, last: map[string]int64{}}
	for _, table := range []string{"people", "events", "journal"} { // some are there already
		last, err := postgres.Scalar[int64](t.Context(), db, `SELECT COALESCE(max(id), 0) FROM `+table, nil)
		if err != nil {
			t.Fatal(err)
		}
		s.last[table] = last
	}
	s.addPeople()
	s.addCalendar()
	s.addProjects(s.addEvents())
	if err := s.copyRows(t.Context(), db); err != nil {
		t.Fatal(err)
	}
	return s
}

// copyRows copies all in one transaction: a pilot is a member of her project by its end.
func (s *service) copyRows(ctx context.Context, db *pgxpool.Pool) error {
	err := postgres.InTx(ctx, db, func(tx pgx.Tx) error {
		for _, c := range columns {
			if _, err := tx.CopyFrom(ctx, pgx.Identifier{c.table}, c.names, pgx.CopyFromRows(s.rows[c.table])); err != nil {
				return fmt.Errorf("copy %s: %w", c.table, err)
			}
			if c.names[0] != "id" {
				continue
			}
			if _, err := tx.Exec(ctx, `SELECT setval(pg_get_serial_sequence(@table, 'id'), @last)`,
				pgx.NamedArgs{"table": c.table, "last": s.last[c.table]}); err != nil {
				return fmt.Errorf("number %s: %w", c.table, err)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	s.rows = nil
	// What these years wrote may not be taken back any more, and is not kept.
	if _, err := db.Exec(ctx, `TRUNCATE row_changes`); err != nil {
		return err
	}
	// Where a real server would do it by itself.
	_, err = db.Exec(ctx, `VACUUM ANALYZE`)
	return err
}

// add notes a row and gives its id, for tables that have one.
func (s *service) add(table string, values ...any) int64 {
	s.last[table]++
	id := s.last[table]
	s.rows[table] = append(s.rows[table], append([]any{id}, values...))
	return id
}

// note notes a row of a table whose ids nobody needs.
func (s *service) note(table string, values ...any) {
	s.rows[table] = append(s.rows[table], values)
}

func (s *service) addPeople() {
	s.people = []int64{s.Head.ID, s.Team.ID, s.Other.ID, s.Intern.ID}
	for i := range s.colleagues {
		s.people = append(s.people, s.add("people", fmt.Sprintf("collegue%d@musee.test", i), fmt.Sprintf("%s %s", pick(s, firstNames), pick(s, lastNames)), "team", "x"))
	}
}

// addCalendar closes the service at Christmas and now and then, and gives everybody leave.
func (s *service) addCalendar() {
	for year := today.Year() - s.years + 1; year <= today.Year()+1; year++ {
		s.note("closures", day(year, time.December, 24), day(year+1, time.January, 2), "Fermeture de fin d’année")
		for range 3 {
			d := day(year, time.January, 1+s.random.IntN(360))
			s.note("closures", d, d, "Fermeture exceptionnelle")
		}
		for _, p := range s.people {
			for i := range s.leaves { // a part of the year each, since nobody is away twice on a day
				part := 357 / s.leaves
				d := day(year, time.January, 1+i*part+s.random.IntN(part-7))
				s.note("leaves", p, d, d.AddDate(0, 0, s.random.IntN(8)))
			}
		}
	}
}

// event is what a project takes from the event it prepares.
type event struct {
	id    int64
	name  string
	first time.Time
}

// addEvents gives the events of past years, then those ahead.
func (s *service) addEvents() (past, ahead []event) {
	national := []struct {
		key, name string
		month     time.Month
		day, days int
	}{
		{"nuit-des-musees", "Nuit européenne des musées", time.May, 17, 1},
		{"jea", "Journées européennes de l’archéologie", time.June, 14, 3},
		{"jep", "Journées européennes du patrimoine", time.September, 20, 3},
		{"fete-de-la-science", "Fête de la science", time.October, 5, 10},
	}
	add := func(series any, name string, year int, first time.Time, days int) {
		name += " " + strconv.Itoa(year)
		id := s.add("events", series, name, year, first, first.AddDate(0, 0, days-1), pick(s, subjects), pick(s, sentences))
		if first.Before(today.AddDate(0, 0, 7)) {
			past = append(past, event{id, name, first})
		} else {
			ahead = append(ahead, event{id, name, first})
		}
	}
	for year := today.Year() - s.years; year <= today.Year(); year++ {
		for _, n := range national {
			if year < today.Year()-1 { // the last two years' come with Parvis
				add(n.key, n.name, year, day(year, n.month, n.day), n.days)
			}
		}
		for i := range s.own {
			add(nil, "Rencontre au musée : "+pick(s, subjects), year, day(year, time.January, 20+(i+1)*330/(s.own+1)), 1+s.random.IntN(2))
		}
	}
	return past, ahead
}
