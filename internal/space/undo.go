package space

import (
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/postgres"
	"parvis/internal/undo"
)

// Undoable is how what was done to spaces is taken back.
type Undoable struct{}

var _ undo.Owner = Undoable{}

// Tables implements undo.Owner.
func (Undoable) Tables() []undo.Table {
	return []undo.Table{{Name: "spaces", Keys: []string{"id"}, Thing: "l’espace", Of: "de l’espace", Title: "name", Gone: "deleted_at",
		Touch: "version = t.version + 1, updated_at = @now", Beside: []string{"created_at"}, Groups: [][]string{{"name", "name_folded"}},
		Labels: map[string]string{"name": "le nom", "name_folded": "le nom", "floor": "l’étage", "surface": "la surface", "seated": "la capacité assise", "standing": "la capacité debout",
			"access": "l’accessibilité", "set_up": "le temps d’installation", "notes": "le texte des notes", "active": "l’état", "deleted_at": "la mise à la corbeille"}}}
}

// Lock implements undo.Owner: the rows themselves are enough.
func (Undoable) Lock(context.Context, pgx.Tx, []undo.Row) error { return nil }

// Judge implements undo.Owner.
func (Undoable) Judge(_ context.Context, _ postgres.Querier, by account.By, rows []undo.Row) (map[string]error, error) {
	return undo.ByActions(by, rows, MayEdit, MayDelete)
}

// Settle implements undo.Owner: the constraints hold what must.
func (Undoable) Settle(context.Context, pgx.Tx, account.By, []undo.Row) error { return nil }
