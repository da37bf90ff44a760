package imports

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/french"
	"parvis/internal/personal"
	"parvis/internal/postgres"
)

// eraseImports removes the files that somebody of the service was importing.
func eraseImports(ctx context.Context, tx pgx.Tx, _ time.Time, s personal.Subject) ([]string, error) {
	if s.Kind != personal.Member {
		return nil, nil
	}
	_, err := tx.Exec(ctx, `DELETE FROM imports WHERE created_by = @id`, pgx.NamedArgs{"id": s.ID})
	return nil, postgres.Translate(err)
}

// removeNaming removes the files in which somebody is named, and those that cannot be read: they are there for a few days only.
func removeNaming(ctx context.Context, tx pgx.Tx, m *personal.Matcher) ([]string, error) {
	ids, err := postgres.Scalars[int64](ctx, tx, `SELECT id FROM imports ORDER BY id FOR UPDATE`, nil)
	if err != nil {
		return nil, err
	}
	n := 0
	for _, id := range ids { // one by one: each may be large
		one, err := postgres.One[struct {
			Words string
			Data  []byte
		}](ctx, tx, `SELECT name || ' ' || failure || ' ' || choices::text AS words, data FROM imports WHERE id = @id`, pgx.NamedArgs{"id": id})
		if err != nil {
			return nil, err
		}
		if !m.In(one.Words) && !m.InFile(one.Data) {
			continue
		}
		if _, err := tx.Exec(ctx, `DELETE FROM imports WHERE id = @id`, pgx.NamedArgs{"id": id}); err != nil {
			return nil, postgres.Translate(err)
		}
		n++
	}
	if n == 0 {
		return nil, nil
	}
	return []string{french.Count(n, "fichier à importer la nommait\u00a0: il est retiré.", "fichiers à importer la nommaient\u00a0: ils sont retirés.")}, nil
}
