package postgres_test

import (
	"slices"
	"testing"

	"github.com/jackc/pgx/v5"

	"parvis/internal/postgres"
)

// TestAQueryReadOnceIsThatOfPgx: the first time, and once its names are known, with other values.
func TestAQueryReadOnceIsThatOfPgx(t *testing.T) {
	for _, sql := range []string{
		`SELECT 1`,
		`SELECT @a::int, @b, @a, '@a', "@b" -- @c`,
		`SELECT @a, @gone, @b`,
		`SELECT e'\'@a', $$@a$$, @b`,
	} {
		for round, args := range []pgx.NamedArgs{{"a": 1, "b": "x"}, {"a": 2, "b": nil}, {"a": nil, "b": "y", "gone": true}, {"b": 3}} {
			wantText, want, err := args.RewriteQuery(t.Context(), nil, sql, nil)
			if err != nil {
				t.Fatal(err)
			}
			text, values, err := postgres.Named(args).RewriteQuery(t.Context(), nil, sql, nil)
			if err != nil || text != wantText || !slices.Equal(values, want) {
				t.Errorf("round %d of %s: %s %v %v, want %s %v", round, sql, text, values, err, wantText, want)
			}
		}
	}
}
