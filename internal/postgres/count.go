package postgres

import (
	"context"
	"sync/atomic"
)

type counterKey struct{}

// CountQueries gives a context in which queries are counted, and the counter.
// A batch counts as one. Tests use it to hold that a page's queries do not grow with its rows.
func CountQueries(ctx context.Context) (context.Context, *atomic.Int64) {
	n := new(atomic.Int64)
	return context.WithValue(ctx, counterKey{}, n), n
}

// count counts a query when its context asks for it.
func count(ctx context.Context) {
	if n, ok := ctx.Value(counterKey{}).(*atomic.Int64); ok {
		n.Add(1)
	}
}
