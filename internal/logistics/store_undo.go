package logistics

import (
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/journal"
	"parvis/internal/partner"
	"parvis/internal/postgres"
	"parvis/internal/undo"
)

// placesOf finds the projects of the pieces and the deliveries that rows are of; one whose row went was in the project that the row tells.
func placesOf(ctx context.Context, q postgres.Querier, rows []undo.Row, person int64) (map[at]place, error) {
	found := map[at]place{}
	for _, of := range []struct {
		delivery bool
		table    string
		sql      string
	}{
		{false, "pieces", `SELECT x.id, COALESCE(p.project_id, x.project, 0) AS project_id, a.status,
				EXISTS (SELECT FROM members_named m WHERE m.project_id = COALESCE(p.project_id, x.project) AND m.person_id = @person) AS member
			FROM unnest(@ids::bigint[], @projects::bigint[]) x(id, project) LEFT JOIN pieces p ON p.id = x.id LEFT JOIN project_anchors a ON a.id = COALESCE(p.project_id, x.project)`},
		{true, "deliveries", `SELECT x.id, COALESCE(d.project_id, x.project, 0) AS project_id, a.status,
				EXISTS (SELECT FROM members_named m WHERE m.project_id = COALESCE(d.project_id, x.project) AND m.person_id = @person) AS member
			FROM unnest(@ids::bigint[], @projects::bigint[]) x(id, project) LEFT JOIN deliveries d ON d.id = x.id LEFT JOIN project_anchors a ON a.id = COALESCE(d.project_id, x.project)`},
	} {
		var ids, projects []int64
		for _, row := range rows {
			if row.Table == of.table || row.Table == "piece_needs" && !of.delivery {
				ids, projects = append(ids, atOf(row).ID), append(projects, row.ID("project_id"))
			}
		}
		if len(ids) == 0 {
			continue
		}
		list, err := postgres.List[place](ctx, q, of.sql, pgx.NamedArgs{"ids": ids, "projects": projects, "person": person})
		if err != nil {
			return nil, err
		}
		for _, p := range list {
			if old, there := found[at{of.delivery, p.ID}]; !there || old.ProjectID == 0 {
				found[at{of.delivery, p.ID}] = p
			}
		}
	}
	return found, nil
}

// Movers say what becomes of pieces and deliveries when two organisations, or two contacts, become one.
var Movers = []partner.Mover{
	{Kind: journal.Organisation, Moves: []string{"pieces.organisation_id", "deliveries.organisation_id"}, Move: moveOrganisation},
	{Kind: journal.Contact, Moves: []string{"pieces.contact_id"}, Move: moveContact},
}

func moveOrganisation(ctx context.Context, tx pgx.Tx, by account.By, from, to journal.Subject) error {
	args := pgx.NamedArgs{"from": from.ID, "to": to.ID, "now": by.At}
	b := &pgx.Batch{}
	b.Queue(`UPDATE pieces SET organisation_id = @to, updated_at = @now, version = version + 1 WHERE organisation_id = @from`, args)
	b.Queue(`UPDATE deliveries SET organisation_id = @to, updated_at = @now, version = version + 1 WHERE organisation_id = @from`, args)
	return postgres.Translate(tx.SendBatch(ctx, b).Close())
}

func moveContact(ctx context.Context, tx pgx.Tx, by account.By, from, to journal.Subject) error {
	_, err := tx.Exec(ctx, `UPDATE pieces SET contact_id = @to, updated_at = @now, version = version + 1 WHERE contact_id = @from`, pgx.NamedArgs{"from": from.ID, "to": to.ID, "now": by.At})
	return postgres.Translate(err)
}
