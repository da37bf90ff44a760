package response_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/postgres"
	"parvis/internal/response"
	"parvis/internal/survey/question"
	"parvis/internal/workcal"
)

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
