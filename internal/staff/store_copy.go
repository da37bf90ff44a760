package staff

import (
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/postgres"
)

func copyEach(ctx context.Context, tx pgx.Tx, by account.By, from, to []int64) (int, error) {
	tag, err := tx.Exec(ctx, `INSERT INTO slot_needs (slot_id, label, skill_id, wanted, position, created_by, created_at, updated_at)
		SELECT t.made, n.label, n.skill_id, n.wanted, n.position, @by, @now, @now FROM unnest(@from::bigint[], @to::bigint[]) t (of, made) JOIN slot_needs n ON n.slot_id = t.of AND n.deleted_at IS NULL
		ORDER BY t.made, n.position, n.id`, pgx.NamedArgs{"from": from, "to": to, "by": by.ID, "now": by.At})
	return int(tag.RowsAffected()), postgres.Translate(err)
}
