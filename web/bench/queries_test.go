package bench_test

import "testing"

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
				if p.grows && large.bytes < little.bytes*5/4 {
					t.Errorf("%s: %d bytes with few rows, %d with many: more rows would not show", p.name, little.bytes, large.bytes)
				}
			}
		})
	}
}
