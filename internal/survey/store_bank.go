package survey

import (
	"context"
	"encoding/json"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/postgres"
)

const bankColumns = `id, key, theme, definition AS question, active, updated_at, version`

// mostBanked bounds the bank.
const mostBanked = 500

func banked(ctx context.Context, q postgres.Querier, only int64) ([]Banked, error) {
	return postgres.List[Banked](ctx, q, `SELECT `+bankColumns+` FROM bank_questions WHERE @only = 0::bigint OR id = @only ORDER BY theme COLLATE "fr-x-icu", id LIMIT @most`, pgx.NamedArgs{"only": only, "most": mostBanked})
}

func lockBanked(ctx context.Context, tx pgx.Tx, id int64) (Banked, error) {
	return postgres.One[Banked](ctx, tx, `SELECT `+bankColumns+` FROM bank_questions WHERE id = @id FOR NO KEY UPDATE`, pgx.NamedArgs{"id": id})
}

func bankedUnder(ctx context.Context, q postgres.Querier, key string) (Banked, error) {
	return postgres.One[Banked](ctx, q, `SELECT `+bankColumns+` FROM bank_questions WHERE key = @key`, pgx.NamedArgs{"key": key})
}

func bankKeys(ctx context.Context, q postgres.Querier) ([]string, error) {
	return postgres.Scalars[string](ctx, q, `SELECT key FROM bank_questions`, nil)
}

// bankUses finds the forms that ask questions of the bank, in their draft or in any version, each once.
func bankUses(ctx context.Context, q postgres.Querier) ([]Use, error) {
	return postgres.List[Use](ctx, q, `SELECT u.key, f.id, f.title FROM (
			SELECT d.id AS form, a->>'key' AS key FROM forms d CROSS JOIN LATERAL jsonb_path_query(d.draft, '$.questions[*] ? (@.bank == true)') a
			UNION
			SELECT v.form_id, a->>'key' FROM form_versions v CROSS JOIN LATERAL jsonb_path_query(v.definition, '$.questions[*] ? (@.bank == true)') a
		) u JOIN forms f ON f.id = u.form WHERE f.deleted_at IS NULL ORDER BY f.title COLLATE "fr-x-icu", f.id LIMIT 5000`, nil)
}

// askedIn finds the versions that ask a question of the bank.
func askedIn(ctx context.Context, q postgres.Querier, key string) ([]Asked, error) {
	return postgres.List[Asked](ctx, q, `SELECT v.form_id AS form, v.number FROM form_versions v JOIN forms f ON f.id = v.form_id AND f.deleted_at IS NULL
		WHERE jsonb_path_exists(v.definition, '$.questions[*] ? (@.bank == true && @.key == $key)', jsonb_build_object('key', @key::text)) ORDER BY v.form_id, v.number LIMIT 2000`, pgx.NamedArgs{"key": key})
}

func bankArgs(by account.By, b Banked) (pgx.NamedArgs, error) {
	text, err := json.Marshal(b.Question)
	return pgx.NamedArgs{"id": b.ID, "key": b.Key, "theme": b.Theme, "definition": text, "active": b.Active, "by": by.ID, "now": by.At}, err
}

func insertBanked(ctx context.Context, tx pgx.Tx, by account.By, b Banked) (int64, error) {
	named, err := bankArgs(by, b)
	if err != nil {
		return 0, err
	}
	id, err := postgres.Scalar[int64](ctx, tx, `INSERT INTO bank_questions (key, theme, definition, created_by, created_at, updated_at) VALUES (@key, @theme, @definition, @by, @now, @now) RETURNING id`, named)
	return id, Refusals.Translate(err)
}

func updateBanked(ctx context.Context, tx pgx.Tx, by account.By, b Banked) error {
	named, err := bankArgs(by, b)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `UPDATE bank_questions SET theme = @theme, definition = @definition, active = @active, updated_at = @now, version = version + 1 WHERE id = @id`, named)
	return Refusals.Translate(err)
}

func seedBanked(ctx context.Context, tx pgx.Tx, b Banked) error {
	named, err := bankArgs(account.By{}, b)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `INSERT INTO bank_questions (key, theme, definition, created_at, updated_at) VALUES (@key, @theme, @definition, now(), now()) ON CONFLICT (key) DO NOTHING`, named)
	return postgres.Translate(err)
}
