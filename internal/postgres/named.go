package postgres

import (
	"context"
	"sync"

	"github.com/jackc/pgx/v5"
)

// Named are the arguments of a query by name, as pgx.NamedArgs, which reads a query's whole text at each call to find them.
// Here it is read once: the texts are the program's own, and few.
type Named pgx.NamedArgs

// mostRead bounds how many texts are kept, whoever makes them up.
const mostRead = 2000

// read is a query whose names were found.
type read struct {
	sql   string // with $1, $2…
	names []string
}

var queries struct {
	sync.RWMutex
	read map[string]read
}

// RewriteQuery implements pgx.QueryRewriter.
func (n Named) RewriteQuery(ctx context.Context, conn *pgx.Conn, sql string, args []any) (string, []any, error) {
	queries.RLock()
	known, ok := queries.read[sql]
	queries.RUnlock()
	if !ok {
		own := make(pgx.NamedArgs, len(n))
		for name := range n {
			own[name] = name
		}
		text, found, err := own.RewriteQuery(ctx, conn, sql, args)
		if err != nil {
			return "", nil, err
		}
		known = read{sql: text, names: make([]string, len(found))}
		for i, name := range found {
			text, ok := name.(string)
			if !ok { // a name that has no argument: pgx gives NULL for it
				return pgx.NamedArgs(n).RewriteQuery(ctx, conn, sql, args)
			}
			known.names[i] = text
		}
		queries.Lock()
		if queries.read == nil || len(queries.read) >= mostRead {
			queries.read = map[string]read{}
		}
		queries.read[sql] = known
		queries.Unlock()
	}
	values := make([]any, len(known.names))
	for i, name := range known.names {
		values[i] = n[name]
	}
	return known.sql, values, nil
}
