package answerui_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"parvis/internal/activity"
	"parvis/internal/programme"
	"parvis/internal/response"
	"parvis/internal/slot"
	"parvis/internal/survey"
	"parvis/internal/survey/question"
	"parvis/internal/workcal"
	"parvis/web"
	"parvis/web/serve"
	"parvis/web/urls"
	"parvis/web/webtest"
)

const links = "https://parvis.test"

var day = workcal.Of(2025, 4, 5)

// sample is a form of three pages, the second of which a condition shows.
func sample(layout question.Layout) (survey.Settings, []question.Question) {
	both := func(fr, en string) question.Wording { return question.Wording{question.French: fr, "en": en} }
	scale := []question.Option{{Key: "non", Label: both("Non", "No")}, {Key: "bof", Label: both("Un peu", "A little")}, {Key: "oui", Label: both("Oui", "Yes")}}
	questions := []question.Question{
		{Key: "note", Kind: question.Scale3, Label: both("Avez-vous aimé ?", "Did you like it?"), Required: true, Unsure: true, Options: scale},
		{Key: "pourquoi", Kind: question.Long, Label: both("Pourquoi ?", "Why?"), When: &question.Condition{Of: []question.Clause{{On: "note", Op: question.Is, Values: []string{"non"}}}}},
	}
	settings := survey.Settings{Title: both("Votre visite", "Your visit"), Purpose: survey.Visitors, Langs: []question.Lang{question.French, "en"}, Layout: layout}
	if layout == question.Easy {
		settings.Purpose = survey.Easy
		return settings, questions[:1]
	}
	return settings, append(questions,
		question.Question{Key: "venu", Kind: question.Multiple, Label: both("Comment nous avez-vous connus ?", "How did you hear of us?"), Other: true, Options: []question.Option{{Key: "ami", Label: both("Par un ami", "From a friend")}, {Key: "presse", Label: both("Par la presse", "From the press")}}},
		question.Question{Key: "age", Kind: question.Number, Label: both("Votre âge", "Your age")},
		question.Question{Key: "partie", Kind: question.Section, Label: both("Pour finir", "To end")},
		question.Question{Key: "grille", Kind: question.Matrix, Label: both("Notez", "Rate"), Options: scale, Rows: []question.Option{{Key: "accueil", Label: both("L’accueil", "The desk")}, {Key: "lieu", Label: both("Le lieu", "The place")}}})
}

// setting is a house with a project, a slot of it, a collection and its address.
type setting struct {
	*webtest.House
	t           *testing.T
	project, at int64
	form, id    int64
	token       string
}

func open(t *testing.T, layout question.Layout, adjust ...func(*web.Config)) setting {
	t.Helper()
	s := setting{t: t, House: webtest.New(t, append([]func(*web.Config){func(c *web.Config) { c.Links = links }}, adjust...)...)}
	ctx, team := t.Context(), s.Team.At(s.Now)
	var err error
	s.project, err = s.Programme.Create(ctx, team, "", programme.ProjectDraft{Title: "JEA 2025", Kind: programme.EventProgramme, PilotID: team.ID, First: day, Last: day})
	s.must(err)
	visit, err := s.Activities.Create(ctx, team, "", s.project, activity.Draft{Kind: activity.Visit, Title: "Fouille"})
	s.must(err)
	s.at, _, err = s.Slots.Create(ctx, team, "", s.project, slot.Draft{ActivityID: visit, Times: slot.Times{Day: day, From: 840, To: 900}, Status: slot.Planned}, false)
	s.must(err)
	s.form = s.publish(sample(layout))
	s.id, err = s.Responses.Create(ctx, team, "", s.project, response.Draft{Form: response.Ref{ID: s.form}, Label: "Sortie", Slot: response.Ref{ID: s.at}})
	s.must(err)
	c, err := s.Responses.Collection(ctx, team, s.id)
	s.must(err)
	s.token = c.Token
	return s
}

func (s setting) publish(settings survey.Settings, questions []question.Question) int64 {
	s.t.Helper()
	id, err := s.Surveys.Create(s.t.Context(), s.Team.At(s.Now), "", settings, questions)
	s.must(err)
	s.again(id)
	return id
}

// again publishes the draft of a form.
func (s setting) again(id int64) {
	s.t.Helper()
	sheet, err := s.Surveys.Form(s.t.Context(), s.Team.At(s.Now), id)
	s.must(err)
	_, err = s.Surveys.Publish(s.t.Context(), s.Team.At(s.Now), id, sheet.Seen())
	s.must(err)
}

