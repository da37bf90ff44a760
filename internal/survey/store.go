package survey

import (
	"context"
	"encoding/json"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/postgres"
	"parvis/internal/trash"
)

// mostListed bounds the list; a service has some tens of forms.
const mostListed = 500

func list(ctx context.Context, q postgres.Querier) ([]Row, error) {
	return postgres.List[Row](ctx, q, `SELECT f.id, f.title, f.purpose, coalesce(p.id, 0) AS project_id, coalesce(nullif(p.short_name, ''), p.title, '') AS project, f.published, f.active, f.updated_at,
			coalesce(v.published_at, f.created_at) AS published_at, coalesce(n.name, '') AS published_by, f.draft IS DISTINCT FROM v.definition AS changed,
			jsonb_array_length(coalesce(nullif(f.draft->'questions', 'null'), '[]')) AS questions, 0 AS answers, 0 AS aside
		FROM forms f LEFT JOIN form_versions v ON v.form_id = f.id AND v.number = f.published LEFT JOIN people_named n ON n.id = v.published_by
			LEFT JOIN project_anchors p ON p.id = f.project_id
		WHERE f.deleted_at IS NULL ORDER BY f.title COLLATE "fr-x-icu", f.id LIMIT @most`, pgx.NamedArgs{"most": mostListed})
}

const columns = `f.id, f.title, f.purpose, coalesce(f.project_id, 0) AS project_id, coalesce((SELECT p.title FROM project_anchors p WHERE p.id = f.project_id), '') AS project, f.draft, f.published,
	f.active, f.updated_at, f.deleted_at, f.version`

func find(ctx context.Context, q postgres.Querier, id int64, deletedToo bool) (Form, error) {
	return postgres.One[Form](ctx, q, `SELECT `+columns+` FROM forms f WHERE f.id = @id AND (f.deleted_at IS NULL OR @deleted)`, pgx.NamedArgs{"id": id, "deleted": deletedToo})
}

// lock finds a form, deleted or not, and holds it until the transaction ends.
func lock(ctx context.Context, tx pgx.Tx, id int64, deleted bool) (Form, error) {
	return postgres.One[Form](ctx, tx, `SELECT `+columns+` FROM forms f WHERE f.id = @id AND (f.deleted_at IS NOT NULL) = @deleted FOR NO KEY UPDATE OF f`,
		pgx.NamedArgs{"id": id, "deleted": deleted})
}

// lives tells whether a form is there and not in the trash.
func lives(ctx context.Context) func(pgx.Tx, int64) (bool, error) {
	return func(tx pgx.Tx, id int64) (bool, error) {
		return postgres.Scalar[bool](ctx, tx, `SELECT EXISTS (SELECT FROM forms WHERE id = @id AND deleted_at IS NULL)`, pgx.NamedArgs{"id": id})
	}
}

func editions(ctx context.Context, q postgres.Querier, id int64) ([]Edition, error) {
	return postgres.List[Edition](ctx, q, `SELECT v.number, n.name AS published_by, v.published_at, coalesce(r.reread_by, '') AS reread_by, r.reread_on
		FROM form_versions v JOIN people_named n ON n.id = v.published_by LEFT JOIN form_rereads r ON r.form_id = v.form_id AND r.number = v.number
		WHERE v.form_id = @id ORDER BY v.number DESC LIMIT 200`, pgx.NamedArgs{"id": id})
}

// Refusals are the constraints that what is typed here can meet.
var Refusals = postgres.Refusals{
	"forms_project_id_fkey":  {Field: "projet", Sentence: "Veuillez choisir un projet de la liste."},
	"bank_questions_key_key": {Field: "theme", Sentence: "Une question de la banque porte déjà ce code\u00a0: veuillez reprendre celle-là, ou changer le début du texte."},
}

func args(by account.By, f Form) (pgx.NamedArgs, error) {
	draft, err := json.Marshal(f.Draft)
	return pgx.NamedArgs{"id": f.ID, "by": by.ID, "now": by.At, "title": f.Title, "purpose": f.Purpose, "project": f.ProjectID, "draft": draft, "published": f.Published, "active": f.Active}, err
}

