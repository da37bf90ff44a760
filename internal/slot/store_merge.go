package slot

import (
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/journal"
	"parvis/internal/partner"
	"parvis/internal/postgres"
)

// Movers say what becomes of groups when two organisations become one.
var Movers = []partner.Mover{{Kind: journal.Organisation, Moves: []string{"registrations.organisation_id"}, Move: moveOrganisation}}

// moveOrganisation gives the groups of an organisation to another one.
func moveOrganisation(ctx context.Context, tx pgx.Tx, by account.By, from, to journal.Subject) error {
	_, err := tx.Exec(ctx, `UPDATE registrations SET organisation_id = @to, updated_at = @now, version = version + 1 WHERE organisation_id = @from`, pgx.NamedArgs{"from": from.ID, "to": to.ID, "now": by.At})
	return postgres.Translate(err)
}