func (s setting) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

func (s setting) answers() response.Tally {
	s.t.Helper()
	c, err := s.Responses.Collection(s.t.Context(), s.Team.At(s.Now), s.id)
	s.must(err)
	return c.Answers
}

// fields is what a page's form carries, with what is answered beside it: field, value, field, value…
func fields(t *testing.T, page webtest.Answer, more ...string) url.Values {
	t.Helper()
	sent := url.Values{}
	body, _, _ := strings.Cut(page.Body, "<template")
	for _, found := range regexp.MustCompile(`<input type="hidden" name="([^"]+)" value="([^"]*)"`).FindAllStringSubmatch(body, -1) {
		sent.Add(found[1], found[2])
	}
	if sent.Get("cle") == "" {
		t.Fatalf("the page carries no key: %s", page.Body)
	}
	for i := 0; i+1 < len(more); i += 2 {
		sent.Add(more[i], more[i+1])
	}
	return sent
}

func TestAVisitorAnswersPageByPage(t *testing.T) {
	t.Parallel()
	s := open(t, question.Paged)
	v, at := s.Visitor(), urls.Asked(s.token)
	first := v.Get(at).Want(t, http.StatusOK).Has(t, "Votre visite", "Avez-vous aimé ?", "Vos réponses sont anonymes", "Page 1 sur 3", "English").Lacks(t, "Pourquoi ?", "Se connecter", "Parvis</span>")
	// Nothing is answered: the question says so, and the page is the same.
	v.Post(at, fields(t, first)).Want(t, http.StatusUnprocessableEntity).Has(t, "Veuillez répondre à cette question.", "Avez-vous aimé ?")
	// A condition shows the second page; a language is chosen on the way, and what was answered stays.
	second := v.Post(at, fields(t, first, "q.note", "non")).Want(t, http.StatusOK).Has(t, "Pourquoi ?", "Retour").Lacks(t, "Avez-vous aimé ?")
	english := v.Post(at, fields(t, second, "q.pourquoi", "Trop de monde", "aller", "en")).Want(t, http.StatusOK).Has(t, "Why?", "Trop de monde", `lang="en"`, "Page 2 of 3")
	v.Post(at, fields(t, english, "q.pourquoi", "Trop de monde", "aller", "retour")).Want(t, http.StatusOK).Has(t, "Did you like it?", `value="non" checked`, `name="q.pourquoi" value="Trop de monde"`)
	last := v.Post(at, fields(t, english, "q.pourquoi", "Trop de monde", "q.venu", "ami", "q.venu", "autre", "q.venu.autre", "Par hasard", "q.age", "41")).Want(t, http.StatusOK).Has(t, "Rate", "Send my answers")
	done := v.Post(at, fields(t, last, "q.grille.accueil", "oui")).Want(t, http.StatusSeeOther)
	if done.Location != urls.AskedThanks(s.token, url.Values{"langue": {"en"}}) {
		t.Error(done.Location)
	}
	v.Get(done.Location).Want(t, http.StatusOK).Has(t, "Thank you", "Your answers have been saved.")
	if len(v.Cookies()) != 0 {
		t.Errorf("cookies: %v", v.Cookies())
	}
	// The same sent again leads to the same place, and nothing more is kept.
	v.Post(at, fields(t, last, "q.grille.accueil", "oui")).Want(t, http.StatusSeeOther)
	v.Post(at, fields(t, last, "q.grille.accueil", "non")).Want(t, http.StatusConflict).Has(t, "Réponse non gardée")
	if n := s.answers(); n.All() != 1 || n[response.ByLink] != 1 {
		t.Errorf("%v", n)
	}
}

func TestWhatAnAnswerHidesIsNoAnswer(t *testing.T) {
	t.Parallel()
	s := open(t, question.Paged)
	v, at := s.Visitor(), urls.Asked(s.token)
	second := v.Post(at, fields(t, v.Get(at), "q.note", "non"))
	back := v.Post(at, fields(t, second, "q.pourquoi", "Un nom", "aller", "retour"))
	v.Post(at, fields(t, back, "q.note", "oui")).Want(t, http.StatusOK).Has(t, "Comment nous avez-vous connus ?").Lacks(t, "Pourquoi ?")
}

