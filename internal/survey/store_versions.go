package survey

import (
	"context"
	"encoding/json"

	"github.com/jackc/pgx/v5"

	"parvis/internal/fault"
	"parvis/internal/postgres"
)

// Published finds the last version of a form that is not in the trash; one that was never published is Missing.
func Published(ctx context.Context, q postgres.Querier, form int64) (Version, error) {
	versions, err := read(ctx, q, `SELECT v.form_id, v.number, f.purpose, v.definition FROM form_versions v JOIN forms f ON f.id = v.form_id AND f.published = v.number
		WHERE f.id = @form AND f.deleted_at IS NULL`, pgx.NamedArgs{"form": form})
	return one(versions, err)
}

// Numbered finds one version of a form, by its number.
func Numbered(ctx context.Context, q postgres.Querier, form int64, number int) (Version, error) {
	versions, err := read(ctx, q, `SELECT v.form_id, v.number, f.purpose, v.definition FROM form_versions v JOIN forms f ON f.id = v.form_id
		WHERE v.form_id = @form AND v.number = @number`, pgx.NamedArgs{"form": form, "number": number})
	return one(versions, err)
}

// Versions gives every version of a form, the first one first: what question.Join takes.
func Versions(ctx context.Context, q postgres.Querier, form int64) ([]Version, error) {
	return read(ctx, q, `SELECT v.form_id, v.number, f.purpose, v.definition FROM form_versions v JOIN forms f ON f.id = v.form_id
		WHERE v.form_id = @form ORDER BY v.number`, pgx.NamedArgs{"form": form})
}

func one(versions []Version, err error) (Version, error) {
	if err == nil && len(versions) == 0 {
		err = fault.Missing(nil)
	}
	if err != nil {
		return Version{}, err
	}
	return versions[0], nil
}

// QueueVersions adds to the batch of a room above this one the reading of every version of a form, the first one first.
func QueueVersions(b *pgx.Batch, into *[]Version, form int64) {
	b.Queue(`SELECT v.form_id, v.number, f.purpose, v.definition FROM form_versions v JOIN forms f ON f.id = v.form_id
		WHERE v.form_id = @form ORDER BY v.number`, pgx.NamedArgs{"form": form}).Query(func(rows pgx.Rows) error {
		list, err := pgx.CollectRows(rows, pgx.RowToStructByName[versionRow])
		if err == nil {
			*into, err = versionsOf(list)
		}
		return err
	})
}

type versionRow struct {
	FormID     int64
	Number     int
	Purpose    Purpose
	Definition []byte
}

func read(ctx context.Context, q postgres.Querier, sql string, args pgx.NamedArgs) ([]Version, error) {
	rows, err := postgres.List[versionRow](ctx, q, sql, args)
	if err != nil {
		return nil, err
	}
	return versionsOf(rows)
}

func versionsOf(rows []versionRow) ([]Version, error) {
	list := make([]Version, 0, len(rows))
	for _, row := range rows {
		v := Version{FormID: row.FormID, Number: row.Number, Purpose: row.Purpose}
		if err := json.Unmarshal(row.Definition, &v.Form); err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	return list, nil
}
