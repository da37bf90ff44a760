package thread

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/personal"
	"parvis/internal/postgres"
)

// eraseTexts removes what was said on the page of a contact. What somebody of the service wrote stays, told of nobody.
func eraseTexts(ctx context.Context, tx pgx.Tx, _ time.Time, s personal.Subject) ([]string, error) {
	if s.Kind != personal.Contact {
		return nil, nil
	}
	gone, err := tx.Exec(ctx, `DELETE FROM thread_texts WHERE subject_kind = @kind AND subject_id = ANY(@ids)`, pgx.NamedArgs{"kind": s.Kind, "ids": s.IDs()})
	if err != nil || gone.RowsAffected() == 0 {
		return nil, postgres.Translate(err)
	}
	return []string{"Les messages écrits sur sa fiche sont effacés."}, nil
}