func TestClosedEarlyAndUnknownFormsHavePlainPages(t *testing.T) {
	t.Parallel()
	s := open(t, question.Paged)
	v, ctx, team := s.Visitor(), t.Context(), s.Team.At(s.Now)
	first := v.Get(urls.Asked(s.token))
	for _, token := range []string{"inconnu", strings.Repeat("a", 20), strings.Repeat("é", 400), "a%00b"} {
		v.Get(urls.Asked(token)).Want(t, http.StatusNotFound).Has(t, "Questionnaire introuvable").Lacks(t, "Se connecter")
	}
	client := s.As(s.Team)
	client.Post(urls.CollectionClose(s.id), nil).Want(t, http.StatusSeeOther)
	for _, path := range []string{urls.Asked(s.token), urls.AskedKiosk(s.token)} {
		v.Get(path).Want(t, http.StatusGone).Has(t, "Ce questionnaire est clos")
	}
	v.Post(urls.Asked(s.token), fields(t, first, "q.note", "oui")).Want(t, http.StatusGone)
	offered := `href="` + urls.Asked(s.token)
	acts := []string{"Code QR", urls.CollectionPoster(s.id, nil), urls.AskedKiosk(s.token), urls.CollectionPaper(s.id, nil)}
	client.Get(urls.Collection(s.id)).Has(t, "Ce recueil est clos depuis le "+workcal.FromTime(s.Now).French()).Lacks(t, append(acts, offered)...)
	client.Post(urls.CollectionReopen(s.id), nil).Want(t, http.StatusSeeOther)
	client.Get(urls.Collection(s.id)).Has(t, acts...)
	c, err := s.Responses.Collection(ctx, team, s.id)
	s.must(err)
	client.Post(urls.Collection(s.id), url.Values{"version": {strconv.Itoa(c.Version)}, response.FieldLabel: {"Sortie"}, response.FieldOpens: {workcal.FromTime(s.Now).AddDays(1).Digits()}}).Want(t, http.StatusSeeOther)
	v.Get(urls.Asked(s.token)).Want(t, http.StatusConflict).Has(t, "pas encore ouvert")
	client.Get(urls.Collection(s.id)).Has(t, "Ce recueil n’est pas encore ouvert").Lacks(t, offered)
	client.Post(urls.Collection(s.id), url.Values{"version": {strconv.Itoa(c.Version + 1)}, response.FieldLabel: {"Sortie"}, response.FieldCloses: {workcal.FromTime(s.Now).AddDays(-1).Digits()}}).Want(t, http.StatusSeeOther)
	client.Get(urls.Collection(s.id)).Has(t, "Ce recueil est clos depuis le "+workcal.FromTime(s.Now).French(), "dernier jour plus tardif").Lacks(t, "Code QR")
	if s.answers().All() != 0 {
		t.Error("something was kept")
	}
}

func TestAnOlderVersionIsAnsweredToItsEnd(t *testing.T) {
	t.Parallel()
	s := open(t, question.Easy)
	v, at := s.Visitor(), urls.Asked(s.token)
	first := v.Post(at, fields(t, v.Get(at))) // past the page that asks who helps
	ctx, team := t.Context(), s.Team.At(s.Now)
	_, err := s.Surveys.Add(ctx, team, serve.NewKey(), s.form, "note", survey.QuestionDraft{Kind: question.Long, Label: question.FR("Et encore ?")})
	s.must(err)
	s.again(s.form)
	v.Post(at, fields(t, first, "q.note", "oui")).Want(t, http.StatusSeeOther)
	if s.answers().All() != 1 {
		t.Error("it was lost")
	}
}

func TestAFormEasyToReadAsksWhoHelps(t *testing.T) {
	t.Parallel()
	s := open(t, question.Easy)
	v, at := s.Visitor(), urls.Asked(s.token)
	first := v.Get(at).Want(t, http.StatusOK).Has(t, "asked-easy", "Quelqu’un vous aide à répondre\u00a0?", "quelqu’un me lit les questions", "Page 1 sur 2").Lacks(t, "Avez-vous aimé ?")
	second := v.Post(at, fields(t, first, "aide", "reading")).Want(t, http.StatusOK).Has(t, "Avez-vous aimé ?", `name="aide" value="reading"`, "Page 2 sur 2").Lacks(t, "Quelqu’un vous aide")
	v.Post(at, fields(t, second, "aller", "retour")).Want(t, http.StatusOK).Has(t, `value="reading" checked`)
	v.Post(at, fields(t, second, "q.note", "oui")).Want(t, http.StatusSeeOther)
	v.Post(at, fields(t, v.Post(at, fields(t, v.Get(at), "aide", "nothing of ours")), "q.note", "oui")).Want(t, http.StatusSeeOther)
	ordinary := open(t, question.Paged) // nothing of it is offered where the form is no easy one
	for _, path := range []string{urls.Asked(ordinary.token), urls.AskedKiosk(ordinary.token)} {
		ordinary.Visitor().Get(path).Want(t, http.StatusOK).Lacks(t, "asked-easy", "Quelqu’un vous aide")
	}
	l, err := s.Responses.OfProject(t.Context(), s.Team.At(s.Now), s.project)
	s.must(err)
	if l.Collections[0].Answers.All() != 2 {
		t.Errorf("%+v", l.Collections[0].Answers)
	}
}

