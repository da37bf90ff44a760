package answerui_test

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"parvis/internal/response"
	"parvis/internal/survey"
	"parvis/internal/survey/question"
	"parvis/internal/workcal"
	"parvis/web/serve"
	"parvis/web/urls"
	"parvis/web/webtest"
)

func TestHostileAnswersAreRefusedOrHarmless(t *testing.T) {
	t.Parallel()
	s := open(t, question.Paged)
	v, at := s.Visitor(), urls.Asked(s.token)
	first := v.Get(at)
	last := func(more ...string) url.Values {
		page := v.Post(at, fields(t, first, "q.note", "oui"))
		page = v.Post(at, fields(t, page))
		return fields(t, page, more...)
	}
	// Unknown fields are left where they are.
	v.Post(at, last("q.inconnue", "x", "q.note.autre", "x", "onclick", "alert(1)", "entered_by", "1", "jour", "1999-01-01")).Want(t, http.StatusSeeOther)
	// Options that are not on offer, several where one is asked, what is no number.
	v.Post(at, fields(t, first, "q.note", "'; DROP TABLE responses; --")).Want(t, http.StatusUnprocessableEntity).Has(t, "pas proposée")
	v.Post(at, fields(t, first, "q.note", "oui", "q.note", "non")).Want(t, http.StatusUnprocessableEntity).Has(t, "une seule réponse")
	v.Post(at, fields(t, v.Post(at, fields(t, first, "q.note", "oui")), "q.age", "1e400")).Want(t, http.StatusUnprocessableEntity)
	// Scripts and formulas are text.
	first = v.Get(at)
	page := v.Post(at, fields(t, first, "q.note", "non"))
	page = v.Post(at, fields(t, page, "q.pourquoi", `<script>alert(1)</script>`, "q.venu", "autre", "q.venu.autre", `=HYPERLINK("http://x")`)).Want(t, http.StatusOK).Lacks(t, "<script>alert")
	v.Post(at, fields(t, page)).Want(t, http.StatusSeeOther)
	// Too long, for a field and for a form.
	first = v.Get(at)
	page = v.Post(at, fields(t, first, "q.note", "non"))
	v.Post(at, fields(t, page, "q.pourquoi", strings.Repeat("a", question.MaxLong+1))).Want(t, http.StatusUnprocessableEntity).Has(t, "trop long")
	v.Post(at, fields(t, page, "q.pourquoi", strings.Repeat("a", 1<<20))).Want(t, http.StatusRequestEntityTooLarge).Has(t, "Réponse trop longue")
	// A version that was never published, a key that no page made, bytes that are no text.
	for name, change := range map[string][2]string{"a version": {"numero", "7"}, "no version": {"numero", "x"}, "a key": {"cle", "x"}, "no key": {"cle", ""}, "no text": {"q.note", "\xff\xfe"}, "a null": {"q.note", "oui\x00"}} {
		sent := last()
		sent.Set(change[0], change[1])
		if a := v.Post(at, sent); a.Status != http.StatusUnprocessableEntity {
			t.Errorf("%s: %d", name, a.Status)
		}
	}
	v.Do(http.MethodPost, at, strings.NewReader("%%%"), http.Header{"Content-Type": {"application/x-www-form-urlencoded"}}).Want(t, http.StatusUnprocessableEntity)
	v.Do(http.MethodPost, at, strings.NewReader("q.note=oui"), http.Header{"Content-Type": {"application/x-www-form-urlencoded"}, "Sec-Fetch-Site": {"cross-site"}}).Want(t, http.StatusForbidden)
	if n := s.answers(); n.All() != 2 {
		t.Errorf("%v", n)
	}
}

