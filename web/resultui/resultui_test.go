package resultui_test

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"
	"testing"

	"parvis/internal/programme"
	"parvis/internal/workcal"
	"parvis/web/urls"
	"parvis/web/webtest"
)

// setting is a form that was answered in two editions, by 80 and 60 people.
type setting struct {
	*webtest.House
	t                    *testing.T
	form, project, other int64
}

func open(t *testing.T) setting {
	t.Helper()
	s := setting{House: webtest.New(t), t: t}
	make := func(title string) int64 {
		day := workcal.Of(2025, 6, 14)
		id, err := s.Programme.Create(t.Context(), s.Team.At(s.Now), "", programme.ProjectDraft{Title: title, Kind: programme.EventProgramme, PilotID: s.Team.ID, First: day, Last: day})
		s.must(err)
		return id
	}
	s.project, s.other = make("JEA <b>2025"), make("JEA 2024")
	s.must(s.Programme.AddMember(t.Context(), s.Team.At(s.Now), s.project, s.Intern.ID))
	sql, err := os.ReadFile("../../internal/results/testdata/answers.sql")
	s.must(err)
	_, err = s.DB.Exec(t.Context(), strings.NewReplacer(":person", strconv.FormatInt(s.Head.ID, 10), ":project", strconv.FormatInt(s.project, 10), ":other", strconv.FormatInt(s.other, 10), ":slot", "NULL", ":audience", "1").Replace(string(sql)))
	s.must(err)
	s.form = s.number(`SELECT id FROM forms`)
	return s
}

func (s setting) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

func (s setting) number(sql string, args ...any) (n int64) {
	s.t.Helper()
	s.must(s.DB.QueryRow(s.t.Context(), sql, args...).Scan(&n))
	return n
}

func TestResultsSayHowManyAndWhatTheyAreWorth(t *testing.T) {
	t.Parallel()
	s := open(t)
	c := s.As(s.Intern)
	if moved := c.Get(urls.AllResults()); moved.Status/100 != 3 || moved.Location != urls.Forms() {
		t.Errorf("%d to %s", moved.Status, moved.Location)
	}
	c.Get(urls.Forms()).Want(t, http.StatusOK).Has(t, "Satisfaction tout public", urls.FormResults(s.form, nil), "140\u00a0réponses")
	a := c.Get(urls.FormResults(s.form, nil))
	a.Want(t, http.StatusOK).Has(t, "140\u00a0réponses, dont 14 avec aide, à part", "Réponses volontaires, non représentatives", "Avec un groupe (retirée)", "Le carré de fouille", "JEA &lt;b&gt;2025", "recommandation (NPS)", "moins de trente réponses", "En faire une tâche")
	a.Lacks(t, "<b>2025", urls.ResponsesFile(s.form, nil), "Visite guidée")
	s.As(s.Team).Get(urls.FormResults(s.form, nil)).Want(t, http.StatusOK).Has(t, "reponses/fichier")
	few := c.Get(urls.FormResults(s.form, url.Values{"recueil": {"paper"}, "langue": {"en"}, "projet": {strconv.FormatInt(s.other, 10)}}))
	few.Want(t, http.StatusOK).Has(t, "moins de cinq réponses")
	few.Lacks(t, "de 0 à", "NPS)\u00a0:")
	c.Get(urls.FormResults(s.form, url.Values{"du": {"17/03/2025"}, "version": {"1"}})).Want(t, http.StatusOK).Has(t, "le 17 mars 2025")
	c.Get(urls.FormResults(s.form, url.Values{"du": {"demain<script>"}, "version": {"-3"}, "langue": {"xx"}, "recueil": {"'"}})).Want(t, http.StatusOK).Has(t, "140\u00a0réponses")
	c.Get(urls.FormResults(s.form, url.Values{"evenement": {"99"}})).Want(t, http.StatusOK).Has(t, "Aucune réponse ne répond")
	if got := c.Get(urls.FormResults(999, nil)); got.Status != http.StatusNotFound {
		t.Errorf("%d", got.Status)
	}
}

func TestResponsesAreSetAsideAndCountedAgain(t *testing.T) {
	t.Parallel()
	s := open(t)
	team, list := s.As(s.Team), urls.FormResponses(s.form, nil)
	order := `SELECT id FROM responses ORDER BY day DESC, md5(id::text) LIMIT 1 OFFSET `
	first, second := s.number(order+"0"), s.number(order+"1")
	chosen := url.Values{"reponses": {fmt.Sprint(first), fmt.Sprint(second)}}
	bad := team.Post(list, chosen)
	bad.Want(t, http.StatusUnprocessableEntity).Has(t, "Veuillez dire pourquoi", "checked")
	chosen.Set("motif", "other")
	team.Post(list, chosen).Want(t, http.StatusUnprocessableEntity).Has(t, "Veuillez dire cette raison")
	chosen.Set("precision", "répétition générale")
	if a := team.Post(list, chosen); a.Status != http.StatusSeeOther {
		t.Fatalf("%d %s", a.Status, a.Body)
	}
	team.Get(list+"?cote=1").Want(t, http.StatusOK).Has(t, "2\u00a0réponses mises de côté", "répétition générale")
	team.Get(urls.FormResults(s.form, nil)).Want(t, http.StatusOK).Has(t, "138\u00a0réponses", "2\u00a0mises de côté")
	one := urls.FormResponse(s.form, first)
	page := team.Get(one)
	page.Want(t, http.StatusOK).Has(t, "Compter de nouveau", "par "+s.Team.Name, "a mis de côté")
	page.Lacks(t, "token", "clé", s.Head.Name)
	if a := team.Post(urls.CountResponse(s.form, first), nil); a.Status != http.StatusSeeOther {
		t.Errorf("%d", a.Status)
	}
	team.Get(one).Want(t, http.StatusOK).Has(t, "Mettre de côté", "a fait de nouveau compter")
	if a := team.Post(one, url.Values{"motif": {"test"}}); a.Status != http.StatusSeeOther {
		t.Errorf("%d", a.Status)
	}
	intern := s.As(s.Intern)
	intern.Get(list).Lacks(t, "Mettre de côté les réponses choisies", "fichier")
	intern.Get(urls.FormResponse(s.form, s.number(order+"2"))).Want(t, http.StatusOK).Has(t, "La cheffe de service et l’équipe")
	if a := intern.Post(list, chosen); a.Status != http.StatusForbidden {
		t.Errorf("%d", a.Status)
	}
	if a := team.Get(urls.FormResponse(s.form, 99_999)); a.Status != http.StatusNotFound {
		t.Errorf("%d", a.Status)
	}
}

