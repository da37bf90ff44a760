package results_test

import (
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"testing"

	"parvis/internal/exchange/workbook"
	"parvis/internal/response"
	"parvis/internal/results"
	"parvis/internal/survey"
	"parvis/internal/survey/question"
	"parvis/internal/survey/tally"
)

// corrected is a form that is published, answered, corrected and published again, while a page of its first version is still open.
type corrected struct {
	*service
	form   int64
	tokens map[int64]string // of its collections, by project
	given  int
}

func (c *corrected) draft(key string, change func(*survey.QuestionDraft)) {
	c.Helper()
	s, err := c.Surveys.Form(c.Context(), c.head, c.form)
	c.must(err)
	q, _ := s.Draft.Question(key)
	d := survey.DraftOf(q)
	change(&d)
	c.must(c.Surveys.Save(c.Context(), c.head, c.form, key, survey.QuestionEdition(q), d))
}

func (c *corrected) publish() {
	c.Helper()
	s, err := c.Surveys.Form(c.Context(), c.head, c.form)
	c.must(err)
	_, err = c.Surveys.Publish(c.Context(), c.head, c.form, s.Seen())
	c.must(err)
}

// opened is the page of a version, as somebody has it on her telephone; 0 is the last one.
func (c *corrected) opened(project int64, number int) response.Opening {
	c.Helper()
	o, err := c.Responses.ByToken(c.Context(), c.tokens[project])
	c.must(err)
	if number != 0 {
		o.Form, err = c.Responses.Version(c.Context(), o.Collection, number)
		c.must(err)
	}
	return o
}

func (c *corrected) answer(o response.Opening, times int, a question.Answers) {
	c.Helper()
	for range times {
		c.given++
		c.must(c.Responses.Give(c.Context(), o, c.head.At, response.Given{Key: fmt.Sprintf("cle-de-reponse-%04d", c.given), Channel: response.ByLink, Language: "fr", Help: response.Alone, Answers: a}))
	}
}

func chosen(keys ...string) question.Answer { return question.Answer{Chosen: keys} }

// counts are how many gave each answer to a question, by its name.
func counts(v results.View, key, row string) map[string]int {
	list := map[string]int{}
	for _, q := range v.Tally.Questions {
		for _, p := range q.Parts {
			if q.Key == key && p.Row.Key == row {
				for _, l := range p.In(tally.Alone).Lines() {
					list[l.Name()] = l.N
				}
			}
		}
	}
	return list
}

// cells counts what stands in a column of a file, below its heading.
func cells(rows [][]string, heading string) map[string]int {
	at := slices.Index(rows[0], heading)
	list := map[string]int{}
	for _, row := range rows[1:] {
		switch {
		case at < 0:
			list["(no such column)"]++
		case at >= len(row): // cells at the end of a row are left out of a workbook
			list[""]++
		default:
			list[row[at]]++
		}
	}
	return list
}

func same(t *testing.T, what string, got, want map[string]int) {
	t.Helper()
	for name, n := range want {
		if got[name] != n {
			t.Errorf("%s: %d × %q, want %d, of %v", what, got[name], name, n, got)
		}
	}
}

