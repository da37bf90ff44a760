package response_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
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
	"parvis/internal/undo"
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

func TestAnAnswerIsKeptOnceUnderItsKey(t *testing.T) {
	t.Parallel()
	h := open(t)
	o := h.collect(h.draft())
	g := given("1", "non")
	g.Answers["pourquoi"] = question.Answer{Text: "Trop de monde,\n=SOMME(A1)"}
	g.Answers["venu"] = question.Answer{Chosen: []string{"ami", question.OtherKey}, Text: "Par hasard"}
	h.must(h.Give(t.Context(), o, now, g))
	h.must(h.Give(t.Context(), o, now.AddDate(0, 0, 1), g)) // sent again the day after: the answer was lost
	other := g
	other.Answers = question.Answers{"note": {Chosen: []string{"oui"}}}
	h.want(fault.Conflict, h.Give(t.Context(), o, now, other))
	row, err := postgres.One[struct {
		Choices, Channel, Help string
		Day                    workcal.Date
		Easy                   bool
		EnteredBy              *int64
		Slot                   int64
	}](t.Context(), h.db, `SELECT choices, channel, help, day, easy, entered_by, slot_id AS slot FROM responses`, nil)
	h.must(err)
	if row.Choices != "note=non&venu=ami+autre&pourquoi=1&grille.accueil=&grille.lieu=" || row.Channel != "link" || row.Day != saturday || row.EnteredBy != nil || row.Slot != h.at {
		t.Errorf("%+v", row)
	}
	texts, err := postgres.Scalars[string](t.Context(), h.db, `SELECT question || ': ' || body FROM response_texts ORDER BY id`, nil)
	h.must(err)
	if strings.Join(texts, " / ") != "venu.autre: Par hasard / pourquoi: Trop de monde,\n=SOMME(A1)" {
		t.Errorf("%q", texts)
	}
}

