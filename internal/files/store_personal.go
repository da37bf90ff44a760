package files

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/personal"
	"parvis/internal/postgres"
)

// eraseFiles throws away what is attached to a contact: it is no more in the trash, and the next sweep removes what is in it.
func eraseFiles(ctx context.Context, tx pgx.Tx, _ time.Time, s personal.Subject) ([]string, error) {
	if s.Kind != personal.Contact {
		return nil, nil
	}
	gone, err := tx.Exec(ctx, `UPDATE files SET name = 'fichier', deleted_at = 'epoch' WHERE subject_kind = @kind AND subject_id = ANY(@ids)`, pgx.NamedArgs{"kind": s.Kind, "ids": s.IDs()})
	if err != nil || gone.RowsAffected() == 0 {
		return nil, postgres.Translate(err)
	}
	return []string{"Les fichiers attachés à sa fiche partent dans l’heure."}, nil
}
