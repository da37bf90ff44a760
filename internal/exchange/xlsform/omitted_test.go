package xlsform_test

import (
	"strings"
	"testing"

	"parvis/internal/exchange/workbook"
	"parvis/internal/exchange/xlsform"
	"parvis/internal/survey/question"
)

// TestWhatAFileDoesNotSayIsListedInIt holds that nothing goes without a word: each thing by its name and its reason, on the page and on the last sheet of the file.
func TestWhatAFileDoesNotSayIsListedInIt(t *testing.T) {
	t.Parallel()
	fr := question.FR
	on := func(what string) question.Clause {
		return question.Clause{On: what, Op: question.Is, Values: []string{"3"}}
	}
	first := question.Clause{On: "venu", Op: question.Is, Values: []string{"oui"}}
	ask := func(key string, when *question.Condition) question.Question {
		return question.Question{Key: key, Kind: question.Text, Label: fr("Question " + key), When: when}
	}
	f := question.Form{Format: question.Format, Title: question.Wording{"fr": "Visite", "en": "Visit"}, Langs: []question.Lang{"fr", "en"}, Layout: question.OneByOne, Questions: []question.Question{
		{Key: "venu", Kind: question.Single, Label: fr("Déjà venu ?"), Bank: true, Options: []question.Option{{Key: "oui", Label: fr("Oui"), Picture: "oui"}, {Key: "non", Label: fr("Non")}}},
		ask("alone", &question.Condition{Of: []question.Clause{on(question.OfProject)}}),
		ask("all", &question.Condition{Of: []question.Clause{on(question.OfSlot), first}}),
		ask("any", &question.Condition{Any: true, Of: []question.Clause{on(question.OfAudience), first}}),
		ask("kept", &question.Condition{Of: []question.Clause{first}}),
		{Key: "age", Kind: question.Number, Label: fr("Votre âge"), Unsure: true, Practice: true},
	}}
	want := []string{"À qui il s’adresse", "Son titre en anglais", "Sa présentation", "dessins", "sur le projet n’est pas écrite", "sur la séance n’est pas écrite\u00a0: ailleurs, elle se pose dès que",
		"sur le public n’est pas écrite, et le reste", "exemple", "Je ne sais pas", "viennent de la banque"}
	list := xlsform.Omitted(f)
	for i, o := range list {
		if i >= len(want) || !strings.Contains(o.Reason, want[i]) || o.Name == "" || !strings.HasSuffix(o.Reason, ".") || o.Name == "Question kept" {
			t.Errorf("%d: %+v", i, o)
		}
	}
	if len(list) != len(want) {
		t.Errorf("%d of %d", len(list), len(want))
	}
	data, err := xlsform.Write(f)
	if err != nil {
		t.Fatal(err)
	}
	book, err := workbook.Read(data, workbook.Options{Sheet: "_non repris"})
	if err != nil || len(book.Rows) != len(want)+1 || book.Rows[1].Cells[0] != list[0].Name || book.Rows[1].Cells[1] != list[0].Reason {
		t.Fatalf("%v: %+v", err, book)
	}
	back, err := xlsform.Read(data)
	if err != nil || len(back.Notes) > 0 || len(back.Left) > 0 {
		t.Errorf("%v, %v, %v", err, back.Notes, back.Left)
	}
	for key, conditions := range map[string]int{"alone": 0, "all": 1, "any": 0, "kept": 1} {
		q, _ := back.Form.Question(key)
		if (q.When != nil) != (conditions == 1) {
			t.Errorf("%s: %+v", key, q.When)
		}
	}
}
