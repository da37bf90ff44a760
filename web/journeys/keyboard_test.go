package journeys

import (
	"fmt"
	"testing"

	"parvis/internal/demo"
	"parvis/web/browsertest"
	"parvis/web/urls"
)

// TestKeyboardAloneLeadsFromLoginToATickedItem uses Tab, Enter and Space and nothing else.
func TestKeyboardAloneLeadsFromLoginToATickedItem(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	task := s.row(s.project("JEA"), "Commande du matériel")
	item := s.toTick(task.ID)
	v := s.visit(t, browsertest.Options{})
	v.open(urls.MyList())
	v.wantClear(t, v.TabTo("#email"))
	v.keys(intern)
	v.wantClear(t, v.TabTo("#password"))
	v.keys(demo.Password)
	v.PressAndFollow("Enter")
	v.wantPath(t, urls.MyList())

	v.wantClear(t, v.TabTo(".skip"))
	v.Press("Enter")
	v.WaitFor("#contenu:focus")
	stops := v.TabTo(lineOf(item))
	v.wantClear(t, stops)
	if len(stops) > 15 || stops[0].Selector == `a[href="/"]` {
		t.Errorf("the skip link leads to %s, %d stops before the item", stops[0].Selector, len(stops))
	}
	for _, ticked := range []bool{true, false} {
		v.Press("Space")
		v.WaitFor(fmt.Sprintf(`%s[aria-pressed="%v"]:focus`, lineOf(item), ticked))
		if s.isTicked(item) != ticked {
			t.Errorf("the item is not as shown, ticked: %v", ticked)
		}
	}
	v.wantText(t, "#annonce", "Point décoché", item.Label)
	v.Press("Shift+Tab")
	if v.Exists(lineOf(item) + ":focus") {
		t.Error("the focus is caught on the box")
	}
}

// keys types a text where the focus is.
func (v visitor) keys(text string) {
	for _, key := range text {
		v.Press(string(key))
	}
}

// wantClear checks that each stop of the focus is seen and that nothing covers it.
func (v visitor) wantClear(t *testing.T, stops []browsertest.Stop) {
	t.Helper()
	if len(stops) == 0 {
		t.Errorf("%s: nothing takes the focus", v.path())
	}
	for _, stop := range stops {
		if !stop.Visible || stop.Obscured {
			t.Errorf("%s: focus on %s « %s »: seen %v, covered %v", v.path(), stop.Selector, stop.Name, stop.Visible, stop.Obscured)
		}
	}
}

// TestFocusIsSeenAndNeverCovered walks the densest pages forwards and backwards, in a window and at
// twice its size: headings that stick to the top must cover nothing that has the focus.
func TestFocusIsSeenAndNeverCovered(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	jea := s.project("JEA")
	const enough = 45
	for who, paths := range map[string][]string{
		head:   {urls.Plan(jea), urls.Gantt(jea), urls.Task(s.row(jea, "Crédits").ID), urls.NewProject(), urls.Calendar(), urls.Projects()},
		intern: {urls.Home(), urls.MyList()},
	} {
		v := s.enter(t, who, browsertest.Options{})
		for _, path := range paths {
			v.open(path)
			v.wantClear(t, v.TabOrder(enough))
			v.Resize(640, 400)
			v.open(path)
			v.wantClear(t, v.TabBack(enough))
			v.Resize(1280, 800)
		}
	}
}
