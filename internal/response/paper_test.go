package response_test

import (
	"testing"

	"parvis/internal/fault"
	"parvis/internal/response"
	"parvis/internal/survey/question"
)

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
