package survey_test

import (
	"context"
	"reflect"
	"slices"
	"strings"
	"testing"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/journal"
	"parvis/internal/postgres"
	"parvis/internal/survey"
	"parvis/internal/survey/question"
	"parvis/internal/undo"
)

func TestAFormIsBuiltQuestionByQuestion(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.make("Votre visite")
	first := h.add(id, "", choice("Vous avez aimé ?", "Oui", "Non"))
	third := h.add(id, first, survey.QuestionDraft{Kind: question.Long, Label: question.FR("Pourquoi ?")})
	second := h.add(id, first, survey.QuestionDraft{Kind: question.Number, Label: question.FR("Vous avez aimé ?")})
	if got := keysOf(h.find(id).Draft); !slices.Equal(got, []string{first, second, third}) || first != "vous-avez-aime" || second != "vous-avez-aime-2" {
		t.Fatalf("%v", got)
	}
	h.must(h.Move(t.Context(), h.intern, id, third, false))
	h.must(h.Move(t.Context(), h.intern, id, first, false)) // it is the first
	if got := keysOf(h.find(id).Draft); !slices.Equal(got, []string{first, third, second}) {
		t.Errorf("%v", got)
	}
	h.must(h.Remove(t.Context(), h.intern, id, second))
	if err := h.Remove(t.Context(), h.intern, id, second); !fault.Is(err, fault.NotFound) {
		t.Errorf("%v", err)
	}
	h.save(id, first, func(d *survey.QuestionDraft) {
		d.Options = "Non\nOui !\nUn peu"
		d.Required, d.Unsure, d.Other = true, true, true
		d.Words = map[string]question.Wording{"oui": {"en": "Yes"}}
	})
	q, _ := h.find(id).Draft.Question(first)
	want := question.Question{Key: first, Kind: question.Single, Label: question.FR("Vous avez aimé ?"), Help: question.Wording{}, Required: true, Unsure: true, Other: true, Options: []question.Option{
		{Key: "non", Label: question.FR("Non")}, {Key: "oui", Label: question.Wording{"fr": "Oui !", "en": "Yes"}}, {Key: "un-peu", Label: question.FR("Un peu")}}}
	want.Help = q.Help
	if !reflect.DeepEqual(q, want) {
		t.Errorf("%+v", q)
	}
	page, err := h.History(t.Context(), h.intern, id, 1)
	h.must(err)
	if len(page.Entries) != 7 || page.Entries[0].Sentence(journal.Subject{}) != "Zoé Petit a modifié le questionnaire «\u00a0Votre visite\u00a0»" {
		t.Errorf("%d entries, %q", len(page.Entries), page.Entries[0].Sentence(journal.Subject{}))
	}
}

func TestAnEditThatMeetsAnotherOfTheSameQuestionWritesNothing(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.make("Votre visite")
	key, other := h.add(id, "", choice("Vous avez aimé ?", "Oui", "Non")), h.add(id, "", choice("Vous reviendrez ?", "Oui", "Non"))
	q, _ := h.find(id).Draft.Question(key)
	seen := survey.QuestionEdition(q)
	h.save(id, other, func(d *survey.QuestionDraft) { d.Required = true }) // another question: nobody meets anybody
	d := survey.DraftOf(q)
	d.Label = question.FR("Avez-vous aimé la visite ?")
	h.must(h.Save(t.Context(), h.team, id, key, seen, d))
	d.Label = question.FR("La visite vous a plu ?")
	stale, ok := fault.StaleOf(h.Save(t.Context(), h.head, id, key, seen, d))
	if !ok || stale.By != "Samir Benali" || len(stale.Texts) == 0 {
		t.Fatalf("%+v %t", stale, ok)
	}
	h.must(h.Save(t.Context(), h.head, id, key, stale.Version, d))
	s := h.find(id)
	edition := s.Settings().Edition()
	changed := s.Settings()
	changed.Title = question.FR("Votre avis")
	h.must(h.Edit(t.Context(), h.team, id, edition, changed))
	if _, ok := fault.StaleOf(h.Edit(t.Context(), h.head, id, edition, s.Settings())); !ok {
		t.Error("settings were written over others")
	}
}

