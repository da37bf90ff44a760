package equipment

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/french"
	"parvis/internal/postgres"
	"parvis/internal/trash"
)

// topicSQL: what is said of a thing, and what is attached to it. See notice.Topic.
const topicSQL = `SELECT e.id, e.name, 0::bigint AS project_id, '' AS project, e.deleted_at IS NULL AS living, true AS open FROM equipment e`

const columns = `id, name, category, quantity, broken, missing, storage, set_up, notes, active, updated_at, deleted_at, version`

func list(ctx context.Context, q postgres.Querier) ([]Item, error) {
	return postgres.List[Item](ctx, q, listSQL, nil)
}

const listSQL = `SELECT ` + columns + ` FROM equipment WHERE deleted_at IS NULL ORDER BY name COLLATE "fr-x-icu", id`

// lockAll keeps anybody else from writing the catalogue until the transaction ends.
func lockAll(ctx context.Context, tx pgx.Tx) error {
	_, err := tx.Exec(ctx, `LOCK TABLE equipment IN SHARE ROW EXCLUSIVE MODE`)
	return postgres.Translate(err)
}

func find(ctx context.Context, q postgres.Querier, id int64, deletedToo bool) (Item, error) {
	return postgres.One[Item](ctx, q, `SELECT `+columns+` FROM equipment WHERE id = @id AND (deleted_at IS NULL OR @deleted)`, pgx.NamedArgs{"id": id, "deleted": deletedToo})
}

// lock finds a thing, deleted or not, and holds it until the transaction ends.
func lock(ctx context.Context, tx pgx.Tx, id int64, deleted bool) (Item, error) {
	return postgres.One[Item](ctx, tx, `SELECT `+columns+` FROM equipment WHERE id = @id AND (deleted_at IS NOT NULL) = @deleted FOR NO KEY UPDATE`,
		pgx.NamedArgs{"id": id, "deleted": deleted})
}

// takeTurn has whoever books something wait for whoever else does, until the transaction ends: what is free is looked at, then taken. Nothing is locked
// after it. The triggers that note what is taken take it too.
func takeTurn(ctx context.Context, tx pgx.Tx) error {
	_, err := tx.Exec(ctx, `SELECT take_equipment_turn()`)
	return postgres.Translate(err)
}

// Refusals are the constraints that what is typed here can meet.
var Refusals = postgres.Refusals{
	"equipment_name_key":      {Field: FieldName, Sentence: "Un autre article porte déjà ce nom\u00a0: veuillez en choisir un autre, ou modifier celui qui existe."},
	"equipment_sets_name_key": {Field: FieldName, Sentence: "Un autre lot porte déjà ce nom\u00a0: veuillez en choisir un autre, ou modifier celui qui existe."},
}

func args(by account.By, id int64, d Draft) pgx.NamedArgs {
	return pgx.NamedArgs{"id": id, "by": by.ID, "now": by.At, "name": d.Name, "folded": french.Fold(d.Name), "category": string(d.Category), "quantity": d.Quantity,
		"broken": d.Broken, "missing": d.Missing, "storage": d.Storage, "set_up": d.SetUp, "notes": d.Notes, "active": d.Active}
}

func insert(ctx context.Context, tx pgx.Tx, by account.By, d Draft) (int64, error) {
	id, err := postgres.Scalar[int64](ctx, tx, `INSERT INTO equipment (name, name_folded, category, quantity, broken, missing, storage, set_up, notes, active, created_by, created_at, updated_at)
		VALUES (@name, @folded, @category, @quantity, @broken, @missing, @storage, @set_up, @notes, @active, @by, @now, @now) RETURNING id`, args(by, 0, d))
	return id, Refusals.Translate(err)
}

func update(ctx context.Context, tx pgx.Tx, by account.By, id int64, d Draft) error {
	_, err := tx.Exec(ctx, `UPDATE equipment SET name = @name, name_folded = @folded, category = @category, quantity = @quantity, broken = @broken, missing = @missing,
			storage = @storage, set_up = @set_up, notes = @notes, active = @active, updated_at = @now, version = version + 1
		WHERE id = @id`, args(by, id, d))
	return Refusals.Translate(err)
}

func markDeleted(ctx context.Context, tx pgx.Tx, by account.By, id int64, at *time.Time) error {
	_, err := tx.Exec(ctx, `UPDATE equipment SET deleted_at = @at, updated_at = @now, version = version + 1 WHERE id = @id`, pgx.NamedArgs{"id": id, "at": at, "now": by.At})
	return Refusals.Translate(err)
}

// trashed lists what this person can still restore.
func (r *Room) trashed(ctx context.Context, by account.By) ([]trash.Item, error) {
	if !by.Can(MayDelete, access.Tie{}) {
		return nil, nil
	}
	return postgres.List[trash.Item](ctx, r.db, `SELECT id, name, 0::bigint AS project_id, '' AS project, deleted_at, true AS may FROM equipment
		WHERE deleted_at >= @since ORDER BY deleted_at DESC, id`, pgx.NamedArgs{"since": trash.Since(by.At)})
}

func (r *Room) purge(ctx context.Context, before time.Time) error {
	_, err := r.db.Exec(ctx, `DELETE FROM equipment WHERE deleted_at < @before`, pgx.NamedArgs{"before": before})
	return postgres.Translate(err)
}
