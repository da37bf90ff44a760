package journal

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/personal"
	"parvis/internal/postgres"
)

// eraseSubject takes somebody out of the histories: as who acted, and as whom they are about.
func eraseSubject(ctx context.Context, tx pgx.Tx, _ time.Time, s personal.Subject) ([]string, error) {
	switch s.Kind {
	case personal.Member:
		return []string{"Ce qu’elle a fait reste dans les historiques, et y est dit d’«\u00a0un ancien membre du service\u00a0»."}, Erase(ctx, tx, s.ID, s.Name)
	case personal.Contact, personal.Outsider:
		args := pgx.NamedArgs{"kind": s.Kind, "ids": s.IDs(), "relation": s.Kind + "s", "column": s.Kind + "_id"}
		b := &pgx.Batch{}
		b.Queue(`UPDATE journal SET subject_name = '', changes = '[]' WHERE subject_kind = @kind AND subject_id = ANY(@ids)`, args)
		b.Queue(`UPDATE journal SET within_name = '' WHERE within_kind = @kind AND within_id = ANY(@ids)`, args)
		b.Queue(`UPDATE row_changes SET before = '{}', after = '{}', erased = true WHERE relation = @relation AND (key ->> 'id')::bigint = ANY(@ids)
			OR (key ->> @column)::bigint = ANY(@ids) OR (before ->> @column)::bigint = ANY(@ids) OR (after ->> @column)::bigint = ANY(@ids)`, args)
		return []string{"Son nom est retiré des historiques\u00a0; ils disent encore qu’une fiche a été créée ou modifiée, et par qui."}, postgres.Translate(tx.SendBatch(ctx, b).Close())
	}
	return nil, nil
}

// Wordless takes what was changed in things of a kind out of the histories, for what is kept without its words.
func Wordless(ctx context.Context, tx pgx.Tx, kind Kind, relation string, ids []int64) error {
	args := pgx.NamedArgs{"kind": string(kind), "ids": ids, "relation": relation}
	b := &pgx.Batch{}
	b.Queue(`UPDATE journal SET changes = '[]' WHERE subject_kind = @kind AND subject_id = ANY(@ids)`, args)
	b.Queue(`UPDATE row_changes SET before = '{}', after = '{}', erased = true WHERE relation = @relation AND (key ->> 'id')::bigint = ANY(@ids)`, args)
	return postgres.Translate(tx.SendBatch(ctx, b).Close())
}
