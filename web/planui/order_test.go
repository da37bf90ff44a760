package planui

import (
	"net/url"
	"slices"
	"testing"

	"parvis/internal/plan"
	"parvis/internal/workcal"
	"parvis/web/form"
)

func TestProblemsComeInTheOrderOfTheForm(t *testing.T) {
	t.Parallel()
	raw := url.Values{}
	for _, field := range taskFields {
		raw.Set(field, "?")
	}
	raw.Set(plan.FieldTitle, "")
	raw.Del(plan.FieldOptional) // it is a box: anything ticks it, and it contradicts the legal duty
	f := form.Of(raw)
	parseTask(f, workcal.Of(2025, 6, 13))
	var got []string
	for _, p := range f.Problems(taskFields...) {
		got = append(got, p.Field)
	}
	want := []string{plan.FieldTitle, plan.FieldCategory, plan.FieldResponsible, plan.FieldDuration, plan.FieldOffset,
		plan.FieldDeadline, plan.FieldNotBefore, plan.FieldPinnedStart, plan.FieldPinnedFinish, plan.FieldMinDuration}
	if !slices.Equal(got, want) {
		t.Errorf("problems of %v, want %v", got, want)
	}
}
