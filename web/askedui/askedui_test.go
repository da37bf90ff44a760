package askedui

import (
	"bytes"
	"context"
	"io"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/a-h/templ"
	"golang.org/x/net/html"

	"parvis/internal/fault"
	"parvis/internal/survey/question"
	"parvis/web/urls"
)

func fr(text string) question.Wording { return question.FR(text) }

func options(words ...string) []question.Option {
	var list []question.Option
	for i, w := range words {
		list = append(list, question.Option{Key: string(rune('a' + i)), Label: fr(w)})
	}
	return list
}

// everyKind is a form that asks one question of each kind, with all that each may have.
var everyKind = question.Form{Format: question.Format, Title: fr("Votre visite"), Langs: []question.Lang{question.French, "en"}, Layout: question.Paged,
	Intro: fr("Merci d’être venu. Cela prend deux minutes."), Thanks: fr("Merci !"),
	Questions: []question.Question{
		{Key: "partie", Kind: question.Section, Label: fr("Votre visite")},
		{Key: "texte", Kind: question.Info, Label: fr("Vos réponses sont anonymes.\nElles servent à améliorer nos animations.")},
		{Key: "venue", Kind: question.Single, Label: fr("Comment êtes-vous venu ?"), Options: options("À pied", "En train", "En voiture"), Other: true, Unsure: true, Required: true},
		{Key: "sources", Kind: question.Multiple, Label: fr("Comment avez-vous connu l’événement ?"), Help: fr("Pensez aux affiches."), Options: options("Affiche", "Bouche à oreille"), Other: true, Unsure: true},
		{Key: "note", Kind: question.Scale5, Label: question.Wording{"fr": "Êtes-vous satisfait ?", "en": "Are you satisfied?"}, Options: options("Pas du tout", "Plutôt pas", "Entre les deux", "Plutôt", "Tout à fait"), Unsure: true},
		{Key: "plaisir", Kind: question.Scale3, Label: fr("Vous avez aimé la visite ?"), Options: options("Non", "Un peu", "Oui")},
		{Key: "reco", Kind: question.NPS, Label: fr("Recommanderiez-vous cette visite ?"), Unsure: true},
		{Key: "grille", Kind: question.Matrix, Label: fr("Que pensez-vous de…"), Rows: options("L’accueil", "Les explications", "L’accès"), Options: options("Mauvais", "Moyen", "Bon"), Unsure: true, Required: true},
		{Key: "ordre", Kind: question.Ranking, Label: fr("Classez ces activités"), Options: options("Fouille", "Poterie", "Visite"), Unsure: true},
		{Key: "age", Kind: question.Number, Label: fr("Quel âge avez-vous ?"), Unsure: true},
		{Key: "ville", Kind: question.Text, Label: fr("D’où venez-vous ?"), Required: true},
		{Key: "mots", Kind: question.Long, Label: fr("Que retenez-vous ?"), When: &question.Condition{Of: []question.Clause{{On: "note", Op: question.Is, Values: []string{"d", "e"}}}}},
		{Key: "jour", Kind: question.Date, Label: fr("Quel jour êtes-vous venu ?")},
		{Key: "accord", Kind: question.Consent, Label: fr("Acceptez-vous d’être cité, sans votre nom ?")},
	}}

func drawn(t *testing.T, c templ.Component) string {
	t.Helper()
	var b bytes.Buffer
	if err := c.Render(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func framed(t *testing.T, d Document, c templ.Component) string {
	t.Helper()
	return drawn(t, templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		return Frame(d).Render(templ.WithChildren(ctx, c), w)
	}))
}