// TestHostileInputByItsName sends, by both public ways, what no page of ours sends: each is refused on a plain page or left out, and what is kept is what the form asks.
func TestHostileInputByItsName(t *testing.T) {
	t.Parallel()
	s := open(t, question.Paged)
	v, page, tablet := s.Visitor(), urls.Asked(s.token), urls.AskedSent(s.token)
	foreign := s.publish(sample(question.Easy)) // another form, of two versions
	_, err := s.Surveys.Add(t.Context(), s.Team.At(s.Now), serve.NewKey(), foreign, "note", survey.QuestionDraft{Kind: question.Long, Label: question.FR("Une question d’ailleurs ?")})
	s.must(err)
	s.again(foreign)
	keys := 0
	sent := func(more ...string) url.Values {
		keys++
		form := url.Values{"cle": {fmt.Sprintf("cle-hostile-%08d", keys)}, "numero": {"1"}, "langue": {"fr"}, "page": {"2"}, "q.note": {"oui"}}
		for i := 0; i+1 < len(more); i += 2 {
			form.Set(more[i], more[i+1])
		}
		return form
	}
	kept := func() int { return s.answers().All() }
	for name, c := range map[string]struct {
		form             url.Values
		online, onTablet int // the status
		keeps            int // answers
	}{
		"unknown keys":                     {sent("q.inconnue", "x", "q.note.inconnue", "x", "collection_id", "1"), 303, 200, 1},
		"an option that is not on offer":   {sent("q.note", "formidable"), 422, 200, 1}, // nobody can be asked again at a tablet
		"a list where one is asked":        {url.Values{"cle": {"cle-hostile-liste-01"}, "numero": {"1"}, "page": {"2"}, "q.note": {"oui", "non"}}, 422, 200, 1},
		"a word where a number is asked":   {sent("q.age", "[object Object]"), 422, 200, 1},
		"a text of a megabyte":             {sent("q.note", "non", "q.pourquoi", strings.Repeat("x", 1<<20)), 413, 422, 0},
		"a text that is too long":          {sent("q.note", "non", "q.pourquoi", strings.Repeat("x", question.MaxLong+1)), 422, 200, 1},
		"a version of another form":        {sent("numero", "2"), 422, 422, 0},
		"a version below the first":        {sent("numero", "0"), 422, 422, 0},
		"a version that is no number":      {sent("numero", "1e0"), 422, 422, 0},
		"a page that does not exist":       {sent("page", "99"), 200, 200, 1}, // answered from the first one
		"no key":                           {sent("cle", ""), 422, 422, 0},
		"a key of a thousand letters":      {sent("cle", strings.Repeat("k", 1000)), 422, 422, 0},
		"a null":                           {sent("q.note", "oui\x00"), 422, 422, 0},
		"a language that it does not have": {sent("langue", "<script>"), 303, 200, 1},
	} {
		before := kept()
		if got := v.Post(page, c.form).Status; got != c.online {
			t.Errorf("%s: the page answers %d, want %d", name, got, c.online)
		}
		online := kept() - before
		if want := map[bool]int{true: 1}[c.online == 303]; online != want {
			t.Errorf("%s: the page kept %d", name, online)
		}
		c.form.Set("cle", strings.Replace(c.form.Get("cle"), "hostile", "tablette", 1))
		before = kept()
		if got := v.Post(tablet, c.form).Status; got != c.onTablet {
			t.Errorf("%s: the tablet's address answers %d, want %d", name, got, c.onTablet)
		}
		if got := kept() - before; got != c.keeps {
			t.Errorf("%s: of the tablet, %d are kept, want %d", name, got, c.keeps)
		}
	}
	// A replay is kept once, and anything else under its key is refused.
	replay := sent()
	before := kept()
	for range 3 {
		v.Post(page, replay).Want(t, http.StatusSeeOther)
	}
	replay.Set("q.note", "non")
	replay.Set("q.pourquoi", "x")
	v.Post(page, replay).Want(t, http.StatusConflict).Lacks(t, "Parvis</span>")
	if got := kept() - before; got != 1 {
		t.Errorf("a replay is kept %d times", got)
	}
	// Scripts and formulas come back as text, where they are shown again.
	for _, hostile := range []string{`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `=cmd|' /C calc'!A0`, `{{7*7}}`} {
		form := sent("page", "1", "q.note", "non", "q.pourquoi", hostile, "aller", "en")
		v.Post(page, form).Want(t, http.StatusOK).Lacks(t, "<script>alert", "<img src=x")
	}
	// Closed, it takes none of it.
	s.must(s.Responses.Close(t.Context(), s.Team.At(s.Now), s.id))
	before = kept()
	for range 20 { // what an address opens is kept for a second
		if v.Get(page).Status == http.StatusGone {
			break
		}
		time.Sleep(100 * time.Millisecond)
	}
	v.Post(page, sent()).Want(t, http.StatusGone)
	yesterday := sent("jour", workcal.FromTime(s.Now).AddDays(1).String())
	v.Post(tablet, yesterday).Want(t, http.StatusOK) // of the day on which it was closed: it waited there
	v.Post(tablet, sent("jour", "1999-01-01")).Want(t, http.StatusUnprocessableEntity)
	if got := kept() - before; got != 1 {
		t.Errorf("closed, it took %d", got)
	}
}

// TestAWithdrawnFormIsNotProposedAgain holds that a form out of use is asked where it was, and nowhere new.
func TestAWithdrawnFormIsNotProposedAgain(t *testing.T) {
	t.Parallel()
	s := open(t, question.Paged)
	team := s.As(s.Team)
	page := team.Get(urls.NewCollection(s.project)).Want(t, http.StatusOK).Has(t, "Votre visite")
	s.must(s.Surveys.Withdraw(t.Context(), s.Team.At(s.Now), s.form))
	team.Get(urls.NewCollection(s.project)).Want(t, http.StatusOK).Lacks(t, "Votre visite")
	team.Post(urls.ProjectCollections(s.project), fields(t, page, response.FieldForm, fmt.Sprint(s.form), response.FieldLabel, "Encore")).Want(t, http.StatusUnprocessableEntity).Has(t, "Veuillez choisir un questionnaire publié de la liste.")
	s.Visitor().Get(urls.Asked(s.token)).Want(t, http.StatusOK).Has(t, "Avez-vous aimé ?")
	s.must(s.Surveys.PutBack(t.Context(), s.Team.At(s.Now), s.form))
	team.Get(urls.NewCollection(s.project)).Want(t, http.StatusOK).Has(t, "Votre visite")
}

// TestTwoAddressesOfAFormHaveTwoTitles opens each public page of one form asked twice.
func TestTwoAddressesOfAFormHaveTwoTitles(t *testing.T) {
	t.Parallel()
	s := open(t, question.Paged)
	ctx, team := t.Context(), s.Team.At(s.Now)
	id, err := s.Responses.Create(ctx, team, "", s.project, response.Draft{Form: response.Ref{ID: s.form}, Label: "Atelier du matin"})
	s.must(err)
	c, err := s.Responses.Collection(ctx, team, id)
	s.must(err)
	titles := map[string]string{}
	title := regexp.MustCompile(`<title>([^<]*)</title>`)
	for _, token := range []string{s.token, c.Token} {
		for _, path := range []string{urls.Asked(token), urls.AskedThanks(token, nil), urls.AskedKiosk(token)} {
			said := title.FindStringSubmatch(s.Visitor().Get(path).Want(t, http.StatusOK).Body)[1]
			if other, there := titles[said]; there {
				t.Errorf("%s and %s share the title %q", path, other, said)
			}
			titles[said] = path
		}
	}
}

// TestAVisitorSwitchesLanguageOnEveryPage goes to English and back on each page of the form, answered, half answered or wrong: what was typed is still there.
func TestAVisitorSwitchesLanguageOnEveryPage(t *testing.T) {
	t.Parallel()
	s := open(t, question.Paged)
	v, at := s.Visitor(), urls.Asked(s.token)
	page := v.Get(at)
	for i, typed := range [][]string{{"q.note", "non"}, {"q.pourquoi", "Trop de monde", "q.venu", "autre", "q.venu.autre", "Par hasard", "q.age", "pas un âge"}, {"q.grille.lieu", "oui"}} {
		english := v.Post(at, fields(t, page, append(typed, "aller", "en")...)).Want(t, http.StatusOK).Has(t, `lang="en"`, fmt.Sprintf("Page %d of 3", i+1), "Français")
		french := v.Post(at, fields(t, english, append(typed, "aller", "fr")...)).Want(t, http.StatusOK).Has(t, `lang="fr"`, "English")
		for j := 0; j+1 < len(typed); j += 2 {
			value := regexp.QuoteMeta(typed[j+1])
			shown := regexp.MustCompile(`name="` + regexp.QuoteMeta(typed[j]) + `"[^>]*value="` + value + `"[^>]*checked|name="` + regexp.QuoteMeta(typed[j]) + `"[^>]*value="` + value + `"|>` + value + `</textarea>`)
			for _, p := range []webtest.Answer{english, french} {
				if !shown.MatchString(p.Body) {
					t.Errorf("page %d: %s is not %q any more", i+1, typed[j], typed[j+1])
				}
			}
		}
		right := append([]string{}, typed...)
		for j := range right {
			right[j] = strings.ReplaceAll(right[j], "pas un âge", "41")
		}
		page = v.Post(at, fields(t, french, right...))
	}
	if page.Status != http.StatusSeeOther {
		t.Errorf("the form ends with %d", page.Status)
	}
}