func TestAnswersThatComeAtOnceAreKeptOnceEach(t *testing.T) {
	t.Parallel()
	h := open(t)
	o := h.collect(h.draft())
	var group sync.WaitGroup
	for i := range 60 {
		group.Go(func() {
			if err := h.Give(t.Context(), o, now, given(fmt.Sprint(i/3), "oui")); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if n := h.count("responses"); n != 20 {
		t.Errorf("20 answers, each three times at once: %d", n)
	}
}

// TestResponsesAreCountedAsTheyComeAndGo compares what is kept of how many there are with those that there are.
func TestResponsesAreCountedAsTheyComeAndGo(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.collect(h.draft())
	o := h.collect(h.draft())
	same := func(after string) {
		t.Helper()
		if n := h.count(`(SELECT collection_id, form_id, project_id, channel, sum(n) AS n FROM response_counts GROUP BY 1, 2, 3, 4 HAVING sum(n) <> 0) c
			FULL JOIN (SELECT collection_id, form_id, project_id, channel, count(*) AS n FROM responses GROUP BY 1, 2, 3, 4) r USING (collection_id, form_id, project_id, channel, n) WHERE c.n IS NULL OR r.n IS NULL`); n != 0 {
			t.Errorf("after %s, %d counts are not those of the responses", after, n)
		}
	}
	var group sync.WaitGroup
	for i := range 60 {
		group.Go(func() {
			if err := h.Give(t.Context(), o, now, given(fmt.Sprint(i/2), "oui")); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	same("thirty answers, each twice at once")
	for _, sql := range []string{
		`INSERT INTO responses (key, digest, form_id, number, collection_id, project_id, day, channel, language, choices, entered_by)
			SELECT 'une-autre-reponse-' || c.id || '-' || n, sha256('x'), c.form_id, 1, c.id, c.project_id, '2025-06-14', (ARRAY['paper', 'interview'])[1 + n % 2], 'fr', 'note=oui', c.created_by FROM collections c CROSS JOIN generate_series(1, 2000) n`,
		`DELETE FROM responses WHERE id % 3 = 0`,
		`INSERT INTO responses (key, digest, form_id, number, collection_id, project_id, day, channel, language, choices) SELECT key, digest, form_id, number, collection_id, project_id, day, 'link', language, choices FROM responses ON CONFLICT DO NOTHING`,
		`DELETE FROM collections WHERE id = (SELECT min(id) FROM collections)`,
	} {
		_, err := h.db.Exec(t.Context(), sql)
		h.must(err)
		same(sql)
	}
	if n := h.count("response_counts"); n == 0 {
		t.Error("nothing is left to count")
	}
}

// TestNothingTellsWhoAnswered reads every column of what is kept of an answer, and the journal.
func TestNothingTellsWhoAnswered(t *testing.T) {
	t.Parallel()
	h := open(t)
	o := h.collect(h.draft())
	before := h.count("journal") + h.count("row_changes") + h.count("submissions")
	h.must(h.Give(account.Gesture(t.Context()), o, now, given("1", "oui")))
	if after := h.count("journal") + h.count("row_changes") + h.count("submissions"); after != before {
		t.Errorf("something else was written: %d, then %d", before, after)
	}
	columns, err := postgres.Scalars[string](t.Context(), h.db, `SELECT column_name || ' ' || data_type FROM information_schema.columns WHERE table_name IN ('responses', 'response_texts') ORDER BY 1`, nil)
	h.must(err)
	for _, c := range columns {
		if strings.Contains(c, "timestamp") || strings.Contains(c, "inet") || strings.Contains(c, "time") {
			t.Errorf("%s tells a moment or an address", c)
		}
	}
}

func TestASubmissionCostsTwoStatements(t *testing.T) {
	t.Parallel()
	h := open(t)
	o := h.collect(h.draft())
	ctx, n := postgres.CountQueries(t.Context())
	found, err := h.ByToken(ctx, o.Token)
	h.must(err)
	h.must(h.Give(ctx, found, now, given("1", "oui")))
	if n.Load() != 2 {
		t.Errorf("%d statements", n.Load())
	}
}

func TestWhatCannotBeAnAnswerIsRefused(t *testing.T) {
	t.Parallel()
	h := open(t)
	o := h.collect(h.draft())
	for name, spoil := range map[string]func(*response.Given){
		"no key":        func(g *response.Given) { g.Key = "" },
		"a long key":    func(g *response.Given) { g.Key = strings.Repeat("a", 65) },
		"a strange key": func(g *response.Given) { g.Key = "cle-de-reponse-'; --" },
		"no channel":    func(g *response.Given) { g.Channel = "pigeon" },
		"paper":         func(g *response.Given) { g.Channel = response.OnPaper },
		"no language":   func(g *response.Given) { g.Language = "xx" },
		"no help":       func(g *response.Given) { g.Help = "maybe" },
	} {
		g := given("1", "oui")
		spoil(&g)
		if err := h.Give(t.Context(), o, now, g); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, token := range []string{"", "inconnu", strings.Repeat("a", 20), "../../etc/passwd/aaaaaaa", strings.Repeat("a", 300)} {
		_, err := h.ByToken(t.Context(), token)
		h.want(fault.NotFound, err)
	}
	_, err := h.Version(t.Context(), o.Collection, 3)
	h.want(fault.NotFound, err)
	_, err = h.Version(t.Context(), o.Collection, 0)
	h.want(fault.NotFound, err)
	if _, err := h.Version(t.Context(), o.Collection, 1); err != nil {
		t.Error("an older version of the same form is answered to its end:", err)
	}
	if h.count("responses") != 0 {
		t.Error("something was kept")
	}
}

func TestAnswersAreTakenOnTheDaysOfTheCollection(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := t.Context()
	d := h.draft()
	d.Opens, d.Closes = saturday, saturday.AddDays(1)
	o := h.collect(d)
	h.want(fault.Conflict, h.Give(ctx, o, now.AddDate(0, 0, -1), given("1", "oui")))
	h.must(h.Give(ctx, o, now, given("2", "oui")))
	h.want(fault.Conflict, h.Give(ctx, o, now.AddDate(0, 0, 2), given("3", "oui")))
	late := given("4", "oui")
	late.Channel, late.Day = response.ByKiosk, saturday // a tablet that had no network
	h.must(h.Give(ctx, o, now.AddDate(0, 0, 10), late))
	late.Key, late.Day = "cle-de-reponse-5", saturday.AddDays(-1)
	h.want(fault.Conflict, h.Give(ctx, o, now.AddDate(0, 0, 10), late))
	late.Key, late.Day = "cle-de-reponse-6", saturday
	h.want(fault.Conflict, h.Give(ctx, o, now.AddDate(1, 0, 0), late))
	early := given("7", "oui")
	early.Channel, early.Day = response.ByKiosk, saturday.AddDays(30) // its clock is fast
	h.must(h.Give(ctx, o, now, early))
	if n := h.count("responses WHERE day = '2025-06-14'"); n != 3 {
		t.Errorf("%d of the day", n)
	}
}

func TestAClosedCollectionTakesNothingUntilItIsReopened(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := t.Context()
	o := h.collect(h.draft())
	h.must(h.Close(ctx, h.team, o.ID))
	h.must(h.Close(ctx, h.team, o.ID)) // twice is once
	closed, err := h.ByToken(ctx, o.Token)
	h.must(err)
	if closed.Standing(saturday) != response.Closed {
		t.Error("it is not closed")
	}
	h.want(fault.Conflict, h.Give(ctx, closed, now, given("1", "oui")))
	kept := given("2", "oui")
	kept.Channel, kept.Day = response.ByKiosk, saturday
	h.must(h.Give(ctx, closed, now, kept))
	h.must(h.Reopen(ctx, h.team, o.ID))
	again, err := h.ByToken(ctx, o.Token)
	h.must(err)
	h.must(h.Give(ctx, again, now, given("1", "oui")))
	_, err = h.Delete(ctx, h.team, o.ID) // answers are never thrown away
	h.want(fault.Conflict, err)
	_, err = h.ByToken(ctx, strings.ToUpper(o.Token)) // as a poster was read
	h.must(err)
	blank := h.collect(h.draft())
	_, err = h.Delete(ctx, h.team, blank.ID)
	h.must(err)
	_, err = h.ByToken(ctx, blank.Token)
	h.want(fault.NotFound, err)
	h.must(h.Restore(ctx, h.head, blank.ID))
	_, err = h.ByToken(ctx, blank.Token)
	h.must(err)
	sheet, err := h.projects.Project(ctx, h.head, h.project)
	h.must(err)
	h.must(h.projects.Archive(ctx, h.head, h.project, sheet.Version))
	archived, err := h.ByToken(ctx, o.Token)
	h.must(err)
	h.want(fault.Conflict, h.Give(ctx, archived, now, given("3", "oui")))
}

func TestWhoMayAskAndEnter(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := t.Context()
	_, err := h.Create(ctx, h.intern, "", h.project, h.draft())
	h.want(fault.Forbidden, err)
	o := h.collect(h.draft())
	h.want(fault.Forbidden, h.Close(ctx, h.intern, o.ID))
	h.want(fault.Forbidden, h.Edit(ctx, h.intern, o.ID, 1, h.draft()))
	_, err = h.Delete(ctx, h.intern, o.ID)
	h.want(fault.Forbidden, err)
	staff, err := h.ForStaff(ctx, h.intern, o.ID)
	h.must(err)
	g := given("1", "oui")
	g.Channel = response.OnPaper
	first, err := h.Enter(ctx, h.intern, staff, g)
	h.must(err)
	again, err := h.Enter(ctx, h.intern, staff, g)
	h.must(err)
	if again != first {
		t.Errorf("the same sheet is %d, then %d", first, again)
	}
	_, err = h.Enter(ctx, h.team, staff, g) // the same key by somebody else
	h.want(fault.Conflict, err)
	g.Channel = response.ByLink
	_, err = h.Enter(ctx, h.intern, staff, g)
	h.want(fault.Invalid, err)
	_, err = h.OfProject(ctx, account.Person{}.At(now), h.project)
	h.want(fault.NotFound, err)
	if n := h.count(fmt.Sprintf("responses WHERE entered_by = %d AND channel = 'paper'", h.intern.ID)); n != 1 {
		t.Errorf("%d sheets of the intern's", n)
	}
}

func TestACollectionIsEditedThrownAwayAndTakenBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := t.Context()
	d := response.Draft{Form: response.Ref{ID: h.form}, Label: "  Sortie  ", Slot: response.Ref{ID: h.at}, Audience: response.Ref{ID: 1}, Wanted: 60, Asker: response.Ref{ID: h.intern.ID}, When: "Un visiteur sur cinq", Opens: saturday, Closes: saturday.AddDays(1)}
	id, err := h.Create(ctx, h.team, "", h.project, d)
	h.must(err)
	s, err := h.Collection(ctx, h.intern, id)
	h.must(err)
	if s.Label != "Sortie" || s.Form.Name != "Votre visite" || !strings.HasPrefix(s.Slot.Name, "Fouille, 14") || s.Audience.ID != 1 || s.Wanted != 60 || s.Asker.Name != "Inès Carpentier" || s.When != d.When || s.Opens != d.Opens || s.Closes != d.Closes || s.May.Edit {
		t.Errorf("%+v", s)
	}
	edited := s.Draft
	edited.Label, edited.Slot, edited.Audience, edited.Wanted, edited.Asker, edited.When, edited.Opens, edited.Closes = "Autre", response.Ref{}, response.Ref{}, 0, response.Ref{}, "", 0, 0
	edited.Form = response.Ref{ID: h.grid} // which stays
	act := account.Gesture(ctx)
	h.must(h.Edit(act, h.team, id, s.Version, edited))
	h.want(fault.Conflict, h.Edit(ctx, h.team, id, s.Version, d))
	after, err := h.Collection(ctx, h.team, id)
	h.must(err)
	if after.Label != "Autre" || after.Slot.ID != 0 || after.Wanted != 0 || !after.Opens.IsZero() || after.Form.ID != h.form {
		t.Errorf("%+v", after)
	}
	_, err = undo.New(h.db, response.Undoable{}).Undo(ctx, h.team, account.ActOf(act))
	h.must(err)
	back, err := h.Collection(ctx, h.team, id)
	h.must(err)
	if back.Label != "Sortie" || back.Slot.ID != h.at || back.Wanted != 60 {
		t.Errorf("taken back: %+v", back)
	}
	for name, spoil := range map[string]func(*response.Draft){
		response.FieldForm:   func(d *response.Draft) { d.Form.ID = h.grid },
		response.FieldSlot:   func(d *response.Draft) { d.Slot.ID = 99_999 },
		response.FieldPublic: func(d *response.Draft) { d.Audience.ID = 99_999 },
		response.FieldAsker:  func(d *response.Draft) { d.Asker.ID = 99_999 },
		response.FieldLabel:  func(d *response.Draft) { d.Label = " " },
		response.FieldWanted: func(d *response.Draft) { d.Wanted = -1 },
		response.FieldCloses: func(d *response.Draft) { d.Closes = saturday.AddDays(-1) },
		response.FieldWhen:   func(d *response.Draft) { d.When = strings.Repeat("a", response.MaxWhen+1) },
	} {
		bad := d
		spoil(&bad)
		_, err := h.Create(ctx, h.team, "", h.project, bad)
		problems, _ := fault.ProblemsOf(err)
		if problems.For(name) == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
	history, err := h.History(ctx, h.team, id, 1)
	h.must(err)
	if len(history.Entries) != 3 {
		t.Errorf("%d entries", len(history.Entries))
	}
}

func TestTheRateIsOfThoseWhoWereCounted(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := t.Context()
	o := h.collect(h.draft())
	for i := range 3 {
		h.must(h.Give(ctx, o, now, given(fmt.Sprint(i), "oui")))
	}
	l, err := h.OfProject(ctx, h.intern, h.project)
	h.must(err)
	if len(l.Collections) != 1 || l.Collections[0].Answers.All() != 3 || l.Collections[0].Rate.Known || l.Collections[0].Rate.Missing != 1 {
		t.Errorf("nobody counted: %+v", l.Collections)
	}
	_, err = h.counts.Add(ctx, h.intern, attendance.Tap{Key: "cle-de-telephone-1", Slot: h.at, Audience: 1, Measure: attendance.Present, N: 12, At: now})
	h.must(err)
	s, err := h.Collection(ctx, h.intern, o.ID)
	h.must(err)
	if s.Rate != (response.Rate{Known: true, Counted: 12, Percent: 25}) {
		t.Errorf("%+v", s.Rate)
	}
}

func TestQueriesDoNotGrowWithRows(t *testing.T) {
	t.Parallel()
	h := open(t)
	asked := func() int64 {
		ctx, n := postgres.CountQueries(context.WithoutCancel(t.Context()))
		_, err := h.OfProject(ctx, h.team, h.project)
		h.must(err)
		_, err = h.Observations(ctx, h.team, h.project)
		h.must(err)
		return n.Load()
	}
	h.collect(h.draft())
	before := asked()
	for i := range 5 {
		d := h.draft()
		d.Label = fmt.Sprint("Recueil ", i)
		h.must(h.Give(t.Context(), h.collect(d), now, given(fmt.Sprint(i), "oui")))
	}
	if after := asked(); after != before {
		t.Errorf("%d queries, then %d", before, after)
	}
}

func TestObserversEachFillAGridAtASlot(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := t.Context()
	v, err := h.Grid(ctx, h.grid, 0)
	h.must(err)
	_, err = h.Grid(ctx, h.form, 0)
	h.want(fault.NotFound, err)
	g := response.Given{Key: "cle-observation-01", Language: "fr", Help: response.Alone, Answers: question.Answers{"engagement": {Chosen: []string{"2"}}, "libre": {Text: "Un groupe très attentif."}}}
	first, err := h.Observe(ctx, h.intern, h.at, v, g)
	h.must(err)
	again, err := h.Observe(ctx, h.intern, h.at, v, g)
	h.must(err)
	if again != first {
		t.Errorf("%d, then %d", first, again)
	}
	g.Key = "cle-observation-02"
	_, err = h.Observe(ctx, h.team, h.at, v, g)
	h.must(err)
	g.Key, g.Day = "cle-observation-03", saturday.AddDays(1)
	_, err = h.Observe(ctx, h.team, h.at, v, g)
	h.want(fault.Invalid, err)
	o, err := h.Observations(ctx, h.intern, h.project)
	h.must(err)
	if len(o.List) != 2 || len(o.Grids) != 1 || o.List[1].By != "Inès Carpentier" || o.List[1].Slot.ID != h.at {
		t.Errorf("%+v", o)
	}
	seen, err := h.Observation(ctx, h.intern, first)
	h.must(err)
	if seen.Answers["engagement"].Chosen[0] != "2" || seen.Answers["libre"].Text != "Un groupe très attentif." {
		t.Errorf("%+v", seen.Answers)
	}
	if n := h.count("collections"); n != 1 {
		t.Errorf("%d collections of one grid", n)
	}
	l, err := h.OfProject(ctx, h.intern, h.project)
	h.must(err)
	if len(l.Collections) != 0 {
		t.Error("grids are no forms of the public")
	}
	at, err := h.Observing(ctx, h.intern, h.at)
	h.must(err)
	if len(at.Done) != 2 || len(at.Grids) != 1 {
		t.Errorf("%+v", at)
	}
	token, err := postgres.Scalar[string](ctx, h.db, `SELECT token FROM collections`, nil)
	h.must(err)
	_, err = h.ByToken(ctx, token)
	h.want(fault.NotFound, err)
}

func TestASecondEntryTellsWhatDiffers(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := t.Context()
	o := h.collect(h.draft())
	g := given("1", "oui")
	g.Channel = response.OnPaper
	sheet, err := h.Enter(ctx, h.intern, o, g)
	h.must(err)
	_, err = h.Check(ctx, h.intern, o, sheet, g.Answers)
	h.want(fault.Forbidden, err)
	checks, err := h.Checks(ctx, h.team, o.ID)
	h.must(err)
	if len(checks.Next) != 1 || checks.Next[0] != sheet || checks.Typed != 1 {
		t.Errorf("%+v", checks)
	}
	differ, err := h.Check(ctx, h.team, o, sheet, question.Answers{"note": {Chosen: []string{"bof"}}})
	h.must(err)
	if len(differ) != 1 || differ[0] != (response.Differing{Key: "note", First: "oui", Second: "bof"}) {
		t.Errorf("%+v", differ)
	}
	checks, err = h.Checks(ctx, h.team, o.ID)
	h.must(err)
	if checks.Agreement != (response.Agreement{Sheets: 1, Compared: 5, Same: 4}) || checks.Percent() != 80 || len(checks.Next) != 0 {
		t.Errorf("%+v", checks)
	}
	form := o.Form.Form
	if response.Label(form, "grille.lieu") != "Notez\u00a0: Le lieu" || response.Value(form, "venu", "ami+autre") != "Par un ami, autre" || response.Value(form, "note", "~") != "ne sait pas" {
		t.Error("what differs is not said in words")
	}
	_, err = h.Check(ctx, h.team, o, 99_999, g.Answers)
	h.want(fault.NotFound, err)
}

// What was answered is never thrown away: neither by taking back the creation of its collection, nor by a purge of one that an answer reached at the last moment.
func TestAnswersOutliveTheirCollection(t *testing.T) {
	t.Parallel()
	h := open(t)
	act := account.Gesture(t.Context())
	id, err := h.Create(act, h.team, "", h.project, h.draft())
	h.must(err)
	o, err := h.ForStaff(t.Context(), h.team, id)
	h.must(err)
	open, err := h.ByToken(t.Context(), o.Token)
	h.must(err)
	h.must(h.Give(t.Context(), open, now, given("1", "oui")))
	_, err = undo.New(h.db, response.Undoable{}).Undo(t.Context(), h.team, account.ActOf(act))
	h.want(fault.Conflict, err)
	_, err = h.db.Exec(t.Context(), `UPDATE collections SET deleted_at = '2020-01-01'`)
	h.must(err)
	for _, bin := range h.Bins() {
		h.must(bin.Purge(t.Context(), now))
	}
	if n := h.count(`responses`); n != 1 {
		t.Errorf("%d answers are left, want 1", n)
	}
}
