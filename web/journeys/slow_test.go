package journeys

import (
	"testing"

	"parvis/web/browsertest"
	"parvis/web/urls"
)

// TestTwoTicksOnASlowServerAreBothDone presses two boxes before the server answers the first, in whatever order it then
// does them: both are done, and the page comes to say so.
func TestTwoTicksOnASlowServerAreBothDone(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	jea := s.project("JEA")
	b := s.behind(t)
	s.URL = b.URL
	v := s.enter(t, head, browsertest.Options{})
	for _, order := range [][]int{{0, 1}, {1, 0}} {
		v.open(urls.Plan(jea))
		tasks := s.whole(jea)
		if len(tasks) < 2 {
			t.Fatalf("the plan has %d boxes to tick", len(tasks))
		}
		boxes := []string{boxOf(tasks[0].ID), boxOf(tasks[1].ID)}
		b.says.Store("slow")
		var turns []turn
		for _, box := range boxes {
			v.Click(box)
			turns = append(turns, <-b.turns)
		}
		before := s.ticked()
		for _, i := range order {
			close(turns[i].pass)
			if !v.Await(func() bool { return s.ticked() > before }) {
				t.Fatalf("%s is not done", turns[i].path)
			}
			before++
		}
		b.says.Store("")
		for _, box := range boxes {
			if !v.Await(func() bool { return v.Exists(box + `[aria-pressed="true"]`) }) {
				t.Errorf("in the order %v, the page does not come to show that %s is ticked", order, box)
			}
		}
		v.WaitGone("[aria-busy]")
		if v.Exists(".alarm") {
			t.Errorf("in the order %v, the page says « %s »", order, v.Text(".alarm"))
		}
	}
}

// ticked is how many tasks are done.
func (s *story) ticked() (n int) {
	s.t.Helper()
	s.must(s.DB.QueryRow(s.t.Context(), `SELECT count(*) FROM tasks WHERE state = 'done'`).Scan(&n))
	return n
}