func TestTheBrowsersLanguageIsMet(t *testing.T) {
	t.Parallel()
	s := open(t, question.Paged)
	v := s.Visitor()
	for header, want := range map[string]string{"en-GB,en;q=0.9": "Did you like it?", "de": "Avez-vous aimé ?", "": "Avez-vous aimé ?", strings.Repeat("en,", 200): "Avez-vous aimé ?"} {
		v.Do(http.MethodGet, urls.Asked(s.token), nil, http.Header{"Accept-Language": {header}}).Want(t, http.StatusOK).Has(t, want)
	}
	v.Get(urls.AskedIn(s.token, "en")).Has(t, "Did you like it?")
	v.Get(urls.AskedIn(s.token, "xx")).Has(t, "Avez-vous aimé ?")
}

func TestAClassPassesAndAFloodDoesNot(t *testing.T) {
	t.Parallel()
	s := open(t, question.Easy, func(c *web.Config) { c.Answers = 35 })
	v, at := s.Visitor(), urls.Asked(s.token)
	status := map[int]int{}
	for range 40 {
		sent := fields(t, v.Get(at), "q.note", "oui")
		sent.Set("page", "0")
		status[v.Post(at, sent).Status]++
	}
	if status[http.StatusSeeOther] < 30 || status[http.StatusTooManyRequests] == 0 {
		t.Errorf("%v", status)
	}
	if n := s.answers().All(); n != status[http.StatusSeeOther] {
		t.Errorf("%d are kept of %d", n, status[http.StatusSeeOther])
	}
}

func TestATabletSendsEachAnswerOnce(t *testing.T) {
	t.Parallel()
	s := open(t, question.Paged)
	v, to := s.Visitor(), urls.AskedSent(s.token)
	v.Get(urls.AskedKiosk(s.token)).Want(t, http.StatusOK).Has(t, "Commencer", "Start", "data-lien")
	worker := v.Get(urls.AskedKioskWorker(s.token)).Want(t, http.StatusOK)
	if worker.Header.Get("Service-Worker-Allowed") != urls.AskedKiosk(s.token) {
		t.Error(worker.Header)
	}
	sent := func(key string, more ...string) url.Values {
		form := url.Values{"cle": {key}, "numero": {"1"}, "langue": {"en"}, "jour": {day.String()}}
		for i := 0; i+1 < len(more); i += 2 {
			form.Add(more[i], more[i+1])
		}
		return form
	}
	key := "cle-de-tablette-0001"
	for range 3 {
		v.Post(to, sent(key, "q.note", "oui", "q.age", "pas un âge")).Want(t, http.StatusOK).Is(t, `{"cle":"`+key+`","fait":true}`+"\n")
	}
	v.Post(to, sent(key, "q.note", "non")).Want(t, http.StatusUnprocessableEntity).Has(t, `"cle":"`+key+`"`, `"refus":`)
	v.Post(to, sent("court", "q.note", "non")).Want(t, http.StatusUnprocessableEntity).Has(t, `"refus":`)
	v.Post(urls.AskedSent(strings.Repeat("b", 20)), sent("cle-de-tablette-0002")).Want(t, http.StatusNotFound).Has(t, `"attendre":true`)
	// One that nobody answered to its end is kept as it is: nobody can be asked again.
	v.Post(to, sent("cle-de-tablette-0003")).Want(t, http.StatusOK)
	if n := s.answers(); n[response.ByKiosk] != 2 || n.All() != 2 {
		t.Errorf("%v", n)
	}
}

