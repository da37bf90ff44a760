package response_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/activity"
	"parvis/internal/attendance"
	"parvis/internal/fault"
	"parvis/internal/postgres"
	"parvis/internal/postgres/pgtest"
	"parvis/internal/programme"
	"parvis/internal/response"
	"parvis/internal/slot"
	"parvis/internal/survey/question"
	"parvis/internal/workcal"
)

var (
	saturday = workcal.Of(2025, 6, 14)
	now      = time.Date(2025, 6, 14, 14, 12, 0, 0, postgres.Paris)
)

// sample is a small form: a scale, a choice with « Autre », a text that a condition shows, a matrix.
func sample() question.Form {
	fr := question.FR
	return question.Form{Format: question.Format, Title: fr("Votre visite"), Langs: []question.Lang{question.French, "en"}, Layout: question.Paged, Questions: []question.Question{
		{Key: "note", Kind: question.Scale3, Label: fr("Avez-vous aimé ?"), Required: true, Unsure: true, Options: []question.Option{{Key: "non", Label: fr("Non")}, {Key: "bof", Label: fr("Un peu")}, {Key: "oui", Label: fr("Oui")}}},
		{Key: "venu", Kind: question.Multiple, Label: fr("Comment nous avez-vous connus ?"), Other: true, Options: []question.Option{{Key: "ami", Label: fr("Par un ami")}, {Key: "presse", Label: fr("Par la presse")}}},
		{Key: "pourquoi", Kind: question.Long, Label: fr("Pourquoi ?"), When: &question.Condition{Of: []question.Clause{{On: "note", Op: question.Is, Values: []string{"non"}}}}},
		{Key: "grille", Kind: question.Matrix, Label: fr("Notez"), Options: []question.Option{{Key: "1", Label: fr("Mal")}, {Key: "2", Label: fr("Bien")}}, Rows: []question.Option{{Key: "accueil", Label: fr("L’accueil")}, {Key: "lieu", Label: fr("Le lieu")}}},
	}}
}

// house is a database with the people of a service, a project with a slot, and published forms.
type house struct {
	*response.Room
	t                  *testing.T
	db                 *pgxpool.Pool
	projects           *programme.Room
	counts             *attendance.Room
	slots              *slot.Room
	head, team, intern account.By
	project, at        int64
	form, grid         int64
}

func open(t *testing.T) house {
	t.Helper()
	h := house{t: t, db: pgtest.New(t)}
	h.Room, h.projects, h.counts, h.slots = response.New(h.db), programme.New(h.db), attendance.New(h.db), slot.New(h.db)
	h.head, h.team, h.intern = h.person("Claire Fontaine", access.Head), h.person("Samir Benali", access.Team), h.person("Inès Carpentier", access.Intern)
	var err error
	h.project, err = h.projects.Create(t.Context(), h.team, "", programme.ProjectDraft{Title: "JEA 2025", Kind: programme.EventProgramme, PilotID: h.team.ID, First: saturday, Last: saturday})
	h.must(err)
	visit, err := activity.New(h.db).Create(t.Context(), h.team, "", h.project, activity.Draft{Kind: activity.Visit, Title: "Fouille"})
	h.must(err)
	h.at, _, err = h.slots.Create(t.Context(), h.team, "", h.project, slot.Draft{ActivityID: visit, Times: slot.Times{Day: saturday, From: 840, To: 900}, Status: slot.Planned}, false)
	h.must(err)
	h.form = h.publish("visitors", sample(), sample())
	h.grid = h.publish("observation", question.Form{Format: question.Format, Title: question.FR("Grille"), Langs: []question.Lang{question.French}, Layout: question.Paged, Questions: []question.Question{
		{Key: "engagement", Kind: question.Scale3, Label: question.FR("Engagement"), Options: []question.Option{{Key: "0", Label: question.FR("Aucun")}, {Key: "1", Label: question.FR("Un peu")}, {Key: "2", Label: question.FR("Beaucoup")}}},
		{Key: "libre", Kind: question.Long, Label: question.FR("Ce que vous avez vu")}}})
	return h
}

// publish keeps a form with its versions.
func (h house) publish(purpose string, versions ...question.Form) int64 {
	h.t.Helper()
	ctx := h.t.Context()
	last, err := json.Marshal(versions[len(versions)-1])
	h.must(err)
	id, err := postgres.Scalar[int64](ctx, h.db, `INSERT INTO forms (title, purpose, draft, published, created_by, created_at, updated_at) VALUES (@title, @purpose, @draft, @n, @by, now(), now()) RETURNING id`,
		pgx.NamedArgs{"title": versions[0].Title.In(question.French), "purpose": purpose, "draft": last, "n": len(versions), "by": h.head.ID})
	h.must(err)
	for i, v := range versions {
		text, err := json.Marshal(v)
		h.must(err)
		_, err = h.db.Exec(ctx, `INSERT INTO form_versions (form_id, number, definition, published_by, published_at) VALUES ($1, $2, $3, $4, now())`, id, i+1, text, h.head.ID)
		h.must(err)
	}
	return id
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

func (h house) want(kind fault.Kind, err error) {
	h.t.Helper()
	if !fault.Is(err, kind) {
		h.t.Errorf("got %v, want a fault of kind %v", err, kind)
	}
}

func (h house) draft() response.Draft {
	return response.Draft{Form: response.Ref{ID: h.form}, Label: "Sortie de la fouille", Slot: response.Ref{ID: h.at}}
}

func (h house) collect(d response.Draft) response.Opening {
	h.t.Helper()
	id, err := h.Create(h.t.Context(), h.team, "", h.project, d)
	h.must(err)
	s, err := h.Collection(h.t.Context(), h.team, id)
	h.must(err)
	o, err := h.ByToken(h.t.Context(), s.Token)
	h.must(err)
	return o
}

func given(key, note string) response.Given {
	return response.Given{Key: "cle-de-reponse-" + key, Channel: response.ByLink, Language: "fr", Help: response.Alone, Answers: question.Answers{"note": {Chosen: []string{note}}}}
}

func (h house) count(sql string) int {
	h.t.Helper()
	n, err := postgres.Scalar[int](h.t.Context(), h.db, `SELECT count(*)::int FROM `+sql, nil)
	h.must(err)
	return n
}
