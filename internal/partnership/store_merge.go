package partnership

import (
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/journal"
	"parvis/internal/partner"
	"parvis/internal/postgres"
)

// Movers say what becomes of partners of projects when two organisations, or two contacts, become one.
var Movers = []partner.Mover{
	{Kind: journal.Organisation, Moves: []string{"project_partners.organisation_id"}, Move: moveOrganisation},
	{Kind: journal.Contact, Moves: []string{"project_partners.contact_id"}, Move: moveContact},
}

// moveOrganisation gives the projects of an organisation to another one. Where both take part in one, the further of the two stages stays,
// what the kept one does not say comes from the other, and both notes are kept.
func moveOrganisation(ctx context.Context, tx pgx.Tx, by account.By, from, to journal.Subject) error {
	args := pgx.NamedArgs{"from": from.ID, "to": to.ID, "now": by.At}
	b := &pgx.Batch{}
	b.Queue(`UPDATE project_partners kept SET stage = `+further+`, contact_id = COALESCE(kept.contact_id, gone.contact_id), follower_id = COALESCE(kept.follower_id, gone.follower_id),
			task_id = COALESCE(kept.task_id, gone.task_id), notes = concat_ws(E'\n\n', NULLIF(kept.notes, ''), NULLIF(NULLIF(gone.notes, ''), kept.notes)), updated_at = @now, version = kept.version + 1
		FROM project_partners gone WHERE kept.project_id = gone.project_id AND kept.organisation_id = @to AND gone.organisation_id = @from AND kept.deleted_at IS NULL AND gone.deleted_at IS NULL`, args)
	b.Queue(`DELETE FROM project_partners gone USING project_partners kept WHERE kept.project_id = gone.project_id AND kept.organisation_id = @to AND gone.organisation_id = @from
		AND kept.deleted_at IS NULL AND gone.deleted_at IS NULL`, args)
	b.Queue(`UPDATE project_partners SET organisation_id = @to, updated_at = @now, version = version + 1 WHERE organisation_id = @from`, args)
	return postgres.Translate(tx.SendBatch(ctx, b).Close())
}

// further is the stage that two of one project come to: who is engaged with one of them is.
const further = `CASE WHEN array_position('{engaged,interested,contacted,spotted,declined,silent,""}'::text[], gone.stage)
	< array_position('{engaged,interested,contacted,spotted,declined,silent,""}'::text[], kept.stage) THEN gone.stage ELSE kept.stage END`

func moveContact(ctx context.Context, tx pgx.Tx, by account.By, from, to journal.Subject) error {
	_, err := tx.Exec(ctx, `UPDATE project_partners SET contact_id = @to, updated_at = @now, version = version + 1 WHERE contact_id = @from`,
		pgx.NamedArgs{"from": from.ID, "to": to.ID, "now": by.At})
	return postgres.Translate(err)
}
