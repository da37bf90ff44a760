package survey_test

import (
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/attendance"
	"parvis/internal/postgres"
	"parvis/internal/postgres/pgtest"
	"parvis/internal/survey"
	"parvis/internal/survey/question"
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
