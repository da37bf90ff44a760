package main

import (
	"bytes"
	"image"
	"image/png"
	"io"
	"mime/multipart"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/files"
	"parvis/internal/files/filestest"
	"parvis/internal/journal"
	"parvis/internal/plan"
	"parvis/internal/postgres"
	"parvis/internal/postgres/pgtest"
	"parvis/internal/programme"
	"parvis/internal/rooms"
	"parvis/internal/workcal"
	"parvis/web/urls"
	"parvis/web/webtest"
)

// TestOneBackupHoldsTheFiles sends files to a site, saves its database and restores it into another, in the words of the
// deployment page, and opens the files there.
func TestOneBackupHoldsTheFiles(t *testing.T) {
	t.Parallel()
	address := pgtest.URL(t)
	db := pool(t, address)
	h := webtest.Over(t, db)
	day := workcal.Of(2025, time.October, 4)
	event, err := h.Programme.CreateEvent(t.Context(), h.Team.At(h.Now), "", programme.EventDraft{Name: "Fête", Year: 2025, First: day, Last: day})
	if err != nil {
		t.Fatal(err)
	}
	project, err := h.Programme.Create(t.Context(), h.Team.At(h.Now), "", programme.ProjectDraft{Kind: programme.EventProgramme, Title: "Fête", PilotID: h.Team.ID, EventID: event})
	if err != nil {
		t.Fatal(err)
	}
	task, err := h.Plans.CreateTask(t.Context(), h.Team.At(h.Now), project, plan.Draft{Title: "Louer", Category: plan.Logistics, Duration: 1}, "")
	if err != nil {
		t.Fatal(err)
	}
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 40, 30))); err != nil {
		t.Fatal(err)
	}
	contents := map[string]string{"relevé.csv": strings.Repeat("Salle;Places\nHalle;200\n", 40_000), "plan.png": picture.String()}
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for name, text := range contents {
		part, err := form.CreateFormFile("fichiers", name)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = part.Write([]byte(text))
	}
	if err := form.Close(); err != nil {
		t.Fatal(err)
	}
	h.As(h.Team).Do(http.MethodPost, urls.Files("taches", task), &body, http.Header{"Content-Type": {form.FormDataContentType()}}).Want(t, http.StatusSeeOther)

	elsewhere := pgtest.Empty(t)
	newMachine(t).saveInto(address, elsewhere)

	restored := webtest.Serve(t, pool(t, elsewhere)).Login(h.Team.Email, webtest.Password)
	page := restored.Get(urls.Task(task)).Want(t, http.StatusOK)
	found := regexp.MustCompile(`href="(/fichier/\d+)" download="([^"]+)"`).FindAllStringSubmatch(page.Body, -1)
	if len(found) != len(contents) {
		t.Fatalf("%d files are there, want %d", len(found), len(contents))
	}
	for _, one := range found {
		restored.Get(one[1]).Want(t, http.StatusOK).Is(t, contents[one[2]])
		if strings.HasSuffix(one[2], ".png") {
			restored.Get(one[1]+"/vignette").Want(t, http.StatusOK)
		}
	}
}

// TestADumpAndItsBucketHoldTheFiles restores the dump of a service whose files are in a store, beside that store.
func TestADumpAndItsBucketHoldTheFiles(t *testing.T) {
	t.Parallel()
	address, store := pgtest.URL(t), filestest.NewS3(t).Store()
	h := webtest.Over(t, pool(t, address))
	house := rooms.ForTestsWith(h.DB, files.Options{Store: store})
	day := workcal.Of(2025, time.October, 4)
	event, err := house.Programme.CreateEvent(t.Context(), h.Team.At(h.Now), "", programme.EventDraft{Name: "Fête", Year: 2025, First: day, Last: day})
	if err != nil {
		t.Fatal(err)
	}
	content := strings.Repeat("Salle;Places\n", 200_000)
	arrived, err := house.Files.Receive(t.Context(), "relevé.csv", strings.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	defer arrived.Close()
	id, err := house.Files.Add(t.Context(), h.Team.At(h.Now), journal.Event, event, "", false, []*files.Arrived{arrived})
	if err != nil {
		t.Fatal(err)
	}

	elsewhere := pgtest.Empty(t)
	newMachine(t).saveInto(address, elsewhere)
	restored := rooms.ForTestsWith(pool(t, elsewhere), files.Options{Store: store})
	f, err := restored.Files.File(t.Context(), h.Team.At(h.Now), id)
	if err != nil {
		t.Fatal(err)
	}
	read, err := restored.Files.Content(t.Context(), f)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(read); err != nil || string(got) != content {
		t.Errorf("%d bytes came back, want %d: %v", len(got), len(content), err)
	}
}

// saveInto saves a database and restores it into another, in the page's words.
func (m *machine) saveInto(from, to string) {
	m.t.Helper()
	m.as = nil // the server of the tests answers this account
	m.write("parvis.env", "DATABASE_URL="+pgtest.WithoutPool(m.t, from)+"\n", 0o644)
	m.sh(line(m.t, "pg_dump") + "\nmv parvis-20*.dump parvis-2025-04-07.dump")
	m.write("parvis.env", "DATABASE_URL="+pgtest.WithoutPool(m.t, to)+"\n", 0o644)
	m.sh(strings.Replace(line(m.t, "pg_restore"), "--dbname=parvis", "--dbname="+pool(m.t, to).Config().ConnConfig.Database, 1))
}

// line is the command of the deployment page that runs this program on a service's own database.
func line(t *testing.T, program string) string {
	t.Helper()
	for text := range strings.Lines(part(t, block(t, "sh", program), "your own PostgreSQL")) {
		if strings.Contains(text, "postgres "+program) {
			return strings.TrimSpace(text)
		}
	}
	t.Fatalf("the page has no line with %s", program)
	return ""
}

// pool opens a database of the tests.
func pool(t *testing.T, address string) *pgxpool.Pool {
	t.Helper()
	db, err := postgres.Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(db.Close)
	return db
}
