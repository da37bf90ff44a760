package daybook

import (
	"cmp"
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/postgres"
	"parvis/internal/undo"
)

// Undoable is how what was done to the lines of the daybook is taken back. A tick is taken back by its contrary.
type Undoable struct{}

var _ undo.Owner = Undoable{}

// Tables implements undo.Owner.
func (Undoable) Tables() []undo.Table {
	return []undo.Table{{Name: "day_entries", Keys: []string{"id"}, Thing: "une ligne de la main courante", Of: "d’une ligne de la main courante", Title: "body", Gone: "deleted_at",
		Touch: "version = t.version + 1, updated_at = @now", Beside: []string{"created_at", "key", "digest", "day", "at", "project_id"}, Groups: [][]string{{"closed_at", "closed_by"}},
		Labels: map[string]string{"kind": "la nature", "slot_id": "la séance", "place": "le lieu", "body": "le texte", "done": "la suite donnée", "minutes": "le retard", "closed_at": "la clôture", "closed_by": "la clôture", "deleted_at": "la mise à la corbeille"}}}
}

// Lock implements undo.Owner: the rows themselves are enough.
func (Undoable) Lock(context.Context, pgx.Tx, []undo.Row) error { return nil }

// Judge implements undo.Owner. What was noted is never unmade: a telephone that sends it again must find it. It is put in the trash.
func (Undoable) Judge(_ context.Context, _ postgres.Querier, by account.By, rows []undo.Row) (map[string]error, error) {
	refused := map[string]error{}
	for _, row := range rows {
		var err error
		switch {
		case len(row.Before) == 0 || row.Erased:
			err = fault.New(fault.Conflict, "Ce qui est noté à la main courante y reste\u00a0: la cheffe de service peut le mettre à la corbeille.", nil)
		case row.Wrote("deleted_at"):
			err = by.Check(MayDelete, access.Tie{})
		case row.Only("closed_at", "closed_by", "done", "version", "updated_at"):
			err = by.Check(MayClose, access.Tie{})
		default:
			err = cmp.Or(by.Check(MayEdit, access.Tie{Mine: row.ID("created_by") == by.ID}))
		}
		if err != nil && refused[row.Act] == nil {
			refused[row.Act] = err
		}
	}
	return refused, nil
}

// Settle implements undo.Owner: the constraints hold what must.
func (Undoable) Settle(context.Context, pgx.Tx, account.By, []undo.Row) error { return nil }
