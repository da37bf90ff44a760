package fileui_test

import (
	"bytes"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"regexp"
	"strconv"
	"testing"
	"time"

	"parvis/internal/files"
	"parvis/internal/plan"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/workcal"
	"parvis/web/serve"
	"parvis/web/urls"
	"parvis/web/webtest"
)

// house is the site with a project, its event and a task; the intern is of the project's team.
type house struct {
	*webtest.House
	t                    *testing.T
	event, project, task int64
}

func open(t *testing.T) house {
	t.Helper()
	return openWith(t, files.Options{})
}

// openWith opens it where files are kept, or looked at, as told.
func openWith(t *testing.T, o files.Options) house {
	t.Helper()
	h := house{House: webtest.NewWith(t, o), t: t}
	day := workcal.Of(2025, time.October, 4)
	var err error
	h.event, err = h.Programme.CreateEvent(t.Context(), h.Team.At(h.Now), "", programme.EventDraft{Name: "Fête", Year: 2025, First: day, Last: day})
	h.must(err)
	h.project, err = h.Programme.Create(t.Context(), h.Team.At(h.Now), "", programme.ProjectDraft{Kind: programme.EventProgramme, Title: "Le <programme>", PilotID: h.Team.ID, EventID: h.event})
	h.must(err)
	h.task, err = h.Plans.CreateTask(t.Context(), h.Team.At(h.Now), h.project, plan.Draft{Title: "Louer", Category: plan.Logistics, Duration: 1}, "")
	h.must(err)
	return h
}

