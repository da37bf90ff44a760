package journeys

import (
	"fmt"
	"strings"
	"testing"

	"parvis/internal/plan"
	"parvis/internal/programme"
	"parvis/internal/retroplan"
	"parvis/web/browsertest"
	"parvis/web/urls"
	"parvis/web/webtest"
)

// TestInternTicksHerList is the intern's morning, with and without JavaScript: an item, then a task,
// ticked and unticked.
func TestInternTicksHerList(t *testing.T) {
	t.Parallel()
	for name, script := range map[string]bool{"with JavaScript": true, "without JavaScript": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStory(t)
			task := s.row(s.project("JEA"), "Commande du matériel")
			item := s.toTick(task.ID)
			v := s.enter(t, intern, browsertest.Options{NoScript: !script})
			v.wantText(t, "main", "Bonjour Inès", task.Title)
			v.Follow(fmt.Sprintf(`.main-nav a[href="%s"]`, urls.MyList()))
			v.wantText(t, "#liste", "En retard", "Aujourd’hui", "Cette semaine", task.Title, item.Label)
			lead := v.Text("#bilan")

			v.press(t, lineOf(item), true, script)
			v.wantText(t, "#annonce", "Point coché\u00a0: «\u00a0"+item.Label+"\u00a0».")
			v.press(t, lineOf(item), false, script)
			v.wantText(t, "#annonce", "Point décoché", item.Label)
			if s.isTicked(item) {
				t.Error("the item stays ticked")
			}
			v.finishes(t, boxOf(task.ID), script)
			v.wantText(t, "#annonce", "Tâche faite", task.Title)
			if s.row(task.ProjectID, task.Title).State != retroplan.Done || v.Text("#bilan") == lead {
				t.Errorf("the task is %s, the page says « %s »", s.row(task.ProjectID, task.Title).State, v.Text("#bilan"))
			}
			v.press(t, boxOf(task.ID), false, script)
			if s.row(task.ProjectID, task.Title).State != retroplan.ToDo || v.Text("#bilan") != lead {
				t.Errorf("the task is %s, the page says « %s »", s.row(task.ProjectID, task.Title).State, v.Text("#bilan"))
			}
			v.ScrollTo(".colophon") // where what was done hides no line
			v.look(t)
			if script { // four ticks are not four pages to go back through
				v.Back()
				v.wantPath(t, urls.Home())
				loads := v.Loads()
				v.Click(boxOf(task.ID))
				v.WaitFor(`#annonce button[value="cocher"]`)
				v.Click(`#annonce button[value="cocher"]`)
				v.WaitGone(boxOf(task.ID))
				v.wantText(t, "#annonce", "Tâche faite", task.Title)
				v.WaitFor("#contenu button.tick:focus") // the row is gone, the focus is on the next
				if v.Loads() != loads {
					t.Error("ticking on the dashboard reloads it")
				}
			}
		})
	}
}

// boxOf finds the box of a task, ticked or not.
func boxOf(task int64) string {
	return fmt.Sprintf(`button[value="%d"]:is([name="faite"], [name="a-faire"])`, task)
}

// lineOf finds the line of an item of a checklist.
func lineOf(item plan.Item) string { return fmt.Sprintf(`button[value="%d.%d"]`, item.TaskID, item.ID) }

// checklist is a task's items as they are now.
func (s *story) checklist(task int64) []plan.Item {
	s.t.Helper()
	detail, err := s.Plans.Task(s.t.Context(), s.people[head].On(webtest.Today), task)
	s.must(err)
	return detail.Items
}

// toTick is the first item of a task's checklist that is not ticked.
func (s *story) toTick(task int64) plan.Item {
	s.t.Helper()
	for _, i := range s.checklist(task) {
		if !i.Ticked() {
			return i
		}
	}
	s.t.Fatalf("task %d has nothing to tick", task)
	return plan.Item{}
}

func (s *story) isTicked(item plan.Item) bool {
	s.t.Helper()
	for _, i := range s.checklist(item.TaskID) {
		if i.ID == item.ID {
			return i.Ticked()
		}
	}
	s.t.Fatalf("item %d is gone", item.ID)
	return false
}

// TestListsAreFilteredInPlace filters without a reload and leaves an address to share.
func TestListsAreFilteredInPlace(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	v := s.enter(t, intern, browsertest.Options{})
	v.open(urls.MyList())
	loads, lead, tasks := v.Loads(), v.Text("#bilan"), v.Count("#liste .todo > li")
	v.Click("#filtres > summary")
	v.Set("#categorie", string(plan.Logistics))
	v.WaitFor(`#imprimer[href*="categorie=logistics"]`)
	v.WaitFor("#tout a")
	if n := v.Count("#liste .todo > li"); n == 0 || n >= tasks || v.Text("#bilan") == lead {
		t.Errorf("%d tasks of %d, and the page says « %s »", n, tasks, v.Text("#bilan"))
	}
	if v.Loads() != loads || !strings.Contains(v.path(), "categorie=logistics") {
		t.Errorf("filtering reloads the page, or leaves the address %s", v.path())
	}
	shared, filtered := v.path(), v.Count("#liste .todo > li")
	v.look(t)
	v.open(shared)
	if v.Count("#liste .todo > li") != filtered || v.Value("#categorie") != string(plan.Logistics) {
		t.Errorf("%s shows %d tasks, want %d", shared, v.Count("#liste .todo > li"), filtered)
	}

	// Filtering shows the list as it is now, and leaves one page to go back through.
	v.open(urls.MyList())
	before := v.Entries()
	v.Set("#categorie", string(plan.Logistics))
	v.WaitFor(`#imprimer[href*="categorie=logistics"]`)
	s.must(s.Plans.TickTask(t.Context(), s.people[team].At(s.Now), s.row(s.project("JEA"), "Commande du matériel").ID))
	v.Set("#categorie", "")
	v.WaitFor(`#imprimer:not([href*="categorie"])`)
	if v.Text("#bilan") == lead {
		t.Errorf("filtering again shows «\u00a0%s\u00a0», as it was", lead)
	}
	if entries := v.Entries(); entries != before {
		t.Errorf("filtering leaves %d pages to go back through, want %d", entries, before)
	}

	v.open(urls.Projects())
	loads = v.Loads()
	v.Set("#type", string(programme.Twinning))
	v.WaitGone(fmt.Sprintf(`#liste a[href="%s"]`, urls.Project(s.project("JEA"))))
	if v.Loads() != loads || !strings.Contains(v.path(), "type=twinning") || v.Count("#liste tbody tr") != 1 {
		t.Errorf("filtering leaves %s with %d projects", v.path(), v.Count("#liste tbody tr"))
	}
	v.wantText(t, "#compte", "1 projet")

	still := s.enter(t, intern, browsertest.Options{NoScript: true})
	still.open(urls.MyList())
	still.Set("#categorie", string(plan.Logistics))
	still.Unfold()
	still.Follow(".filters button")
	if still.Count("#liste .todo > li") != filtered {
		t.Errorf("without JavaScript %d tasks, with it %d", still.Count("#liste .todo > li"), filtered)
	}
}
