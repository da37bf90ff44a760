package app_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"parvis/internal/postgres"
	"parvis/internal/postgres/pgtest"
	"parvis/internal/rooms"
)

// owners names the room that each table belongs to: its SQL alone reads, writes and locks it.
var owners = map[string]string{
	"people": "internal/account", "sessions": "internal/account", "login_failures": "internal/account", "password_links": "internal/account",
	"outbox": "internal/outbox", "outbox_kept": "internal/outbox",
	"service_calendar": "internal/calendar", "closures": "internal/calendar", "leaves": "internal/calendar", "person_weeks": "internal/calendar",
	"event_series": "internal/programme", "events": "internal/programme", "projects": "internal/programme",
	"project_members": "internal/programme", "journal": "internal/journal", "journal_projects": "internal/journal",
	"row_changes": "internal/journal", "undone": "internal/journal",
	"thread_texts": "internal/thread", "thread_mentions": "internal/thread", "notices": "internal/notice", "notices_off": "internal/notice", "notices_mailed": "internal/notice",
	"tasks": "internal/plan", "task_numbers": "internal/plan", "task_needs": "internal/plan", "checklist_items": "internal/plan", "own_tasks": "internal/plan", "plan_templates": "internal/plan",
	"files": "internal/files", "file_chunks": "internal/files", "file_thumbnails": "internal/files", "file_store": "internal/files", "file_scans": "internal/files",
	"spaces": "internal/space", "imports": "internal/imports", "import_columns": "internal/imports", "links": "internal/link", "submissions": "internal/postgres", "revisions": "internal/postgres",
	"territories": "internal/territory", "territory_towns": "internal/territory",
	"organisations": "internal/partner", "contacts": "internal/partner", "posts": "internal/partner", "organisation_index": "internal/partner", "contact_index": "internal/partner",
	"interactions": "internal/partner", "interaction_organisations": "internal/partner", "interaction_contacts": "internal/partner", "interaction_projects": "internal/partner",
	"tag_thresholds": "internal/partner", "not_duplicates": "internal/partner", "saved_lists": "internal/partner",
	"skills": "internal/crew", "outsiders": "internal/crew", "skill_holders": "internal/crew",
	"activities": "internal/activity", "activity_organisations": "internal/activity",
	"slots": "internal/slot", "registrations": "internal/slot", "reservations": "internal/slot", // which triggers write
	"slot_needs": "internal/staff", "postings": "internal/staff", "presences": "internal/staff", // which triggers write
	"project_partners": "internal/partnership", "agreements": "internal/agreement", "agreement_organisations": "internal/agreement",
	"file_entries": "internal/logistics", "pieces": "internal/logistics", "piece_needs": "internal/logistics", "deliveries": "internal/logistics",
	"equipment": "internal/equipment", "equipment_sets": "internal/equipment", "equipment_set_items": "internal/equipment", "bookings": "internal/equipment", "booking_lines": "internal/equipment",
	"outings":         "internal/outing",
	"count_audiences": "internal/attendance", "attendance_taps": "internal/attendance", "attendance_reasons": "internal/attendance", "attendance_sums": "internal/attendance", "attendance_counted": "internal/attendance", "count_doors": "internal/attendance", // the sums, a trigger writes
	"forms": "internal/survey", "form_versions": "internal/survey", "form_rereads": "internal/survey", "bank_questions": "internal/survey",
	"collections": "internal/response", "responses": "internal/response", "response_counts": "internal/response", "response_texts": "internal/response", "response_checks": "internal/response",
	"responses_set_aside": "internal/results", "result_tasks": "internal/results",
	"day_entries": "internal/daybook", "day_ticks": "internal/daybook", "duty_phones": "internal/daybook",
	"retentions":      "internal/privacy",
	"document_models": "internal/document", "document_contents": "internal/document",
	"demonstration": "internal/demo", // which no migration makes
}