// TestACorrectedFormKeepsEveryAnswerWhereItBelongs goes the whole way: two versions, answers by the page of each after the second was published, and what counts, files and the comparison of
// two editions say of it.
func TestACorrectedFormKeepsEveryAnswerWhereItBelongs(t *testing.T) {
	t.Parallel()
	s := open(t)
	c := &corrected{service: s, tokens: map[int64]string{}}
	ctx := t.Context()
	var err error
	c.form, err = s.Surveys.Create(ctx, s.head, "", survey.Settings{Purpose: survey.Visitors, Layout: question.Paged, Title: question.FR("Votre visite")}, []question.Question{
		{Key: "venue", Kind: question.Single, Label: question.FR("Comment êtes vous venu ?"), Options: []question.Option{{Key: "seul", Label: question.FR("Seul")}, {Key: "famille", Label: question.FR("En famile")}, {Key: "groupe", Label: question.FR("En groupe")}}},
		{Key: "grille", Kind: question.Matrix, Label: question.FR("Que pensez-vous de…"), Options: []question.Option{{Key: "mal", Label: question.FR("Mal")}, {Key: "bien", Label: question.FR("Bien")}},
			Rows: []question.Option{{Key: "accueil", Label: question.FR("L’accueil")}, {Key: "horaires", Label: question.FR("Les horaires")}}},
		{Key: "mieux", Kind: question.Long, Label: question.FR("Que changeriez-vous ?")},
		{Key: "retour", Kind: question.Single, Label: question.FR("Reviendrez-vous ?"), Options: []question.Option{{Key: "oui", Label: question.FR("Oui")}, {Key: "non", Label: question.FR("Non")}}}})
	s.must(err)
	c.publish()
	for _, project := range []int64{s.project, s.other} {
		id, err := s.Responses.Create(ctx, s.head, "", project, response.Draft{Form: response.Ref{ID: c.form}, Label: "À la sortie"})
		s.must(err)
		sheet, err := s.Responses.Collection(ctx, s.head, id)
		s.must(err)
		c.tokens[project] = sheet.Token
	}
	old, before := c.opened(s.project, 0), c.opened(s.other, 0)
	c.answer(old, 30, question.Answers{"venue": chosen("famille"), "grille": {Rows: map[string]string{"accueil": "bien", "horaires": "mal"}}, "mieux": {Text: "Plus de bancs"}, "retour": chosen("oui")})
	c.answer(before, 40, question.Answers{"venue": chosen("groupe"), "retour": chosen("non")})

	// A label is corrected, an answer and a row go, one comes, a question goes and another comes.
	c.draft("venue", func(d *survey.QuestionDraft) {
		d.Label, d.Options = question.FR("Comment êtes-vous venu ?"), "Seul\nEn famille\nEntre amis"
	})
	c.draft("grille", func(d *survey.QuestionDraft) { d.Rows = "L’accueil" })
	s.must(s.Surveys.Remove(ctx, s.head, c.form, "retour"))
	_, err = s.Surveys.Add(ctx, s.head, "", c.form, "mieux", survey.QuestionDraft{Kind: question.Number, Label: question.FR("Quel âge avez-vous ?")})
	s.must(err)
	c.publish()
	sheet, err := s.Surveys.Form(ctx, s.head, c.form)
	s.must(err)
	var keys []string
	for _, q := range sheet.Draft.Questions {
		keys = append(keys, q.Key)
		for _, o := range slices.Concat(q.Options, q.Rows) {
			keys = append(keys, q.Key+":"+o.Key)
		}
	}
	if strings.Join(keys, " ") != "venue venue:seul venue:famille venue:entre-amis grille grille:mal grille:bien grille:accueil mieux quel-age-avez-vous" {
		t.Fatalf("keys changed: %v", keys)
	}
	c.answer(c.opened(s.project, 0), 10, question.Answers{"venue": chosen("entre-amis"), "grille": {Rows: map[string]string{"accueil": "mal"}}, "quel-age-avez-vous": {Text: "34"}})
	c.answer(old, 5, question.Answers{"venue": chosen("groupe"), "retour": chosen("non")}) // by the page that was still open
	c.answer(c.opened(s.project, 1), 5, question.Answers{"venue": chosen("famille"), "grille": {Rows: map[string]string{"horaires": "bien"}}})

	venue := map[string]int{"En famille": 35, "Entre amis": 10, "En groupe (retirée)": 45, "Seul": 0}
	grille, retour := map[string]int{"Bien": 5, "Mal": 30}, map[string]int{"Oui": 30, "Non": 45}
	v, err := s.Results.Results(ctx, s.intern, c.form, results.Filter{})
	s.must(err)
	if v.Responses() != 90 {
		t.Errorf("%d responses", v.Responses())
	}
	same(t, "results", counts(v, "venue", ""), venue)
	same(t, "results of a row that went", counts(v, "grille", "horaires"), grille)
	same(t, "results of a question that went", counts(v, "retour", ""), retour)

	f, err := s.Results.Export(ctx, s.head, c.form, results.Filter{})
	s.must(err)
	read := func(p results.Part) [][]string {
		data, err := f.CSV(p)
		s.must(err)
		r := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(data), "\ufeff")))
		r.Comma, r.FieldsPerRecord = ';', -1
		rows, err := r.ReadAll()
		s.must(err)
		return rows
	}
	data, err := f.Workbook()
	s.must(err)
	for _, p := range results.Parts[:2] {
		book, err := workbook.Read(data, workbook.Options{Sheet: p.Name()})
		s.must(err)
		var sheet [][]string
		for _, row := range book.Rows {
			sheet = append(sheet, row.Cells)
		}
		for kind, rows := range map[string][][]string{"CSV": read(p), "XLSX": sheet} {
			what := kind + " " + string(p)
			if len(rows) != 91 {
				t.Errorf("%s: %d rows", what, len(rows))
			}
			if p == results.Codes {
				same(t, what, cells(rows, "venue"), map[string]int{"famille": 35, "entre-amis": 10, "groupe": 45})
				same(t, what, cells(rows, "grille.horaires"), map[string]int{"bien": 5, "mal": 30, "": 45, "-": 10})
				same(t, what, cells(rows, "retour"), map[string]int{"oui": 30, "non": 45, "": 5, "-": 10})
				same(t, what, cells(rows, "quel-age-avez-vous"), map[string]int{"34": 10, "-": 80})
				continue
			}
			same(t, what, cells(rows, "1. Comment êtes-vous venu ?"), map[string]int{"En famille": 35, "Entre amis": 10, "En groupe (retirée)": 45})
			same(t, what, cells(rows, "2. Que pensez-vous de… — Les horaires (retirée)"), map[string]int{"Bien": 5, "Mal": 30})
			same(t, what, cells(rows, "3. Que changeriez-vous ?"), map[string]int{"Plus de bancs": 30})
			same(t, what, cells(rows, "5. Reviendrez-vous ? (retirée)"), retour)
		}
	}
	for _, row := range read(results.Codebook) {
		if (row[3] == "groupe" || strings.Contains(row[1], "horaires")) != strings.Contains(row[1]+row[4], "(retirée)") && row[0] != "retour" {
			t.Errorf("codebook: %q", row)
		}
	}
	aggregated := map[string]int{}
	for _, r := range v.Aggregates() {
		if r.Question == "1. Comment êtes-vous venu ?" {
			aggregated[r.Line.Name()] = r.Line.N
		}
	}
	same(t, "aggregated", aggregated, venue)

	compared, err := s.Results.Compare(ctx, s.intern, c.form, results.Editions{Project: s.project, Other: s.other})
	s.must(err)
	left, right := map[string]int{}, map[string]int{}
	for _, p := range compared.Pairs {
		if p.Key == "venue" {
			for _, l := range p.Parts[0].Lines {
				left[l.Left.Name()], right[l.Right.Name()] = l.Left.N, l.Right.N
			}
		}
	}
	same(t, "this edition", left, map[string]int{"En famille": 35, "Entre amis": 10, "En groupe (retirée)": 5})
	same(t, "the one before", right, map[string]int{"En groupe (retirée)": 40})
	if compared.Left.Responses+compared.Right.Responses != v.Responses() || compared.Larger == 0 {
		t.Errorf("%d and %d of %d, %d larger", compared.Left.Responses, compared.Right.Responses, v.Responses(), compared.Larger)
	}
}

