package document

import (
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/postgres"
	"parvis/internal/undo"
)

// Undoable is how what was done to models is taken back. A document that was kept is a file, which has its own.
type Undoable struct{}

var _ undo.Owner = Undoable{}

// Tables implements undo.Owner.
func (Undoable) Tables() []undo.Table {
	return []undo.Table{{Name: "document_models", Keys: []string{"id"}, Thing: "le modèle de document", Of: "du modèle de document", Title: "name", Gone: "deleted_at",
		Touch: "version = t.version + 1, updated_at = @now", Beside: []string{"created_at"}, Groups: [][]string{{"name", "name_folded"}, {"content_id", "file_name"}},
		Labels: map[string]string{"name": "le nom", "name_folded": "le nom", "kind": "la sorte", "body": "le texte", "content_id": "le fichier", "file_name": "le fichier", "deleted_at": "la mise à la corbeille"}}}
}

// Lock implements undo.Owner: the rows themselves are enough.
func (Undoable) Lock(context.Context, pgx.Tx, []undo.Row) error { return nil }

// Judge implements undo.Owner.
func (Undoable) Judge(_ context.Context, _ postgres.Querier, by account.By, rows []undo.Row) (map[string]error, error) {
	refused := map[string]error{}
	if err := by.Check(MayEdit, access.Tie{}); err != nil {
		for _, row := range rows {
			refused[row.Act] = err
		}
	}
	return refused, nil
}

// Settle implements undo.Owner: the constraints hold what must.
func (Undoable) Settle(context.Context, pgx.Tx, account.By, []undo.Row) error { return nil }
