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
	for _, field := range plan.TaskFields.Names() {
		raw.Set(field, "?")
	}
	raw.Set(plan.FieldTitle, "")
	raw.Del(plan.FieldOptional) // it is a box: anything ticks it, and it contradicts the legal duty
	f := form.Of(raw)
	if _, err := parseTask(f, workcal.Of(2025, 6, 13)); err == nil {
		t.Error("nothing is said to be wrong")
	}
	var got []string
	for _, p := range f.Problems(plan.TaskFields.Names()...) {
		got = append(got, p.Field)
	}
	want := []string{plan.FieldTitle, plan.FieldCategory, plan.FieldResponsible, plan.FieldDuration, plan.FieldOffset,
		plan.FieldEffort, plan.FieldDeadline, plan.FieldNotBefore, plan.FieldPinnedStart, plan.FieldPinnedFinish, plan.FieldMinDuration}
	if !slices.Equal(got, want) {
		t.Errorf("problems of %v, want %v", got, want)
	}
}
