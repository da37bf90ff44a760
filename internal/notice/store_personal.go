package notice

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/personal"
	"parvis/internal/postgres"
)

// eraseNotices removes what somebody of the service was told, and what others were told of a contact.
func eraseNotices(ctx context.Context, tx pgx.Tx, _ time.Time, s personal.Subject) ([]string, error) {
	args := pgx.NamedArgs{"ids": s.IDs(), "kind": s.Kind}
	if s.Kind != personal.Member {
		_, err := tx.Exec(ctx, `DELETE FROM notices WHERE subject_kind = @kind AND subject_id = ANY(@ids)`, args)
		return nil, postgres.Translate(err)
	}
	b := &pgx.Batch{}
	b.Queue(`DELETE FROM notices WHERE person_id = ANY(@ids)`, args)
	b.Queue(`DELETE FROM notices_off WHERE person_id = ANY(@ids)`, args)
	b.Queue(`DELETE FROM notices_mailed WHERE person_id = ANY(@ids)`, args)
	return []string{"Ses avis sont effacés."}, postgres.Translate(tx.SendBatch(ctx, b).Close())
}
