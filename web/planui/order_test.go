package planui

import (
	"net/url"
	"slices"
	"testing"

	"parvis/internal/plan"
	"parvis/internal/workcal"
)

func TestProblemsComeInTheOrderOfTheForm(t *testing.T) {
	t.Parallel()
	raw := url.Values{}
	for _, field := range formOrder {
		raw.Set(field, "?")
	}
	raw.Set(plan.FieldTitle, "")
	form := readForm(raw)
	form.check(workcal.Of(2025, 6, 13))
	var got []string
	for _, p := range form.Problems {
		got = append(got, p.Field)
	}
	want := []string{plan.FieldTitle, plan.FieldCategory, plan.FieldResponsible, plan.FieldDuration, plan.FieldOffset,
		plan.FieldDeadline, plan.FieldNotBefore, plan.FieldPinnedStart, plan.FieldPinnedFinish, plan.FieldMinDuration}
	if !slices.Equal(got, want) {
		t.Errorf("problems of %v, want %v", got, want)
	}
}
