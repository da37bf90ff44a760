package programmeui_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"parvis/internal/programme"
	"parvis/web/urls"
	"parvis/web/webtest"
)

func TestIdeaWaitsForItsDateAndIsAskedForItBeforeItIsPrepared(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	team := h.As(h.Team)
	team.Get(urls.NewProject()).Want(t, http.StatusOK).Has(t, "Pas encore de date")
	team.Post(urls.Projects(), projectForm(h, "cle", "", "titre", "Avec une date"))
	// The day typed before choosing that there is none does not count.
	made := team.Post(urls.Projects(), projectForm(h, "jour_j", "aucune")).Want(t, http.StatusSeeOther)
	team.Get(made.Location).Want(t, http.StatusOK).
		Has(t, "pas encore de date", "Donner sa date au projet", "Aucune tâche", "aucun</span>").
		Lacks(t, "date propre au projet", "J-", "juin", "countdown")
	list := team.Get(urls.Projects()).Want(t, http.StatusOK).Has(t, "pas encore de date").Body
	if strings.Index(list, "Avec une date") > strings.Index(list, "Fouilles à l’école") {
		t.Error("the project without a date is not the last")
	}
	team.Get(urls.Projects()+"?annee=2025").Want(t, http.StatusOK).Has(t, "Avec une date").Lacks(t, "Fouilles à l’école")

	status := strings.TrimSuffix(made.Location, "/") + "/statut"
	refused := team.Post(status, url.Values{"version": {"1"}, "statut": {string(programme.Preparing)}}).Want(t, http.StatusUnprocessableEntity)
	refused.Has(t, "Ce projet n’a pas encore de date\u00a0: veuillez d’abord lui donner un événement ou une date propre, avec le bouton «\u00a0Modifier\u00a0».")

	edit := made.Location + "/modifier"
	team.Get(edit).Want(t, http.StatusOK).Has(t, `value="aucune" checked`)
	team.Post(made.Location, projectForm(h, "version", "1", "debut", "5 juin")).Want(t, http.StatusSeeOther)
	team.Get(made.Location).Want(t, http.StatusOK).Has(t, "jeudi 5 juin 2025", "pas encore de date", "une date propre au projet")
	team.Post(status, url.Values{"version": {"2"}, "statut": {string(programme.Preparing)}}).Want(t, http.StatusSeeOther)

	team.Get(edit).Want(t, http.StatusOK).Lacks(t, "Pas encore de date")
	back := team.Post(made.Location, projectForm(h, "version", "3", "jour_j", "aucune")).Want(t, http.StatusUnprocessableEntity)
	back.Has(t, `href="#jour_j`, "Seule une idée peut attendre sa date")
}

func TestTwoTextsOfAnIdeaSayThatOneHasNoDate(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	team := h.As(h.Team)
	made := team.Post(urls.Projects(), projectForm(h, "jour_j", "aucune")).Want(t, http.StatusSeeOther)
	team.Post(made.Location, projectForm(h, "version", "1", "titre", "Autre titre", "jour_j", "aucune")).Want(t, http.StatusSeeOther)
	clash := team.Post(made.Location, projectForm(h, "version", "1")).Want(t, http.StatusConflict)
	clash.Has(t, "pas encore de date", "5 juin 2025", fmt.Sprintf(`name="jour_j" value="%s"`, "propre"))
}