func TestTheServiceAsksAloudAndTypesSheets(t *testing.T) {
	t.Parallel()
	s := open(t, question.Paged)
	intern := s.As(s.Intern)
	intern.Get(urls.ProjectCollections(s.project)).Want(t, http.StatusOK).Has(t, "Sortie", "non renseigné").Lacks(t, "Proposer un questionnaire")
	intern.Get(urls.Collection(s.id)).Want(t, http.StatusOK).Has(t, "Code QR", links+urls.Asked(s.token), "Saisir des feuilles papier").Lacks(t, "Clore le recueil")
	intern.Post(urls.CollectionClose(s.id), nil).Want(t, http.StatusForbidden)
	at := urls.CollectionInterview(s.id)
	page := intern.Get(at).Want(t, http.StatusOK).Has(t, "Entretien mené par", "Avez-vous aimé ?")
	page = intern.Post(at, fields(t, page, "q.note", "oui")).Want(t, http.StatusOK)
	page = intern.Post(at, fields(t, page)).Want(t, http.StatusOK)
	intern.Post(at, fields(t, page)).Want(t, http.StatusSeeOther)
	// Paper: numbers of boxes. 99 is « Je ne sais pas ».
	at = urls.CollectionEntry(s.id, nil)
	page = intern.Get(at).Want(t, http.StatusOK).Has(t, "1. Avez-vous aimé ?", "99\u00a0ne sait pas")
	intern.Post(at, fields(t, page, "jour", "05/04/2025", "s.note", "7", "s.venu", "1 x")).Want(t, http.StatusUnprocessableEntity).Has(t, "pas de case n°\u00a07", "pas de case n°\u00a0x")
	saved := intern.Post(at, fields(t, page, "jour", "05/04/2025", "s.note", "99", "s.venu", "1, 3", "s.venu.autre", "Un panneau", "s.age", "41", "s.grille.lieu", "3")).Want(t, http.StatusSeeOther)
	intern.Get(saved.Location).Want(t, http.StatusOK).Has(t, "La feuille est enregistrée", `value="05/04/2025"`)
	if n := s.answers(); n[response.OnPaper] != 1 || n[response.InInterview] != 1 {
		t.Errorf("%v", n)
	}
	// A second entry by somebody else.
	team := s.As(s.Team)
	checks, err := s.Responses.Checks(t.Context(), s.Team.At(s.Now), s.id)
	s.must(err)
	again := urls.CollectionEntry(s.id, url.Values{"feuille": {strconv.FormatInt(checks.Next[0], 10)}})
	intern.Get(again).Want(t, http.StatusForbidden)
	page = team.Get(again).Want(t, http.StatusOK).Has(t, "Deuxième saisie de la feuille")
	team.Post(at, fields(t, page, "s.note", "3", "s.venu", "1, 3", "s.venu.autre", "Un panneau", "s.age", "41", "s.grille.lieu", "3")).Want(t, http.StatusOK).Has(t, "Première saisie", "ne sait pas", "Oui", "83\u00a0%")
	intern.Get(urls.CollectionPaper(s.id, nil)).Want(t, http.StatusOK).Has(t, "asked-paper", "Feuille n°")
	intern.Get(urls.CollectionPoster(s.id, url.Values{"par": {"4"}})).Want(t, http.StatusOK).Has(t, "parvis.test"+urls.Asked(s.token), "Affiche 4")
}

func TestCollectionsAreMadeAndEditedByForms(t *testing.T) {
	t.Parallel()
	s := open(t, question.Paged)
	team := s.As(s.Team)
	page := team.Get(urls.NewCollection(s.project)).Want(t, http.StatusOK).Has(t, "Votre visite", "Fouille")
	sent := fields(t, page, response.FieldForm, fmt.Sprint(s.form), response.FieldLabel, "Samedi <midi>", response.FieldSlot, fmt.Sprint(s.at), response.FieldPublic, "1", response.FieldWanted, "60",
		response.FieldAsker, fmt.Sprint(s.Intern.ID), response.FieldWhen, "À la sortie", response.FieldOpens, "05/04/2025", response.FieldCloses, "12/04/2025")
	made := team.Post(urls.ProjectCollections(s.project), sent).Want(t, http.StatusSeeOther)
	if again := team.Post(urls.ProjectCollections(s.project), sent).Want(t, http.StatusSeeOther); again.Location != made.Location {
		t.Errorf("sent twice: %s, then %s", made.Location, again.Location)
	}
	team.Get(made.Location).Want(t, http.StatusOK).Has(t, "Samedi &lt;midi&gt;", "sur 60 attendues", "À la sortie", "12 avril 2025")
	page = team.Get(made.Location+"/modifier").Want(t, http.StatusOK).Has(t, `value="05/04/2025"`, `value="60"`, "À la sortie")
	edit := url.Values{}
	for _, found := range regexp.MustCompile(`name="version" value="([^"]*)"`).FindAllStringSubmatch(page.Body, -1) {
		edit.Set("version", found[1])
	}
	edit.Set(response.FieldLabel, "Dimanche")
	team.Post(made.Location, edit).Want(t, http.StatusSeeOther)
	edit.Set(response.FieldLabel, "Lundi")
	s.As(s.Head).Post(made.Location, edit).Want(t, http.StatusConflict).Has(t, "Dimanche", "Lundi")
	edit.Set(response.FieldLabel, "")
	team.Post(made.Location, edit).Want(t, http.StatusUnprocessableEntity).Has(t, "Veuillez donner un nom à ce recueil.")
	team.Post(made.Location+"/suppression", nil).Want(t, http.StatusSeeOther)
	s.As(s.Intern).Get(made.Location).Want(t, http.StatusNotFound)
}

