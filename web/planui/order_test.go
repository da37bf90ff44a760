package planui

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"parvis/internal/plan"
	"parvis/internal/retroplan"
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
	if _, err := parseTask(f, workcal.Of(2025, 6, 13), 0); err == nil {
		t.Error("nothing is said to be wrong")
	}
	var got []string
	for _, p := range f.Problems(plan.TaskFields.Names()...) {
		got = append(got, p.Field)
	}
	want := []string{plan.FieldTitle, plan.FieldCategory, plan.FieldResponsible, plan.FieldDuration, plan.FieldDue,
		plan.FieldEffort, plan.FieldNotBefore, plan.FieldPinnedStart, plan.FieldPinnedFinish, plan.FieldMinDuration}
	if !slices.Equal(got, want) {
		t.Errorf("problems of %v, want %v", got, want)
	}
}

// TestOneMistakeIsToldOnce makes every field of a whole form wrong in turn: the rules that compare it with others say
// nothing more. A duration below zero used to be told a second time, beside the least one.
func TestOneMistakeIsToldOnce(t *testing.T) {
	t.Parallel()
	least := 3
	whole := plan.TaskFields.Values(plan.Draft{Title: "Envoyer", Category: plan.Budget, ResponsibleID: new(int64), Duration: 12, CalendarDays: true, MinDuration: &least, Effort: 3,
		Offset: retroplan.Offset{Side: retroplan.BeforeEvent, Count: 21}, Deadline: workcal.Of(2025, 5, 28), NotBefore: workcal.Of(2025, 4, 9),
		PinnedStart: workcal.Of(2025, 5, 5), PinnedFinish: workcal.Of(2025, 5, 16), Statutory: true, Source: "Mairie", Notes: "Une ligne"})
	whole[plan.FieldResponsible] = []string{"7"}
	long := strings.Repeat("a", 10_001)
	wrong := map[string][]string{
		plan.FieldTitle: {"", long}, plan.FieldCategory: {"", "cuisine"}, plan.FieldResponsible: {"personne"},
		plan.FieldDuration: {"", "-5", "trois", "3000", "2 mois", "5 jours ouvrés", "2"}, plan.FieldDue: {"bientôt", "21 jours", "J-3000", "1er mai 1492"},
		plan.FieldCalendarDays: nil, plan.FieldEffort: {"-1", "0", "peu"}, plan.FieldInternal: nil, plan.FieldNotes: {long},
		plan.FieldNotBefore: {"?", "31/06/2025"}, plan.FieldPinnedStart: {"?", "1er mai 1492"}, plan.FieldPinnedFinish: {"?", "1er mai 2025", "1er mai 3000"},
		plan.FieldMinDuration: {"-1", "99", "peu"}, plan.FieldStatutory: nil, plan.FieldSource: {long}, plan.FieldOptional: {"oui"},
	}
	for _, name := range plan.TaskFields.Names() {
		values, known := wrong[name]
		if !known {
			t.Errorf("nothing is said to be wrong in %q", name)
		}
		for _, value := range values {
			raw := url.Values{}
			for field, v := range whole {
				raw[field] = v
			}
			raw.Set(name, value)
			f := form.Of(raw)
			_, err := parseTask(f, workcal.Of(2025, 6, 13), 0)
			want := name
			if name == plan.FieldDuration && value == "2" { // which is right by itself
				want = plan.FieldMinDuration
			}
			if told := f.Problems(); err == nil || len(told) != 1 || told[0].Field != want {
				t.Errorf("%s %.20q: %v", name, value, told)
			}
		}
	}
}