func insert(ctx context.Context, tx pgx.Tx, by account.By, f Form) (int64, error) {
	named, err := args(by, f)
	if err != nil {
		return 0, err
	}
	id, err := postgres.Scalar[int64](ctx, tx, `INSERT INTO forms (title, purpose, project_id, draft, created_by, created_at, updated_at)
		VALUES (@title, @purpose, nullif(@project::bigint, 0), @draft, @by, @now, @now) RETURNING id`, named)
	return id, Refusals.Translate(err)
}

func update(ctx context.Context, tx pgx.Tx, by account.By, f Form) error {
	named, err := args(by, f)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `UPDATE forms SET title = @title, purpose = @purpose, project_id = nullif(@project::bigint, 0), draft = @draft, published = @published, active = @active,
			updated_at = @now, version = version + 1
		WHERE id = @id`, named)
	return Refusals.Translate(err)
}

// freeze writes a version, which nobody changes afterwards.
func freeze(ctx context.Context, tx pgx.Tx, by account.By, f Form) error {
	named, err := args(by, f)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `INSERT INTO form_versions (form_id, number, definition, published_by, published_at) VALUES (@id, @published, @draft, @by, @now)`, named)
	return Refusals.Translate(err)
}

func noteReread(ctx context.Context, tx pgx.Tx, id int64, number int, r Reread) (bool, error) {
	tag, err := tx.Exec(ctx, `INSERT INTO form_rereads (form_id, number, reread_by, reread_on) SELECT form_id, number, @by, @on FROM form_versions WHERE form_id = @id AND number = @number
		ON CONFLICT (form_id, number) DO UPDATE SET reread_by = excluded.reread_by, reread_on = excluded.reread_on`,
		pgx.NamedArgs{"id": id, "number": number, "by": r.By, "on": r.On})
	return tag.RowsAffected() > 0, postgres.Translate(err)
}

func markDeleted(ctx context.Context, tx pgx.Tx, by account.By, id int64, deleted bool) error {
	var at *time.Time
	if deleted {
		at = &by.At
	}
	_, err := tx.Exec(ctx, `UPDATE forms SET deleted_at = @at, updated_at = @now, version = version + 1 WHERE id = @id`, pgx.NamedArgs{"id": id, "at": at, "now": by.At})
	return Refusals.Translate(err)
}

// trashed lists what this person can still restore.
func (r *Room) trashed(ctx context.Context, by account.By) ([]trash.Item, error) {
	if !by.Can(MayDelete, access.Tie{}) {
		return nil, nil
	}
	return postgres.List[trash.Item](ctx, r.db, `SELECT id, title AS name, 0::bigint AS project_id, '' AS project, deleted_at, true AS may FROM forms
		WHERE deleted_at >= @since ORDER BY deleted_at DESC, id`, pgx.NamedArgs{"since": trash.Since(by.At)})
}

// purge removes what was thrown away for good, and never what was published, however it came to the trash: answers hang on it.
func (r *Room) purge(ctx context.Context, before time.Time) error {
	_, err := r.db.Exec(ctx, `DELETE FROM forms WHERE deleted_at < @before AND published = 0`, pgx.NamedArgs{"before": before})
	return postgres.Translate(err)
}

// livingIfPublished refuses that forms that were published stand in the trash.
func livingIfPublished(ctx context.Context, tx pgx.Tx, ids []int64) error {
	n, err := postgres.Scalar[int](ctx, tx, `SELECT count(*) FROM forms WHERE id = ANY(@ids) AND published > 0 AND deleted_at IS NOT NULL`, pgx.NamedArgs{"ids": ids})
	if err == nil && n > 0 {
		err = fault.New(fault.Conflict, "Ce geste ne s’annule plus\u00a0: le questionnaire a été publié depuis.", nil)
	}
	return err
}
