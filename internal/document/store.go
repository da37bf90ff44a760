package document

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/document/shipped"
	"parvis/internal/french"
	"parvis/internal/postgres"
	"parvis/internal/trash"
)

const columns = `id, name, kind, format, body, file_name AS file, COALESCE(content_id, 0) AS content_id, shipped, updated_at, deleted_at, version`

// modelRow is a model as the database gives it.
type modelRow struct {
	Draft
	ID        int64
	ContentID int64
	Shipped   string
	UpdatedAt time.Time
	DeletedAt *time.Time
	Version   int
}

func (r modelRow) model() Model {
	return Model{Draft: r.Draft, ID: r.ID, Shipped: r.Shipped, UpdatedAt: r.UpdatedAt, DeletedAt: r.DeletedAt, Version: r.Version, content: r.ContentID}
}

func list(ctx context.Context, q postgres.Querier) ([]Model, error) {
	rows, err := postgres.List[modelRow](ctx, q, `SELECT `+columns+` FROM document_models WHERE deleted_at IS NULL ORDER BY name COLLATE "fr-x-icu", id LIMIT 500`, nil)
	models := make([]Model, len(rows))
	for i, row := range rows {
		models[i] = row.model()
	}
	return models, err
}

func find(ctx context.Context, q postgres.Querier, id int64, deletedToo bool) (Model, error) {
	row, err := postgres.One[modelRow](ctx, q, `SELECT `+columns+` FROM document_models WHERE id = @id AND (deleted_at IS NULL OR @deleted)`, pgx.NamedArgs{"id": id, "deleted": deletedToo})
	return row.model(), err
}

// lock finds a model, deleted or not, and holds it until the transaction ends.
func lock(ctx context.Context, tx pgx.Tx, id int64, deleted bool) (Model, error) {
	row, err := postgres.One[modelRow](ctx, tx, `SELECT `+columns+` FROM document_models WHERE id = @id AND (deleted_at IS NOT NULL) = @deleted FOR NO KEY UPDATE`,
		pgx.NamedArgs{"id": id, "deleted": deleted})
	return row.model(), err
}

// Refusals are the constraints that what is typed here can meet.
var Refusals = postgres.Refusals{
	"document_models_name_key": {Field: "nom", Sentence: "Un autre modèle porte déjà ce nom\u00a0: veuillez en choisir un autre, ou modifier celui qui existe."},
}

func args(by account.By, id int64, d Draft) pgx.NamedArgs {
	return pgx.NamedArgs{"id": id, "by": by.ID, "now": by.At, "name": d.Name, "folded": french.Fold(d.Name), "kind": string(d.Kind), "format": string(d.Format), "body": d.Body, "file": d.File}
}

func insert(ctx context.Context, tx pgx.Tx, by account.By, d Draft) (int64, error) {
	id, err := postgres.Scalar[int64](ctx, tx, `INSERT INTO document_models (name, name_folded, kind, format, body, file_name, created_by, created_at, updated_at)
		VALUES (@name, @folded, @kind, @format, @body, @file, @by, @now, @now) RETURNING id`, args(by, 0, d))
	return id, Refusals.Translate(err)
}

func update(ctx context.Context, tx pgx.Tx, by account.By, id int64, d Draft) error {
	_, err := tx.Exec(ctx, `UPDATE document_models SET name = @name, name_folded = @folded, kind = @kind, body = @body, file_name = @file, updated_at = @now, version = version + 1
		WHERE id = @id`, args(by, id, d))
	return Refusals.Translate(err)
}

// setContent makes a file the one that counts of a model.
func setContent(ctx context.Context, tx pgx.Tx, by account.By, id int64, data []byte) error {
	_, err := tx.Exec(ctx, `WITH kept AS (INSERT INTO document_contents (model_id, data, created_at) VALUES (@id, @data, @now) RETURNING id)
		UPDATE document_models SET content_id = (SELECT id FROM kept) WHERE id = @id`, pgx.NamedArgs{"id": id, "data": data, "now": by.At})
	return postgres.Translate(err)
}

func content(ctx context.Context, q postgres.Querier, id int64) ([]byte, error) {
	return postgres.Scalar[[]byte](ctx, q, `SELECT data FROM document_contents WHERE id = @id`, pgx.NamedArgs{"id": id})
}

func markDeleted(ctx context.Context, tx pgx.Tx, by account.By, id int64, at *time.Time) error {
	_, err := tx.Exec(ctx, `UPDATE document_models SET deleted_at = @at, updated_at = @now, version = version + 1 WHERE id = @id`, pgx.NamedArgs{"id": id, "at": at, "now": by.At})
	return Refusals.Translate(err)
}

// trashed lists what this person can still restore.
func (r *Room) trashed(ctx context.Context, by account.By) ([]trash.Item, error) {
	if !by.Can(MayEdit, access.Tie{}) {
		return nil, nil
	}
	return postgres.List[trash.Item](ctx, r.db, `SELECT id, name, 0::bigint AS project_id, '' AS project, deleted_at, true AS may FROM document_models
		WHERE deleted_at >= @since ORDER BY deleted_at DESC, id`, pgx.NamedArgs{"since": trash.Since(by.At)})
}

// purge removes models for good, and files that others replaced as long ago. Of a model that Parvis comes with, a line stays, so that it does not
// come back.
func (r *Room) purge(ctx context.Context, before time.Time) error {
	b := &pgx.Batch{}
	at := pgx.NamedArgs{"before": before}
	b.Queue(`DELETE FROM document_models WHERE deleted_at < @before AND shipped = ''`, at)
	b.Queue(`UPDATE document_models SET body = '', file_name = '' WHERE deleted_at < @before AND body <> ''`, at)
	b.Queue(`DELETE FROM document_contents c WHERE c.created_at < @before AND NOT EXISTS (SELECT FROM document_models m WHERE m.content_id = c.id)`, at)
	return postgres.Translate(r.db.SendBatch(ctx, b).Close())
}

// insertShipped stores a model that Parvis comes with, unless it was stored before, whatever became of it, or another one is called so.
func insertShipped(ctx context.Context, q postgres.Querier, m shipped.Model) error {
	_, err := q.Exec(ctx, `INSERT INTO document_models (name, name_folded, kind, format, body, shipped, created_at, updated_at)
		VALUES (@name, @folded, @kind, 'text', @body, @key, now(), now()) ON CONFLICT DO NOTHING`,
		pgx.NamedArgs{"name": m.Name, "folded": french.Fold(m.Name), "kind": string(m.Kind), "body": m.Body, "key": m.Key})
	return postgres.Translate(err)
}
