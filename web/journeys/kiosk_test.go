package journeys

import (
	"fmt"
	"strings"
	"testing"

	"parvis/internal/programme"
	"parvis/internal/response"
	"parvis/internal/survey"
	"parvis/internal/survey/question"
	"parvis/web/browsertest"
	"parvis/web/urls"
	"parvis/web/webtest"
)

// tablet is a tablet at the exit of a museum, with the form that it asks.
type tablet struct {
	*webtest.House
	t     *testing.T
	id    int64
	token string
	*browsertest.Phone
	page *browsertest.Page
}

func newTablet(t *testing.T, query string) *tablet {
	t.Helper()
	h := webtest.New(t)
	b := &tablet{House: h, t: t}
	ctx, by := t.Context(), h.Team.At(h.Now)
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	project, err := h.Programme.Create(ctx, by, "", programme.ProjectDraft{Title: "JEA 2025", Kind: programme.EventProgramme, PilotID: by.ID, First: theDay, Last: theDay})
	must(err)
	fr := question.FR
	form, err := h.Surveys.Create(ctx, by, "", survey.Settings{Title: question.Wording{question.French: "Votre visite", "en": "Your visit"}, Purpose: survey.Visitors, Langs: []question.Lang{question.French, "en"}, Layout: question.Paged}, []question.Question{
		{Key: "note", Kind: question.Single, Label: fr("Avez-vous aimé ?"), Required: true, Options: []question.Option{{Key: "oui", Label: fr("Oui")}, {Key: "non", Label: fr("Non")}}},
		{Key: "pourquoi", Kind: question.Long, Label: fr("Pourquoi ?"), When: &question.Condition{Of: []question.Clause{{On: "note", Op: question.Is, Values: []string{"non"}}}}},
	})
	must(err)
	sheet, err := h.Surveys.Form(ctx, by, form)
	must(err)
	_, err = h.Surveys.Publish(ctx, by, form, sheet.Seen())
	must(err)
	b.id, err = h.Responses.Create(ctx, by, "", project, response.Draft{Form: response.Ref{ID: form}, Label: "Sortie"})
	must(err)
	c, err := h.Responses.Collection(ctx, by, b.id)
	must(err)
	b.token = c.Token
	b.Phone = browsertest.NewPhone(t, h.URL)
	b.page = b.Phone.Open()
	b.open(query)
	return b
}

func (b *tablet) open(query string) {
	b.t.Helper()
	b.page.Goto(b.Phone.URL + urls.AskedKiosk(b.token) + query)
	b.page.WaitFor("[data-commencer=fr]")
	b.await("the page is kept", func() bool {
		return b.page.Keeps(urls.AskedKiosk(b.token)) && b.page.Keeps("kiosk.js") && b.page.Keeps("asked.css")
	})
}

func (b *tablet) await(what string, ok func() bool) {
	b.t.Helper()
	if !b.page.Await(ok) {
		b.t.Fatalf("%s: not yet; %q waits", what, b.page.Text("#attente"))
	}
}

// visit has somebody answer; with a reason, she did not like it.
func (b *tablet) visit(why string) {
	b.t.Helper()
	p := b.page
	p.Click("[data-commencer=fr]")
	if why == "" {
		p.Click(`input[value="oui"]`)
	} else {
		p.Click(`input[value="non"]`)
		p.Click("#reponse [type=submit]")
		p.WaitFor(`[data-question="pourquoi"]:not([hidden])`)
		p.Set(`[name="q.pourquoi"]`, why)
	}
	p.Click("#reponse [type=submit]")
	p.WaitFor("#fin:not([hidden])")
	p.Click("[data-suivante]")
	p.WaitFor("#accueil:not([hidden])")
}

func (b *tablet) kept() int {
	b.t.Helper()
	c, err := b.Responses.Collection(b.t.Context(), b.Team.At(b.Now), b.id)
	if err != nil {
		b.t.Fatal(err)
	}
	return c.Answers[response.ByKiosk]
}

// TestATabletWithoutNetworkLosesNothing cuts the network, has thirty people answer while the page is loaded again and the browser killed, and brings the network
// back: thirty answers are there, once each.
func TestATabletWithoutNetworkLosesNothing(t *testing.T) {
	t.Parallel()
	b := newTablet(t, "")
	b.Away(true)
	for i := range 30 {
		why := ""
		if i%3 == 0 {
			why = fmt.Sprint("Raison ", i)
		}
		b.visit(why)
		switch i {
		case 9:
			b.page.Goto(b.Phone.URL + urls.AskedKiosk(b.token))
			b.page.WaitFor("[data-commencer=fr]")
		case 19:
			b.Kill()
			b.page = b.Phone.Open()
			b.page.Goto(b.Phone.URL + urls.AskedKiosk(b.token))
			b.page.WaitFor("[data-commencer=fr]")
		}
	}
	b.await("thirty wait", func() bool { return strings.Contains(b.page.Text("#attente"), "30") })
	if b.kept() != 0 {
		t.Fatal("the network was not cut")
	}
	b.Away(false)
	b.page.Goto(b.Phone.URL + urls.AskedKiosk(b.token))
	b.await("all is sent", func() bool { return b.kept() == 30 && b.page.Text("#attente") == "" })
	for _, problem := range b.page.Problems() {
		if !strings.Contains(problem, "ERR_") && !strings.Contains(problem, "fetch") {
			t.Error(problem)
		}
	}
}

