package logistics

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/personal"
	"parvis/internal/postgres"
)

// aboutSubject tells of which pieces somebody is the contact, or to which she sees.
func aboutSubject(ctx context.Context, q postgres.Querier, s personal.Subject) ([]personal.Section, error) {
	which, title := `p.contact_id = ANY(@ids)`, "Contact d’une pièce de dossier"
	switch s.Kind {
	case personal.Member:
		which, title = `p.person_id = ANY(@ids)`, "Pièces de dossier dont elle s’occupe"
	case personal.Contact:
	default:
		return nil, nil
	}
	lines, err := postgres.Scalars[string](ctx, q, `SELECT p.title || ' · ' || a.title FROM pieces p JOIN project_anchors a ON a.id = p.project_id WHERE `+which+` AND p.deleted_at IS NULL ORDER BY p.id`, pgx.NamedArgs{"ids": s.IDs()})
	if err != nil || len(lines) == 0 {
		return nil, err
	}
	return []personal.Section{{Title: title, Lines: lines}}, nil
}

// eraseSubject leaves the pieces whose contact somebody is without one.
func eraseSubject(ctx context.Context, tx pgx.Tx, at time.Time, s personal.Subject) ([]string, error) {
	if s.Kind != personal.Contact {
		return nil, nil
	}
	tag, err := tx.Exec(ctx, `UPDATE pieces SET contact_id = NULL, updated_at = @now, version = version + 1 WHERE contact_id = ANY(@ids)`, pgx.NamedArgs{"ids": s.IDs(), "now": at})
	if err != nil || tag.RowsAffected() == 0 {
		return nil, postgres.Translate(err)
	}
	return []string{"Les pièces de dossiers dont elle était le contact restent, sans contact."}, nil
}
