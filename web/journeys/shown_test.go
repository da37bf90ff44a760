package journeys

import (
	"fmt"
	"slices"
	"testing"

	"parvis/internal/plan"
	"parvis/web/browsertest"
	"parvis/web/serve"
	"parvis/web/urls"
)

// TestWhatIsChangedAtOnceIsWhatThePageShowed filters the plan and chooses all that is shown, with and without JavaScript, while
// somebody else adds a task that the filter would show and deletes one that it does: what changes is what was chosen.
func TestWhatIsChangedAtOnceIsWhatThePageShowed(t *testing.T) {
	t.Parallel()
	for name, o := range map[string]browsertest.Options{"with JavaScript": {}, "without JavaScript": {NoScript: true}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStory(t)
			jea, samir := s.project("JEA"), s.people[other]
			lucie := s.people[team].At(s.Now)
			v := s.enter(t, head, o)
			v.open(urls.PlanNarrowed(jea, "", "", string(plan.Logistics), "", ""))
			shown := v.boxes()
			if len(shown) < 6 {
				t.Fatalf("the filter shows %d tasks", len(shown))
			}
			if o.NoScript {
				v.Follow(".all-shown")
				v.wantText(t, "h1", fmt.Sprintf("%d tâches choisies", len(shown)))
			} else {
				v.Click(box(shown[0]))
				v.Click("[data-choose=all]")
				v.wantText(t, ".chosen", fmt.Sprintf("%d tâches choisies", len(shown)))
			}
			gone := s.row(jea, "Montage")
			s.must(s.Plans.DeleteTask(t.Context(), lucie, gone.ID))
			added, err := s.Plans.CreateTask(t.Context(), lucie, jea, plan.Draft{Title: "Venue entre-temps", Category: plan.Logistics, Duration: 1, Offset: gone.Offset}, serve.NewKey())
			s.must(err)
			before := s.responsible(jea)
			if o.NoScript {
				v.Set("#"+plan.FieldTo, fmt.Sprint(samir.ID))
				v.Follow("form:has(#" + plan.FieldTo + ") button")
			} else {
				// A tick taken back draws the list anew, with the task that came and without the one that left.
				v.Unfold()
				v.Click("#liste button[name=a-faire]")
				v.WaitFor("#" + anchor(added))
				v.WaitGone("#" + anchor(gone.ID))
				v.wantText(t, ".chosen", fmt.Sprintf("%d tâches choisies", len(shown)-1))
				v.Set(".chosen [name=a]", fmt.Sprint(samir.ID))
				v.Click(".chosen .group button[value=attribuer]")
			}
			v.wantText(t, "#annonce", "à "+samir.Name+".")
			chosen := slices.DeleteFunc(slices.Clone(shown), func(task string) bool {
				return task == fmt.Sprint(gone.ID)
			})
			for task, who := range s.responsible(jea) {
				want := before[task]
				if slices.Contains(chosen, task) {
					want = samir.ID
				}
				if who != want {
					t.Errorf("task %s is given to %d, want %d", task, who, want)
				}
			}
			if now := s.responsible(jea)[fmt.Sprint(added)]; now != 0 {
				t.Errorf("the task that came meanwhile is given to %d", now)
			}
		})
	}
}
