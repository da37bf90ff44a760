package response_test

import (
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/journal"
	"parvis/internal/postgres"
	"parvis/internal/response"
	"parvis/internal/survey/question"
	"parvis/internal/undo"
)

// sheet types a sheet of paper and gives its number.
func (h house) sheet(by account.By, o response.Opening, key string, a question.Answers) int64 {
	h.t.Helper()
	g := given(key, "oui")
	g.Channel, g.Answers = response.OnPaper, a
	id, err := h.Enter(h.t.Context(), by, o, g)
	h.must(err)
	return id
}

// stands is what is kept of a response: its line, then its texts.
func (h house) stands(id int64) string {
	h.t.Helper()
	list, err := postgres.Scalars[string](h.t.Context(), h.db, `SELECT choices FROM responses WHERE id = @id UNION ALL (SELECT question || ': ' || body FROM response_texts WHERE response_id = @id ORDER BY question)`, pgx.NamedArgs{"id": id})
	h.must(err)
	return strings.Join(list, " / ")
}

func (h house) correct(by account.By, o response.Opening, sheet int64, change func(question.Answers)) error {
	h.t.Helper()
	_, typed, err := h.ToCorrect(h.t.Context(), by, o.ID, sheet)
	if err != nil {
		return err
	}
	a := typed.Answers()
	change(a)
	return h.Correct(h.t.Context(), by, o.ID, sheet, typed.Edition(), response.Given{Day: typed.Day, Language: typed.Language, Help: typed.Help, Answers: a})
}

func TestASheetThatWasMistypedIsCorrectedAndTheHistoryTellsWhat(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := t.Context()
	o := h.collect(h.draft())
	sheet := h.sheet(h.intern, o, "1", question.Answers{"note": {Chosen: []string{"non"}}, "pourquoi": {Text: "Trop de monde, dit Jeanne"}, "venu": {Chosen: []string{"ami"}}})
	before := h.stands(sheet)
	_, err := h.Check(ctx, h.team, o, sheet, question.Answers{"note": {Chosen: []string{"non"}}, "venu": {Chosen: []string{"presse"}}})
	h.must(err)
	checks, err := h.Checks(ctx, h.team, o.ID)
	if h.must(err); checks.Same != 3 {
		t.Errorf("%+v", checks)
	}
	act := account.Gesture(ctx)
	_, typed, err := h.ToCorrect(ctx, h.intern, o.ID, sheet)
	h.must(err)
	a := typed.Answers()
	a["venu"], a["pourquoi"] = question.Answer{Chosen: []string{"presse", question.OtherKey}, Text: "La radio"}, question.Answer{Text: "Trop de monde, dit-on"}
	g := response.Given{Day: saturday.AddDays(-1), Language: "en", Help: response.Alone, Answers: a}
	h.must(h.Correct(act, h.intern, o.ID, sheet, typed.Edition(), g))
	after := "note=non&venu=presse+autre&pourquoi=1&grille.accueil=&grille.lieu= / pourquoi: Trop de monde, dit-on / venu.autre: La radio"
	if got := h.stands(sheet); got != after {
		t.Errorf("%s", got)
	}
	h.want(fault.Conflict, h.Correct(ctx, h.team, o.ID, sheet, typed.Edition(), response.Given{Day: saturday, Language: "fr", Help: response.Alone, Answers: question.Answers{}})) // over what stood before
	if checks, err = h.Checks(ctx, h.team, o.ID); err != nil || checks.Sheets != 1 || checks.Compared != 5 {
		t.Errorf("the second entry is compared with what stands: %+v, %v", checks, err)
	}
	page, err := h.History(ctx, h.team, o.ID, 1)
	h.must(err)
	entry := page.Entries[0]
	if entry.Verb != journal.Corrected || entry.Person != "Inès Carpentier" || entry.Subject.ID != sheet || entry.Sentence(o.Subject()) != "Inès Carpentier a corrigé la saisie d’une réponse à «\u00a0Votre visite\u00a0»" {
		t.Errorf("%+v: %s", entry, entry.Sentence(o.Subject()))
	}
	said := map[string]string{}
	for _, c := range entry.Changes {
		said[c.Label] = c.Before + " → " + c.After
	}
	for label, want := range map[string]string{"«\u00a0Pourquoi ?\u00a0»": "Trop de monde, dit Jeanne → Trop de monde, dit-on", "«\u00a0Comment nous avez-vous connus ?\u00a0»": "Par un ami → Par la presse, autre\u00a0: La radio", "Langue": "Français → English"} {
		if said[label] != want {
			t.Errorf("%s: %q, want %q", label, said[label], want)
		}
	}
	if len(said) != 5 { // with the sheet and the day
		t.Errorf("%q", said)
	}
	undone := account.Gesture(ctx)
	owners := undo.New(h.db, response.Undoable{})
	_, err = owners.Undo(undone, h.intern, account.ActOf(act))
	if h.must(err); h.stands(sheet) != before {
		t.Errorf("taken back: %s", h.stands(sheet))
	}
	_, err = owners.Undo(account.Gesture(ctx), h.intern, account.ActOf(undone))
	if h.must(err); h.stands(sheet) != after {
		t.Errorf("and again: %s", h.stands(sheet))
	}
}

