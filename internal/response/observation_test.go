package response_test

import (
	"testing"

	"parvis/internal/fault"
	"parvis/internal/postgres"
	"parvis/internal/response"
	"parvis/internal/survey/question"
)

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
