package fileui_test

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	"parvis/internal/files"
	"parvis/internal/files/filestest"
	"parvis/internal/postgres"
	"parvis/internal/trash"
	"parvis/web/urls"
	"parvis/web/webtest"
)

// write sends a text about the task with files.
func (h house) write(c *webtest.Client, fields map[string]string, list ...sent) webtest.Answer {
	h.t.Helper()
	body, header := form(h.t, fields, list...)
	body = bytes.ReplaceAll(body, []byte(`name="fichiers"`), []byte(`name="pieces"`))
	return c.Do(http.MethodPost, urls.Thread("taches", h.task), bytes.NewReader(body), header)
}

// text is the text that was written last.
func (h house) text() int64 {
	h.t.Helper()
	id, err := postgres.Scalar[int64](h.t.Context(), h.DB, `SELECT max(id) FROM thread_texts`, nil)
	h.must(err)
	return id
}

func TestAMessageCarriesFiles(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.join()
	team, intern := h.As(h.Team), h.As(h.Intern)
	team.Get(urls.Task(h.task)).Has(t, "Joindre des fichiers", `name="pieces"`, `name="pieces-montants"`)
	fields := map[string]string{"message": "Le plan, et la photo.", "retour": urls.Task(h.task), "cle": strings.Repeat("M", 20)}
	h.write(team, fields, sent{"Plan.pdf", pdf}, sent{"photo.txt", "Une photo"}).Want(t, http.StatusSeeOther)
	h.write(team, fields, sent{"Plan.pdf", pdf}, sent{"photo.txt", "Une photo"}).Want(t, http.StatusSeeOther) // the same again
	if n := h.count("files") + h.count("thread_texts"); n != 3 {
		t.Errorf("%d files and texts are kept", n)
	}
	id, text := h.last()-1, h.text()
	for _, c := range []*webtest.Client{team, intern, h.As(h.Head)} {
		for _, path := range []string{urls.Task(h.task), urls.Thread("taches", h.task)} {
			c.Get(path).Want(t, http.StatusOK).Has(t, "Le plan, et la photo.", "Plan.pdf", "photo.txt")
		}
		c.Get(urls.File(id)).Want(t, http.StatusOK).Is(t, pdf)
	}
	intern.Get(urls.Files("taches", h.task)).Lacks(t, "Plan.pdf") // it is the message's
	if to := team.Get(urls.FilePlace(id)); to.Location != urls.Text(text) {
		t.Errorf("its page leads to %s", to.Location)
	}

	team.Get(urls.ProjectHistory(h.project)).Has(t, "a ajouté un fichier", "un message dans le fil")

	// Removing the message hides them; putting it back brings them back.
	team.Post(urls.TextDelete(text), nil).Want(t, http.StatusSeeOther)
	team.Get(urls.Task(h.task)).Lacks(t, "Plan.pdf")
	team.Get(urls.File(id)).Want(t, http.StatusNotFound)
	team.Post(urls.Restore("messages", text), nil).Want(t, http.StatusSeeOther)
	team.Get(urls.File(id)).Want(t, http.StatusOK)

	// One of them is removed, and put back, by itself.
	intern.Post(urls.FileDelete(id), nil).Want(t, http.StatusForbidden)
	team.Post(urls.FileDelete(id), nil).Want(t, http.StatusSeeOther)
	team.Get(urls.Task(h.task)).Lacks(t, `">Plan.pdf`).Has(t, "photo.txt")
	team.Get(urls.Trash()).Has(t, "Plan.pdf", "Fil · Louer")
	team.Post(urls.Restore("fichiers", id), nil).Want(t, http.StatusSeeOther)

	// They go for good with the message.
	team.Post(urls.TextDelete(text), nil).Want(t, http.StatusSeeOther)
	h.must(h.Purge(t.Context(), h.Now.AddDate(0, 0, trash.Days+2)))
	if n := h.count("files") + h.count("file_chunks"); n != 0 {
		t.Errorf("%d rows are left", n)
	}
}

func TestTheAmountsOfAMessageAreKeptFromInterns(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.join()
	intern := h.As(h.Intern)
	h.write(h.As(h.Team), map[string]string{"message": "Voici le devis.", "pieces-montants": "oui"}, sent{"Devis.pdf", pdf}).Want(t, http.StatusSeeOther)
	intern.Get(urls.Task(h.task)).Has(t, "Voici le devis.").Lacks(t, "Devis.pdf", "pieces-montants")
	h.hidden(intern, h.last(), "Devis.pdf")
	h.write(intern, map[string]string{"message": "Oui", "pieces-montants": "oui"}, sent{"Devis.pdf", pdf}).Want(t, http.StatusForbidden)
}

// An intern writes wherever she reads, and attaches only where she is of the team.
func TestWhoWritesWithoutBeingOfTheTeamAttachesNothing(t *testing.T) {
	t.Parallel()
	h := open(t)
	intern := h.As(h.Intern)
	intern.Get(urls.Task(h.task)).Has(t, "Ajouter au fil").Lacks(t, `name="pieces"`)
	h.write(intern, map[string]string{"message": "Bonjour"}, sent{"photo.txt", "Une photo"}).Want(t, http.StatusForbidden)
	intern.Post(urls.Thread("taches", h.task), map[string][]string{"message": {"Bonjour"}}).Want(t, http.StatusSeeOther)
	if n := h.count("files") + h.count("thread_texts"); n != 1 {
		t.Errorf("%d files and texts are kept", n)
	}
}

// Neither the text nor any file is kept where one of them is refused, and nothing is left in the store.
func TestAMessageWithoutItsFilesIsNotKept(t *testing.T) {
	t.Parallel()
	s3, clamd := filestest.NewS3(t), filestest.NewClamd(t)
	h := openWith(t, files.Options{Store: s3.Store(), Antivirus: clamd.Client()})
	team := h.As(h.Team)
	h.write(team, map[string]string{"message": "Voici."}, sent{"sain.pdf", pdf}, sent{"infecté.pdf", pdf + filestest.Virus}).Want(t, http.StatusUnprocessableEntity).
		Has(t, "Voici.", "L’antivirus a trouvé")
	h.write(team, map[string]string{"message": ""}, sent{"sain.pdf", pdf}).Want(t, http.StatusUnprocessableEntity).
		Has(t, "Veuillez écrire un message.", "Veuillez choisir de nouveau vos fichiers")
	if n := h.count("files") + h.count("thread_texts") + len(s3.Objects()); n != 0 {
		t.Errorf("%d rows and objects are kept", n)
	}
	h.write(team, map[string]string{"message": "Voici."}, sent{"sain.pdf", pdf}).Want(t, http.StatusSeeOther)
	team.Get(urls.File(h.last())).Want(t, http.StatusOK).Is(t, pdf)
}