// published names the room that each view belongs to: rooms above it read it, and nobody writes it.
var published = map[string]string{
	"people_named":    "internal/account",
	"project_anchors": "internal/programme", "members_named": "internal/programme",
	"tasks_named": "internal/plan", "own_tasks_named": "internal/plan",
	"territories_named": "internal/territory", "territory_places": "internal/territory", "organisations_named": "internal/partner", "contacts_named": "internal/partner", "exchanges_with": "internal/partner", "contacts_of": "internal/partner",
	"activities_named": "internal/activity", "spaces_named": "internal/space",
	"slots_held": "internal/slot", "slots_taken": "internal/slot", "slots_evaluated": "internal/slot", "slots_visited_by": "internal/slot",
	"count_doors_named": "internal/attendance", "events_named": "internal/programme",
	"slots_named": "internal/slot", "skills_named": "internal/crew", "outsiders_named": "internal/crew", "leaves_named": "internal/calendar", "opening_named": "internal/calendar", "project_openings": "internal/programme",
	"agreements_stated": "internal/agreement", "pieces_named": "internal/logistics",
	"equipment_reserved": "internal/slot",
	"forms_named":        "internal/survey",
	"responses_given":    "internal/response", "responses_counted": "internal/response", "responses_said": "internal/response", "collections_asked": "internal/response",
	"audiences_named": "internal/attendance",
}

// calls are the words of SQL after which a table or a view is named.
var calls = []string{"FROM", "JOIN", "INTO", "UPDATE", "USING", "TABLE"}

var (
	tokens = regexp.MustCompile(`\w+|[^\s\w]`)
	// unnamed finds such a word at the end of a text: the name comes from elsewhere.
	unnamed = regexp.MustCompile(`\b(FROM|JOIN|INTO|^UPDATE)\s*$`)
)

// mention is a table or a view that a piece of SQL names.
type mention struct {
	name    string
	written bool
}

// mentions gives what a text names of the tables and views there are.
func mentions(sql string) []mention {
	var list []mention
	words := append(tokens.FindAllString(sql, -1), "", "", "")
	for i, call := range words {
		if !slices.Contains(calls, call) {
			continue
		}
		written := call == "INTO" || call == "UPDATE" || call == "TABLE" || i > 0 && words[i-1] == "DELETE"
		for i++; ; i++ { // FROM a AS one, b two
			for slices.Contains([]string{"ONLY", "LATERAL", "IF", "NOT", "EXISTS"}, words[i]) {
				i++
			}
			if name := words[i]; owners[name] != "" || published[name] != "" {
				list = append(list, mention{name, written})
			}
			for n := 0; n < 2 && words[i+1] != "," && words[i+1] != ""; n++ {
				i++
			}
			if words[i+1] != "," {
				break
			}
			i, written = i+1, false
		}
	}
	return list
}

// texts gives the string literals of a file, each with its place. The names that CopyFrom writes to are
// told as SQL would.
func texts(t *testing.T, file string) map[token.Position]string {
	t.Helper()
	set := token.NewFileSet()
	parsed, err := parser.ParseFile(set, file, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	found := map[token.Position]string{}
	ast.Inspect(parsed, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ImportSpec:
			return false
		case *ast.CompositeLit:
			if kind, ok := n.Type.(*ast.SelectorExpr); ok && kind.Sel.Name == "Identifier" && len(n.Elts) == 1 {
				if name, ok := n.Elts[0].(*ast.BasicLit); ok {
					found[set.Position(n.Pos())] = "INSERT INTO " + strings.Trim(name.Value, `"`)
				}
			}
		case *ast.BasicLit:
			if n.Kind == token.STRING {
				text, err := strconv.Unquote(n.Value)
				if err != nil {
					t.Fatal(err)
				}
				found[set.Position(n.Pos())] = text
			}
		}
		return true
	})
	return found
}

// wrong says what is wrong with a room's naming a table or a view, or "".
func wrong(room string, m mention) string {
	owner, table := owners[m.name]
	switch {
	case table && room != owner:
		return fmt.Sprintf("%s names the table %s of %s: read a view that it publishes, or ask it", room, m.name, owner)
	case table:
		return ""
	case m.written:
		return fmt.Sprintf("%s writes to %s: a view is only read", room, m.name)
	case floor(room) < floor(published[m.name]):
		return fmt.Sprintf("%s reads %s, which %s above it publishes", room, m.name, published[m.name])
	}
	return ""
}

