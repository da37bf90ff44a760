package survey_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"parvis/internal/fault"
	"parvis/internal/postgres"
	"parvis/internal/survey"
	"parvis/internal/survey/question"
	"parvis/internal/trash"
)

// The rule of versions: a wording is corrected, an option goes, another comes, a question goes; answers to each version are given back whole, and where they belong.
func TestAnswersStayWhereTheyBelongAcrossVersions(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.make("Votre visite")
	opinion := h.add(id, "", choice("Comment était la visite ?", "Bien", "Moyenne", "Ratée"))
	town := h.add(id, opinion, survey.QuestionDraft{Kind: question.Text, Label: question.FR("Votre ville ?")})
	if n := h.publish(id); n != 1 {
		t.Fatalf("version %d", n)
	}
	one, err := survey.Published(t.Context(), h.db, id)
	h.must(err)
	first, said := one.Form.Kept(question.Context{}, question.Answers{opinion: {Chosen: []string{"moyenne"}}, town: {Text: "Nanterre"}})

	h.save(id, opinion, func(d *survey.QuestionDraft) {
		d.Label = question.FR("Comment avez-vous trouvé la visite ?")
		d.Options = "Très bien\nBien\nRatée"
	})
	h.must(h.Remove(t.Context(), h.intern, id, town))
	again := h.add(id, opinion, survey.QuestionDraft{Kind: question.Number, Label: question.FR("Votre ville ?")})
	if again == town {
		t.Fatal("the key of a question that was published was given to another one")
	}
	differ := h.find(id).Differences()
	text := ""
	for _, d := range differ {
		text += d.Sentence + "\n"
	}
	for _, want := range []string{"Libellé corrigé", "Réponse ajoutée : « Très bien »", "Réponse retirée : « Moyenne »", "Question ajoutée : « Votre ville ? »", "Question retirée : « Votre ville ? »"} {
		if !strings.Contains(text, strings.NewReplacer(" :", "\u00a0:", "« ", "«\u00a0", " »", "\u00a0»", " ?", " ?").Replace(want)) {
			t.Errorf("« %s » is not said:\n%s", want, text)
		}
	}
	if n := h.publish(id); n != 2 {
		t.Fatalf("version %d", n)
	}
	two, err := survey.Published(t.Context(), h.db, id)
	h.must(err)
	second, _ := two.Form.Kept(question.Context{}, question.Answers{opinion: {Chosen: []string{"tres-bien"}}, again: {Text: "92000"}})

	h.save(id, opinion, func(d *survey.QuestionDraft) { d.Options = "Très bien\nBien\nMoyenne\nRatée" }) // it is back
	h.publish(id)
	versions, err := survey.Versions(t.Context(), h.db, id)
	h.must(err)
	var forms []question.Form
	for _, v := range versions {
		forms = append(forms, v.Form)
	}
	joined := question.Join(forms)
	if a := joined.Back(first, said); a[opinion].Chosen[0] != "moyenne" || a[town].Text != "Nanterre" {
		t.Errorf("%+v", a)
	}
	if a := joined.Back(second, nil); a[opinion].Chosen[0] != "tres-bien" || a[again].Text != "92000" {
		t.Errorf("%+v", a)
	}
	q, _ := joined.Question(opinion)
	if len(q.Options) != 4 || slices.ContainsFunc(q.Options, func(o question.Option) bool { return o.Retired }) || q.Label.In(question.French) != "Comment avez-vous trouvé la visite ?" {
		t.Errorf("%+v", q)
	}
	if gone, _ := joined.Question(town); !gone.Retired {
		t.Errorf("%+v", gone)
	}
	if err := h.Save(t.Context(), h.head, id, opinion, survey.QuestionEdition(func() question.Question { q, _ := h.find(id).Draft.Question(opinion); return q }()), survey.QuestionDraft{Kind: question.Multiple, Label: question.FR("?")}); !fault.Is(err, fault.Invalid) {
		t.Errorf("a published question changed its kind: %v", err)
	}
}