func TestWhoMayCorrectASheet(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := t.Context()
	o := h.collect(h.draft())
	yes, no := question.Answers{"note": {Chosen: []string{"oui"}}}, func(a question.Answers) { a["note"] = question.Answer{Chosen: []string{"non"}} }
	own, other := h.sheet(h.intern, o, "1", yes), h.sheet(h.team, o, "2", yes)
	h.must(h.correct(h.intern, o, own, no))
	h.must(h.correct(h.team, o, own, func(a question.Answers) { delete(a, "note") }))
	h.must(h.correct(h.head, o, other, no))
	h.want(fault.Forbidden, h.correct(h.intern, o, other, no))
	h.want(fault.NotFound, h.correct(h.team, o, 99_999, no))
	elsewhere := h.collect(response.Draft{Form: response.Ref{ID: h.form}, Label: "Un autre recueil"})
	h.want(fault.NotFound, h.correct(h.team, elsewhere, own, no))
	h.must(h.Give(ctx, o, now, given("3", "oui"))) // by a visitor
	asked := given("4", "oui")
	asked.Channel = response.InInterview
	_, err := h.Enter(ctx, h.team, o, asked)
	h.must(err)
	ids, err := postgres.Scalars[int64](ctx, h.db, `SELECT id FROM responses WHERE channel <> 'paper' ORDER BY id`, nil)
	h.must(err)
	for _, id := range ids {
		before := h.stands(id)
		h.want(fault.Forbidden, h.correct(h.head, o, id, no))
		h.want(fault.Forbidden, h.Correct(ctx, h.head, o.ID, id, 0, response.Given{Day: saturday, Language: "fr", Help: response.Alone, Answers: yes}))
		if h.stands(id) != before {
			t.Errorf("an answer was written over: %s", h.stands(id))
		}
	}
	before := h.count("journal")
	h.must(h.correct(h.team, o, other, func(question.Answers) {})) // nothing differs
	if h.count("journal") != before {
		t.Error("a correction that corrects nothing is told")
	}
	p, err := h.projects.Project(ctx, h.head, h.project)
	h.must(err)
	h.must(h.projects.Archive(ctx, h.head, h.project, p.Version))
	if err := h.correct(h.head, o, own, no); err == nil {
		t.Error("a sheet of an archived project is corrected")
	}
}

// TestACorrectionIsNotTakenBackByHalves tries what somebody corrected again since.
func TestACorrectionIsNotTakenBackByHalves(t *testing.T) {
	t.Parallel()
	h := open(t)
	o := h.collect(h.draft())
	sheet := h.sheet(h.team, o, "1", question.Answers{"note": {Chosen: []string{"non"}}})
	act := account.Gesture(t.Context())
	_, typed, err := h.ToCorrect(act, h.team, o.ID, sheet)
	h.must(err)
	a := typed.Answers()
	a["pourquoi"] = question.Answer{Text: "Trop de bruit"}
	h.must(h.Correct(act, h.team, o.ID, sheet, typed.Edition(), response.Given{Day: typed.Day, Language: "fr", Help: response.Alone, Answers: a}))
	h.must(h.correct(h.head, o, sheet, func(a question.Answers) { a["pourquoi"] = question.Answer{Text: "Trop de bruit dans la salle"} }))
	stood := h.stands(sheet)
	_, err = undo.New(h.db, response.Undoable{}).Undo(t.Context(), h.team, account.ActOf(act))
	h.want(fault.Conflict, err)
	if h.stands(sheet) != stood || !strings.Contains(stood, "dans la salle") {
		t.Errorf("%s", h.stands(sheet))
	}
}

// What comes in by itself is noted nowhere: only a correction is.
func TestWhatIsTypedIsNotedOnlyWhereItIsCorrected(t *testing.T) {
	t.Parallel()
	h := open(t)
	o := h.collect(h.draft())
	before := h.count("row_changes")
	g := given("1", "non")
	g.Channel, g.Answers["pourquoi"] = response.OnPaper, question.Answer{Text: "Trop de bruit"}
	sheet, err := h.Enter(account.Gesture(t.Context()), h.team, o, g)
	h.must(err)
	if h.count("row_changes") != before {
		t.Error("a sheet that is typed is noted row by row")
	}
	h.must(h.correct(h.team, o, sheet, func(a question.Answers) { delete(a, "pourquoi") }))
	if got := h.stands(sheet); got != "note=non&venu=&pourquoi=&grille.accueil=&grille.lieu=" {
		t.Errorf("%s", got)
	}
}
