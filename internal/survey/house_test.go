package survey_test

import (
	"context"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/attendance"
	"parvis/internal/fault"
	"parvis/internal/journal"
	"parvis/internal/postgres"
	"parvis/internal/postgres/pgtest"
	"parvis/internal/survey"
	"parvis/internal/survey/question"
	"parvis/internal/survey/shipped"
	"parvis/internal/trash"
	"parvis/internal/undo"
)

var now = time.Date(2025, 4, 7, 11, 0, 0, 0, postgres.Paris)

// house is a database with the people of a service.
type house struct {
	*survey.Room
	t                  *testing.T
	db                 *pgxpool.Pool
	head, team, intern account.By
}

func open(t *testing.T) house {
	t.Helper()
	h := house{t: t, db: pgtest.New(t)}
	h.Room = survey.New(h.db, attendance.New(h.db))
	h.head, h.team, h.intern = h.person("Claire Fontaine", access.Head), h.person("Samir Benali", access.Team), h.person("Zoé Petit", access.Intern)
	h.must(survey.Seed(t.Context(), h.db))
	return h
}

func (h house) person(name string, role access.Role) account.By {
	h.t.Helper()
	id, err := postgres.Scalar[int64](h.t.Context(), h.db, `INSERT INTO people (email, name, role, password_hash) VALUES (@name || '@parvis.test', @name, @role, 'x') RETURNING id`,
		pgx.NamedArgs{"name": name, "role": string(role)})
	h.must(err)
	return account.Person{ID: id, Name: name, Role: role, Version: 1}.At(now)
}

func (h house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

func settings(title string) survey.Settings {
	return survey.Settings{Purpose: survey.Visitors, Layout: question.Paged, Title: question.FR(title)}
}

func (h house) make(title string) int64 {
	h.t.Helper()
	id, err := h.Create(h.t.Context(), h.intern, "", settings(title), nil)
	h.must(err)
	return id
}

func (h house) find(id int64) survey.Sheet {
	h.t.Helper()
	s, err := h.Form(h.t.Context(), h.head, id)
	h.must(err)
	return s
}

func (h house) add(id int64, after string, d survey.QuestionDraft) string {
	h.t.Helper()
	key, err := h.Add(h.t.Context(), h.intern, "", id, after, d)
	h.must(err)
	return key
}

func (h house) save(id int64, key string, change func(*survey.QuestionDraft)) {
	h.t.Helper()
	q, _ := h.find(id).Draft.Question(key)
	d := survey.DraftOf(q)
	change(&d)
	h.must(h.Save(h.t.Context(), h.intern, id, key, survey.QuestionEdition(q), d))
}

func (h house) publish(id int64) int {
	h.t.Helper()
	n, err := h.Publish(h.t.Context(), h.team, id, h.find(id).Seen())
	h.must(err)
	return n
}

func keysOf(f question.Form) (list []string) {
	for _, q := range f.Questions {
		list = append(list, q.Key)
	}
	return list
}

func choice(label string, options ...string) survey.QuestionDraft {
	return survey.QuestionDraft{Kind: question.Single, Label: question.FR(label), Options: strings.Join(options, "\n")}
}

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