func (h house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

// join makes the intern a member of the project.
func (h house) join() {
	h.t.Helper()
	h.must(h.Programme.AddMember(h.t.Context(), h.Team.At(h.Now), h.project, h.Intern.ID))
}

type sent struct{ name, content string }

// form writes a form with files as a browser does.
func form(t testing.TB, fields map[string]string, list ...sent) (body []byte, header http.Header) {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for name, value := range fields {
		if err := w.WriteField(name, value); err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range list {
		head := textproto.MIMEHeader{}
		head.Set("Content-Disposition", `form-data; name="fichiers"; filename="`+f.name+`"`)
		head.Set("Content-Type", "application/pdf") // which nobody believes
		part, err := w.CreatePart(head)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.WriteString(part, f.content)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), http.Header{"Content-Type": {w.FormDataContentType()}}
}

// add sends files to the task.
func (h house) add(c *webtest.Client, fields map[string]string, list ...sent) webtest.Answer {
	h.t.Helper()
	body, header := form(h.t, fields, list...)
	return c.Do(http.MethodPost, urls.Files("taches", h.task), bytes.NewReader(body), header)
}

func (h house) count(sql string) int {
	h.t.Helper()
	n, err := postgres.Scalar[int](h.t.Context(), h.DB, `SELECT count(*)::int FROM `+sql, nil)
	h.must(err)
	return n
}

// last is the file that was added last.
func (h house) last() int64 {
	h.t.Helper()
	id, err := postgres.Scalar[int64](h.t.Context(), h.DB, `SELECT max(id) FROM files`, nil)
	h.must(err)
	return id
}

const pdf = "%PDF-1.7\n%âãÏÓ\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"

func TestFilesAreAddedListedAndSaved(t *testing.T) {
	t.Parallel()
	h := open(t)
	team := h.As(h.Team)
	page := team.Get(urls.Task(h.task)).Want(t, http.StatusOK).Has(t, "Fichiers", "Aucun fichier pour le moment.", `multiple`, `enctype="multipart/form-data"`)
	key := regexp.MustCompile(`name="cle" value="([A-Z2-7]+)"[^>]*>\s*<input type="hidden" name="retour" value="/taches/\d+"[^>]*>\s*<div class="field[^"]*">\s*<label for="fichiers"`).FindStringSubmatch(page.Body)
	if key == nil {
		t.Fatal("the form has no key")
	}
	fields := map[string]string{"cle": key[1], "retour": urls.Task(h.task)}
	made := h.add(team, fields, sent{"Devis été.pdf", pdf}, sent{"notes.txt", "Bonjour"}).Want(t, http.StatusSeeOther)
	if made.Location != urls.InFiles(urls.Task(h.task)) {
		t.Errorf("leads to %s", made.Location)
	}
	team.Get(urls.Task(h.task)).Has(t, "2\u00a0fichiers sont ajoutés.", "Devis été.pdf", "Document PDF, "+strconv.Itoa(len(pdf))+"\u00a0octets", "Samir Benali", "2\u00a0fichiers")
	h.add(team, fields, sent{"Devis été.pdf", pdf}, sent{"notes.txt", "Bonjour"}).Want(t, http.StatusSeeOther) // the same again
	h.add(team, fields, sent{"Devis été.pdf", pdf + " "}).Want(t, http.StatusUnprocessableEntity)
	if n := h.count("files"); n != 2 {
		t.Errorf("%d files are kept", n)
	}
	id := h.last() - 1
	for _, method := range []string{http.MethodGet, http.MethodHead} {
		got := team.Do(method, urls.File(id), nil, nil).Want(t, http.StatusOK)
		for name, want := range map[string]string{
			"Content-Type": "application/pdf", "X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'; sandbox",
			"Content-Disposition": `attachment; filename="Devis _t_.pdf"; filename*=UTF-8''Devis%20%C3%A9t%C3%A9.pdf`,
			"Cache-Control":       "private, no-cache", "Content-Length": strconv.Itoa(len(pdf)), "Content-Encoding": "",
		} {
			if got.Header.Get(name) != want {
				t.Errorf("%s: %s is %q, want %q", method, name, got.Header.Get(name), want)
			}
		}
		if method == http.MethodGet && got.Body != pdf || method == http.MethodHead && got.Body != "" {
			t.Errorf("%s gives %q", method, got.Body)
		}
		again := team.Do(method, urls.File(id), nil, http.Header{"If-None-Match": {got.Header.Get("ETag")}})
		if again.Status != http.StatusNotModified {
			t.Errorf("what a browser has is sent again: %d", again.Status)
		}
	}
	if part := team.Do(http.MethodGet, urls.File(id), nil, http.Header{"Range": {"bytes=1-3"}}); part.Status != http.StatusPartialContent || part.Body != "PDF" {
		t.Errorf("a part is %d %q", part.Status, part.Body)
	}
}

func TestWhatIsNoDocumentIsRefused(t *testing.T) {
	t.Parallel()
	h := open(t)
	team := h.As(h.Team)
	for _, c := range []struct {
		what, name, content, says string
	}{
		{"a page called a document", "devis.pdf", "<!DOCTYPE html><script>alert(1)</script>", "n’est pas celui d’un fichier pdf"},
		{"a page called a text", "a.txt", "<html><body onload=alert(1)>", "n’est pas celui d’un fichier txt"},
		{"a drawing with a script", "logo.svg", `<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`, "en PDF ou en PNG"},
		{"a drawing called a picture", "logo.png", `<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`, "n’est pas celui d’un fichier png"},
		{"a script", "a.txt", "#!/bin/sh\nrm -rf /\n", "n’est pas celui d’un fichier txt"},
		{"a program", "a.exe", "MZ\x90\x00", "n’est pas d’un type accepté"},
		{"an archive", "tout.zip", "PK\x03\x04", "ajoutez ses fichiers un par un"},
		{"an old document", "lettre.doc", "\xd0\xcf\x11\xe0", "en docx ou en PDF"},
		{"nothing", "vide.pdf", "", "est vide"},
		{"no name but signs", "\u202e..", pdf, "donner un nom"},
		{"another picture than it says", "a.png", "GIF89a\x01\x00\x01\x00", "n’est pas celui d’un fichier png"},
		{"a huge picture", "immense.png", hugePNG, "est trop grande (30\u202f000 × 30\u202f000\u00a0pixels)"},
		{"a broken picture", "a.jpg", "\xff\xd8\xff\xe0\x00\x10JFIF", "ne peut pas être lue"},
		{"no file", "", "", "choisir un fichier"},
	} {
		var list []sent
		if c.name != "" {
			list = append(list, sent{c.name, c.content})
		}
		h.add(team, nil, list...).Want(t, http.StatusUnprocessableEntity).Has(t, c.says)
		if n := h.count("files"); n != 0 {
			t.Fatalf("%s is kept", c.what)
		}
	}
	// One that is not taken leaves the others out too, and all that is wrong is said at once.
	h.add(team, nil, sent{"a.pdf", pdf}, sent{"b.exe", "MZ"}, sent{"c.exe", "MZ"}).Want(t, http.StatusUnprocessableEntity).Has(t, "b.exe", "c.exe")
	if n := h.count("files"); n != 0 {
		t.Errorf("%d files are kept", n)
	}
}

// hugePNG is the head of a picture of 30,000 × 30,000 pixels, with a checksum that holds.
const hugePNG = "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x75\x30\x00\x00\x75\x30\x08\x02\x00\x00\x00\xe9\x45\x6f\xed"

func TestNamesLoseWhatMisleads(t *testing.T) {
	t.Parallel()
	h := open(t)
	team := h.As(h.Team)
	for name, want := range map[string]string{"../../etc/plan.pdf": "plan.pdf", `C:\temp\plan.pdf`: "plan.pdf", "facture\u202efdp.pdf": "facturefdp.pdf", "a\tb<i>.pdf": "a b i .pdf"} {
		h.add(team, nil, sent{name, pdf}).Want(t, http.StatusSeeOther)
		got, err := postgres.Scalar[string](t.Context(), h.DB, `SELECT name FROM files ORDER BY id DESC LIMIT 1`, nil)
		if h.must(err); got != want {
			t.Errorf("%q is kept as %q", name, got)
		}
	}
}

func TestWhoSeesAndWritesFiles(t *testing.T) {
	t.Parallel()
	h := open(t)
	head, team, intern := h.As(h.Head), h.As(h.Team), h.As(h.Intern)
	h.add(team, map[string]string{"montants": "oui"}, sent{"Devis secret.jpg", photo(t, 60, 40)}).Want(t, http.StatusSeeOther)
	amounts := h.last()
	h.add(team, nil, sent{"Plan.pdf", pdf}).Want(t, http.StatusSeeOther)
	plain := h.last()

	for _, c := range []*webtest.Client{head, team} {
		c.Get(urls.Task(h.task)).Has(t, "Devis secret.jpg", "Plan.pdf", "2\u00a0fichiers", "Montants", urls.FileThumbnail(amounts))
		c.Get(urls.File(amounts)).Want(t, http.StatusOK)
		c.Get(urls.FileThumbnail(amounts)).Want(t, http.StatusOK)
	}
	// To the intern it is not there: no name, no count, no content, no trace of what it is called.
	for _, page := range []string{urls.Task(h.task), urls.Files("taches", h.task), urls.Project(h.project), urls.ProjectHistory(h.project), urls.Trash()} {
		intern.Get(page).Want(t, http.StatusOK).Lacks(t, "Devis secret", "2\u00a0fichiers", urls.File(amounts))
	}
	intern.Get(urls.Task(h.task)).Has(t, "Plan.pdf", "1\u00a0fichier")
	for _, page := range []string{urls.File(amounts), urls.FileThumbnail(amounts), urls.FilePlace(amounts)} {
		intern.Get(page).Want(t, http.StatusNotFound)
	}
	intern.Post(urls.FileDelete(amounts), nil).Want(t, http.StatusNotFound)
	team.Get(urls.ProjectHistory(h.project)).Has(t, "a ajouté un fichier de la tâche")

	// Out of the team she reads; in it she adds, and removes her own.
	intern.Get(urls.File(plain)).Want(t, http.StatusOK)
	h.add(intern, nil, sent{"a.pdf", pdf}).Want(t, http.StatusForbidden)
	intern.Get(urls.Task(h.task)).Lacks(t, "Ajouter des fichiers")
	h.join()
	intern.Get(urls.Task(h.task)).Has(t, "Ajouter des fichiers").Lacks(t, "disent des montants")
	h.add(intern, map[string]string{"montants": "oui"}, sent{"a.pdf", pdf}).Want(t, http.StatusForbidden)
	h.add(intern, nil, sent{"a.pdf", pdf}).Want(t, http.StatusSeeOther)
	own := h.last()
	intern.Post(urls.FileDelete(plain), nil).Want(t, http.StatusForbidden)
	intern.Post(urls.FileDelete(own), nil).Want(t, http.StatusSeeOther)
	team.Post(urls.FileDelete(plain), nil).Want(t, http.StatusSeeOther)
	head.Post(urls.FileDelete(amounts), nil).Want(t, http.StatusSeeOther)
	intern.Get(urls.Trash()).Has(t, "a.pdf").Lacks(t, "Devis secret", "Plan.pdf")
	intern.Post(urls.Restore("fichiers", amounts), nil).Want(t, http.StatusNotFound)
	intern.Post(urls.Restore("fichiers", plain), nil).Want(t, http.StatusForbidden)
	if n := h.count("files WHERE deleted_at IS NOT NULL"); n != 3 {
		t.Errorf("%d files are in the trash", n)
	}
}

func TestFilesOfAnArchivedProjectAreOnlyRead(t *testing.T) {
	t.Parallel()
	h := open(t)
	team := h.As(h.Team)
	h.add(team, nil, sent{"Plan.pdf", pdf}).Want(t, http.StatusSeeOther)
	id := h.last()
	sheet, err := h.Programme.Project(t.Context(), h.Head.At(h.Now), h.project)
	h.must(err)
	h.must(h.Programme.Archive(t.Context(), h.Head.At(h.Now), h.project, sheet.Version))
	team.Get(urls.File(id)).Want(t, http.StatusOK)
	team.Get(urls.Task(h.task)).Has(t, "Plan.pdf", "Ce projet est archivé").Lacks(t, "Ajouter des fichiers", urls.FileDelete(id))
	team.Post(urls.FileDelete(id), nil).Want(t, http.StatusForbidden)
	h.add(team, nil, sent{"b.pdf", pdf}).Want(t, http.StatusForbidden)
}

func TestRemovingIsUndone(t *testing.T) {
	t.Parallel()
	h := open(t)
	team := h.As(h.Team)
	h.add(team, nil, sent{"Plan.pdf", pdf}).Want(t, http.StatusSeeOther)
	id := h.last()
	undo := func() {
		t.Helper()
		act, err := postgres.Scalar[string](t.Context(), h.DB, `SELECT act::text FROM journal WHERE act IS NOT NULL ORDER BY id DESC LIMIT 1`, nil)
		h.must(err)
		team.Post(urls.UndoAct(act), nil).Want(t, http.StatusSeeOther)
	}
	team.Post(urls.FileDelete(id), nil).Want(t, http.StatusSeeOther)
	team.Get(urls.Task(h.task)).Has(t, "Le fichier est retiré.", urls.Restore("fichiers", id)).Lacks(t, "Plan.pdf")
	team.Get(urls.File(id)).Want(t, http.StatusNotFound)
	team.Post(urls.Restore("fichiers", id), nil).Want(t, http.StatusSeeOther)
	team.Get(urls.File(id)).Want(t, http.StatusOK)
	team.Post(urls.FileDelete(id), nil).Want(t, http.StatusSeeOther)
	undo()
	if got := team.Get(urls.File(id)); got.Body != pdf {
		t.Errorf("what comes back is %q", got.Body)
	}
	undo() // and again
	team.Get(urls.File(id)).Want(t, http.StatusNotFound)
	undo()
	// Adding one is taken back by throwing it away.
	h.add(team, nil, sent{"Autre.pdf", pdf}).Want(t, http.StatusSeeOther)
	undo()
	team.Get(urls.File(h.last())).Want(t, http.StatusNotFound)
	team.Get(urls.Trash()).Has(t, "Autre.pdf")
}

func TestPurgingTakesThePiecesToo(t *testing.T) {
	t.Parallel()
	h := open(t)
	team := h.As(h.Team)
	h.add(team, nil, sent{"a.jpg", photo(t, 30, 30)}).Want(t, http.StatusSeeOther)
	h.must(h.Files.Remove(t.Context(), h.Team.At(h.Now), h.last()))
	h.add(team, nil, sent{"b.jpg", photo(t, 30, 30)}).Want(t, http.StatusSeeOther)
	h.must(h.Purge(t.Context(), h.Now.AddDate(0, 0, 30)))
	if n := h.count("files"); n != 2 {
		t.Fatalf("%d files on the last day", n)
	}
	h.must(h.Purge(t.Context(), h.Now.AddDate(0, 0, 31)))
	if n, pieces := h.count("files"), h.count("file_chunks")+h.count("file_thumbnails"); n != 1 || pieces != 2 {
		t.Fatalf("%d files and %d pieces the day after", n, pieces)
	}
	h.must(h.Plans.DeleteTask(t.Context(), h.Team.At(h.Now), h.task))
	team.Get(urls.File(h.last())).Want(t, http.StatusNotFound) // it hides with its task
	h.must(h.Purge(t.Context(), h.Now.AddDate(0, 0, 31)))
	if n := h.count("files") + h.count("file_chunks") + h.count("file_thumbnails"); n != 0 {
		t.Errorf("%d rows are left of a task that is gone", n)
	}
}

func TestQueriesDoNotGrowWithFiles(t *testing.T) {
	t.Parallel()
	h := open(t)
	team := h.As(h.Team)
	ask := func() int64 {
		ctx, n := postgres.CountQueries(t.Context())
		_, err := h.Files.Of(ctx, h.Team.At(h.Now), "task", h.task)
		h.must(err)
		return n.Load()
	}
	h.add(team, nil, sent{"a.pdf", pdf}).Want(t, http.StatusSeeOther)
	one := ask()
	for i := range 3 {
		h.add(team, nil, sent{fmt.Sprint(i, ".pdf"), pdf}, sent{fmt.Sprint(i, "b.pdf"), pdf}).Want(t, http.StatusSeeOther)
	}
	if many := ask(); many != one {
		t.Errorf("%d queries for one file, %d for seven", one, many)
	}
}

// TestEachPageShowsItsFiles looks at the pages of a task, of a project and of an event.
func TestEachPageShowsItsFiles(t *testing.T) {
	t.Parallel()
	h := open(t)
	team := h.As(h.Team)
	for word, page := range map[string]string{"taches": urls.Task(h.task), "projets": urls.Project(h.project), "evenements": urls.Event(h.event)} {
		id := map[string]int64{"taches": h.task, "projets": h.project, "evenements": h.event}[word]
		body, header := form(t, map[string]string{serve.FieldReturn: page}, sent{word + ".pdf", pdf})
		made := team.Do(http.MethodPost, urls.Files(word, id), bytes.NewReader(body), header).Want(t, http.StatusSeeOther)
		if made.Location != urls.InFiles(page) {
			t.Errorf("%s leads to %s", word, made.Location)
		}
		team.Get(page).Want(t, http.StatusOK).Has(t, word+".pdf")
		team.Get(urls.Files(word, id)).Want(t, http.StatusOK).Has(t, word+".pdf")
		if place := team.Get(urls.FilePlace(h.last())).Want(t, http.StatusSeeOther); place.Location != urls.InFiles(page) {
			t.Errorf("the file of %s leads to %s", word, place.Location)
		}
	}
}
