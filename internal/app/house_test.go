package app_test

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// floors names every room of the house and the floor it stands on: a package imports only what
// stands on a lower floor. Rooms of one floor are listed from the lowest up.
var floors = []string{
	// Pure: no I/O, no clock.
	"internal/french", "internal/workcal", "internal/field", "internal/fault", "internal/access", "internal/retroplan", "internal/written",
	"internal/exchange/sheet", "internal/exchange/workbook", "internal/exchange/intake", "internal/exchange/table", "internal/exchange/plansheet", "internal/exchange/feed", "internal/exchange/docx", "internal/exchange/otherprograms",
	"internal/partner/kinds", "internal/partner/alike", "internal/exchange/cards", "internal/exchange/cardsheet", "internal/exchange/vcard",
	"internal/document/markup", "internal/document/shipped",
	"internal/activity/clash",
	"internal/logistics/next", "internal/survey/question", "internal/survey/shipped", "internal/exchange/xlsform",
	"internal/logistics/next", "internal/survey/question", "internal/survey/tally",
	// Platform.
	"docs", "migrations", "internal/debs", "internal/postgres/embedded", "internal/postgres", "internal/postgres/pgtest", "internal/postgres/schemadump", "internal/debs/browser", "internal/debs/compiler", "internal/exchange/docx/officetest",
	// Rooms.
	"internal/personal", "internal/journal", "internal/journal", "internal/outbox", "internal/account", "internal/account/accounttest", "internal/undo", "internal/trash", "internal/notice", "internal/thread", "internal/imports", "internal/calendar", "internal/programme", "internal/plan", "internal/space", "internal/crew", "internal/territory", "internal/partner", "internal/partnership", "internal/agreement", "internal/activity", "internal/slot", "internal/staff", "internal/attendance", "internal/survey", "internal/response", "internal/results", "internal/daybook", "internal/equipment", "internal/outing", "internal/edition", "internal/logistics", "internal/link", "internal/files", "internal/files/filestest", "internal/document",
	// Reads across rooms, and the demonstration that fills them.
	"internal/dashboard", "internal/mail", "internal/privacy", "internal/rooms", "internal/demo",
	// Web.
	"web/static", "web/urls", "web/ui", "web/form", "web/serve",
	"web/askedui", "web/actui", "web/historyui", "web/trashui", "web/fileui", "web/threadui", "web/noticeui", "web/accountui", "web/calendarui", "web/programmeui", "web/planui", "web/spaceui", "web/territoryui", "web/partnerpick", "web/agreementui", "web/activityui", "web/staffui", "web/equipmentui", "web/outingui", "web/dayui", "web/countui", "web/answerui", "web/slotui", "web/resultui", "web/editionui", "web/surveyui", "web/crewui", "web/partnerui", "web/partnershipui", "web/documentui", "web/dashboardui", "web/shareui", "web/logisticsui", "web/importui", "web/guideui", "web/settingsui", "web/mailui", "web/privacyui",
	"web", "web/browsertest", "web/webtest", "web/walks", "web/journeys", "web/bench",
	// Wiring, then the command.
	"internal/app", "cmd/parvis",
}

// pure packages take time and data as values: they may not reach for the outside.
var pure = []string{"internal/french", "internal/workcal", "internal/field", "internal/fault", "internal/access", "internal/retroplan", "internal/written",
	"internal/exchange/sheet", "internal/exchange/workbook", "internal/exchange/intake", "internal/exchange/table", "internal/exchange/plansheet", "internal/exchange/feed", "internal/exchange/docx",
	"internal/partner/kinds", "internal/partner/alike", "internal/exchange/cards", "internal/exchange/cardsheet", "internal/exchange/vcard",
	"internal/document/markup", "internal/document/shipped",
	"internal/activity/clash",
	"internal/logistics/next", "internal/survey/question", "internal/survey/shipped", "internal/exchange/xlsform", "internal/survey/tally"}

type listed struct {
	ImportPath string
	Imports    []string
}