// TestRoomsTakeBackTheirOwnTables compares what each room says can be taken back with what is noted of what acts write.
func TestRoomsTakeBackTheirOwnTables(t *testing.T) {
	t.Parallel()
	var told []string
	db := pgtest.New(t)
	for _, owner := range rooms.ForTests(db).Undo.Owners() {
		of := reflect.TypeOf(owner)
		if of.Kind() == reflect.Pointer {
			of = of.Elem()
		}
		room := strings.TrimPrefix(of.PkgPath(), "parvis/")
		if room == "internal/imports" {
			continue // it takes back the accounts that it made, which no trigger notes
		}
		for _, table := range owner.Tables() {
			told = append(told, table.Name)
			if owners[table.Name] != room {
				t.Errorf("%s takes back %s of %s", room, table.Name, owners[table.Name])
			}
			if table.Thing == "" || table.Of == "" || len(table.Keys) == 0 {
				t.Errorf("%s: nobody is told what a row of it is", table.Name)
			}
		}
	}
	noted, err := postgres.Scalars[string](t.Context(), db, `SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'note_row_change' ORDER BY 1`, nil)
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(told)
	if !slices.Equal(noted, told) {
		t.Errorf("noted: %v\ntaken back: %v", noted, told)
	}
}

func TestEachTableIsTouchedByItsRoomOnly(t *testing.T) {
	t.Parallel()
	touched := map[string]bool{}
	err := filepath.WalkDir("../..", func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		room := filepath.ToSlash(strings.TrimPrefix(filepath.Dir(file), "../../"))
		if !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") || strings.HasSuffix(file, "_templ.go") || floor(room) < 0 {
			return nil
		}
		for at, text := range texts(t, file) {
			if room != "internal/undo" && room != "internal/privacy" && unnamed.MatchString(text) { // the rooms name their own tables to it: see the test below
				t.Errorf("%s: write the table's name beside the word that calls for it", at)
			}
			for _, m := range mentions(text) {
				touched[m.name] = touched[m.name] || room == owners[m.name] || published[m.name] != ""
				if what := wrong(room, m); what != "" {
					t.Errorf("%s: %s", at, what)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, names := range []map[string]string{owners, published} {
		for name := range names {
			if !touched[name] {
				t.Errorf("nobody touches %s: is it still needed?", name)
			}
		}
	}
}

func TestEveryTableAndViewHasARoom(t *testing.T) {
	t.Parallel()
	dump, err := os.ReadFile("../../migrations/schema.sql")
	if err != nil {
		t.Fatal(err)
	}
	made := []string{"demonstration"}
	for _, m := range regexp.MustCompile(`(?m)^CREATE (?:TABLE|VIEW) public\.(\w+)`).FindAllStringSubmatch(string(dump), -1) {
		made = append(made, m[1])
		if owners[m[1]]+published[m[1]] == "" {
			t.Errorf("%s has no room: name it here", m[1])
		}
	}
	for _, names := range []map[string]string{owners, published} {
		for name, room := range names {
			if !slices.Contains(made, name) || floor(room) < 0 || path.Dir(room) != "internal" {
				t.Errorf("%s of %s: no such table or view, or no such room", name, room)
			}
		}
	}
}

// TestWhatSQLNamesIsSeen holds the reading of SQL that the two tests above rest on.
func TestWhatSQLNamesIsSeen(t *testing.T) {
	t.Parallel()
	for sql, want := range map[string]string{
		"SELECT count(*) AS events FROM projects p WHERE p.id = 1":                                "[{projects false}]",
		"SELECT FROM gone\n\tJOIN people_named who ON true LEFT JOIN LATERAL (SELECT FROM tasks)": "[{people_named false} {tasks false}]",
		"DELETE FROM leaves l USING people p":                                                     "[{leaves true} {people false}]",
		"UPDATE people_named SET name = ''":                                                       "[{people_named true}]",
		"INSERT INTO journal (what) SELECT '' FROM projects, ONLY tasks AS t, events":             "[{journal true} {projects false} {tasks false} {events false}]",
		"CREATE TABLE IF NOT EXISTS demonstration (told_at timestamptz)":                          "[{demonstration true}]",
		"SELECT … FOR NO KEY UPDATE OF p":                                                         "[]",
		"cannot read from people":                                                                 "[]",
	} {
		if got := fmt.Sprint(mentions(sql)); got != want {
			t.Errorf("%s: %s, want %s", sql, got, want)
		}
	}
	for _, c := range []struct {
		room string
		m    mention
		ok   bool
	}{
		{"internal/plan", mention{"tasks", true}, true}, {"internal/programme", mention{"tasks", false}, false},
		{"internal/plan", mention{"people_named", false}, true}, {"internal/plan", mention{"people_named", true}, false},
		{"internal/account", mention{"project_anchors", false}, false}, {"internal/programme", mention{"project_anchors", false}, true},
		{"web/planui", mention{"people", false}, false},
	} {
		if got := wrong(c.room, c.m); (got == "") != c.ok {
			t.Errorf("%s and %+v: %q", c.room, c.m, got)
		}
	}
}