func TestAVersionNeverChanges(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.make("Votre visite")
	h.add(id, "", choice("Bien ?", "Oui", "Non"))
	h.publish(id)
	for _, sql := range []string{`UPDATE form_versions SET definition = '{}'`, `UPDATE form_versions SET number = 2`} {
		if _, err := h.db.Exec(t.Context(), sql); err == nil {
			t.Errorf("%s was done", sql)
		}
	}
	h.must(h.NoteReread(t.Context(), h.team, id, 1, survey.Reread{By: "Groupe du SAVS", On: h.team.Today()}))
	if got := h.find(id).Versions; len(got) != 1 || got[0].RereadBy != "Groupe du SAVS" || got[0].RereadOn != h.team.Today() || got[0].PublishedBy != "Samir Benali" {
		t.Errorf("%+v", got)
	}
	if err := h.NoteReread(t.Context(), h.team, id, 1, survey.Reread{By: "Demain", On: h.team.Today().AddDays(1)}); !fault.Is(err, fault.Invalid) {
		t.Errorf("%v", err)
	}
	if err := h.NoteReread(t.Context(), h.team, id, 9, survey.Reread{By: "X", On: h.team.Today()}); !fault.Is(err, fault.NotFound) {
		t.Errorf("%v", err)
	}
}

func TestWhatKeepsAFormFromBeingPublished(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.make("Votre visite")
	if _, err := h.Publish(t.Context(), h.team, id, h.find(id).Seen()); !fault.Is(err, fault.Conflict) {
		t.Errorf("an empty form: %v", err)
	}
	h.add(id, "", choice("Bien ?", "Oui", "Non"))
	if _, err := h.Publish(t.Context(), h.intern, id, h.find(id).Seen()); !fault.Is(err, fault.Forbidden) {
		t.Errorf("the intern: %v", err)
	}
	seen := h.find(id).Seen()
	h.add(id, "", choice("Autre chose ?", "Oui", "Non"))
	if _, err := h.Publish(t.Context(), h.team, id, seen); !fault.Is(err, fault.Conflict) {
		t.Errorf("what was not looked at: %v", err)
	}
	h.publish(id)
	if _, err := h.Publish(t.Context(), h.team, id, h.find(id).Seen()); !fault.Is(err, fault.Conflict) {
		t.Errorf("nothing new: %v", err)
	}
	if _, err := survey.Published(t.Context(), h.db, h.make("Brouillon")); !fault.Is(err, fault.NotFound) {
		t.Errorf("a draft was published: %v", err)
	}
}

func TestAFormThatWasPublishedIsNeverDestroyed(t *testing.T) {
	t.Parallel()
	h := open(t)
	id, draft := h.make("Publié"), h.make("Brouillon")
	h.add(id, "", choice("Bien ?", "Oui", "Non"))
	h.publish(id)
	if err := h.Delete(t.Context(), h.head, id); !fault.Is(err, fault.Conflict) {
		t.Errorf("%v", err)
	}
	h.must(h.Withdraw(t.Context(), h.team, id))
	if h.find(id).Active {
		t.Error("it is still in use")
	}
	h.must(h.PutBack(t.Context(), h.team, id))
	if err := h.Withdraw(t.Context(), h.intern, id); !fault.Is(err, fault.Forbidden) {
		t.Errorf("%v", err)
	}
	h.must(h.Delete(t.Context(), h.team, draft))
	if _, err := h.Form(t.Context(), h.intern, draft); !fault.Is(err, fault.NotFound) {
		t.Errorf("%v", err)
	}
	h.must(h.Restore(t.Context(), h.team, draft))
	h.must(h.Delete(t.Context(), h.team, draft))
	_, err := h.db.Exec(t.Context(), `UPDATE forms SET deleted_at = @at`, pgx.NamedArgs{"at": now})
	h.must(err)
	h.must(h.Bins()[0].Purge(t.Context(), trash.Since(now.AddDate(0, 0, 40))))
	if n, err := postgres.Scalar[int](t.Context(), h.db, `SELECT count(*) FROM forms`, nil); err != nil || n != 1 {
		t.Errorf("%d forms are left, %v", n, err)
	}
}