func packages(t *testing.T) []listed {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "go", "list", "-json=ImportPath,Imports", "parvis/...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var all []listed
	for decoder := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatalf("go list: %v", err)
		}
		p.ImportPath = strings.TrimPrefix(p.ImportPath, "parvis/")
		all = append(all, p)
	}
}

func floor(room string) int { return slices.Index(floors, room) }

func TestImportsGoDownOnly(t *testing.T) {
	t.Parallel()
	for _, p := range packages(t) {
		if floor(p.ImportPath) < 0 {
			t.Errorf("%s has no floor: name it in this test and in docs/architecture.md", p.ImportPath)
			continue
		}
		for _, i := range p.Imports {
			room, ours := strings.CutPrefix(i, "parvis/")
			if ours && floor(room) >= floor(p.ImportPath) {
				t.Errorf("%s imports %s, which stands above it: imports go down only", p.ImportPath, room)
			}
		}
	}
}

func TestOnlyWebKnowsHTTP(t *testing.T) {
	t.Parallel()
	for _, p := range packages(t) {
		if strings.HasPrefix(p.ImportPath, "web") || p.ImportPath == "internal/app" {
			continue
		}
		for _, i := range p.Imports {
			if i == "net/http" || strings.HasPrefix(i, "github.com/a-h/templ") || strings.HasPrefix(i, "github.com/go-chi/") {
				t.Errorf("%s imports %s: only web knows HTTP and templ", p.ImportPath, i)
			}
		}
	}
}

func TestPagesAskRoomsNeverTheDatabase(t *testing.T) {
	t.Parallel()
	// The session store needs the pool itself; health and the wiring of web hold it to pass it on.
	allowed := []string{"web", "web/accountui", "web/webtest"}
	for _, p := range packages(t) {
		if !strings.HasPrefix(p.ImportPath, "web") || slices.Contains(allowed, p.ImportPath) {
			continue
		}
		for _, i := range p.Imports {
			if strings.HasPrefix(i, "github.com/jackc/pgx") || i == "parvis/internal/postgres" {
				t.Errorf("%s imports %s: a page asks a room, the room asks the database", p.ImportPath, i)
			}
		}
	}
}

func TestPurePackagesReachForNothing(t *testing.T) {
	t.Parallel()
	for _, p := range packages(t) {
		if !slices.Contains(pure, p.ImportPath) {
			continue
		}
		for _, i := range p.Imports {
			if slices.Contains([]string{"os", "net", "net/http", "log", "log/slog", "os/exec"}, i) || strings.HasPrefix(i, "github.com/jackc/") {
				t.Errorf("%s imports %s: a pure package has no I/O and no clock", p.ImportPath, i)
			}
		}
	}
}

func TestNoRoomIsADrawerOfOddments(t *testing.T) {
	t.Parallel()
	for _, p := range packages(t) {
		switch path.Base(p.ImportPath) {
		case "utils", "util", "helpers", "models", "services", "common", "misc":
			t.Errorf("%s: packages are named for what they hold", p.ImportPath)
		}
	}
}

// TestSQLStandsInStoresOnly reads the sources: a room's SQL is in its store*.go, the rest in platform.
func TestSQLStandsInStoresOnly(t *testing.T) {
	t.Parallel()
	sql := regexp.MustCompile("(?m)[`\"](SELECT|INSERT INTO|UPDATE|DELETE FROM|WITH) ")
	stores := 0
	err := filepath.WalkDir("../..", func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		file = filepath.ToSlash(file)
		if entry.IsDir() && (entry.Name() == "var" || entry.Name() == ".git" || strings.HasSuffix(file, "internal/postgres")) {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") || strings.HasSuffix(file, "_templ.go") {
			return nil
		}
		source, err := os.ReadFile(file)
		if err != nil || !sql.Match(source) {
			return err
		}
		if stores++; !strings.HasPrefix(path.Base(file), "store") {
			t.Errorf("%s holds SQL: it belongs in the room's store", file)
		}
		return nil
	})
	if err != nil || stores == 0 {
		t.Errorf("read %d stores, %v", stores, err)
	}
}
