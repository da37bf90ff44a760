package bench_test

import (
	"testing"

	"parvis/web/urls"
)

// TestQueriesDoNotGrowWithTheRows asks every page of a little service and of one five times as
// large: longer pages, the same number of queries.
func TestQueriesDoNotGrowWithTheRows(t *testing.T) {
	t.Parallel()
	few, many := fill(t, small(1)), fill(t, small(5))
	pages := many.pages()
	for i, p := range few.pages() {
		t.Run(p.name, func(t *testing.T) {
			a, b := few.visitor(p.who), many.visitor(pages[i].who)
			for n := range p.urls {
				little, large := a.ask(t, p, n), b.ask(t, pages[i], n)
				if little.queries == 0 || little.queries != large.queries {
					t.Errorf("%s: %d queries with few rows, %d with many", p.name, little.queries, large.queries)
				}
				if p.grows && large.rows < little.rows*5/4 {
					t.Errorf("%s: %d rows of few, %d of many: more rows would not show", p.name, little.rows, large.rows)
				}
			}
		})
	}
}

// TestAPlanWeighsWhatItShows asks the plans of 77 and of 500 tasks of ten years' work, with all that a row offers.
func TestAPlanWeighsWhatItShows(t *testing.T) {
	t.Parallel()
	n := small(1)
	n.usual, n.large, n.items = tenYears.usual, tenYears.large, tenYears.items
	s := fill(t, n)
	v := s.visitor(s.Head)
	for name, of := range map[string]struct {
		path  string
		tasks int
		most  int // bytes of the page itself, before compression
	}{
		"usual":   {urls.Plan(s.project), n.usual, 49_000},
		"largest": {urls.Plan(s.largest), n.large, 262_000},
	} {
		got := v.ask(t, page{name: name, urls: []string{of.path}}, 0)
		if got.rows < of.tasks || got.own > of.most {
			t.Errorf("%s: %d rows for %d tasks, %d bytes, at most %d", name, got.rows, of.tasks, got.own, of.most)
		}
		t.Logf("%s: %d tasks, %d bytes", name, of.tasks, got.own)
	}
}
