package activity

import (
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/journal"
	"parvis/internal/partner"
	"parvis/internal/postgres"
)

// Movers say what becomes of activities when two organisations become one.
var Movers = []partner.Mover{{Kind: journal.Organisation, Moves: []string{"activity_organisations.organisation_id"}, Move: moveOrganisation}}

// moveOrganisation gives the activities of an organisation to another one; one with both is with one.
func moveOrganisation(ctx context.Context, tx pgx.Tx, _ account.By, from, to journal.Subject) error {
	args := pgx.NamedArgs{"from": from.ID, "to": to.ID}
	b := &pgx.Batch{}
	b.Queue(`INSERT INTO activity_organisations (activity_id, organisation_id) SELECT activity_id, @to FROM activity_organisations WHERE organisation_id = @from ON CONFLICT DO NOTHING`, args)
	b.Queue(`DELETE FROM activity_organisations WHERE organisation_id = @from`, args)
	return postgres.Translate(tx.SendBatch(ctx, b).Close())
}