// TestTheNextVisitorSeesNothingOfTheLastOne leaves a form half answered: by the button that clears, by going back, by loading the page again, and by walking away.
func TestTheNextVisitorSeesNothingOfTheLastOne(t *testing.T) {
	t.Parallel()
	b := newTablet(t, "?inactivite=5")
	p := b.page
	half := func() {
		t.Helper()
		p.Click("[data-commencer=fr]")
		p.Click(`input[value="non"]`)
		p.Click("#reponse [type=submit]")
		p.WaitFor(`[data-question="pourquoi"]:not([hidden])`)
		p.Set(`[name="q.pourquoi"]`, "Un secret")
	}
	clean := func(after string) {
		t.Helper()
		p.WaitFor("#accueil:not([hidden])")
		p.Click("[data-commencer=fr]")
		if p.Exists("#reponse :checked") || p.Value(`[name="q.pourquoi"]`) != "" || strings.Contains(p.HTML(), "Un secret") {
			t.Errorf("%s, something of the last visitor is there", after)
		}
		p.Click("[data-effacer]")
	}
	p.Click("[data-commencer=fr]")
	b.await("it warns whoever began and walked away", func() bool { return p.Exists("#attention:not([hidden])") })
	p.Click("[data-continuer]")
	if p.Text("[data-ou]") != "Page 1 sur 2" {
		t.Errorf("%q", p.Text("[data-ou]"))
	}
	p.Click("[data-effacer]")
	half()
	p.Click("[data-effacer]")
	clean("cleared")
	half()
	p.Goto(b.Phone.URL + urls.Asked(b.token))
	p.Back()
	clean("gone and come back")
	half()
	p.Goto(b.Phone.URL + urls.AskedKiosk(b.token) + "?inactivite=5")
	clean("loaded again")
	half()
	b.await("it warns", func() bool { return p.Exists("#attention:not([hidden])") })
	p.Click("[data-continuer]")
	if p.Value(`[name="q.pourquoi"]`) != "Un secret" {
		t.Error("whoever goes on lost her answers")
	}
	b.await("it warns again", func() bool { return p.Exists("#attention:not([hidden])") })
	b.await("nobody is there: it clears", func() bool { return p.Exists("#accueil:not([hidden])") })
	clean("walked away")
	half()
	b.await("it warns", func() bool { return p.Exists("#attention:not([hidden])") })
	p.Click("[data-sans-fin]")
	if p.Exists("#attention:not([hidden])") {
		t.Error("it still warns")
	}
	if b.kept() != 0 {
		t.Error("what nobody sent was kept")
	}
}

// TestAVisitorSwitchesLanguageOnTheTablet goes to English and back in the middle of the form, without network: what was answered is still there, and is kept in the language of its end.
func TestAVisitorSwitchesLanguageOnTheTablet(t *testing.T) {
	t.Parallel()
	b := newTablet(t, "")
	b.Away(true)
	p := b.page
	p.Click("[data-commencer=fr]")
	p.Click(`input[value="non"]`)
	p.Click("#reponse [type=submit]")
	p.WaitFor(`[data-question="pourquoi"]:not([hidden])`)
	p.Set(`[name="q.pourquoi"]`, "Trop de monde")
	for _, langue := range []string{"en", "fr", "en"} {
		p.Click("[data-parler=" + langue + "]")
		p.WaitFor(`#reponse form[lang="` + langue + `"]`)
		if p.Value(`[name="q.pourquoi"]`) != "Trop de monde" || !p.Exists(`[data-question="pourquoi"]:not([hidden])`) || !p.Exists(`input[value="non"]:checked`) {
			t.Errorf("in %s, what was answered is gone", langue)
		}
	}
	if p.Text("[data-ou]") != "Page 2 of 2" {
		t.Errorf("%q", p.Text("[data-ou]"))
	}
	p.Click("#reponse [type=submit]")
	p.WaitFor("#fin:not([hidden])")
	if !strings.Contains(p.Text("#fin"), "Thank you") {
		t.Errorf("it ends with %q", p.Text("#fin"))
	}
	b.Away(false)
	p.Goto(b.Phone.URL + urls.AskedKiosk(b.token))
	b.await("it is sent", func() bool { return b.kept() == 1 })
}
