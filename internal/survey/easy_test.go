package survey

import (
	"strings"
	"testing"

	"parvis/internal/survey/question"
)

func TestWhatIsHardToRead(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Vous aimez le musée\u00a0?":                    "",
		"Il y a 3 salles. Vous aimez la salle 2\u00a0?": "",
		"Est-ce que vous avez aimé la visite que nous avons faite ensemble ce matin dans le jardin\u00a0?": "mots",
		"Vous venez (ou pas)\u00a0?":  "signes",
		"50\u00a0% des gens":          "pourcentages",
		"1 250 000 visiteurs":         "grands nombres",
		"Il y a trois salles.":        "en chiffres",
		"Le 13/06":                    "en lettres",
		"VOUS aimez\u00a0?":           "capitales",
		"Vous n’avez pas aimé\u00a0?": "affirmative",
		"Le DAC du MAN":               "",
	} {
		got := strings.Join(Hard(text), " ")
		if want == "" && got != "" || !strings.Contains(got, want) {
			t.Errorf("%q: %q", text, got)
		}
	}
	f := question.Form{Layout: question.Paged, Questions: []question.Question{{Key: "a", Label: question.FR("VRAIMENT\u00a0?")}}}
	if list := EasyWarnings(f); list != nil {
		t.Errorf("%v", list)
	}
	f.Layout = question.Easy
	if list := EasyWarnings(f); len(list) != 1 || list[0].Question != "a" {
		t.Errorf("%v", list)
	}
}

func TestWhatIsNotTranslatedIsListed(t *testing.T) {
	t.Parallel()
	f := question.Form{Langs: []question.Lang{"fr", "en"}, Title: question.Wording{"fr": "Titre", "en": "Title"}, Questions: []question.Question{
		{Key: "a", Label: question.Wording{"fr": "A", "en": "A"}, Options: []question.Option{{Key: "o", Label: question.FR("O")}}}, {Key: "b", Label: question.FR("B")}, {Key: "c", Label: question.Wording{"fr": "C", "en": "C"}}}}
	list := Untranslated(f)
	if len(list) != 2 || list[0].Question != "a" || list[1].Question != "b" {
		t.Errorf("%v", list)
	}
}