// sent is what a browser would send of a page: the fields that stand in it.
func sent(t *testing.T, page string) map[string][]string {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	fields := map[string][]string{}
	for n := range root.Descendants() {
		has := map[string]string{}
		for _, a := range n.Attr {
			has[a.Key] = a.Val
		}
		_, checked := has["checked"]
		switch {
		case n.Data == "input" && (has["type"] == "radio" || has["type"] == "checkbox"):
			if checked {
				fields[has["name"]] = append(fields[has["name"]], has["value"])
			}
		case n.Data == "input":
			fields[has["name"]] = append(fields[has["name"]], has["value"])
		case n.Data == "textarea":
			value := ""
			if n.FirstChild != nil {
				value = n.FirstChild.Data
			}
			fields[has["name"]] = append(fields[has["name"]], value)
		case n.Data == "option":
			if _, chosen := has["selected"]; chosen {
				for _, a := range n.Parent.Attr {
					if a.Key == "name" {
						fields[a.Val] = append(fields[a.Val], has["value"])
					}
				}
			}
		}
	}
	return fields
}

func TestWhatIsDrawnIsReadAgainAsItWasAnswered(t *testing.T) {
	t.Parallel()
	for _, answers := range []question.Answers{
		{},
		{"venue": {Chosen: []string{"b"}}, "sources": {Chosen: []string{"a", "b"}}, "note": {Chosen: []string{"e"}}, "plaisir": {Chosen: []string{"a"}}, "reco": {Chosen: []string{"10"}},
			"grille": {Rows: map[string]string{"a": "b", "b": "~", "c": "a"}}, "ordre": {Chosen: []string{"c", "a"}}, "age": {Text: "42"}, "ville": {Text: "Nanterre"}, "mots": {Text: "Une phrase.\nUne autre."},
			"jour": {Text: "2025-06-13"}, "accord": {Agreed: true}},
		{"venue": {Chosen: []string{"autre"}, Text: "À vélo"}, "sources": {Chosen: []string{"b", "autre"}}, "note": {Unsure: true}, "reco": {Unsure: true}, "grille": {Rows: map[string]string{"a": "~", "b": "~", "c": "~"}},
			"ordre": {Unsure: true}, "age": {Unsure: true}, "ville": {Text: "<b>&"}},
	} {
		p := Page{Questions: everyKind.Questions, Lang: question.French, Values: Values(everyKind.Questions, answers)}
		fields := sent(t, drawn(t, Questions(p)))
		for _, q := range everyKind.Questions {
			if !q.Kind.Asks() {
				continue
			}
			get := func(field string) []string { return fields[field] }
			so := question.Answers{}
			q.Required, q.When = false, nil
			if p := question.ReadPage([]question.Question{q}, question.Context{}, question.French, so, get); p.Any() {
				t.Errorf("%s: %v", q.Key, p)
			}
			if got, want := so[q.Key], answers[q.Key]; !reflect.DeepEqual(got, want) {
				t.Errorf("%s: %+v is read back as %+v", q.Key, want, got)
			}
		}
	}
}

func TestAnAnswerCanBeTakenBackWithoutAScript(t *testing.T) {
	t.Parallel()
	for _, q := range everyKind.Questions {
		switch q.Kind {
		case question.Single, question.Scale5, question.Scale3, question.NPS, question.Matrix:
		default:
			continue
		}
		for _, required := range []bool{false, true} {
			q.Required = required
			page := drawn(t, Questions(Page{Questions: []question.Question{q}, Lang: question.French}))
			if clears := strings.Contains(page, `value=""`) && strings.Contains(page, "Pas de réponse"); clears == required {
				t.Errorf("%s, required: %t, can be taken back: %t", q.Key, required, clears)
			}
		}
	}
}

