package surveyui_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"parvis/internal/survey"
	"parvis/internal/survey/question"
	"parvis/web/urls"
	"parvis/web/webtest"
)

func create(t *testing.T, c *webtest.Client, begin string) int64 {
	t.Helper()
	made := c.Post(urls.Forms(), url.Values{"titre": {"Votre visite"}, "depart": {begin}, "public": {"visitors"}}).Want(t, http.StatusSeeOther)
	id, err := strconv.ParseInt(made.Location[strings.LastIndex(made.Location, "/")+1:], 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func stored(t *testing.T, h *webtest.House, id int64) survey.Sheet {
	t.Helper()
	s, err := h.Surveys.Form(t.Context(), h.Team.At(h.Now), id)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func add(t *testing.T, h *webtest.House, c *webtest.Client, id int64, after string, fields url.Values) question.Question {
	t.Helper()
	fields.Set("apres", after)
	made := c.Post(urls.FormQuestions(id), fields).Want(t, http.StatusSeeOther)
	_, key, _ := strings.Cut(made.Location, "#q-")
	q, found := stored(t, h, id).Draft.Question(key)
	if !found {
		t.Fatalf("%s leads to no question", made.Location)
	}
	return q
}

// fieldsOf is what a browser would send of the form that leads to an address.
func fieldsOf(t *testing.T, page webtest.Answer, action string) url.Values {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page.Body))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		if n.Data == "form" && strings.TrimSuffix(attributes(n)["action"], "?envoi") == action && attributes(n)["method"] == "post" {
			return sent(n)
		}
	}
	t.Fatalf("no form leads to %s", action)
	return nil
}

func attributes(n *html.Node) map[string]string {
	all := map[string]string{}
	for _, a := range n.Attr {
		all[a.Key] = a.Val
	}
	return all
}

func sent(form *html.Node) url.Values {
	fields := url.Values{}
	for n := range form.Descendants() {
		has := attributes(n)
		_, checked := has["checked"]
		_, chosen := has["selected"]
		switch {
		case n.Data == "input" && (has["type"] == "radio" || has["type"] == "checkbox") && !checked:
		case n.Data == "input":
			fields.Add(has["name"], has["value"])
		case n.Data == "textarea" && n.FirstChild != nil:
			fields.Add(has["name"], n.FirstChild.Data)
		case n.Data == "option" && chosen:
			list := n.Parent
			if list.Data == "optgroup" {
				list = list.Parent
			}
			fields.Add(attributes(list)["name"], has["value"])
		}
	}
	return fields
}

