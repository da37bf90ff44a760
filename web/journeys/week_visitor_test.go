package journeys

import (
	"testing"
	"time"

	"parvis/internal/response"
	"parvis/internal/survey"
	"parvis/web"
	"parvis/web/browsertest"
	"parvis/web/urls"
)

// collection asks a form of the demonstration at the JEA.
func (s *story) collection(t *testing.T, form string) response.Collection {
	t.Helper()
	list, err := s.Surveys.List(t.Context(), s.by(team), survey.Filter{})
	s.must(err)
	for _, f := range list {
		if f.Title != form {
			continue
		}
		id, err := s.Responses.Create(t.Context(), s.by(team), "", s.project("JEA"), response.Draft{Form: response.Ref{ID: f.ID}, Label: "Sortie"})
		s.must(err)
		c, err := s.Responses.Collection(t.Context(), s.by(team), id)
		s.must(err)
		return c.Collection
	}
	t.Fatalf("no form %q", form)
	return response.Collection{}
}

// answers goes through a form by its first choices until it thanks, and gives how many pages there were.
func (v visitor) answers(t *testing.T) (pages int) {
	t.Helper()
	for v.Exists(".asked-acts") {
		if pages++; pages > 20 {
			t.Fatal("the form has no end")
		}
		seen := map[string]bool{}
		for _, box := range v.All(`main input[type=radio]`) {
			if name := box.Attributes["name"]; !seen[name] {
				seen[name] = true
				v.Click(`main input[name="` + name + `"]`)
			}
		}
		v.Follow(".asked-acts .primary")
	}
	return pages
}

// TestAVisitAndItsQuestionnaire has a French and an English visitor answer by the link, without JavaScript too; somebody answers the form that is easy to
// read, with the keyboard for its first page; and it is said, in both languages, that it is closed.
func TestAVisitAndItsQuestionnaire(t *testing.T) {
	t.Parallel()
	s := newStory(t, func(c *web.Config) { c.Clock = func() time.Time { return tenOnFriday } })
	c, easy := s.collection(t, "Satisfaction tout public"), s.collection(t, "Votre avis, version simplifiée")
	kept := func(of response.Collection) int {
		now, err := s.Responses.Collection(t.Context(), s.by(team), of.ID)
		s.must(err)
		return now.Answers[response.ByLink]
	}

	french := s.visit(t, browsertest.Options{Width: 390, Height: 844, Touch: true})
	french.Allow("410")
	french.open(urls.Asked(c.Token))
	french.wantText(t, "main", "Page 1 sur 3", "anonymes")
	if !french.Exists(".asked-head") {
		t.Error("the page does not say whose it is")
	}
	if n := french.answers(t); n != 3 {
		t.Errorf("%d pages", n)
	}
	french.wantText(t, "main", "Vos réponses sont enregistrées")

	english := s.visit(t, browsertest.Options{Width: 390, Height: 844, Touch: true, NoScript: true})
	english.Allow("410")
	english.open(urls.Asked(c.Token))
	english.Click(`main input[type=radio]`)
	english.Follow(`.asked-tongues [value="en"]`)
	english.wantText(t, "main", "Page 1 of 3", "anonymous")
	if english.Attribute("html", "lang") != "en" || !english.Exists("main input:checked") {
		t.Error("another language loses what was answered")
	}
	english.answers(t)
	english.wantText(t, "main", "Your answers have been saved")
	if n := kept(c); n != 2 {
		t.Errorf("%d answers are kept, want 2", n)
	}

	reader := s.visit(t, browsertest.Options{Width: 390, Height: 844})
	reader.open(urls.Asked(easy.Token))
	reader.TabTo(`.asked-acts .primary`)
	reader.PressAndFollow("Enter")
	reader.wantText(t, "main", "Page 2 sur")
	reader.answers(t)
	reader.wantText(t, "main", "Merci")
	if n := kept(easy); n != 1 {
		t.Errorf("%d answers are kept, want 1", n)
	}

	s.must(s.Responses.Close(t.Context(), s.by(team), c.ID))
	french.open(urls.Asked(c.Token))
	french.wantText(t, "main", "Ce questionnaire est clos", "Merci de votre intérêt")
	english.open(urls.AskedIn(c.Token, "en"))
	english.wantText(t, "main", "This questionnaire is closed")
}