// TestTheBankTellsWhereAQuestionServed counts a project in only where a version that asks the question was answered.
func TestTheBankTellsWhereAQuestionServed(t *testing.T) {
	t.Parallel()
	s := open(t)
	ctx := t.Context()
	s.must(survey.Seed(ctx, s.DB))
	bank, err := s.Surveys.Bank(ctx, s.intern)
	s.must(err)
	banked := bank[0]
	id, err := s.Surveys.Create(ctx, s.head, "", survey.Settings{Purpose: survey.Visitors, Layout: question.Paged, Title: question.FR("Avis")}, []question.Question{{Key: "avis", Kind: question.Text, Label: question.FR("Votre avis ?")}})
	s.must(err)
	c := &corrected{service: s, form: id, tokens: map[int64]string{}}
	c.publish()
	for _, project := range []int64{s.other, s.project} {
		made, err := s.Responses.Create(ctx, s.head, "", project, response.Draft{Form: response.Ref{ID: id}, Label: "Avis"})
		s.must(err)
		sheet, err := s.Responses.Collection(ctx, s.head, made)
		s.must(err)
		c.tokens[project] = sheet.Token
	}
	c.answer(c.opened(s.other, 0), 1, question.Answers{"avis": {Text: "Très bien"}}) // before it was asked
	s.must(s.Surveys.Take(ctx, s.head, id, "avis", []int64{banked.ID}))
	c.publish()
	c.answer(c.opened(s.project, 0), 2, question.Answers{"avis": {Text: "Bien"}})
	served, err := s.Surveys.Banked(ctx, s.intern, banked.ID)
	s.must(err)
	if places := served.AnsweredTo(id); len(places) != 1 || places[0].Project != "Édition 2025" || places[0].Year != 2025 {
		t.Errorf("%+v of %+v", places, served.Uses)
	}
}