func TestAProblemStandsBesideItsQuestionAndIsLinkedTo(t *testing.T) {
	t.Parallel()
	p := Page{Questions: everyKind.Questions, Lang: question.French, Problems: fault.Problems{{Field: "q.note", Sentence: "Veuillez choisir une seule réponse."}, {Field: "q.grille.b", Sentence: "Cette réponse n’est pas proposée."}}}
	page := drawn(t, templ.Join(Summary(p), Questions(p)))
	for _, want := range []string{`href="#q.note"`, `id="q.note"`, `id="q.note-probleme"`, `aria-describedby="q.note-probleme"`, `href="#q.grille.b"`, `id="q.grille.b"`, `aria-describedby="q.grille.b-probleme"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
}

func TestAWordingInAnotherLanguageSaysWhich(t *testing.T) {
	t.Parallel()
	page := drawn(t, Questions(Page{Questions: everyKind.Questions, Lang: "ar"}))
	if !strings.Contains(page, `lang="ar" dir="rtl"`) || !strings.Contains(page, `lang="fr" dir="ltr">Êtes-vous satisfait`) && !strings.Contains(page, `dir="ltr" lang="fr">Êtes-vous satisfait`) {
		t.Error("a French wording on a page in Arabic does not say that it is French")
	}
	if page := drawn(t, Questions(Page{Questions: everyKind.Questions, Lang: "en"})); !strings.Contains(page, `>Are you satisfied?<`) || !strings.Contains(page, "I don’t know") {
		t.Error("the page in English is not in English")
	}
}

func TestSentencesStandOnLinesOfTheirOwnWhereAFormIsEasyToRead(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"":                                      nil,
		"Vous aimez ?":                          {"Vous aimez ?"},
		"Merci. Vous pouvez partir ! Au revoir": {"Merci.", "Vous pouvez partir !", "Au revoir"},
		"Il est 10.30 heures.":                  {"Il est 10.30 heures."},
		"Un\nDeux. Trois.":                      {"Un", "Deux.", "Trois."},
	} {
		if got := (Page{Easy: true}).lines(text); !slices.Equal(got, want) {
			t.Errorf("%q: %q", text, got)
		}
	}
}

func TestPaperNumbersWhatIsTypedAfterwards(t *testing.T) {
	t.Parallel()
	page := drawn(t, OnPaper(Leaf{Form: everyKind, Lang: question.French}))
	if strings.Contains(page, "<input") || strings.Contains(page, "<select") {
		t.Error("a field is printed")
	}
	for _, want := range []string{">12.<", "À remplir seulement si\u00a0: 3\u00a0: Plutôt ou Tout à fait", `asked-code">99<`, "b. "} {
		if !strings.Contains(page, want) {
			t.Errorf("the paper lacks %q", want)
		}
	}
}

func TestPaperLeavesOutWhatIsAskedElsewhere(t *testing.T) {
	t.Parallel()
	f := question.Form{Questions: []question.Question{
		{Key: "a", Kind: question.Text, Label: fr("Partout")},
		{Key: "b", Kind: question.Text, Label: fr("Ailleurs"), When: &question.Condition{Of: []question.Clause{{On: question.OfProject, Op: question.Is, Values: []string{"7"}}}}},
		{Key: "c", Kind: question.Text, Label: fr("Selon a"), When: &question.Condition{Any: true, Of: []question.Clause{{On: question.OfProject, Op: question.Is, Values: []string{"7"}}, {On: "a", Op: question.Answered}}}},
	}}
	for project, want := range map[int64][]string{3: {"a", "c"}, 7: {"a", "b", "c"}} {
		var got []string
		for _, q := range (Leaf{Form: f, Lang: question.French, Context: question.Context{Project: project}}).page().Questions {
			got = append(got, q.Key)
		}
		if !slices.Equal(got, want) {
			t.Errorf("project %d: %v", project, got)
		}
	}
}

func TestTheFrameOffersNoWayIntoTheService(t *testing.T) {
	t.Parallel()
	page := framed(t, Document{Title: "زيارتك", Lang: "ar", Invalid: true, Languages: []Choice{{Lang: "fr", URL: "/x"}, {Lang: "ar", URL: "/y"}}}, OnPaper(Leaf{Form: everyKind, Lang: "ar"}))
	for _, want := range []string{`<html lang="ar" dir="rtl"`, "<title>للتصحيح", `aria-current="true"`, `id="contenu"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	for _, link := range regexp.MustCompile(`href="([^"]*)"`).FindAllStringSubmatch(page, -1) {
		if !strings.HasPrefix(link[1], "/static/") && link[1] != "#contenu" && link[1] != urls.Accessibility() && link[1] != "/x" && link[1] != "/y" {
			t.Errorf("the page leads to %s", link[1])
		}
	}
}
