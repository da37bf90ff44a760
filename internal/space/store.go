package space

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

const columns = `id, name, floor, surface, seated, standing, access, set_up, notes, active, updated_at, deleted_at, version`

func list(ctx context.Context, q postgres.Querier) ([]Space, error) {
	return postgres.List[Space](ctx, q, `SELECT `+columns+` FROM spaces WHERE deleted_at IS NULL ORDER BY name COLLATE "fr-x-icu", id`, nil)
}

// lockAll keeps anybody else from writing spaces until the transaction ends.
func lockAll(ctx context.Context, tx pgx.Tx) error {
	_, err := tx.Exec(ctx, `LOCK TABLE spaces IN SHARE ROW EXCLUSIVE MODE`)
	return postgres.Translate(err)
}

func find(ctx context.Context, q postgres.Querier, id int64, deletedToo bool) (Space, error) {
	return postgres.One[Space](ctx, q, `SELECT `+columns+` FROM spaces WHERE id = @id AND (deleted_at IS NULL OR @deleted)`,
		pgx.NamedArgs{"id": id, "deleted": deletedToo})
}

// lock finds a space, deleted or not, and holds it until the transaction ends.
func lock(ctx context.Context, tx pgx.Tx, id int64, deleted bool) (Space, error) {
	return postgres.One[Space](ctx, tx, `SELECT `+columns+` FROM spaces WHERE id = @id AND (deleted_at IS NOT NULL) = @deleted FOR NO KEY UPDATE`,
		pgx.NamedArgs{"id": id, "deleted": deleted})
}

// Hold keeps spaces from being taken by anybody else until the transaction ends: whoever looks whether they are free, then takes them, holds them
// first, in the order of their numbers, which these are in.
func Hold(ctx context.Context, tx pgx.Tx, ids []int64) error {
	if len(ids) == 0 {
		return nil
	}
	_, err := tx.Exec(ctx, `SELECT id FROM spaces WHERE id = ANY(@ids) ORDER BY id FOR NO KEY UPDATE`, pgx.NamedArgs{"ids": ids})
	return postgres.Translate(err)
}

// Refusals are the constraints that what is typed here can meet.
var Refusals = postgres.Refusals{
	"spaces_name_key": {Field: "nom", Sentence: "Un autre espace porte déjà ce nom\u00a0: veuillez en choisir un autre, ou modifier celui qui existe."},
}

func args(by account.By, id int64, d Draft) pgx.NamedArgs {
	return pgx.NamedArgs{"id": id, "by": by.ID, "now": by.At, "name": d.Name, "folded": french.Fold(d.Name), "floor": d.Floor, "surface": d.Surface,
		"seated": d.Seated, "standing": d.Standing, "access": d.Access, "set_up": d.SetUp, "notes": d.Notes, "active": d.Active}
}

func insert(ctx context.Context, tx pgx.Tx, by account.By, d Draft) (int64, error) {
	id, err := postgres.Scalar[int64](ctx, tx, `INSERT INTO spaces (name, name_folded, floor, surface, seated, standing, access, set_up, notes, active,
			created_by, created_at, updated_at)
		VALUES (@name, @folded, @floor, @surface, @seated, @standing, @access, @set_up, @notes, @active, @by, @now, @now)
		RETURNING id`, args(by, 0, d))
	return id, Refusals.Translate(err)
}

func update(ctx context.Context, tx pgx.Tx, by account.By, id int64, d Draft) error {
	_, err := tx.Exec(ctx, `UPDATE spaces SET name = @name, name_folded = @folded, floor = @floor, surface = @surface, seated = @seated,
			standing = @standing, access = @access, set_up = @set_up, notes = @notes, active = @active, updated_at = @now, version = version + 1
		WHERE id = @id`, args(by, id, d))
	return Refusals.Translate(err)
}

func markDeleted(ctx context.Context, tx pgx.Tx, by account.By, id int64, at *time.Time) error {
	_, err := tx.Exec(ctx, `UPDATE spaces SET deleted_at = @at, updated_at = @now, version = version + 1 WHERE id = @id`,
		pgx.NamedArgs{"id": id, "at": at, "now": by.At})
	return Refusals.Translate(err)
}

// trashed lists what this person can still restore.
func (r *Room) trashed(ctx context.Context, by account.By) ([]trash.Item, error) {
	if !by.Can(MayDelete, access.Tie{}) {
		return nil, nil
	}
	return postgres.List[trash.Item](ctx, r.db, `SELECT id, name, 0::bigint AS project_id, '' AS project, deleted_at, true AS may FROM spaces
		WHERE deleted_at >= @since ORDER BY deleted_at DESC, id`, pgx.NamedArgs{"since": trash.Since(by.At)})
}

func (r *Room) purge(ctx context.Context, before time.Time) error {
	_, err := r.db.Exec(ctx, `DELETE FROM spaces WHERE deleted_at < @before`, pgx.NamedArgs{"before": before})
	return postgres.Translate(err)
}
