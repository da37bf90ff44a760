package outbox

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/personal"
	"parvis/internal/postgres"
)

// erasePerson removes the messages to somebody of the service.
func erasePerson(ctx context.Context, tx pgx.Tx, _ time.Time, s personal.Subject) ([]string, error) {
	if s.Kind != personal.Member {
		return nil, nil
	}
	_, err := tx.Exec(ctx, `DELETE FROM outbox WHERE person_id = @id`, pgx.NamedArgs{"id": s.ID})
	return nil, postgres.Translate(err)
}
