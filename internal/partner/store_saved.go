package partner

import (
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/postgres"
)

func listSaved(ctx context.Context, q postgres.Querier, person int64) ([]SavedList, error) {
	return postgres.List[SavedList](ctx, q, `SELECT s.id, s.name, s.query, s.shared, s.person_id = @person AS mine, who.name AS owner FROM saved_lists s
		JOIN people_named who ON who.id = s.person_id WHERE s.person_id = @person OR s.shared ORDER BY s.name COLLATE "fr-x-icu", s.id LIMIT 200`, pgx.NamedArgs{"person": person})
}

// lockSaved reads the lists that somebody keeps, and keeps her from adding others meanwhile.
func lockSaved(ctx context.Context, tx pgx.Tx, person int64) ([]SavedList, error) {
	if _, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock(hashtext('saved_lists'), @person::int)`, pgx.NamedArgs{"person": person}); err != nil {
		return nil, postgres.Translate(err)
	}
	return postgres.List[SavedList](ctx, tx, `SELECT id, name, query, shared, true AS mine, '' AS owner FROM saved_lists WHERE person_id = @person`, pgx.NamedArgs{"person": person})
}

func insertSaved(ctx context.Context, tx pgx.Tx, by account.By, l SavedList) (int64, error) {
	return postgres.Scalar[int64](ctx, tx, `INSERT INTO saved_lists (name, query, shared, person_id, created_at, updated_at) VALUES (@name, @query, @shared, @by, @now, @now) RETURNING id`,
		pgx.NamedArgs{"name": l.Name, "query": l.Query, "shared": l.Shared, "by": by.ID, "now": by.At})
}

func updateSaved(ctx context.Context, tx pgx.Tx, by account.By, id int64, l SavedList) error {
	_, err := tx.Exec(ctx, `UPDATE saved_lists SET name = @name, query = @query, shared = @shared, updated_at = @now, version = version + 1 WHERE id = @id`,
		pgx.NamedArgs{"id": id, "name": l.Name, "query": l.Query, "shared": l.Shared, "now": by.At})
	return postgres.Translate(err)
}

func deleteSaved(ctx context.Context, tx pgx.Tx, person, id int64, shared bool) (bool, error) {
	tag, err := tx.Exec(ctx, `DELETE FROM saved_lists WHERE id = @id AND (person_id = @person OR shared AND @shared)`, pgx.NamedArgs{"id": id, "person": person, "shared": shared})
	return tag.RowsAffected() > 0, postgres.Translate(err)
}
