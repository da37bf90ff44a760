package journeys

import (
	"fmt"
	"testing"

	"parvis/internal/plan"
	"parvis/web/browsertest"
	"parvis/web/urls"
)

// TestATickDoesNotMoveThePage scrolls to a box wherever one ticks, with the wheel and with a thumb, and
// presses it: the first press after loading as well as the next leave what is read where it was, open
// checklists open, and the focus on the box, or on the one that takes its place.
func TestATickDoesNotMoveThePage(t *testing.T) {
	t.Parallel()
	for name, o := range map[string]browsertest.Options{
		"wheel": {Width: 1280, Height: 640}, "thumb": {Width: 390, Height: 664, Touch: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStory(t)
			jea := s.project("JEA")
			task := s.row(jea, "Commande du matériel")
			item := s.toTick(task.ID)
			later := s.later(jea)
			v := s.enter(t, head, o)

			v.open(urls.Plan(jea))
			// A task that is done is folded with those of its month: what stands above it stays where it was.
			whole := map[string]int64{}
			for _, r := range s.whole(jea) {
				whole[anchor(r.ID)] = r.ID
			}
			rows := v.Attributes("#liste .plan-month:not(:first-of-type) > table.plan th[id]", "id")
			hits := 0
			for i := len(rows) - 2; i > 0 && hits < 2; i-- {
				if task, ok := whole[rows[i]]; ok {
					hits++
					v.ScrollTo(boxOf(task))
					v.hits(t, boxOf(task), "true", "#"+rows[i-1], fmt.Sprintf("tr:has(#%s) button", rows[i+1]))
				}
			}
			if hits < 2 {
				t.Errorf("%d tasks to tick among %v", hits, rows)
			}
			v.open(urls.Task(task.ID))
			v.Type("#"+plan.FieldItem, "Compter les gants")
			v.ticksInPlace(t, lineOf(item))
			if got := v.Value("#" + plan.FieldItem); got != "Compter les gants" {
				t.Errorf("ticking leaves %q of what was being typed", got)
			}
			v.Follow(".inline-form:has(#" + plan.FieldItem + ") button")
			v.wantText(t, "[aria-labelledby=points]", "Compter les gants")

			v = s.enter(t, intern, o)
			v.open(urls.MyList())
			v.ticksInPlace(t, lineOf(s.toTick(task.ID)))
			if later.ID != 0 {
				v.open(urls.MyList() + "?horizon=tout")
				row := "#" + anchor(later.ID)
				v.ScrollTo(row + " summary")
				v.Hit(row + " summary")
				v.WaitFor(row + " details[open]")
				v.ticksInPlace(t, lineOf(s.toTick(later.ID)))
				if !v.Exists(row + " details[open]") {
					t.Error("ticking closes the checklist that was open")
				}
			} else {
				t.Error("no task for later has a checklist")
			}
			v.open(urls.Home())
			v.ScrollTo("#contenu button.tick")
			box := fmt.Sprintf("button[value=%q]", v.Attribute("#contenu button.tick", "value"))
			about := v.Where("#contenu li:has(" + box + ")")
			v.Hit(box)
			v.WaitFor(`#annonce button[value="cocher"]`) // its checklist is not all ticked
			v.Hit(`#annonce button[value="cocher"]`)
			v.WaitGone(box)
			if !v.Await(func() bool { return v.Exists("#contenu button.tick:focus") }) {
				t.Fatalf("after the answer, the focus is on %s", v.Focused())
			}
			v.Settle()
			if now := v.Where("#contenu button.tick:focus"); now.Top < about.Top-60 || now.Top > about.Top+about.Height {
				t.Errorf("the box that takes its place stands at %.0f, the row that left began at %.0f", now.Top, about.Top)
			}
		})
	}
}

// ticksInPlace presses a box twice and checks that it stands where it stood.
func (v visitor) ticksInPlace(t *testing.T, box string) {
	t.Helper()
	v.ScrollTo(box)
	v.hitsInPlace(t, box, "true", box)
	v.hitsInPlace(t, box, "false", box)
}

// hitsInPlace presses a box, and checks what it then says, that it has the focus and that something
// stands where it stood.
func (v visitor) hitsInPlace(t *testing.T, box, pressed, still string) {
	t.Helper()
	v.hits(t, box, pressed, still, box)
}

// hits is hitsInPlace where the focus goes to another box.
func (v visitor) hits(t *testing.T, box, pressed, still, focused string) {
	t.Helper()
	loads, from, scrolled := v.Loads(), v.Where(still), v.Scrolled()
	v.Hit(box)
	if !v.Await(func() bool { return v.Exists(fmt.Sprintf("%s[aria-pressed=%q]", box, pressed)) }) {
		t.Fatalf("%s: pressing %s does nothing", v.path(), box)
	}
	if !v.Await(func() bool { return v.Exists(focused + ":focus") }) {
		t.Errorf("%s: after %s, %s has not the focus", v.path(), box, focused)
	}
	v.Settle()
	if to := v.Where(still); to.Top < from.Top-2 || to.Top > from.Top+2 {
		t.Errorf("%s: pressing %s (to %s) moves %s from %.0f to %.0f; the page was scrolled by %.0f and is by %.0f",
			v.path(), box, pressed, still, from.Top, to.Top, scrolled, v.Scrolled())
	}
	if v.Loads() != loads {
		t.Errorf("%s reloads the page", box)
	}
}

// later is a task of the intern's that her list keeps folded, with a checklist.
func (s *story) later(project int64) plan.Row {
	s.t.Helper()
	list, err := s.Plans.MyList(s.t.Context(), s.people[intern].At(s.Now), plan.Filter{})
	s.must(err)
	for _, section := range list.Sections {
		if section.When != plan.WhenLater {
			continue
		}
		for _, r := range section.Rows {
			for _, i := range r.Checklist {
				if !i.Ticked() {
					return r.Row
				}
			}
		}
	}
	return plan.Row{}
}
