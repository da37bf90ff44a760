package answerui_test

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"parvis/internal/response"
	"parvis/internal/survey/question"
	"parvis/web/urls"
)

func TestASheetIsCorrectedFromWhereItWasTyped(t *testing.T) {
	t.Parallel()
	s := open(t, question.Paged)
	intern, entry := s.As(s.Intern), urls.CollectionEntry(s.id, nil)
	typed := []string{"jour", "05/04/2025", "s.note", "99", "s.venu", "1, 3", "s.venu.autre", "Un panneau", "s.age", "41", "s.grille.lieu", "3"}
	intern.Post(entry, fields(t, intern.Get(entry), typed...)).Want(t, http.StatusSeeOther)
	intern.Get(urls.FormResponses(s.form, nil)).Want(t, http.StatusOK).Has(t, "/saisie/", "Corriger")
	page := intern.Get(entry).Want(t, http.StatusOK).Has(t, "Corriger une feuille")
	at := regexp.MustCompile(`href="(/recueils/\d+/saisie/\d+)"`).FindStringSubmatch(page.Body)[1]
	page = intern.Get(at).Want(t, http.StatusOK).Has(t, "Corriger la feuille", `name="s.note" value="99"`, `name="s.venu" value="1 3"`, `value="Un panneau"`, `value="41"`, `name="s.grille.lieu" value="3"`, `value="05/04/2025"`)
	version := regexp.MustCompile(`name="version" value="(\d+)"`).FindStringSubmatch(page.Body)[1]
	sent := func(more ...string) url.Values {
		v := url.Values{"version": {version}}
		for i := 0; i+1 < len(more); i += 2 {
			v.Set(more[i], more[i+1])
		}
		return v
	}
	intern.Post(at, sent("jour", "05/04/2025", "s.note", "7")).Want(t, http.StatusUnprocessableEntity).Has(t, "pas de case n°\u00a07", "Corriger la feuille")
	saved := intern.Post(at, sent("jour", "04/04/2025", "langue", "fr", "s.note", "3", "s.venu", "2", "s.age", "14", "s.grille.lieu", "3")).Want(t, http.StatusSeeOther)
	intern.Get(saved.Location).Want(t, http.StatusOK).Has(t, "est corrigée", "Annuler")
	intern.Get(urls.CollectionHistory(s.id)).Want(t, http.StatusOK).Has(t, "a corrigé la saisie", "Un panneau", "Votre âge", "41", "14")
	intern.Post(at, sent("jour", "04/04/2025", "s.note", "1")).Want(t, http.StatusConflict) // over what stood before
	// Somebody else's sheet, and what nobody of the service typed.
	team := s.As(s.Team)
	team.Get(at).Want(t, http.StatusOK)
	team.Post(entry, fields(t, team.Get(entry), typed...)).Want(t, http.StatusSeeOther)
	mine := regexp.MustCompile(`/recueils/\d+/saisie/\d+`).FindAllString(team.Get(entry).Body, -1)
	if len(mine) != 2 || strings.Contains(intern.Get(entry).Body, mine[0]) {
		t.Errorf("%v", mine)
	}
	intern.Get(mine[0]).Want(t, http.StatusForbidden)
	o, err := s.Responses.ByToken(t.Context(), s.token)
	s.must(err)
	s.must(s.Responses.Give(t.Context(), o, s.Now, response.Given{Key: "cle-de-reponse-1", Channel: response.ByLink, Language: "fr", Help: response.Alone, Answers: question.Answers{"note": {Chosen: []string{"oui"}}}}))
	var visitor int64
	s.must(s.DB.QueryRow(t.Context(), `SELECT max(id) FROM responses`).Scan(&visitor))
	team.Get(urls.CollectionCorrection(s.id, visitor)).Want(t, http.StatusForbidden).Has(t, "personne ne la corrige")
	team.Post(urls.CollectionCorrection(s.id, visitor), sent("jour", "04/04/2025")).Want(t, http.StatusForbidden)
	team.Get(urls.FormResponse(s.form, visitor)).Want(t, http.StatusOK).Lacks(t, "Corriger la saisie")
	s.Visitor().Get(at).Want(t, http.StatusSeeOther)
	if n := s.answers(); n[response.OnPaper] != 2 {
		t.Error(fmt.Sprint(n))
	}
}