func upload(t *testing.T, c *webtest.Client, name string, data []byte) webtest.Answer {
	t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	part, err := w.CreateFormFile("fichier", name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := part.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return c.Do(http.MethodPost, urls.FormImport(), &body, http.Header{"Content-Type": {w.FormDataContentType()}})
}

func TestAnInternBuildsADraftAndTheTeamPublishesIt(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	intern, team := h.As(h.Intern), h.As(h.Team)
	id := create(t, intern, "vierge")
	opinion := add(t, h, intern, id, "", url.Values{"genre": {"single"}, "libelle": {"Vous avez aimé ?"}, "reponses": {"Oui\nNon"}, "nspp": {"oui"}})
	why := add(t, h, intern, id, opinion.Key, url.Values{"genre": {"long"}, "libelle": {"Pourquoi ?"}})
	scale := add(t, h, intern, id, why.Key, url.Values{"genre": {"scale5"}, "libelle": {"Êtes-vous satisfait ?"}})
	if len(scale.Options) != 5 || !opinion.Unsure || len(opinion.Options) != 2 {
		t.Errorf("%+v %+v", opinion, scale)
	}
	intern.Post(urls.QuestionCondition(id, why.Key), url.Values{"version": {strconv.Itoa(survey.QuestionEdition(why))}, "sur": {opinion.Key}, "comparaison": {"is"}, "valeur": {"non", "pirate"}}).Want(t, http.StatusSeeOther)
	if q, _ := stored(t, h, id).Draft.Question(why.Key); q.When == nil || len(q.When.Of) != 1 || strings.Join(q.When.Of[0].Values, " ") != "non" {
		t.Fatalf("%+v", q.When)
	}
	intern.Get(urls.Form(id)).Want(t, http.StatusOK).Has(t, "Seulement si la question 1 est ou contient")
	intern.Post(urls.FormOrder(id), url.Values{"monter": {scale.Key}}).Want(t, http.StatusSeeOther)
	intern.Post(urls.FormOrder(id), url.Values{"retirer": {scale.Key}}).Want(t, http.StatusSeeOther)
	intern.Get(urls.FormPublish(id)).Want(t, http.StatusForbidden)
	team.Get(urls.FormPublish(id)).Want(t, http.StatusOK).Has(t, "Première version")
	team.Post(urls.FormPublish(id), url.Values{"version": {"1"}}).Want(t, http.StatusConflict)
	team.Post(urls.FormPublish(id), url.Values{"version": {strconv.Itoa(stored(t, h, id).Seen())}}).Want(t, http.StatusSeeOther)
	if s := stored(t, h, id); s.Published != 1 || s.Changed() {
		t.Errorf("%+v", s)
	}
	for _, path := range []string{urls.FormVersion(id, 1), urls.FormPreview(id, url.Values{"version": {"1"}}), urls.FormPreview(id, url.Values{"page": {"2"}, "ecran": {"tablette"}}), urls.FormPaper(id, nil), urls.FormExport(id, nil), urls.FormHistory(id), urls.Forms()} {
		intern.Get(path).Want(t, http.StatusOK)
	}
	intern.Get(urls.FormVersion(id, 2)).Want(t, http.StatusNotFound)
	team.Get(urls.FormDelete(id)).Want(t, http.StatusConflict)
}

func TestEveryFieldOfAQuestionComesBackFromItsForm(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	team := h.As(h.Team)
	id := create(t, team, "pret:tout-public")
	s := stored(t, h, id)
	for _, q := range s.Draft.Questions {
		page := team.Get(urls.Question(id, q.Key)).Want(t, http.StatusOK)
		fields := fieldsOf(t, page, urls.Question(id, q.Key))
		team.Post(urls.Question(id, q.Key), fields).Want(t, http.StatusSeeOther)
		if now, _ := stored(t, h, id).Draft.Question(q.Key); survey.QuestionEdition(now) != survey.QuestionEdition(q) {
			t.Errorf("%s\n%+v\nbecame\n%+v", q.Key, q, now)
		}
	}
	if now := stored(t, h, id); now.Seen() != s.Seen() {
		t.Error("the draft changed")
	}
	settings := fieldsOf(t, team.Get(urls.FormEdit(id)).Want(t, http.StatusOK), urls.Form(id))
	team.Post(urls.Form(id), settings).Want(t, http.StatusSeeOther)
	if now := stored(t, h, id); now.Seen() != s.Seen() {
		t.Errorf("%+v became %+v", s.Settings(), now.Settings())
	}
	team.Get(urls.Question(id, s.Draft.Questions[1].Key)+"?codes=1").Want(t, http.StatusOK)
}

func TestTwoPeopleAtOneQuestionMeet(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	team, head := h.As(h.Team), h.As(h.Head)
	id := create(t, team, "vierge")
	q := add(t, h, team, id, "", url.Values{"genre": {"text"}, "libelle": {"Votre ville ?"}})
	edition := strconv.Itoa(survey.QuestionEdition(q))
	team.Post(urls.Question(id, q.Key), url.Values{"genre": {"text"}, "libelle": {"Votre commune ?"}, "version": {edition}}).Want(t, http.StatusSeeOther)
	head.Post(urls.Question(id, q.Key), url.Values{"genre": {"text"}, "libelle": {"D’où venez-vous ?"}, "version": {edition}}).Want(t, http.StatusConflict).Has(t, "Votre commune ?").Has(t, "D’où venez-vous ?")
	if now, _ := stored(t, h, id).Draft.Question(q.Key); now.Label.In(question.French) != "Votre commune ?" {
		t.Errorf("%+v", now)
	}
}

func TestAFileIsShownBeforeAnythingIsCreated(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	team := h.As(h.Team)
	id := create(t, team, "pret:tout-public")
	team.Get(urls.FormExport(id, nil)).Want(t, http.StatusOK).Has(t, "Ce que le fichier ne dit pas", "viennent de la banque", urls.FormFile(id, nil))
	file := team.Get(urls.FormFile(id, nil)).Want(t, http.StatusOK)
	read := upload(t, team, "visite.xlsx", []byte(file.Body)).Want(t, http.StatusOK)
	if rows, err := h.Surveys.List(t.Context(), h.Team.At(h.Now), survey.Filter{}); err != nil || len(rows) != 1 {
		t.Fatalf("%d forms, %v", len(rows), err)
	}
	made := team.Post(urls.Forms(), fieldsOf(t, read, urls.Forms())).Want(t, http.StatusSeeOther)
	again, err := strconv.ParseInt(made.Location[strings.LastIndex(made.Location, "/")+1:], 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := len(stored(t, h, again).Draft.Questions), len(stored(t, h, id).Draft.Questions); got != want {
		t.Errorf("%d questions of %d", got, want)
	}
	upload(t, team, "x.xlsx", []byte("rien")).Want(t, http.StatusUnprocessableEntity)
	team.Post(urls.Forms(), url.Values{"titre": {"X"}, "public": {"team"}, "lu": {`{"questions":[{"key":"é","kind":"text"}]}`}}).Want(t, http.StatusUnprocessableEntity)
}

func TestTheBankIsPutIntoAndTakenFrom(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	team, intern := h.As(h.Team), h.As(h.Intern)
	id := create(t, team, "vierge")
	q := add(t, h, team, id, "", url.Values{"genre": {"single"}, "libelle": {"Déjà venu ?"}, "reponses": {"Oui\nNon"}})
	intern.Post(urls.QuestionBanked(id, q.Key), url.Values{"theme": {"Venue"}}).Want(t, http.StatusForbidden)
	team.Post(urls.QuestionBanked(id, q.Key), url.Values{"theme": {"Venue"}}).Want(t, http.StatusSeeOther)
	bank, err := h.Surveys.Bank(t.Context(), h.Team.At(h.Now))
	bank = slices.DeleteFunc(bank, func(b survey.BankSheet) bool { return b.Key != q.Key })
	if err != nil || len(bank) != 1 {
		t.Fatalf("%d, %v", len(bank), err)
	}
	team.Get(urls.Question(id, q.Key)).Want(t, http.StatusOK).Has(t, "vient de la banque")
	other := create(t, intern, "vierge")
	intern.Get(urls.FormBank(other, "")).Want(t, http.StatusOK)
	intern.Post(urls.FormBank(other, ""), url.Values{"question": {strconv.FormatInt(bank[0].ID, 10)}}).Want(t, http.StatusSeeOther)
	intern.Get(urls.Bank()).Want(t, http.StatusOK).Has(t, "Déjà venu ?")
	page := team.Get(urls.BankQuestion(bank[0].ID)).Want(t, http.StatusOK)
	fields := fieldsOf(t, page, urls.BankQuestion(bank[0].ID))
	fields.Set("libelle", "Êtes-vous déjà venu ?")
	team.Post(urls.BankQuestion(bank[0].ID), fields).Want(t, http.StatusSeeOther)
	intern.Post(urls.QuestionBanked(other, q.Key), nil).Want(t, http.StatusSeeOther)
	if now, _ := stored(t, h, other).Draft.Question(q.Key); now.Label.In(question.French) != "Êtes-vous déjà venu ?" {
		t.Errorf("%+v", now)
	}
	team.Post(urls.BankUse(bank[0].ID), nil).Want(t, http.StatusSeeOther)
	team.Get(urls.BankHistory(bank[0].ID)).Want(t, http.StatusOK)
}
