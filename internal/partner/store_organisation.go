package partner

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/field"
	"parvis/internal/partner/kinds"
	"parvis/internal/postgres"
	"parvis/internal/trash"
	"parvis/internal/workcal"
)

// Topic SQL: what is said of an organisation, and what is attached to it. See notice.Topic.
const organisationTopicSQL = `SELECT o.id, o.name, 0::bigint AS project_id, '' AS project, o.deleted_at IS NULL AND o.merged_into IS NULL AS living,
	o.merged_into IS NULL AS open FROM organisations o`

const (
	organisationColumns = `o.id, o.name, o.kind, o.address, o.postal_code, o.town, COALESCE(o.territory_id, 0) AS territory_id, COALESCE(t.name, '') AS territory_name,
		o.siret, o.uai, o.phones, o.emails, o.website, o.tags, o.notes, i.last_day, COALESCE(o.merged_into, 0) AS merged_into, o.updated_at, o.deleted_at, o.version`
	organisationFrom = ` FROM organisations o JOIN organisation_index i ON i.organisation_id = o.id LEFT JOIN territories_named t ON t.id = o.territory_id `
	standing         = `o.deleted_at IS NULL AND o.merged_into IS NULL`
)

// organisationRow is an organisation as the database gives it.
type organisationRow struct {
	ID            int64
	Name          string
	Kind          kinds.Code
	Address       string
	PostalCode    string
	Town          string
	TerritoryID   int64
	TerritoryName string
	Siret, Uai    string
	Phones        []Phone
	Emails        []string
	Website       string
	Tags          []string
	Notes         string
	LastDay       workcal.Date
	MergedInto    int64
	UpdatedAt     time.Time
	DeletedAt     *time.Time
	Version       int
}

func (r organisationRow) organisation() Organisation {
	return Organisation{ID: r.ID, LastDay: r.LastDay, MergedInto: r.MergedInto, UpdatedAt: r.UpdatedAt, DeletedAt: r.DeletedAt, Version: r.Version,
		OrganisationDraft: OrganisationDraft{Name: r.Name, Kind: r.Kind, Address: r.Address, PostalCode: r.PostalCode, Town: r.Town, Territory: Ref{ID: r.TerritoryID, Name: r.TerritoryName},
			SIRET: r.Siret, UAI: r.Uai, Phones: r.Phones, Emails: r.Emails, Website: r.Website, Tags: r.Tags, Notes: r.Notes}}
}

func organisations(rows []organisationRow) []Organisation {
	list := make([]Organisation, len(rows))
	for i, row := range rows {
		list[i] = row.organisation()
	}
	return list
}

func queueOrganisation(b *pgx.Batch, into *[]organisationRow, id int64) {
	postgres.Queue(b, into, `SELECT `+organisationColumns+organisationFrom+`WHERE o.id = @id`, pgx.NamedArgs{"id": id})
}

func findOrganisations(ctx context.Context, q postgres.Querier, ids []int64) ([]Organisation, error) {
	rows, err := postgres.List[organisationRow](ctx, q, `SELECT `+organisationColumns+organisationFrom+`WHERE o.id = ANY(@ids) ORDER BY o.id`, pgx.NamedArgs{"ids": ids})
	return organisations(rows), err
}

// lockOrganisations finds organisations and holds them until the transaction ends, in the order of their numbers.
func lockOrganisations(ctx context.Context, tx pgx.Tx, ids ...int64) ([]Organisation, error) {
	rows, err := postgres.List[organisationRow](ctx, tx, `SELECT `+organisationColumns+organisationFrom+`WHERE o.id = ANY(@ids) ORDER BY o.id FOR NO KEY UPDATE OF o`, pgx.NamedArgs{"ids": ids})
	return organisations(rows), err
}

// Refusals are the constraints that what is typed here can meet.
var Refusals = postgres.Refusals{
	"organisations_territory_id_fkey": {Field: "territoire", Sentence: "Ce territoire n’existe plus\u00a0: veuillez en choisir un autre."},
}

func (d OrganisationDraft) args(by account.By, id int64) pgx.NamedArgs {
	return pgx.NamedArgs{"id": id, "by": by.ID, "now": by.At, "name": d.Name, "kind": string(d.Kind), "address": d.Address, "postal_code": d.PostalCode, "town": d.Town,
		"territory": d.Territory.ID, "siret": d.SIRET, "uai": d.UAI, "phones": texts(d.Phones), "emails": texts(d.Emails), "website": d.Website, "tags": texts(d.Tags), "notes": d.Notes}
}

// texts is a list as a column keeps it: an empty one is no NULL.
func texts[T ~string](list []T) []string {
	kept := make([]string, len(list))
	for i, one := range list {
		kept[i] = string(one)
	}
	return kept
}

func insertOrganisation(ctx context.Context, tx pgx.Tx, by account.By, d OrganisationDraft) (int64, error) {
	id, err := postgres.Scalar[int64](ctx, tx, `INSERT INTO organisations (name, kind, address, postal_code, town, territory_id, siret, uai, phones, emails, website, tags, notes,
			created_by, created_at, updated_at)
		VALUES (@name, @kind, @address, @postal_code, @town, NULLIF(@territory::bigint, 0), @siret, @uai, @phones, @emails, @website, @tags, @notes, @by, @now, @now)
		RETURNING id`, d.args(by, 0))
	return id, Refusals.Translate(err)
}

