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
			v.wantText(t, "#liste", "En retard", "Aujourd’hui", "Cette semaine", "Plus tard", task.Title, item.Label)
			lead := v.Text("#bilan")

			v.press(t, fmt.Sprintf("#point-%d", item.ID), true, script)
			v.wantText(t, "#annonce", "Point coché\u00a0: «\u00a0"+item.Label+"\u00a0».")
			v.press(t, fmt.Sprintf("#point-%d", item.ID), false, script)
			v.wantText(t, "#annonce", "Point décoché", item.Label)
			if s.isTicked(item) {
				t.Error("the item stays ticked")
			}
			v.press(t, fmt.Sprintf("#coche-%d", task.ID), true, script)
			v.wantText(t, "#annonce", "Tâche faite", task.Title)
			if s.row(task.ProjectID, task.Title).State != retroplan.Done || v.Text("#bilan") == lead {
				t.Errorf("the task is %s, the page says « %s »", s.row(task.ProjectID, task.Title).State, v.Text("#bilan"))
			}
			v.press(t, fmt.Sprintf("#coche-%d", task.ID), false, script)
			if s.row(task.ProjectID, task.Title).State != retroplan.ToDo || v.Text("#bilan") != lead {
				t.Errorf("the task is %s, the page says « %s »", s.row(task.ProjectID, task.Title).State, v.Text("#bilan"))
			}
			v.look(t)
			if script { // four ticks are not four pages to go back through
				v.Back()
				v.wantPath(t, urls.Home())
				loads := v.Loads()
				v.Click(fmt.Sprintf("#coche-%d", task.ID))
				v.WaitGone(fmt.Sprintf("#coche-%d", task.ID))
				v.wantText(t, "#annonce", "Tâche faite", task.Title)
				v.WaitFor("#contenu button.tick:focus") // the row is gone, the focus is on the next
				if v.Loads() != loads {
					t.Error("ticking on the dashboard reloads it")
				}
			}
		})
	}
}

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
	loads, lead, tasks := v.Loads(), v.Text("#bilan"), v.Count("#liste .task")
	v.Set("#categorie", string(plan.Logistics))
	v.WaitFor(`#imprimer[href*="categorie=logistics"]`)
	v.WaitFor("#tout a")
	if n := v.Count("#liste .task"); n == 0 || n >= tasks || v.Text("#bilan") == lead {
		t.Errorf("%d tasks of %d, and the page says « %s »", n, tasks, v.Text("#bilan"))
	}
	if v.Loads() != loads || !strings.Contains(v.path(), "categorie=logistics") {
		t.Errorf("filtering reloads the page, or leaves the address %s", v.path())
	}
	shared, filtered := v.path(), v.Count("#liste .task")
	v.look(t)
	v.open(shared)
	if v.Count("#liste .task") != filtered || v.Value("#categorie") != string(plan.Logistics) {
		t.Errorf("%s shows %d tasks, want %d", shared, v.Count("#liste .task"), filtered)
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
	still.Follow(".filters button")
	if still.Count("#liste .task") != filtered {
		t.Errorf("without JavaScript %d tasks, with it %d", still.Count("#liste .task"), filtered)
	}
}
