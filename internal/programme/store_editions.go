package programme

import (
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/postgres"
)

const editionColumns = `p.id, p.title, p.short_name, p.status, COALESCE(e.first_day, p.target_first) AS first, COALESCE(e.last_day, p.target_last) AS last`

// around is an edition before or after a project.
type around struct {
	Edition
	Before bool
}

// editionsAround gives the edition before a project and those after it, the earliest first.
func editionsAround(ctx context.Context, q postgres.Querier, id int64) ([]around, error) {
	return postgres.List[around](ctx, q, `SELECT `+editionColumns+`, p.edition_of IS DISTINCT FROM @id AS before
		FROM projects p LEFT JOIN events e ON e.id = p.event_id
		WHERE p.deleted_at IS NULL AND (p.edition_of = @id OR p.id = (SELECT edition_of FROM projects WHERE id = @id)) ORDER BY first, p.id LIMIT 50`, pgx.NamedArgs{"id": id})
}

// editionOf gives the edition before a project, in the trash or not; its zero value where there is none.
func editionOf(ctx context.Context, q postgres.Querier, id int64) (Edition, error) {
	return editionWhere(ctx, q, `p.id = (SELECT edition_of FROM projects WHERE id = @id)`, id)
}

// editionNamed gives a project that is not in the trash; its zero value where there is none.
func editionNamed(ctx context.Context, q postgres.Querier, id int64) (Edition, error) {
	return editionWhere(ctx, q, `p.id = @id AND p.deleted_at IS NULL`, id)
}

func editionWhere(ctx context.Context, q postgres.Querier, where string, id int64) (Edition, error) {
	list, err := postgres.List[Edition](ctx, q, `SELECT `+editionColumns+` FROM projects p LEFT JOIN events e ON e.id = p.event_id WHERE `+where, pgx.NamedArgs{"id": id})
	if err != nil || len(list) == 0 {
		return Edition{}, err
	}
	return list[0], nil
}

// comesAfter tells whether a project is an edition, however many later, of another one.
func comesAfter(ctx context.Context, q postgres.Querier, id, later int64) (bool, error) {
	return postgres.Scalar[bool](ctx, q, `WITH RECURSIVE before AS (SELECT id, edition_of FROM projects WHERE id = @later
			UNION SELECT p.id, p.edition_of FROM projects p JOIN before b ON p.id = b.edition_of)
		SELECT EXISTS (SELECT FROM before WHERE id = @id)`, pgx.NamedArgs{"id": id, "later": later})
}

func insertEditionOf(ctx context.Context, tx pgx.Tx, id, of int64) error {
	return exec(ctx, tx, `UPDATE projects SET edition_of = @of WHERE id = @id`, pgx.NamedArgs{"id": id, "of": of})
}

func updateEditionOf(ctx context.Context, tx pgx.Tx, by account.By, id, of int64) error {
	return exec(ctx, tx, `UPDATE projects SET edition_of = NULLIF(@of, 0::bigint), updated_at = @now, version = version + 1 WHERE id = @id`, pgx.NamedArgs{"id": id, "of": of, "now": by.At})
}