func TestVerbatimsBecomeTasks(t *testing.T) {
	t.Parallel()
	s := open(t)
	c := s.As(s.Intern)
	c.Get(urls.FormVerbatims(s.form, url.Values{"texte": {"CARRE attente"}})).Want(t, http.StatusOK).Has(t, "Trop d’attente au carré")
	c.Get(urls.FormVerbatims(s.form, url.Values{"texte": {"dinosaure"}})).Want(t, http.StatusOK).Has(t, "Aucun verbatim")
	text := s.number(`SELECT min(t.id) FROM response_texts t JOIN responses r ON r.id = t.response_id WHERE t.question = 'mieux' AND r.project_id = $1`, s.project)
	at := urls.ResultTask(s.form, url.Values{"verbatim": {fmt.Sprint(text)}})
	c.Get(at).Want(t, http.StatusOK).Has(t, "En faire une tâche", "JEA &lt;b&gt;2025")
	form := url.Values{"verbatim": {fmt.Sprint(text)}, "question": {"mieux"}, "titre": {""}, "projet": {""}, "categorie": {"evaluation"}, "pour": {"J-21"}, "pour_moi": {"1"}}
	c.Post(urls.ResultTask(s.form, nil), form).Want(t, http.StatusUnprocessableEntity).Has(t, "checked")
	form.Set("titre", "Poser un plan")
	c.Post(urls.ResultTask(s.form, nil), form).Want(t, http.StatusUnprocessableEntity).Has(t, "Veuillez choisir le projet")
	form.Set("projet", fmt.Sprint(s.project))
	a := c.Post(urls.ResultTask(s.form, nil), form)
	if a.Status != http.StatusSeeOther {
		t.Fatalf("%d %s", a.Status, a.Body)
	}
	c.Get(a.Location).Want(t, http.StatusOK).Has(t, "Poser un plan", "Vient de", "Satisfaction tout public", "/verbatims")
	c.Get(urls.FormVerbatims(s.form, nil)).Want(t, http.StatusOK).Has(t, "Tâche «\u00a0Poser un plan\u00a0»")
	question := url.Values{"question": {"grille"}, "titre": {"Revoir la signalisation"}, "projet": {fmt.Sprint(s.project)}, "categorie": {"evaluation"}}
	if a = s.As(s.Team).Post(urls.ResultTask(s.form, nil), question); a.Status != http.StatusSeeOther {
		t.Fatalf("%d", a.Status)
	}
	c.Get(a.Location).Want(t, http.StatusOK).Has(t, "/resultats#q-grille")
	c.Get(urls.FormResults(s.form, nil)).Want(t, http.StatusOK).Has(t, "Tâche «\u00a0Revoir la signalisation\u00a0»")
	if a = c.Get(urls.ResultTask(s.form, url.Values{"question": {"visite"}})); a.Status != http.StatusNotFound {
		t.Errorf("%d", a.Status)
	}
}

func TestEditionsStandBesideEachOther(t *testing.T) {
	t.Parallel()
	s := open(t)
	c := s.As(s.Intern)
	c.Get(urls.FormCompare(s.form, url.Values{"projet": {fmt.Sprint(s.project)}, "projet2": {fmt.Sprint(s.other)}})).Want(t, http.StatusOK).Has(t, "plus souvent dans", "rien d’assuré", "avec aide")
	c.Get(urls.FormCompare(s.form, url.Values{"projet": {fmt.Sprint(s.project)}, "projet2": {fmt.Sprint(s.project)}})).Want(t, http.StatusOK).Has(t, "Deux éditions à choisir")
	if a := c.Get(urls.FormCompare(s.form, url.Values{"avec": {"999"}})); a.Status != http.StatusNotFound {
		t.Errorf("%d", a.Status)
	}
}

func TestFilesAreForTheTeam(t *testing.T) {
	t.Parallel()
	s := open(t)
	for at, of := range map[string]string{urls.ResponsesFile(s.form, nil): "reponses.xlsx", urls.ResponsesFile(s.form, url.Values{"format": {"csv"}, "partie": {"codes"}}): "reponses-codes.csv", urls.ResultsFile(s.form, url.Values{"format": {"csv"}}): "resultats.csv"} {
		a := s.As(s.Team).Get(at)
		if a.Status != http.StatusOK || !strings.Contains(a.Header.Get("Content-Disposition"), of) {
			t.Errorf("%s: %d, %s", at, a.Status, a.Header.Get("Content-Disposition"))
		}
	}
	if a := s.As(s.Intern).Get(urls.ResponsesFile(s.form, nil)); a.Status != http.StatusForbidden || !strings.Contains(a.Body, "La cheffe de service et l’équipe") {
		t.Errorf("%d", a.Status)
	}
	if a := s.As(s.Intern).Get(urls.ResultsFile(s.form, nil)); a.Status != http.StatusOK {
		t.Errorf("%d", a.Status)
	}
}