func TestKeysStayWhereAnswersAre(t *testing.T) {
	t.Parallel()
	opt := func(key, label string) question.Option { return question.Option{Key: key, Label: question.FR(label)} }
	before := []question.Option{opt("tres", "Très satisfait"), opt("plutot", "Plutôt satisfait"), opt("pas", "Pas satisfait")}
	for name, c := range map[string]struct {
		lines string
		want  string
	}{
		"the same":                     {"Très satisfait\nPlutôt satisfait\nPas satisfait", "tres plutot pas"},
		"moved":                        {"Pas satisfait\nTrès satisfait\nPlutôt satisfait", "pas tres plutot"},
		"capitals and spaces":          {" très  SATISFAIT\nPlutôt satisfait\nPas satisfait", "tres plutot pas"},
		"corrected":                    {"Très satisfaite\nPlutôt satisfaite\nPas satisfaite", "tres plutot pas"},
		"corrected and moved":          {"Pas satisfait·e\nTrès satisfait·e\nPlutôt satisfait·e", "pas tres plutot"},
		"one went":                     {"Très satisfait\nPas satisfait", "tres pas"},
		"one came between":             {"Très satisfait\nMoyennement\nPlutôt satisfait\nPas satisfait", "tres moyennement plutot pas"},
		"another one":                  {"Très satisfait\nPlutôt satisfait\nJe n’y suis pas allé", "tres plutot je-n-y-suis-pas-alle"},
		"said":                         {"pas = Déçu\ntres = Ravi", "pas tres"},
		"a key that is none":           {"Note = 5\nTrès satisfait", "note-5 tres"},
		"twice":                        {"Très satisfait\nTrès satisfait", "tres tres-satisfait"},
		"one that was retired is back": {"Très satisfait\nNSP", "tres nsp-old"},
		"its key is given to none":     {"Autre", "autre-2"},
		"no letter":                    {"???\n!!!", "r-1 r-2"},
		"empty lines":                  {"\n\n  \n", ""},
	} {
		var got []string
		for _, o := range survey.ReadLines(c.lines, before, []question.Option{opt("nsp-old", "NSP")}) {
			got = append(got, o.Key)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestTheListIsFilteredAndSorted(t *testing.T) {
	t.Parallel()
	h := open(t)
	a, b, c := h.make("Avis"), h.make("Bilan"), h.make("Classe")
	for _, id := range []int64{a, b} {
		h.add(id, "", choice("Bien ?", "Oui", "Non"))
		h.publish(id)
	}
	h.add(b, "", choice("Encore ?", "Oui", "Non"))
	h.must(h.Withdraw(t.Context(), h.head, a))
	h.Answered(func(_ context.Context, _ postgres.Querier, ids []int64) (map[int64]int, error) {
		return map[int64]int{b: 12}, nil
	}, func(context.Context, postgres.Querier, []int64) (map[int64]int, error) {
		return map[int64]int{b: 2}, nil
	})
	for name, w := range map[string]struct {
		f    survey.Filter
		want []int64
	}{
		"all": {survey.Filter{}, []int64{a, b, c}}, "text": {survey.Filter{Text: "bil"}, []int64{b}}, "drafts": {survey.Filter{State: survey.Drafts}, []int64{c}}, "changed": {survey.Filter{State: survey.Changed}, []int64{b}},
		"withdrawn": {survey.Filter{State: survey.Withdrawn}, []int64{a}}, "down": {survey.Filter{Down: true}, []int64{c, b, a}}, "nobody’s": {survey.Filter{Purpose: survey.Team}, nil}, "published": {survey.Filter{Sort: survey.ByPublished}, []int64{c, a, b}}, "answers": {survey.Filter{Sort: survey.ByAnswers, Down: true}, []int64{b, c, a}},
	} {
		rows, err := h.List(t.Context(), h.intern, w.f)
		h.must(err)
		var got []int64
		for _, r := range rows {
			got = append(got, r.ID)
			if r.ID == b && (r.Answers != 10 || r.Aside != 2 || !r.Changed || r.Questions != 2 || r.PublishedBy != "Samir Benali") {
				t.Errorf("%+v", r)
			}
		}
		if !slices.Equal(got, w.want) {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestQueriesDoNotGrowWithRows(t *testing.T) {
	t.Parallel()
	h := open(t)
	count := func() [3]int64 {
		var n [3]int64
		ctx, counted := postgres.CountQueries(t.Context())
		_, err := h.List(ctx, h.head, survey.Filter{})
		h.must(err)
		n[0] = counted.Load()
		ctx, counted = postgres.CountQueries(t.Context())
		_, err = h.Bank(ctx, h.head)
		h.must(err)
		n[1] = counted.Load()
		return n
	}
	h.make("Un")
	before := count()
	for range 5 {
		id := h.make("Encore")
		h.add(id, "", choice("Bien ?", "Oui", "Non"))
		h.publish(id)
	}
	if after := count(); after != before {
		t.Errorf("%v, then %v", before, after)
	}
}

func TestAQuestionThatWasRemovedComesBackAndAPublicationStays(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.make("Votre visite")
	key := h.add(id, "", choice("Bien ?", "Oui", "Non"))
	back := undo.New(h.db, survey.Undoable{})
	ctx := account.Gesture(t.Context())
	h.must(h.Remove(ctx, h.team, id, key))
	if _, err := back.Undo(account.Gesture(t.Context()), h.team, account.ActOf(ctx)); err != nil {
		t.Fatal(err)
	}
	if got := keysOf(h.find(id).Draft); !slices.Equal(got, []string{key}) {
		t.Errorf("%v", got)
	}
	ctx = account.Gesture(t.Context())
	_, err := h.Publish(ctx, h.team, id, h.find(id).Seen())
	h.must(err)
	if _, err := back.Undo(account.Gesture(t.Context()), h.team, account.ActOf(ctx)); !fault.Is(err, fault.Conflict) {
		t.Errorf("a publication was taken back: %v", err)
	}
	ctx = account.Gesture(t.Context())
	made, err := h.Create(ctx, h.team, "", settings("Un autre"), h.find(id).Draft.Questions)
	h.must(err)
	h.publish(made)
	if _, err := back.Undo(account.Gesture(t.Context()), h.team, account.ActOf(ctx)); err == nil && h.find(made).DeletedAt != nil {
		t.Error("a form that was published went to the trash")
	}
}