func updateOrganisation(ctx context.Context, tx pgx.Tx, by account.By, id int64, d OrganisationDraft) error {
	_, err := tx.Exec(ctx, `UPDATE organisations SET name = @name, kind = @kind, address = @address, postal_code = @postal_code, town = @town, territory_id = NULLIF(@territory::bigint, 0),
			siret = @siret, uai = @uai, phones = @phones, emails = @emails, website = @website, tags = @tags, notes = @notes, updated_at = @now, version = version + 1
		WHERE id = @id`, d.args(by, id))
	return Refusals.Translate(err)
}

func markOrganisationDeleted(ctx context.Context, tx pgx.Tx, by account.By, id int64, at *time.Time) error {
	_, err := tx.Exec(ctx, `WITH marked AS (UPDATE organisations SET deleted_at = @at, updated_at = @now, version = version + 1 WHERE id = @id)
		UPDATE organisation_index SET standing = @at::timestamptz IS NULL WHERE organisation_id = @id`, pgx.NamedArgs{"id": id, "at": at, "now": by.At})
	return postgres.Translate(err)
}

// nameTerritory gives a territory's name, "" where there is none.
func nameTerritory(ctx context.Context, q postgres.Querier, id int64) (string, error) {
	found, err := postgres.Scalars[string](ctx, q, `SELECT name FROM territories_named WHERE id = @id`, pgx.NamedArgs{"id": id})
	if err != nil || len(found) == 0 {
		return "", err
	}
	return found[0], nil
}

// trashedOrganisations lists what this person can still restore.
func (r *Room) trashedOrganisations(ctx context.Context, by account.By) ([]trash.Item, error) {
	if !by.Can(MayDelete, access.Tie{}) {
		return nil, nil
	}
	return postgres.List[trash.Item](ctx, r.db, `SELECT id, name, 0::bigint AS project_id, '' AS project, deleted_at, true AS may FROM organisations
		WHERE deleted_at >= @since ORDER BY deleted_at DESC, id`, pgx.NamedArgs{"since": trash.Since(by.At)})
}

// purgeOrganisations removes for good what was thrown away before a moment, and the exchanges that were with nobody else.
func (r *Room) purgeOrganisations(ctx context.Context, before time.Time) error {
	_, err := r.db.Exec(ctx, `DELETE FROM organisations WHERE deleted_at < @before`, pgx.NamedArgs{"before": before})
	return postgres.Translate(err)
}

func listThresholds(ctx context.Context, q postgres.Querier) ([]Threshold, error) {
	return postgres.List[Threshold](ctx, q, thresholdSQL, nil)
}

// thresholdSQL lists every tag that an organisation bears or that has a threshold, with how many bear it.
const thresholdSQL = `SELECT tag, COALESCE(h.months, 0) AS months, COALESCE(b.n, 0)::int AS borne FROM
	(SELECT tag, count(*) AS n FROM organisations o, unnest(o.tags) tag WHERE ` + standing + ` GROUP BY tag) b FULL JOIN tag_thresholds h USING (tag)
	ORDER BY tag COLLATE "fr-x-icu", tag`

// setSQL lists the tags that have a threshold.
const setSQL = `SELECT tag, months, 0 AS borne FROM tag_thresholds ORDER BY tag`

func listSet(ctx context.Context, q postgres.Querier) (Thresholds, error) {
	return postgres.List[Threshold](ctx, q, setSQL, nil)
}

func queueSet(b *pgx.Batch, into *[]Threshold) { postgres.Queue(b, into, setSQL, nil) }

// setThresholds writes what differs, and gives it as the journal tells it.
func setThresholds(ctx context.Context, tx pgx.Tx, by account.By, before, set []Threshold) ([]field.Change, error) {
	had := map[string]int{}
	for _, one := range before {
		had[one.Tag] = one.Months
	}
	var changes []field.Change
	b := &pgx.Batch{}
	for _, one := range set {
		if had[one.Tag] == one.Months {
			continue
		}
		changes = append(changes, monthsChange(one.Tag, had[one.Tag], one.Months))
		args := pgx.NamedArgs{"tag": one.Tag, "months": one.Months, "now": by.At}
		if one.Months == 0 {
			b.Queue(`DELETE FROM tag_thresholds WHERE tag = @tag`, args)
		} else {
			b.Queue(`INSERT INTO tag_thresholds (tag, months, updated_at) VALUES (@tag, @months, @now)
				ON CONFLICT (tag) DO UPDATE SET months = @months, updated_at = @now, version = tag_thresholds.version + 1`, args)
		}
	}
	return changes, postgres.Translate(tx.SendBatch(ctx, b).Close())
}

// absorbed gives the number of a record and those of the ones that were merged into it, however many times over; table is ours.
func absorbed(ctx context.Context, q postgres.Querier, table string, id int64) ([]int64, error) {
	sql := map[string]string{
		"organisations": `WITH RECURSIVE all_of AS (SELECT @id::bigint AS id UNION SELECT o.id FROM organisations o JOIN all_of a ON o.merged_into = a.id) SELECT id FROM all_of`,
		"contacts":      `WITH RECURSIVE all_of AS (SELECT @id::bigint AS id UNION SELECT c.id FROM contacts c JOIN all_of a ON c.merged_into = a.id) SELECT id FROM all_of`,
	}
	return postgres.Scalars[int64](ctx, q, sql[table], pgx.NamedArgs{"id": id})
}
