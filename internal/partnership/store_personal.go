package partnership

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/personal"
	"parvis/internal/postgres"
)

// aboutSubject tells whose contact somebody is in the projects, or whom she follows there.
func aboutSubject(ctx context.Context, q postgres.Querier, s personal.Subject) ([]personal.Section, error) {
	which, title := `p.contact_id = ANY(@ids)`, "Contact d’un partenaire de projet"
	if s.Kind == personal.Member {
		which, title = `p.follower_id = ANY(@ids)`, "Partenaires de projets qu’elle suit"
	}
	rows, err := postgres.List[struct {
		Organisation, Project string
		Role                  Role
	}](ctx, q, `SELECT o.name AS organisation, a.title AS project, p.role FROM project_partners p JOIN organisations_named o ON o.id = p.organisation_id
		JOIN project_anchors a ON a.id = p.project_id WHERE `+which+` AND p.deleted_at IS NULL ORDER BY p.id`, pgx.NamedArgs{"ids": s.IDs()})
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	part := personal.Section{Title: title}
	for _, row := range rows {
		part.Lines = append(part.Lines, row.Organisation+", "+row.Role.Label()+" · "+row.Project)
	}
	return []personal.Section{part}, nil
}

// eraseSubject leaves the partners whose contact somebody is without one.
func eraseSubject(ctx context.Context, tx pgx.Tx, at time.Time, s personal.Subject) ([]string, error) {
	if s.Kind != personal.Contact {
		return nil, nil
	}
	tag, err := tx.Exec(ctx, `UPDATE project_partners SET contact_id = NULL, updated_at = @now, version = version + 1 WHERE contact_id = ANY(@ids)`, pgx.NamedArgs{"ids": s.IDs(), "now": at})
	if err != nil || tag.RowsAffected() == 0 {
		return nil, postgres.Translate(err)
	}
	return []string{"Les partenaires de projets dont elle était le contact restent, sans contact."}, nil
}
