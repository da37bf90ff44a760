package survey_test

import (
	"testing"

	"parvis/internal/fault"
	"parvis/internal/survey"
	"parvis/internal/survey/question"
	"parvis/internal/survey/shipped"
)

func TestQuestionsOfTheBankAreAskedUnderOneKey(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.must(survey.Seed(t.Context(), h.db)) // again
	all, err := h.Bank(t.Context(), h.intern)
	h.must(err)
	if len(all) != len(shipped.Bank()) {
		t.Fatalf("%d questions", len(all))
	}
	one, two := h.make("Un"), h.make("Deux")
	taken := all[0]
	for _, id := range []int64{one, two, one} { // twice: once is enough
		h.must(h.Take(t.Context(), h.intern, id, "", []int64{taken.ID}))
	}
	for _, id := range []int64{one, two} {
		q, found := h.find(id).Draft.Question(taken.Key)
		if !found || !q.Bank || len(h.find(id).Draft.Questions) != 1 {
			t.Errorf("%+v %t", q, found)
		}
	}
	sheet, err := h.Banked(t.Context(), h.intern, taken.ID)
	h.must(err)
	if len(sheet.Uses) != 2 || !sheet.Fixed() {
		t.Errorf("%+v", sheet.Uses)
	}
	d := survey.BankDraft{Theme: sheet.Theme, QuestionDraft: survey.DraftOf(sheet.Question)}
	d.Label = question.FR("Autrement dit ?")
	d.Options += "Une de plus\n"
	if sheet.Question.Kind.HasOptions() {
		if err := h.EditBanked(t.Context(), h.team, taken.ID, sheet.BankEdition(), d); !fault.Is(err, fault.Invalid) {
			t.Errorf("an answer was added: %v", err)
		}
	}
	d.Options = survey.LinesOf(sheet.Question.Options, false)
	h.must(h.EditBanked(t.Context(), h.team, taken.ID, sheet.BankEdition(), d))
	h.must(h.Freshen(t.Context(), h.intern, one, taken.Key))
	if q, _ := h.find(one).Draft.Question(taken.Key); q.Label.In(question.French) != "Autrement dit ?" {
		t.Errorf("%+v", q)
	}
	h.must(h.Retire(t.Context(), h.team, taken.ID, false))
	three := h.make("Trois")
	h.must(h.Take(t.Context(), h.intern, three, "", []int64{taken.ID}))
	if n := len(h.find(three).Draft.Questions); n != 0 {
		t.Errorf("%d questions were taken that are retired", n)
	}
	own := h.add(three, "", choice("Une question à nous ?", "Oui", "Non"))
	if err := h.PutInBank(t.Context(), h.intern, three, own, "Divers"); !fault.Is(err, fault.Forbidden) {
		t.Errorf("%v", err)
	}
	h.must(h.PutInBank(t.Context(), h.team, three, own, "Divers"))
	if q, _ := h.find(three).Draft.Question(own); !q.Bank {
		t.Errorf("%+v", q)
	}
	h.save(three, own, func(d *survey.QuestionDraft) { d.Label = question.FR("Autre chose"); d.Required = true })
	if q, _ := h.find(three).Draft.Question(own); q.Label.In(question.French) != "Une question à nous ?" || !q.Required {
		t.Errorf("%+v", q)
	}
}
