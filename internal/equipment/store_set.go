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

type setRow struct {
	ID          int64
	Name, Notes string
	UpdatedAt   time.Time
	DeletedAt   *time.Time
	Version     int
	Items       []Want
}

func (r setRow) set() Set {
	return Set{SetDraft: SetDraft{Name: r.Name, What: WantsText(r.Items), Notes: r.Notes}, ID: r.ID, Items: r.Items, UpdatedAt: r.UpdatedAt, DeletedAt: r.DeletedAt, Version: r.Version}
}

const setSQL = `SELECT s.id, s.name, s.notes, s.updated_at, s.deleted_at, s.version,
	COALESCE((SELECT jsonb_agg(jsonb_build_object('ID', e.id, 'Name', e.name, 'Count', i.quantity) ORDER BY e.name COLLATE "fr-x-icu", e.id)
		FROM equipment_set_items i JOIN equipment e ON e.id = i.equipment_id AND e.deleted_at IS NULL WHERE i.set_id = s.id), '[]') AS items
	FROM equipment_sets s WHERE `

func sets(ctx context.Context, q postgres.Querier, where string, id int64) ([]Set, error) {
	rows, err := postgres.List[setRow](ctx, q, setSQL+where+` ORDER BY s.name COLLATE "fr-x-icu", s.id`, pgx.NamedArgs{"id": id})
	list := make([]Set, len(rows))
	for i, one := range rows {
		list[i] = one.set()
	}
	return list, err
}

func lockSet(ctx context.Context, tx pgx.Tx, id int64, deleted bool) error {
	_, err := postgres.Scalar[int64](ctx, tx, `SELECT id FROM equipment_sets WHERE id = @id AND (deleted_at IS NOT NULL) = @deleted FOR NO KEY UPDATE`, pgx.NamedArgs{"id": id, "deleted": deleted})
	return err
}

func insertSet(ctx context.Context, tx pgx.Tx, by account.By, d SetDraft, wants []Want) (int64, error) {
	id, err := postgres.Scalar[int64](ctx, tx, `INSERT INTO equipment_sets (name, name_folded, notes, created_by, created_at, updated_at) VALUES (@name, @folded, @notes, @by, @now, @now) RETURNING id`, setArgs(by, 0, d))
	if err != nil {
		return 0, Refusals.Translate(err)
	}
	return id, fillSet(ctx, tx, id, wants)
}

func setArgs(by account.By, id int64, d SetDraft) pgx.NamedArgs {
	return pgx.NamedArgs{"id": id, "by": by.ID, "now": by.At, "name": d.Name, "folded": french.Fold(d.Name), "notes": d.Notes}
}

func updateSet(ctx context.Context, tx pgx.Tx, by account.By, id int64, d SetDraft, wants []Want) error {
	_, err := tx.Exec(ctx, `UPDATE equipment_sets SET name = @name, name_folded = @folded, notes = @notes, updated_at = @now, version = version + 1 WHERE id = @id`, setArgs(by, id, d))
	if err != nil {
		return Refusals.Translate(err)
	}
	return fillSet(ctx, tx, id, wants)
}

// fillSet writes what a set holds: only what differs is touched.
func fillSet(ctx context.Context, tx pgx.Tx, id int64, wants []Want) error {
	ids, counts := columnsOf(wants)
	args := pgx.NamedArgs{"id": id, "ids": ids, "counts": counts}
	b := &pgx.Batch{}
	b.Queue(`DELETE FROM equipment_set_items WHERE set_id = @id AND equipment_id <> ALL(@ids)`, args)
	b.Queue(`INSERT INTO equipment_set_items (set_id, equipment_id, quantity) SELECT @id, * FROM unnest(@ids::bigint[], @counts::int[])
		ON CONFLICT (set_id, equipment_id) DO UPDATE SET quantity = excluded.quantity WHERE equipment_set_items.quantity <> excluded.quantity`, args)
	return postgres.Translate(tx.SendBatch(ctx, b).Close())
}

func columnsOf(wants []Want) (ids []int64, counts []int) {
	ids, counts = make([]int64, len(wants)), make([]int, len(wants))
	for i, w := range wants {
		ids[i], counts[i] = w.ID, w.Count
	}
	return ids, counts
}

func markSet(ctx context.Context, tx pgx.Tx, by account.By, id int64, at *time.Time) error {
	_, err := tx.Exec(ctx, `UPDATE equipment_sets SET deleted_at = @at, updated_at = @now, version = version + 1 WHERE id = @id`, pgx.NamedArgs{"id": id, "at": at, "now": by.At})
	return Refusals.Translate(err)
}

func (r *Room) trashedSets(ctx context.Context, by account.By) ([]trash.Item, error) {
	if !by.Can(MayDelete, access.Tie{}) {
		return nil, nil
	}
	return postgres.List[trash.Item](ctx, r.db, `SELECT id, name, 0::bigint AS project_id, '' AS project, deleted_at, true AS may FROM equipment_sets
		WHERE deleted_at >= @since ORDER BY deleted_at DESC, id`, pgx.NamedArgs{"since": trash.Since(by.At)})
}

func (r *Room) purgeSets(ctx context.Context, before time.Time) error {
	_, err := r.db.Exec(ctx, `DELETE FROM equipment_sets WHERE deleted_at < @before`, pgx.NamedArgs{"before": before})
	return postgres.Translate(err)
}