func TestASlotIsObservedOnATelephone(t *testing.T) {
	t.Parallel()
	s := open(t, question.Paged)
	intern := s.As(s.Intern)
	intern.Get(urls.SlotObserve(s.at)).Want(t, http.StatusOK).Has(t, "Aucune grille d’observation")
	ready, _ := survey.ReadyForm("observation")
	s.publish(survey.SettingsOf(ready.Form, ready.Purpose), ready.Form.Questions)
	at := intern.Get(urls.SlotObserve(s.at)).Want(t, http.StatusSeeOther).Location
	page := intern.Get(at).Want(t, http.StatusOK).Has(t, "Fouille", "Observée par", `value="05/04/2025"`, "grille-entiere")
	if page.Header.Get("Parvis-Jour") != strconv.FormatInt(s.Intern.ID, 10) {
		t.Error("a telephone does not keep the page for its reader")
	}
	sent := func(page webtest.Answer, day string) url.Values {
		form := fields(t, page)
		form.Set("jour", day)
		for _, q := range ready.Form.Questions {
			if q.Required && q.Kind != question.Matrix {
				form.Set(question.Field(q.Key, ""), q.Choices()[0].Key)
			}
			for _, row := range q.Rows {
				form.Set(question.Field(q.Key, row.Key), q.Options[len(q.Options)-1].Key)
			}
			if q.Kind == question.Long {
				form.Set(question.Field(q.Key, ""), "Un groupe attentif.")
			}
		}
		return form
	}
	intern.Post(at, sent(page, "01/01/2030")).Want(t, http.StatusUnprocessableEntity).Has(t, "Ce jour est à venir")
	for range 8 { // pages of the grid
		answer := intern.Post(at, sent(page, "05/04/2025"))
		if answer.Status == http.StatusSeeOther {
			intern.Get(answer.Location).Want(t, http.StatusOK).Has(t, "Un groupe attentif.", "observée par "+s.Intern.Name)
			intern.Get(urls.ProjectObservations(s.project)).Want(t, http.StatusOK).Has(t, s.Intern.Name, "Observer Fouille")
			return
		}
		page = answer.Want(t, http.StatusOK)
	}
	t.Error("the grid has no end")
}

// TestThePublicListenerAnswersFormsAndNothingElse asks the other listener.
func TestThePublicListenerAnswersFormsAndNothingElse(t *testing.T) {
	t.Parallel()
	s := open(t, question.Easy)
	public := web.NewPublic(web.Config{Clock: func() time.Time { return s.Now }, Links: links}, s.Rooms)
	for path, want := range map[string]int{urls.Asked(s.token): http.StatusOK, urls.AskedKiosk(s.token): http.StatusOK, urls.AskedKioskWorker(s.token): http.StatusOK, urls.ProjectCollections(s.project): http.StatusNotFound, urls.Collection(s.id): http.StatusNotFound} {
		w := httptest.NewRecorder()
		public.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
		if w.Code != want {
			t.Errorf("%s: %d, want %d", path, w.Code, want)
		}
	}
}

func TestTheLogHoldsNoToken(t *testing.T) {
	t.Parallel()
	for _, path := range []string{urls.Asked("abc"), urls.AskedThanks("abc", nil), urls.AskedKiosk("abc"), urls.AskedSent("abc"), urls.AskedKioskWorker("abc")} {
		if logged := urls.Logged(path); strings.Contains(logged, "abc") {
			t.Errorf("%s is logged as %s", path, logged)
		}
	}
}
