package fileui_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"

	"parvis/web/urls"
	"parvis/web/webtest"
)

// everywhere are the pages that may tell of a file of the task.
func (h house) everywhere() []string {
	return []string{urls.Task(h.task), urls.Files("taches", h.task), urls.Project(h.project), urls.ProjectHistory(h.project), urls.Home(), urls.Trash(), urls.Notices()}
}

// TestAmountsAreSaidAfterwards marks a file that an intern saw, and takes the mark back in each way there is.
func TestAmountsAreSaidAfterwards(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.join()
	team, intern := h.As(h.Team), h.As(h.Intern)
	h.add(team, nil, sent{"Devis.pdf", pdf}).Want(t, http.StatusSeeOther)
	id := h.last()
	intern.Get(urls.Task(h.task)).Has(t, "Devis.pdf").Lacks(t, "Marquer «")
	intern.Get(urls.ProjectHistory(h.project)).Has(t, "a ajouté un fichier")
	team.Get(urls.Task(h.task)).Has(t, urls.FileAmounts(id), "Marquer «\u00a0montants\u00a0»")

	intern.Post(urls.FileAmounts(id), nil).Want(t, http.StatusForbidden)
	team.Post(urls.FileAmounts(id), nil).Want(t, http.StatusSeeOther)
	h.hidden(intern, id, "Devis.pdf")
	intern.Post(urls.FileAmountsDelete(id), nil).Want(t, http.StatusNotFound)
	page := team.Get(urls.Task(h.task)).Has(t, "les stagiaires ne le voient plus nulle part", "Montants", urls.FileAmountsDelete(id), "Annuler")
	team.Get(urls.ProjectHistory(h.project)).Has(t, "a modifié un fichier", "Dit des montants")

	// « Annuler » gives it back to her, and the history of it.
	h.pressUndo(team, page)
	intern.Get(urls.File(id)).Want(t, http.StatusOK)
	intern.Get(urls.ProjectHistory(h.project)).Has(t, "a ajouté un fichier", "a annulé un geste")
	// Undoing that marks it again.
	h.pressUndo(team, team.Get(urls.ProjectHistory(h.project)))
	h.hidden(intern, id, "Devis.pdf")
	team.Post(urls.FileAmountsDelete(id), nil).Want(t, http.StatusSeeOther)
	intern.Get(urls.Task(h.task)).Has(t, "Devis.pdf")
	if n := h.count(`journal WHERE kept_from_some`); n != 0 {
		t.Errorf("%d entries are kept from her", n)
	}
}

// hidden checks that somebody finds a file nowhere.
func (h house) hidden(c *webtest.Client, id int64, name string) {
	h.t.Helper()
	for _, path := range []string{urls.File(id), urls.FileThumbnail(id), urls.FilePlace(id)} {
		c.Get(path).Want(h.t, http.StatusNotFound)
	}
	c.Post(urls.FileDelete(id), nil).Want(h.t, http.StatusNotFound)
	for _, path := range h.everywhere() {
		page := c.Get(path).Want(h.t, http.StatusOK).Lacks(h.t, name, "1\u00a0fichier", urls.File(id)+`"`)
		for _, did := range []string{"a ajouté", "a modifié", "a retiré", "a rétabli"} {
			page.Lacks(h.t, did+" un fichier")
		}
	}
}

// pressUndo sends the first form of a page that takes an act back.
func (h house) pressUndo(c *webtest.Client, page webtest.Answer) {
	h.t.Helper()
	for _, f := range webtest.ReadPage(h.t, "/", page.Body).Forms {
		if strings.Contains(f.Action, "/gestes/") {
			c.Post(f.Action, f.Values).Want(h.t, http.StatusSeeOther)
			return
		}
	}
	h.t.Fatal("nothing on the page takes an act back")
}

// Whoever adds a file with amounts leaves no trace for an intern, nor does one among several.
func TestOneOfSeveralFilesIsKeptFromInterns(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.join()
	team, intern := h.As(h.Team), h.As(h.Intern)
	h.add(team, nil, sent{"Affiche.pdf", pdf}, sent{"Devis.pdf", pdf + " "}, sent{"Plan.pdf", pdf + "  "}).Want(t, http.StatusSeeOther)
	devis := h.last() - 1
	team.Post(urls.FileAmounts(devis), nil).Want(t, http.StatusSeeOther)
	history := intern.Get(urls.ProjectHistory(h.project)).Want(t, http.StatusOK)
	if n := strings.Count(history.Body, "a ajouté un fichier"); n != 2 {
		t.Errorf("she reads of %s files", strconv.Itoa(n))
	}
	intern.Get(urls.Task(h.task)).Has(t, "2\u00a0fichiers").Lacks(t, "Devis.pdf")
}

func TestWhoMaySayThatAFileTellsAmounts(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.join()
	intern := h.As(h.Intern)
	h.add(intern, nil, sent{"photo.txt", "Une photo"}).Want(t, http.StatusSeeOther)
	intern.Post(urls.FileAmounts(h.last()), nil).Want(t, http.StatusForbidden).Has(t, "L’équipe ou la cheffe de service")
	h.As(h.Head).Post(urls.FileAmounts(h.last()), nil).Want(t, http.StatusSeeOther)
	intern.Get(urls.File(h.last())).Want(t, http.StatusNotFound) // though it was hers
}
